"""The address of a figure's certificate, with its question in it; and the question back from such an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from analytics.pages.choices import shared
from analytics.pages.view import View
from analytics.query.answer import Question

PATH = "sertifikat"  # beside every page, whatever path the dashboard is served under
CHOSEN = ("regency", "year")  # said by the row of choices above every page


def certificate_address(view: View, question: Question) -> str:
    """Of the whole answer; the page offers its rows. Relative, so that it holds under any path."""
    where = dict(question.where)
    one = {d: values[0] for d, values in where.items() if d in CHOSEN and len(values) == 1}
    universe = question.universe if question.universe != view.regency.universe else None
    said: list[tuple[str, str | None]] = [
        ("regency", one.get("regency", view.regency.code)),
        ("year", one.get("year", "all")),
        ("universe", universe),
        ("lang", view.lang if view.lang != "id" else None),
        ("mart", shared().get("mart")),
        ("measure", question.measure),
        ("by", ",".join(question.by) or None),
        ("version", question.version),
    ]
    said += [("where", f"{d}={v}") for d, values in where.items() if d not in one for v in values]
    return f"{PATH}?{urlencode([(k, v) for k, v in said if v is not None])}"


def asked(view: View, address: Mapping[str, str], where: Sequence[str]) -> Question:
    """The question of such an address within the reader's choices; `where`: its DIM=VALUE texts."""
    filters: dict[str, tuple[str, ...]] = {"regency": (view.regency.code,)}
    if view.year is not None:
        filters["year"] = (str(view.year),)
    more: dict[str, tuple[str, ...]] = {}
    for text in where:
        dimension, _, value = text.partition("=")
        more[dimension] = (*more.get(dimension, ()), value)
    by = tuple(d for d in address.get("by", "").split(",") if d)
    values = tuple((filters | more).items())
    return Question(address.get("measure", ""), by, values, view.universe, address.get("version", "apbd"))

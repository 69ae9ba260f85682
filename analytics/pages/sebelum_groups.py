"""Who is asked about what is not found so far: the same answers by dapil, by agency and by district. Never a ranking of blame."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.stacked import Stack, stacked
from analytics.locale.said import said
from analytics.pages.choices import shared
from analytics.pages.picture import Picture
from analytics.pages.sebelum_found import (
    answer_for,
    draft_words,
    found_for,
    keys,
    open_words,
    pieces,
    scope_words,
    told,
)
from analytics.pages.view import View
from analytics.query.warning_answer import Group
from analytics.query.warning_words import ROOM
from analytics.vocabulary import regions

MOST = 8  # rows of one picture; what is left stands in its CSV


def by_dapil(view: View) -> Picture | None:
    """Every dapil of the regency, to choose one's own."""
    return _picture(replace(view, where=tuple(w for w in view.where if w[0] != "dapil")), "dapil")


def by_agency(view: View) -> Picture | None:
    """Agencies, those with most to ask first."""
    return _picture(view, "agency")


def by_district(view: View) -> Picture | None:
    """Districts, those with most to ask first."""
    return _picture(view, "district")


def _picture(view: View, by: str) -> Picture | None:
    found = found_for(view)
    groups = list(found.groups.get(by, ()))
    if by == "dapil":
        groups = sorted((g for g in groups if g.key), key=lambda g: g.key or "")
    if len(groups) < 2:
        return None
    longest = max(g.tally.n for g in groups)
    draft = f"{draft_words(view, found.draft or '')} {found.year}"
    scope = scope_words(view)
    title = view.t(f"before.by_{by}", draft=draft, scope=f" · {scope}" if scope else "")
    sub = view.t(f"before.by_{by}_sub")
    if len(groups) > MOST:
        sub += " " + view.t("before.first_rows", n=view.n(MOST), all=view.n(len(groups)))
    body = keys(view) + _drawn(view, by, groups, longest, title)
    return Picture(
        f"warning.{by}",
        title,
        body,
        "-".join(("sebelum", by, view.regency.code, str(found.year), *dict(view.where).values())),
        (answer_for(view, found),),
        sub,
        rows=lambda: [_record(view, by, g) for g in groups],
    )


def _drawn(view: View, by: str, groups: list[Group], longest: int, title: str) -> Drawn:
    rows = [_row(view, by, g, longest) for g in groups[:MOST]]
    hint = html.hint(view.t("before.by_dapil_hint")) if by == "dapil" else Drawn("")
    return stacked(rows, view.t("before.open"), title, len(groups) - len(rows)) + hint


def _row(view: View, by: str, g: Group, longest: int) -> Stack:
    figure, detail = open_words(view, g.tally)
    return Stack(
        _name(view, by, g.key),
        figure,
        detail,
        pieces=pieces(view, g.tally, longest),
        said=told(view, g.tally),
        href=_address(view, by, g.key) if g.key else "",
    )


def _name(view: View, by: str, key: str | None) -> str:
    if key is None:
        return said(ROOM, {"agency": "no_agency", "district": "no_place"}.get(by, "no_place"), view.lang)
    return regions.short_label(key) if by == "district" else key


def _address(view: View, by: str, key: str) -> str:
    """The same page narrowed to this group."""
    return "sebelum?" + urlencode({**shared(), **dict(view.where), "regency": view.regency.code, by: key})


def _record(view: View, by: str, g: Group) -> dict[str, Any]:
    return {by: g.key, "name": _name(view, by, g.key), **g.tally.json()}

"""The head of a district's list: the sentence, the bar of all fates, last year, rupiah and what money could reach."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import fates as picture
from analytics.charts import html
from analytics.locale.format import date
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.fates import Fate, tally
from analytics.query.versions import version_of
from analytics.vocabulary import regions


def headline(view: View, where: dict[str, str], counted: Answer, valued: Answer, listed: Sequence[Fate]) -> None:
    """What is proven of this list, at most how much, beside last year and beside what money could reach."""
    place = place_of(view, where)
    if not listed:
        hint = view.t("fate.empty_hint")
        show(html.title(view.t("fate.empty", place=place, year=view.year), kicker(view, where, counted), hint))
        return
    thing = noun(view, listed)
    if not counted.rows:
        words = view.t("fate.no_version", n=view.n(len(listed)), thing=thing, place=place)
        show(html.title(words, kicker(view, where, counted), view.t("fate.no_version_sub", year=view.year)))
        return
    row = counted.rows[0]
    facts = {"n": view.n(row["n"]), "proven": view.n(row["numerator"]), "thing": thing, "place": place}
    parts = [picture.Part(c, n / row["n"], view.n(n), view.t(f"fate.part_{c}")) for c, n in tally(listed).items()]
    below = (_bounds(view, where, counted), _money(view, valued))
    above = kicker(view, where, counted)
    show(picture.head(view.t("fate.headline", **facts), above, parts, below, view.t("fate.whole")))


def place_of(view: View, where: dict[str, str]) -> str:
    """The place a list is of, as people say it: the village where one is chosen, else the district."""
    return regions.label(where.get("village") or where.get("district") or view.regency.code)


def noun(view: View, listed: Sequence[Fate]) -> str:
    """A list without ranks holds proposals, never priorities."""
    return view.t("fate.priority" if any(f.rank is not None for f in listed) else "fate.proposal")


def kicker(view: View, where: dict[str, str], counted: Answer) -> str:
    """Which list against which budget: "Musrenbang 2025 → APBD 2026 (Perda 9/2025, 23 Desember 2025) · Dapil 2"."""
    version = counted.question.version
    words = view.t("fate.cycle", before=(view.year or 0) - 1, version=view.term("version", version), year=view.year)
    fact = version_of(view.mart, view.regency.code, view.year or 0, version)
    if fact and fact.number:
        words += f" ({fact.number}, {date(fact.signed_on, view.lang)})"
    dapil = next((f.dapil for f in view.fates(where, version) if f.dapil), None)
    return " · ".join(w for w in (words, dapil, where.get("agency")) if w)


def _bounds(view: View, where: dict[str, str], counted: Answer) -> str:
    """What is not yet known, and last year beside it with its own n."""
    row = counted.rows[0]
    words = view.t("fate.bounds", unknown=view.n(row["n_unknown"]), most=view.n(row["numerator"] + row["n_unknown"]))
    if not row["n_unknown"]:
        words = view.t("fate.all_known")
    before = view.ask(
        "accommodation_count", where={**where, "year": str((view.year or 0) - 1)}, version=counted.question.version
    )
    if before.rows:
        last = before.rows[0]
        most = view.n(last["numerator"] + last["n_unknown"])
        words += " " + view.t("fate.last_year", proven=view.n(last["numerator"]), n=view.n(last["n"]), most=most)
    return words


def _money(view: View, valued: Answer) -> str:
    """Rupiah proven of rupiah asked, and the most that money still free to steer could have reached."""
    if not valued.rows:
        return view.t("fate.no_cost")
    row = valued.rows[0]
    words = view.t(
        "fate.money", proven=view.rp(row["numerator"]), whole=view.rp(row["denominator"]), n=view.n(row["n"])
    )
    if row.get("attainable") is not None:
        words += " · " + view.t("fate.attainable", amount=view.rp(row["attainable"]))
    return words

"""The head of a district's list: the sentence, the bar of all fates, last year, rupiah and what money could reach."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import fates as drawing
from analytics.charts import html
from analytics.locale.fate_words import fate_word
from analytics.pages.parts import show
from analytics.pages.picture import Picture, drawn
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.facts import dapils
from analytics.query.fates import Fate, looked, ranked, tally, top
from analytics.query.rates import Rate
from analytics.query.series import finished
from analytics.reports import fate_head
from analytics.vocabulary import regions

TOP = 10


def head_picture(view: View) -> Picture | None:
    """The finding of the list the view is narrowed to (a village, district, dapil or agency); None where it cannot be said."""
    where, version = dict(view.where), view.version
    listed = view.fates(where, version)
    counted = view.ask("accommodation_count")
    if not listed or not counted.rows or view.year is None:
        return None
    row = counted.rows[0]
    parts = [
        drawing.Part(c, n / row["n"], view.n(n), fate_word(f"part_{c}", version, view.lang), n)
        for c, n in tally(listed).items()
    ]
    valued = view.ask("accommodation_value")
    named = (where.get("village") or where.get("district") or where.get("dapil", ""), where.get("agency", ""))
    return Picture(
        "fate.head",
        sentence(view, where, counted, listed, "headline"),
        drawing.whole(parts, _below(view, where, counted, valued, listed), view.t("fate.whole")),
        "-".join(w for w in ("ringkas", *named, str(view.year), version, view.universe) if w),
        (counted, *([valued] if valued.rows else [])),
        kicker=kicker(view, where, counted),
        first=True,
    )


def headline(view: View) -> Picture | None:
    """The head of the list on its page, to be followed by `about`; where there is no finding, the one sentence that says why."""
    found = head_picture(view)
    if found:
        drawn(view, found)
        return found
    where = dict(view.where)
    counted, listed = view.ask("accommodation_count"), view.fates(where, view.version)
    why = view.t("fate.no_version_sub", year=view.year) if listed else view.t("fate.empty_hint")
    show(html.title(sentence(view, where, counted, listed, "headline"), kicker(view, where, counted), why))
    return None


def _below(view: View, where: dict[str, str], counted: Answer, valued: Answer, listed: Sequence[Fate]) -> list[str]:
    """The sentences below the bar: what is open, last year, the first ranks, the rupiah."""
    version = counted.question.version
    if not looked(listed):
        return [view.t("fate.not_looked_sub", version=view.term("version", version), year=view.year)]
    waits = not finished(view.mart, view.regency.code, view.year or 0, version)
    second = [_top(view, where, listed, version), view.t("fate.unfinished") if waits else ""]
    value = valued.rows[0] if valued.rows else None
    money = fate_head.money(value, counted.rows[0]["n"], view.lang)
    return [_bounds(view, where, counted), " ".join(w for w in second if w), money]


def sentence(view: View, where: dict[str, str], counted: Answer, listed: Sequence[Fate], key: str) -> str:
    """The finding in one sentence: `key` is headline (of the page) or message (to send). Never more than was looked at."""
    place, version = place_of(view, where), counted.question.version
    facts = {"place": place, "year": view.year, "version": view.term("version", version)}
    if not listed:
        there = view.ask("funnel").rows
        universe = view.term("universe", view.universe)
        return view.t("fate.empty", **facts) if there else view.t("fate.no_list", universe=universe, **facts)
    rate = Rate.of(counted.rows[0]) if counted.rows else None
    return fate_head.finding(place, view.year, version, view.universe, listed, rate, view.lang, key)


def place_of(view: View, where: dict[str, str]) -> str:
    """The place a list is of, as people say it: the village where one is chosen, else the district, else the dapil."""
    at = regions.label(where.get("village") or where.get("district") or view.regency.code)
    return f"{where['dapil']}, {at}" if "dapil" in where and "district" not in where else at


def kicker(view: View, where: dict[str, str], counted: Answer) -> str:
    """Which list against which budget: "Musrenbang 2025 → APBD 2026 (Perda 9/2025, 23 Desember 2025) · Dapil 2"."""
    version = counted.question.version
    words = fate_head.cycle(view.mart, view.regency.code, view.year or 0, version, view.lang)
    dapil = next((f.dapil for f in view.fates(where, version) if f.dapil), None)
    return " · ".join(w for w in (words, dapil, where.get("agency"), view.standing) if w)


def _bounds(view: View, where: dict[str, str], counted: Answer) -> str:
    """What is not yet known; last year with its own n and any break between."""
    version, year = counted.question.version, view.year or 0
    before = view.ask("accommodation_count", where={**where, "year": str(year - 1)}, version=version)
    last = Rate.of(before.rows[0]) if before.rows and _same_place(view, where) else Rate()
    return fate_head.bounds(Rate.of(counted.rows[0]), last, year, view.lang)


def _same_place(view: View, where: dict[str, str]) -> bool:
    """A dapil of one name may have been of other districts the year before."""
    now, then = (
        dapils(view.mart, view.regency.code, y).get(where.get("dapil", "")) for y in (view.year, (view.year or 0) - 1)
    )
    return now == then


def _top(view: View, where: dict[str, str], listed: Sequence[Fate], version: str) -> str:
    """The first ranks of a whole district list; where the list was narrowed, what its numbers mean."""
    if not ranked(listed, view.universe) or "district" not in where:
        return ""
    if "village" in where or "agency" in where:
        return view.t("fate.list_numbers")
    rate = top(listed, TOP)
    if rate is None:
        return ""
    return fate_word("top", version, view.lang, k=TOP, proven=view.n(rate.proven), most=view.n(rate.most))

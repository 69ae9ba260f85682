"""The head of a district's list: the sentence, the bar of all fates, last year, rupiah and what money could reach."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import fates as picture
from analytics.charts import html
from analytics.locale.fate_words import fate_word
from analytics.locale.format import date
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.fates import Fate, looked, ranked, tally, top
from analytics.query.rates import Rate
from analytics.query.series import breaks, finished
from analytics.query.versions import version_of
from analytics.vocabulary import regions

TOP = 10


def headline(view: View, where: dict[str, str], counted: Answer, valued: Answer, listed: Sequence[Fate]) -> None:
    """What is proven of this list, at most how much, beside last year and beside what money could reach."""
    words, above = sentence(view, where, counted, listed, "headline"), kicker(view, where, counted)
    if not listed:
        show(html.title(words, above, view.t("fate.empty_hint")))
        return
    if not counted.rows:
        show(html.title(words, above, view.t("fate.no_version_sub", year=view.year)))
        return
    row, version = counted.rows[0], counted.question.version
    parts = [
        picture.Part(c, n / row["n"], view.n(n), fate_word(f"part_{c}", version, view.lang))
        for c, n in tally(listed).items()
    ]
    if looked(listed):
        first, waits = (
            _top(view, where, listed, version),
            finished(view.mart, view.regency.code, view.year or 0, version),
        )
        second = " ".join(w for w in (first, "" if waits else view.t("fate.unfinished")) if w)
        below = [_bounds(view, where, counted), second, _money(view, valued, row["n"])]
    else:
        below = [view.t("fate.not_looked_sub", version=view.term("version", version), year=view.year)]
    show(picture.head(words, above, parts, below, view.t("fate.whole")))


def sentence(view: View, where: dict[str, str], counted: Answer, listed: Sequence[Fate], key: str) -> str:
    """The finding in one sentence: `key` is headline (of the page) or message (to send). Never more than was looked at."""
    place, version = place_of(view, where), counted.question.version
    facts = {"place": place, "year": view.year, "version": view.term("version", version)}
    if not listed:
        there = view.ask("funnel").rows
        universe = view.term("universe", view.universe)
        return view.t("fate.empty", **facts) if there else view.t("fate.no_list", universe=universe, **facts)
    facts |= {"n": view.n(len(listed)), "thing": noun(view, listed)}
    if not counted.rows:
        return view.t("fate.no_version", **facts)
    if not looked(listed):
        return view.t("fate.not_looked", **facts)
    rate = Rate.of(counted.rows[0])
    facts |= {"n": view.n(rate.n), "proven": view.n(rate.proven), "most": view.n(rate.most)}
    return fate_word(key, version, view.lang, **facts)


def place_of(view: View, where: dict[str, str]) -> str:
    """The place a list is of, as people say it: the village where one is chosen, else the district."""
    return regions.label(where.get("village") or where.get("district") or view.regency.code)


def noun(view: View, listed: Sequence[Fate]) -> str:
    """A list without ranks holds proposals, never priorities."""
    return view.t("fate.priority" if ranked(listed, view.universe) else "fate.proposal")


def kicker(view: View, where: dict[str, str], counted: Answer) -> str:
    """Which list against which budget: "Musrenbang 2025 → APBD 2026 (Perda 9/2025, 23 Desember 2025) · Dapil 2"."""
    version = counted.question.version
    words = view.t("fate.cycle", before=(view.year or 0) - 1, version=view.term("version", version), year=view.year)
    fact = version_of(view.mart, view.regency.code, view.year or 0, version)
    if fact and fact.number:
        words += f" ({fact.number}, {date(fact.signed_on, view.lang)})"
    dapil = next((f.dapil for f in view.fates(where, version) if f.dapil), None)
    return " · ".join(w for w in (words, dapil, where.get("agency"), view.standing) if w)


def _bounds(view: View, where: dict[str, str], counted: Answer) -> str:
    """What is not yet known; last year with its own n and any break between."""
    rate, version, year = Rate.of(counted.rows[0]), counted.question.version, view.year or 0
    words = [view.t("fate.bounds", unknown=view.n(rate.unknown), most=view.n(rate.most))]
    if not rate.unknown:
        words = [view.t("fate.all_known")]
    before = view.ask("accommodation_count", where={**where, "year": str(year - 1)}, version=version)
    last = Rate.of(before.rows[0]) if before.rows else Rate()
    if last.looked:
        facts = {"proven": view.n(last.proven), "n": view.n(last.n), "most": view.n(last.most)}
        words.append(view.t("fate.last_year", **facts))
        words += [view.t("fate.broken", names=names) for names in breaks([year - 1, year], view.lang).values()]
    return " ".join(words)


def _top(view: View, where: dict[str, str], listed: Sequence[Fate], version: str) -> str:
    """The first ranks of a whole district list; where the list was narrowed, what its numbers mean."""
    if not ranked(listed, view.universe):
        return ""
    if "village" in where or "agency" in where:
        return view.t("fate.list_numbers")
    rate = top(listed, TOP)
    if rate is None:
        return ""
    return fate_word("top", version, view.lang, k=TOP, proven=view.n(rate.proven), most=view.n(rate.most))


def _money(view: View, valued: Answer, n: int) -> str:
    """Rupiah proven of rupiah asked, and this list's share of what money still free to steer could have reached."""
    if not valued.rows:
        return view.t("fate.no_cost")
    row = valued.rows[0]
    facts = {"proven": view.rp(row["numerator"]), "whole": view.rp(row["denominator"])}
    words = view.t("fate.money", n=view.n(row["n"]), all=view.n(n), **facts)
    if row.get("attainable") is not None:
        words += " · " + view.t("fate.attainable", amount=view.rp(row["attainable"]))
    return words

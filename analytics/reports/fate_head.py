"""The finding of a list in sentences, the same on the page and in every file: how many are proven of how many, what is open, the
rupiah. Never says more than was looked at, and reckons nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.locale.fate_words import fate_word
from analytics.locale.format import count, date, rupiah
from analytics.locale.words import t
from analytics.query.database import Mart
from analytics.query.fates import Fate, looked, ranked
from analytics.query.rates import Rate
from analytics.query.series import breaks
from analytics.query.versions import version_of
from analytics.vocabulary import terms


def finding(
    place: str,
    year: int | None,
    version: str,
    universe: str,
    listed: Sequence[Fate],
    rate: Rate | None,
    lang: str,
    key: str,
) -> str:
    """The finding of a list that is not empty: `key` is headline or message (to send); `rate` None without a figure."""
    facts: dict[str, Any] = {"place": place, "year": year, "version": terms.label("version", version, lang)}
    facts |= {"n": count(len(listed), lang), "thing": noun(listed, universe, lang)}
    if rate is None:
        return t("fate.no_version", lang, **facts)
    if not looked(listed):
        return t("fate.not_looked", lang, **facts)
    facts |= {"n": count(rate.n, lang), "proven": count(rate.proven, lang), "most": count(rate.most, lang)}
    return fate_word(key, version, lang, **facts)


def noun(listed: Sequence[Fate], universe: str, lang: str) -> str:
    """A list without ranks holds proposals, never priorities."""
    return t("fate.priority" if ranked(listed, universe) else "fate.proposal", lang)


def cycle(mart: Mart, regency: str, year: int, version: str, lang: str) -> str:
    """Which list against which budget: "Musrenbang 2025 → APBD 2026 (Perda 9/2025, 23 Desember 2025)"."""
    words = t("fate.cycle", lang, before=year - 1, version=terms.label("version", version, lang), year=year)
    fact = version_of(mart, regency, year, version)
    return f"{words} ({fact.number}, {date(fact.signed_on, lang)})" if fact and fact.number else words


def bounds(rate: Rate, last: Rate, year: int, lang: str) -> str:
    """What is not yet known; last year with its own n and any break between, where somebody looked then."""
    words = [t("fate.bounds", lang, unknown=count(rate.unknown, lang), most=count(rate.most, lang))]
    if not rate.unknown:
        words = [t("fate.all_known", lang)]
    if last.looked:
        facts = {"proven": count(last.proven, lang), "n": count(last.n, lang), "most": count(last.most, lang)}
        words.append(t("fate.last_year", lang, **facts))
        words += [t("fate.broken", lang, names=names) for names in breaks([year - 1, year], lang).values()]
    return " ".join(words)


def money(row: Mapping[str, Any] | None, n: int, lang: str) -> str:
    """Rupiah proven of rupiah asked, and this list's share of what money still free to steer could have reached."""
    if row is None:
        return t("fate.no_cost", lang)
    facts = {"proven": rupiah(row["numerator"], lang), "whole": rupiah(row["denominator"], lang)}
    words = t("fate.money", lang, n=count(row["n"], lang), all=count(n, lang), **facts)
    if row.get("attainable") is not None:
        words += " · " + t("fate.attainable", lang, amount=rupiah(row["attainable"], lang))
    return words

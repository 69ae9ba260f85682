"""Where the rupiah of budget lines come from, year by year, as a page shows it: the shares of one year make the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.origin_share import NOT_KNOWN, place


@dataclass(frozen=True)
class Origin:
    """One origin in one year: rupiah, its share, the share it has at most, and how much of it only a confirmed mark tells."""

    origin: str | None
    amount: int
    share: float
    high: float
    by_mark: int
    asked_in_musrenbang: int
    n: int


@dataclass(frozen=True)
class OriginYear:
    """One budget year: all rupiah counted and their origins; `unknown` is the share whose origin nobody knows yet."""

    year: int
    amount: int
    n_untraced: int
    origins: tuple[Origin, ...]

    @property
    def unknown(self) -> float:
        return sum(o.share for o in self.origins if o.origin in NOT_KNOWN)


@dataclass(frozen=True)
class Origins:
    """The years, oldest first, the origins that occur in any of them in one order, and the answer behind them."""

    years: tuple[OriginYear, ...]
    known: tuple[str | None, ...]
    answer: Answer


def origins(mart: Mart, question: Question, lang: str = "id") -> Origins:
    """Origins by year in the scope of a question, whatever its measure and dimensions. Raises BadQuestion as `ask` does."""
    answer = ask(mart, replace(question, measure="origin_share", by=("year", "origin")), lang)
    by_year: dict[int, list[Origin]] = {}
    of_year: dict[int, tuple[int, int]] = {}
    for r in answer.rows:
        if not r["denominator"]:
            continue  # lines without rupiah have no shares
        keys = ("by_mark", "asked_in_musrenbang", "n")
        one = Origin(r["origin"], r["numerator"], r["value"], r["high"], *(r[k] for k in keys))
        by_year.setdefault(r["year"], []).append(one)
        of_year[r["year"]] = (r["denominator"], r["n_unknown"])
    years = tuple(OriginYear(y, *of_year[y], tuple(by_year[y])) for y in sorted(by_year))
    known = sorted({o.origin for y in years for o in y.origins}, key=place)
    return Origins(years, tuple(known), answer)

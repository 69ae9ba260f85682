"""Where the rupiah of budget lines come from, as a page shows it: year by year or place by place, the shares of one
slice make the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from analytics.measures.definitions import measure as find_measure
from analytics.query.answer import Answer, Question
from analytics.query.database import Mart, template
from analytics.query.origin_share import NOT_KNOWN, place
from analytics.query.scope import check, scope


@dataclass(frozen=True)
class Origin:
    """One origin in one slice: rupiah, its share, the share it has at most, and how much of it only a confirmed mark tells."""

    origin: str | None
    amount: int
    share: float
    high: float
    by_mark: int
    asked_in_musrenbang: int
    n: int

    @property
    def known(self) -> bool:
        return self.origin not in NOT_KNOWN


@dataclass(frozen=True)
class Slice:
    """One budget year, district or agency (`key`; None where the lines do not say): all rupiah counted and their origins."""

    key: Any
    amount: int
    n_untraced: int
    origins: tuple[Origin, ...]

    @property
    def unknown(self) -> float:
        """The share whose origin nobody knows yet."""
        return sum(o.share for o in self.origins if not o.known)

    def of(self, origin: str) -> Origin | None:
        return next((o for o in self.origins if o.origin == origin), None)


@dataclass(frozen=True)
class Origins:
    """The slices in the order of their keys, the whole of them, and the origins that occur in any of them in one order."""

    slices: tuple[Slice, ...]
    whole: Slice
    known: tuple[str | None, ...]


def origins(answer: Answer) -> Origins | None:
    """The origins in an answer of `origin_share` by `origin` and one more dimension, or by `origin` alone; None
    where no rupiah is counted."""
    by = next((d for d in answer.question.by if d != "origin"), "")
    found: dict[Any, list[dict[str, Any]]] = {}
    for r in answer.rows if by else []:
        found.setdefault(r[by], []).append(r)
    slices = [s for key, rows in found.items() if (s := _slice(key, rows))]
    whole = _slice(None, answer.totals)
    if whole is None:
        return None
    return Origins(tuple(slices), whole, tuple(sorted({o.origin for o in whole.origins}, key=place)))


def _slice(key: Any, rows: list[dict[str, Any]]) -> Slice | None:
    """Lines without rupiah have no shares."""
    if not rows or not rows[0]["denominator"]:
        return None
    extra = ("by_mark", "asked_in_musrenbang", "n")
    told = (Origin(r["origin"], r["numerator"], r["value"], r["high"], *(r[k] for k in extra)) for r in rows)
    return Slice(key, rows[0]["denominator"], rows[0]["n_unknown"], tuple(told))


@dataclass(frozen=True)
class Untraced:
    """A budget line with rupiah of no known origin, and where it stands."""

    id: str
    words: str | None
    village: str | None
    agency: str | None
    amount: int
    untraced: int
    file: str
    sheet: str
    row: int


def untraced(mart: Mart, question: Question, most: int) -> tuple[Untraced, ...]:
    """The lines behind `untraced` in the scope of a question, those with most of it first. Raises BadQuestion as `ask` does."""
    measure = find_measure("origin_share")
    question = replace(question, measure=measure.id, by=())
    check(question, measure)
    where = scope(mart, question, measure)
    narrow = measure.sql["where"].format(version=question.version)
    sql = template("origin_lines").format(where=where.sql, narrow=narrow)
    return tuple(Untraced(**r) for r in mart.rows(sql, {**where.values, "most": most}))

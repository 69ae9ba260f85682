"""Lists to act on: the oldest needs still asked for, those asked for no more, and what to carry into the next musrenbang."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.fates import Fate, fates
from analytics.query.scope import check, scope

NEEDS, LIST = (
    "repeat_and_gave_up",
    "accommodation_count",
)  # the measures whose dimensions the filters of these lists are
STILL, GONE = "asked_last_list", "not_asked_any_more"
ORDER = {  # proven first; then who waits longest and was asked for most often, or what was asked for last
    STILL: "p.open_year is not null, p.first_asked, p.n_years desc, p.best_rank nulls last",
    GONE: "p.open_year is not null, p.last_asked desc, p.n_years desc, p.best_rank nulls last",
}
KNOWN = {
    None: "true",
    True: "p.open_year is null",
    False: "p.open_year is not null",
}  # is it known of every year it was asked for
OPEN = ("unfunded", "unknown", None)  # fates that leave a proposal to be carried on; None: its year has no APBD here


@dataclass(frozen=True)
class Waiting:
    """A need whose funding was not found, told by its newest proposal (title, cost in rupiah, fate, stage, file, sheet, row).

    `proven`: of every year it was asked for somebody checked that the APBD does not pay; else `open_year` is the first of which
    that is not known. `reply`: the newest dated one to any of its proposals, {on, office, reason, text}. `reason`: the last one
    written, of the reply, else beside the decision; None where there is none. `step`: what may be done next (queue.toml).
    """

    id: str
    proposal_id: str
    regency: str
    district: str | None
    district_name: str | None
    village: str | None
    village_name: str | None
    agency: str | None
    field: str | None
    title: str
    location_text: str | None
    first_asked: int
    last_asked: int
    n_years: int
    best_rank: int | None
    estimated_cost: int | None
    proven: bool
    open_year: int | None
    fate: str
    stage: str | None
    decision: str | None
    reason: str | None
    reply: dict[str, Any] | None
    step: str
    file: str
    sheet: str
    row: int

    @property
    def replied_on(self) -> dt.date | None:
        return self.reply["on"] if self.reply else None


@dataclass(frozen=True)
class Carried:
    """A proposal of one year's list whose funding was not found. `proven`: somebody checked the APBD. `need_funded_year`: first
    year in which a proposal of the same need is proven in an APBD; `need_elsewhere`: its confirmed rupiah of other sources;
    `reason` and `step` as in Waiting."""

    fate: Fate
    proven: bool
    reason: str | None
    need: str
    need_funded_year: int | None
    need_elsewhere: int
    step: str


def queue(mart: Mart, question: Question, most: int = 200, *, proven: bool | None = None) -> tuple[list[Waiting], int]:
    """The needs of the question's universe and filters that stand in the newest list and whose funding was not found, the oldest
    first, at most `most`; and how many there are. A year in the question is the last one asked for. `proven`: only those proven
    so (True) or not yet known (False)."""
    return _needs(mart, question, STILL, most, proven)


def not_asked_any_more(
    mart: Mart, question: Question, most: int = 200, *, proven: bool | None = None
) -> tuple[list[Waiting], int]:
    """The same of needs that the newest list of their place and route holds no more, those asked for last first."""
    return _needs(mart, question, GONE, most, proven)


def _needs(mart: Mart, question: Question, state: str, most: int, proven: bool | None) -> tuple[list[Waiting], int]:
    about = measure(NEEDS)
    check(question, about)
    where = scope(mart, question, about)
    sql = template("queue").format(where=where.sql, order=ORDER[state], known=KNOWN[proven])
    found = mart.rows(sql, {**where.values, "state": state, "most": most})
    total = found[0]["total"] if found else 0
    return [_waiting(row) for row in found], total


def _waiting(row: dict[str, Any]) -> Waiting:
    row.pop("total")
    reason = _written((row["reply"] or {}).get("reason")) or _written(row["reason"])
    return Waiting(**{**row, "reason": reason}, step=_step(row["proven"], reason))


def carry_over(mart: Mart, question: Question) -> list[Carried]:
    """The proposals of a question about one year's list that are proven absent from its APBD, or not known to be there: to be
    carried into the next musrenbang. By district, then by rank, agency and title."""
    where = scope(mart, question, measure(LIST))
    needs = {r["id"]: r for r in mart.rows(template("queue_needs").format(where=where.sql), where.values)}
    listed = [f for f in fates(mart, Question(LIST, (), question.where, question.universe)) if f.fate in OPEN]
    return [
        _carried(f, needs[f.id])
        for f in sorted(listed, key=lambda f: (f.district is None, f.district or "", f.district_name or ""))
    ]


def _carried(f: Fate, need: dict[str, Any]) -> Carried:
    proven = f.fate == "unfunded"
    said = [_written(r.reason) for r in reversed(f.replies)]
    reason = next((r for r in said if r), None) or _written(f.reason)
    return Carried(f, proven, reason, need["need"], need["funded_year"], need["elsewhere"], _step(proven, reason))


def _written(reason: str | None) -> str | None:
    return None if reason == "none" else reason


def _step(proven: bool, reason: str | None) -> str:
    steps = _steps()
    return str(steps["unknown"] if not proven else steps["reason"].get(reason, steps["no_reason"]))


@cache
def _steps() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

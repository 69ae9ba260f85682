"""What became of each proposal of a list: its fate in one budget version, the money behind it, and what was answered."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.rates import Rate
from analytics.query.scope import check, scope
from analytics.query.series import RANKED
from analytics.vocabulary import terms


@dataclass(frozen=True)
class Reply:
    """What an office answered on one proposal, and where that is written."""

    on: dt.date | None
    office: str | None
    reason: str | None
    text: str | None
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Link:
    """A budget line that pays for a proposal; `allocated` is the proposal's share of its amount, `people` who judged the pair."""

    line_id: str
    version: str
    year: int
    agency: str | None
    description: str | None
    amount: int
    allocated: int
    method: str
    people: int
    file: str
    sheet: str
    row: int
    account_code: str | None
    account_name: str | None


@dataclass(frozen=True)
class Fate:
    """One proposal and what became of it; `fate` is a class of terms.toml, None where its year has no lines of the version.

    file, sheet and row are those of the district list where it stands there, else of the list it began in.
    """

    id: str
    external_id: str | None
    year: int
    rank: int | None
    title: str
    location_text: str | None
    village: str | None
    village_name: str | None
    district: str | None
    district_name: str | None
    dapil: str | None
    agency: str | None
    field: str | None
    volume: float | None
    unit: str | None
    estimated_cost: int | None
    fate: str | None
    allocated: int
    late: int
    late_year: int | None
    elsewhere: int
    elsewhere_version: str | None
    stage: str | None
    decision: str | None
    reason: str | None
    replies: tuple[Reply, ...]
    asked_years: int | None
    asked_since: int | None
    disputed: bool
    people: int
    links: tuple[Link, ...]
    file: str
    sheet: str
    row: int
    signed_on: dt.date | None
    document: str | None


def fates(mart: Mart, question: Question) -> list[Fate]:
    """Every proposal in the question's scope (its universe and filters), by rank, then agency, then title.

    Links are those of the question's version, year T first and later years after it, then those of other sources.
    """
    about = measure(question.measure)
    check(question, about)
    where = scope(mart, question, about)
    links: dict[str, list[Link]] = {}
    sql = template("fates_links").format(where=where.sql)
    for row in mart.rows(sql, {**where.values, "version": question.version}):
        links.setdefault(row.pop("proposal_id"), []).append(Link(**row))
    found = mart.rows(template("fates").format(where=where.sql, version=question.version), where.values)
    return [_fate(row, tuple(links.get(row["id"], ())), question.version) for row in found]


def _fate(row: dict[str, Any], links: tuple[Link, ...], version: str) -> Fate:
    paid = [k for k in links if k.allocated > 0]
    late = [k.year for k in paid if k.version == version and k.year > row["year"]]
    other = [k.version for k in paid if k.version != version]
    facts = {
        "replies": tuple(Reply(**reply) for reply in row["replies"] or ()),
        "late_year": min(late, default=None),
        "elsewhere_version": next(iter(other), None),
    }
    return Fate(**{**row, **facts}, links=links)


PROVED = ("funded", "funded_size_unknown", "partial", "unfunded")  # fates that say somebody looked at this very version
MONEY = ("funded", "funded_size_unknown")


def looked(listed: Iterable[Fate]) -> bool:
    """An id or a person has spoken of this version for at least one of them."""
    return any(f.fate in PROVED for f in listed)


def top(listed: Sequence[Fate], k: int) -> Rate | None:
    """The first k ranks of one list; None where they do not all stand there."""
    first = [f for f in listed if f.rank is not None and f.rank <= k]
    if {f.rank for f in first} != set(range(1, k + 1)):
        return None
    return Rate(sum(f.fate in MONEY for f in first), len(first), sum(f.fate == "unknown" for f in first))


def ranked(listed: Sequence[Fate], universe: str) -> bool:
    """A district list that bears ranks holds priorities; every other list holds proposals."""
    return universe == "district" and sum(f.rank is not None for f in listed) >= RANKED * len(listed) > 0


def tally(listed: Iterable[Fate]) -> dict[str, int]:
    """How many proposals of each class, in the order of terms.toml; classes that nobody is in are left out."""
    counts = Counter(f.fate for f in listed)
    return {c: counts[c] for c in terms.ids("class") if counts[c]}

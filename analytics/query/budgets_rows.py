"""The rows behind two budgets compared: lines of one kind by name, and proposals proven in one version and not in the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.budgets import Budgets, Where
from analytics.query.budgets_match import Pairing
from analytics.query.database import Mart
from analytics.query.scope import scope

LISTED = ("added", "gone", "up", "down", "moved", "same")  # kinds whose lines can be named


@dataclass(frozen=True)
class Named:
    """One line of one kind: both sides where it has two (a: the first version, b: the second), with file, sheet and row."""

    kind: str
    how: str | None
    title: str | None
    a_id: str | None
    b_id: str | None
    a_agency: str | None
    b_agency: str | None
    a_district: str | None
    b_district: str | None
    a_village: str | None
    b_village: str | None
    origin: str | None
    before: int | None
    after: int | None
    change: int
    a_file: str | None
    a_sheet: str | None
    a_row: int | None
    b_file: str | None
    b_sheet: str | None
    b_row: int | None


def named(mart: Mart, found: Budgets, kind: str, most: int) -> tuple[Named, ...]:
    """The lines of one kind in a comparison, those that change most rupiah first, at most `most`."""
    if kind not in LISTED:
        raise BadQuestion("budgets_kind", kind=kind, kinds=", ".join(LISTED))
    return () if found.missing else named_in(mart, found.pairing, found.where, kind, most)


def named_in(mart: Mart, pairing: Pairing, where: Where, kind: str, most: int) -> tuple[Named, ...]:
    """The same of two budgets that are here, by what can be remembered."""
    values: dict[str, Any] = {}
    sides = []
    for side in ("a", "b"):
        parts = [f"{side}_id is not null"]
        for i, (d, wanted) in enumerate(where):
            names = [f"w{i}_{j}" for j in range(len(wanted))]
            values |= dict(zip(names, wanted, strict=True))
            parts.append(f"{side}_{d} in ({', '.join(f'${n}' for n in names)})")
        sides.append(f"({' and '.join(parts)})")
    sql = pairing.sql("budgets_list", where=" or ".join(sides))
    rows = mart.rows(sql, {**pairing.values, **values, "kind": kind, "most": max(most, 0)})
    return tuple(Named(**r) for r in rows)


@dataclass(frozen=True)
class Turned:
    """A proposal proven in one version (`first`: the first) and not in the other: its fates, rupiah, and what became of the
    lines that prove it (`lines`: kinds; the same line is still there without its link where it is not gone)."""

    id: str
    first: bool
    title: str
    rank: int | None
    origin: str | None
    agency: str | None
    district: str | None
    village: str | None
    estimated_cost: int | None
    before: str
    after: str
    before_amount: int
    after_amount: int
    lines: tuple[str, ...]
    file: str
    sheet: str
    row: int

    @property
    def proven(self) -> bool:
        """Somebody checked that the other version does not hold it; else it was only not found there."""
        return (self.after if self.first else self.before) == "unfunded"


def turned(mart: Mart, found: Budgets, universe: str = "all") -> tuple[Turned, ...]:
    """Proposals proven in one of the two versions and not in the other; none where the versions are of two years, because a
    proposal asks for one."""
    p = found.pairing
    return () if found.missing or p.year != p.against_year else turned_in(mart, p, found.where, universe)


def turned_in(mart: Mart, p: Pairing, where: Where, universe: str) -> tuple[Turned, ...]:
    """The same of two budgets of one year that are here, by what can be remembered."""
    own = (("regency", (p.regency,)), ("year", (str(p.year),)), *where)
    asked = scope(mart, Question("revision", (), own, universe), measure("revision"))
    sql = p.sql("budgets_fates", where=asked.sql, version=p.version, against=p.against)
    rows = mart.rows(sql, {**p.values, **asked.values})
    return tuple(Turned(**{**r, "lines": tuple(k for k in r["lines"] or () if k)}) for r in rows)

"""What a Perda publishes of one budget version beside the lines that are here, by agency. Never evened out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from analytics.query.database import Mart, template
from analytics.vocabulary.text import squeeze


@dataclass(frozen=True)
class Published:
    """One published figure with the row it stands in. `agency` is None for the whole regency; `counts` marks the one that is
    compared where several were brought: the one signed last, then the one brought last."""

    agency: str | None
    amount: int
    number: str | None
    signed_on: dt.date | None
    source: str | None
    counts: bool
    import_id: str
    file: str
    sheet: str
    row: int
    author: str
    at: str


@dataclass(frozen=True)
class AgencySum:
    """One agency: rupiah of its lines and of the Perda, None where that names it not; `difference` is lines less Perda."""

    agency: str | None
    lines: int | None
    n_lines: int
    published: int | None

    @property
    def difference(self) -> int | None:
        return None if self.lines is None or self.published is None else self.lines - self.published


def published(mart: Mart, regency: str, year: int, version: str) -> list[Published]:
    """Every figure published for a version, the whole first; those that count before others."""
    wanted = {"regency": regency, "year": year, "version": version}
    return [Published(**row) for row in mart.again(template("published"), wanted)]


def line_agencies(mart: Mart, regency: str, year: int) -> tuple[str, ...]:
    """Agencies that the budget lines of a year name, whatever the version, in the order of the alphabet."""
    rows = mart.again(template("published_lines"), {"regency": regency, "year": year, "version": None})
    return tuple(r["agency"] for r in rows if r["agency"] is not None)


def agency_sums(mart: Mart, regency: str, year: int, version: str) -> list[AgencySum]:
    """Agencies of the version's lines, then those only the Perda names; compared by their names without signs and capitals."""
    figures = [f for f in published(mart, regency, year, version) if f.counts and f.agency is not None]
    stated = {squeeze(f.agency or ""): f for f in figures}
    rows = mart.again(template("published_lines"), {"regency": regency, "year": year, "version": version})
    found = []
    for row in rows:
        one = stated.pop(squeeze(row["agency"]), None) if row["agency"] is not None else None
        found.append(AgencySum(row["agency"], row["amount"], row["n_lines"], one.amount if one else None))
    return found + [AgencySum(f.agency, None, 0, f.amount) for f in stated.values()]

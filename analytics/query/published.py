"""What a Perda publishes of one budget version beside the lines that are here, by agency. Never evened out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

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


def stays(figures: list[Published], signed_on: dt.date | None, replaced: str | None) -> Published | None:
    """The total that would go on counting beside one of this date that is about to be brought; None where the new one counts.

    `replaced`: the import whose place the new one takes. Of the same day, or where neither has a date, the later one counts.
    """
    never = dt.date.min
    others = [f for f in figures if f.agency is None and f.import_id != replaced]
    last = max(others, key=lambda f: f.signed_on or never, default=None)
    return last if last and (last.signed_on or never) > (signed_on or never) else None


def line_agencies(mart: Mart, regency: str, year: int) -> tuple[str, ...]:
    """Agencies that the budget lines of a year name, whatever the version, in the order of the alphabet."""
    rows = mart.again(template("published_lines"), {"regency": regency, "year": year, "version": None})
    return tuple(r["agency"] for r in rows if r["agency"] is not None)


def agency_sums(mart: Mart, regency: str, year: int, version: str) -> list[AgencySum]:
    """Agencies of the version's lines, then those only the Perda names; compared by their names without signs and capitals."""
    figures = [f for f in published(mart, regency, year, version) if f.counts and f.agency is not None]
    stated = {squeeze(f.agency or ""): f for f in figures}
    found: dict[str, AgencySum] = {}
    for row in mart.again(template("published_lines"), {"regency": regency, "year": year, "version": version}):
        key = squeeze(row["agency"] or "")
        before = found.get(key) or AgencySum(row["agency"], 0, 0, stated[key].amount if key in stated else None)
        found[key] = replace(before, lines=(before.lines or 0) + row["amount"], n_lines=before.n_lines + row["n_lines"])
    return [*found.values(), *(AgencySum(f.agency, None, 0, f.amount) for k, f in stated.items() if k not in found)]

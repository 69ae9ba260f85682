"""Which sources a regency has brought for which year, which are partial, and what each gap would unlock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from analytics.query.database import Mart, template
from analytics.query.with_mart import with_mart
from analytics.vocabulary import regions, terms

PRESENT, PARTIAL, MISSING = "present", "partial", "missing"
TABLES = {
    "proposal": {
        "table": "submission",
        "part": "stage",
        "regency": "regency_code",
        "village": "village_code",
        "district": "district_code",
        "snapshot": "bool_or(p.process = 'snapshot')",
    },
    "line": {
        "table": "line_fact",
        "part": "version",
        "regency": "regency",
        "village": "village",
        "district": "district",
        "snapshot": "false",
    },
}
OTHERS = ("boundary", "dapil", "mark", "perda", "reply")  # tables of which any row that speaks of the year is enough
RENAMED = {"line": {"village_code": "village", "district_code": "district"}}
FULL = 0.95  # a column filled in at least this share of rows counts as brought


@dataclass
class Cell:
    """One source in one year. `lacks` are (word key, facts) that say why it is partial."""

    state: str = MISSING
    n: int = 0
    lacks: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@dataclass
class Completeness:
    """Sources (ids of sources.toml) by year for one regency."""

    regency: str
    years: list[int]
    cells: dict[str, dict[int, Cell]]

    def gaps(self) -> list[tuple[str, list[int]]]:
        """Sources with the years they are missing in, those the headline needs first, in the order of the yearly chain."""
        sources = terms.load("sources")["source"]
        found = [(s, [y for y in self.years if self.cells[s][y].state == MISSING]) for s in sources]
        return sorted((g for g in found if g[1]), key=lambda g: not sources[g[0]]["required"])


def completeness(mart: Mart, regency: str, today: dt.date | None = None) -> Completeness:
    """The year x source table of one regency: the last eight budget years, the coming one, and any year with data."""
    return _completeness(mart, regency, (today or dt.date.today()).year)


@with_mart(64)
def _completeness(mart: Mart, regency: str, now: int) -> Completeness:
    sources: dict[str, dict[str, Any]] = terms.load("sources")["source"]
    rows = {t: _filled(mart, t, regency, sources) for t in TABLES}
    rows["context"] = mart.rows(template("filled_context"), [regency])
    others = mart.rows(template("filled_others"), [regency])
    with_data = {r["year"] for t in TABLES for r in rows[t]}
    years = sorted(set(range(now - 7, now + 2)) | with_data)
    places = regions.regency(regency)

    def of(table: str, year: int) -> list[dict[str, Any]]:
        return [r for r in rows[table] if r["year"] == year]

    def of_source(source: dict[str, Any], year: int) -> Cell:
        if source["table"] in OTHERS:
            return _other(source["table"], others, year, places)
        cell = _cell(source, of(source["table"], year), places)
        either = cell.state == MISSING and "or_table" in source
        return _other(source["or_table"], others, year, places) if either else cell

    cells = {
        name: {y: _near(source, of_source(source, y), of("context", y)) for y in years}
        for name, source in sources.items()
    }
    return Completeness(regency, years, cells)


def _near(source: dict[str, Any], cell: Cell, facts: list[dict[str, Any]]) -> Cell:
    """A missing source with published figures that come near it is partial, and says what they are."""
    n = sum(r["n"] for r in facts if r["part"] in source.get("near", []))
    return Cell(PARTIAL, n, [("near", {})]) if cell.state == MISSING and n else cell


def _filled(mart: Mart, table: str, regency: str, sources: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    names = RENAMED.get(table, {})
    wanted = sorted(
        {c for s in sources.values() if s["table"] == table for c in (*s["enriches"], *s.get("columns", []))}
    )
    counts = ", ".join(f"count(p.{names.get(c, c)}) as c_{c}" for c in wanted)
    return mart.rows(template("filled").format(counts=counts, **TABLES[table]), [regency])


def _cell(source: dict[str, Any], rows: list[dict[str, Any]], places: regions.Regency) -> Cell:
    parts = source.get("stages") or source.get("versions") or source.get("indicators") or []
    mine = [r for r in rows if r["part"] in parts]
    n = sum(r["n"] for r in mine)
    if source["table"] == "context":
        return _context_cell(source, mine, n, places)
    if not n or (source.get("columns") and not any(r[f"c_{c}"] for r in mine for c in source["columns"])):
        return Cell()
    cell = Cell(PRESENT, n)
    if any(r["snapshot"] for r in mine):
        cell.lacks.append(("snapshot", {}))
    if source["table"] == "proposal":
        seen, whole = max(r["n_villages"] for r in mine), len(places.villages)
        if parts[0] in ("musrenbang_village", "rkpdes", "rpjmdes") and seen < whole:
            cell.lacks.append(("villages", {"n": seen, "of": whole}))
    for column in source["enriches"]:
        filled = sum(r[f"c_{column}"] for r in mine)
        if filled == 0:
            cell.lacks.append(("without", {"column": column}))
        elif filled < FULL * n:
            cell.lacks.append(("filled", {"column": column, "share": filled / n}))
    if cell.lacks:
        cell.state = PARTIAL
    return cell


def _other(table: str, rows: list[dict[str, Any]], year: int, places: regions.Regency) -> Cell:
    """Rows that speak of the year: of what holds for years those that have begun by then and not ended."""
    mine = [r for r in rows if r["table"] == table and r["year"] <= year <= (r["until"] or year)]
    n, seen, whole = sum(r["n"] for r in mine), {d for r in mine for d in r["districts"] or ()}, len(places.districts)
    if n and table in {"boundary", "dapil"} and len(seen) < whole:
        return Cell(PARTIAL, n, [("level", {"n": len(seen), "of": whole, "level": "district"})])
    return Cell(PRESENT, n) if n else Cell()


def _context_cell(source: dict[str, Any], mine: list[dict[str, Any]], n: int, places: regions.Regency) -> Cell:
    if not n:
        return Cell()
    level = source["level"]
    whole = {
        "regency": 1,
        "district": len(places.districts),
        "village": sum(v.kind != "kelurahan" for v in places.villages)
        if "idm" in source["indicators"]
        else len(places.villages),
    }[level]
    seen = max(r[f"n_{level}"] for r in mine)
    if seen >= whole:
        return Cell(PRESENT, n)
    return Cell(PARTIAL, n, [("level", {"n": seen, "of": whole, "level": level})])

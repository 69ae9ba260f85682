"""What the cells of a column look like: rupiah, years, volumes, villages, words. A hint for a person, never a decision."""

from __future__ import annotations

from analytics.intake.mapping import FIELDS, WORDS
from analytics.intake.readings import unit, volume
from analytics.intake.tables import Cell, blank
from analytics.intake.values import Unreadable, rupiah, year
from analytics.vocabulary.gazetteer import gazetteer

MOSTLY = 0.7  # share of the filled cells
SMALLEST = 50_000  # rupiah: less is a count or a measure
LONG = 12  # letters of a text that says something


def looks(cells: list[Cell], table: str, regency: str) -> dict[str, float]:
    """Fields of `table` that the cells of one column fit, with a confidence; `regency` (a code) names whose villages count."""
    filled = [c for c in cells if not blank(c)]
    if not filled:
        return {}
    sure: float = WORDS["confidence"]["cells"]

    def mostly(holds: list[bool]) -> bool:
        return sum(holds) >= MOSTLY * len(filled)

    words = [c for c in filled if isinstance(c, str)]
    if mostly([_is_year(c) for c in filled]):
        return {"year": sure}
    if mostly([_is_money(c) for c in filled]):
        return {"amount" if table == "line" else "estimated_cost": sure}
    if mostly([isinstance(c, str) and None not in (volume(c), unit(c)) for c in filled]):
        return {"volume": sure}
    if regency and "village_text" in FIELDS[table]:
        finder = gazetteer(regency)
        if mostly([isinstance(c, str) and finder.district(c) is not None for c in filled]):
            return {"district_text": sure}
        places = [finder.village(c) for c in words]
        if mostly([p.village_code is not None or p.note.startswith("ambiguous") for p in places]):
            return {"village_text": sure}
    if mostly([_says_something(c) for c in filled]) and sum(map(len, words)) >= LONG * len(words):
        different = len(set(words)) / len(words)
        return {"title" if table == "proposal" else "description": sure * (0.6 + 0.3 * different)}
    return {}


def fits(cells: list[Cell], field: str, parse: str) -> bool:
    """False where the cells of a column speak against what its heading says."""
    filled = [c for c in cells if not blank(c)]
    test = {"rupiah": _is_money, "year": _is_year}.get(parse)
    if field in {"title", "description"}:
        test = _has_letters
    return test is None or not filled or 2 * sum(test(c) for c in filled) >= len(filled)


def _says_something(cell: Cell) -> bool:
    """Words, no code and no time."""
    return isinstance(cell, str) and " " in cell.strip() and sum(c.isalpha() for c in cell) > len(cell) / 2


def _has_letters(cell: Cell) -> bool:
    return isinstance(cell, str) and any(c.isalpha() for c in cell)


def _is_year(cell: Cell) -> bool:
    try:
        return year(cell) is not None
    except Unreadable:
        return False


def _is_money(cell: Cell) -> bool:
    try:
        return (rupiah(cell) or 0) >= SMALLEST
    except Unreadable as problem:
        return problem.reason in {"amount_ambiguous", "amount_absurd"}

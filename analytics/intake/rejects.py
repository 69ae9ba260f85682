"""A row that was not accepted: where it stands, why, and its cells as they were; and the sentence that says so."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.errors import language
from analytics.intake.forms import Column
from analytics.intake.tables import LIMITS, Cell, blank

NUMERIC = {"rupiah", "number", "decimal", "rank"}
ROW = {"id": "baris", "en": "row"}


@dataclass(frozen=True)
class Reject:
    """`reason` is a code of reasons.toml; `column` and `value` are what is wrong, `cells` the whole row as JSON."""

    sheet: str
    row: int
    reason: str
    column: str
    value: str
    cells: str


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))


def sentence(reject: Reject, lang: str | None = None) -> str:
    """Why the row was not accepted and what to do, in one sentence with its sheet and row."""
    where = f"{reject.sheet}, {ROW[language(lang)]} {reject.row}"
    return f"{where}: {why(reject.reason, reject.column, reject.value, lang)}"


def why(reason: str, column: str, value: str, lang: str | None = None) -> str:
    """The same without sheet and row, for a cell that stands in no file yet."""
    return _words()[reason][language(lang)].format(column=column, value=value)


def reject(sheet: str, row: int, reason: str, column: str, value: Cell, cells: list[Cell]) -> Reject:
    """The reject as it is kept: on one line, no cell longer than the limit."""
    limit = LIMITS["max_kept_rejects_cell"]
    kept = json.dumps([None if c is None else str(c)[:limit] for c in cells], ensure_ascii=False)
    return Reject(sheet, row, reason, column, "" if value is None else " ".join(str(value)[:200].split()), kept)


def sharpen(row: list[Cell], places: list[tuple[Column, int]], column: Column, reason: str) -> tuple[str, str, Cell]:
    """(reason, heading, value) of what really happened to a row: perhaps it was cut short, or shifted by a column."""
    at = {c.heading: i for c, i in places}[column.heading]
    if reason == "required_blank" and all(blank(c) for c in row[at:]):
        filled = [place for place in places if not blank(row[place[1]])]
        if filled:
            return "row_cut_short", max(filled, key=lambda place: place[1])[0].heading, None
    numeric = [i for c, i in places if c.parse in NUMERIC or c.digits]
    texts = [(c.heading, row[i]) for c, i in places if c.parse == "text" and i not in numeric]
    numbers = [(h, cell) for h, cell in texts if isinstance(cell, int | float) and not isinstance(cell, bool)]
    if numbers and any(isinstance(row[i], str) and not blank(row[i]) for i in numeric):
        return "row_shifted", *numbers[0]
    return reason, column.heading, row[at]

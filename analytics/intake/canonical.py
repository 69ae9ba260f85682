"""The canonical CSV files of the linking engine -> typed columns. Refuses a file with one sentence; never drops a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analytics.errors import BadFile
from analytics.intake import values
from analytics.intake.coded import Coded
from analytics.intake.content import read as read_tables
from analytics.intake.plain_text import plain_text
from analytics.intake.tables import Cell, blank, load, name_of

Column = tuple[np.ndarray, list[Cell]]  # row -> position among the distinct cells
PROPOSALS = (
    "regency_code",
    "proposal_id",
    "fiscal_year",
    "district",
    "village",
    "title",
    "location_text",
    "volume",
    "unit",
    "estimated_cost",
    "agency",
    "rank",
)
LINES = (
    "regency_code",
    "line_id",
    "fiscal_year",
    "agency",
    "program",
    "activity",
    "sub_activity",
    "description",
    "location_text",
    "account_code",
    "amount",
    "fund_source",
)
NEEDED = {
    "proposals": ("regency_code", "proposal_id", "fiscal_year", "title"),
    "lines": ("regency_code", "line_id", "fiscal_year", "description"),
    "links": ("proposal_id", "line_id", "probability"),
    "truth": ("proposal_id", "line_id"),
}
KEYS = {"proposals": "proposal_id", "lines": "line_id"}
TYPED: dict[str, tuple[Callable[[Cell], Any], bool]] = {  # how a cell is read, and whether an unreadable one is refused
    "fiscal_year": (values.year, True),
    "estimated_cost": (values.rupiah, True),
    "amount": (values.rupiah, True),
    "rank": (values.rank, False),
    "volume": (values.number, False),
}


def read_canonical(path: Path, what: str) -> tuple[pd.DataFrame, list[str]]:
    """One file as a frame and notes on it. `what`: proposals, lines, links or truth.

    Texts are str ("" where empty); years and rupiah int64, volumes float, 0 where unknown; links carry probability in
    millionths. Raises BadFile for a missing column, a doubled or missing id, a year or an amount that cannot be read."""
    file = name_of(path)
    titles, columns, notes = _columns(file, load(path))
    wanted = [str(title or "").strip().lower() for title in titles]
    for name in NEEDED[what]:
        if name not in wanted:
            raise BadFile("match_column", file=file, column=name, columns=", ".join(w for w in wanted if w))
        if wanted.count(name) > 1:
            raise BadFile("column_twice", file=file, sheet="CSV", column=name, row=1)
    frame = pd.DataFrame({name: _texts(columns[wanted.index(name)]) for name in NEEDED[what]}, dtype=object)
    if what in KEYS:
        for name in PROPOSALS if what == "proposals" else LINES:
            if name in wanted:
                column = columns[wanted.index(name)]
                frame[name] = _typed(file, name, column, notes) if name in TYPED else _texts(column)
        _keys(file, frame, KEYS[what])
    elif what == "links":
        frame["probability"] = _chances(file, frame["probability"])
        for name in ("band", "reasons"):
            if name in wanted:
                frame[name] = _texts(columns[wanted.index(name)])
    elif "kind" in wanted:
        frame["kind"] = _texts(columns[wanted.index("kind")])
    return frame, notes


def _columns(file: str, raw: bytes) -> tuple[list[Cell], list[Column], list[str]]:
    """Headings and columns of the first table, each distinct cell once."""
    quick = plain_text(file, raw, lambda titles: len(titles) > 1)
    if quick:
        titles, coded, notes = quick
        return titles, [_pair(column) for column in coded], notes
    table = read_tables(file, raw)[0]
    rows = [row for row in table.rows if not all(blank(cell) for cell in row)]
    if not rows:
        raise BadFile("file_empty", file=file)
    titles, body = rows[0], rows[1:]
    for at, row in enumerate(body):
        if any(not blank(cell) for cell in row[len(titles) :]):
            raise BadFile("text_damaged", file=file, row=at + 2, detail=f"> {len(titles)}")
    made = []
    for i in range(len(titles)):
        cells = [row[i] if i < len(row) else None for row in body]
        distinct = list(dict.fromkeys(cells))
        number = {cell: n for n, cell in enumerate(distinct)}
        made.append((np.array([number[cell] for cell in cells], np.int64), distinct))
    return titles, made, list(table.notes)


def _pair(column: Coded) -> Column:
    return column.codes, column.values.to_pylist()


def _texts(column: Column) -> np.ndarray:
    codes, cells = column
    said = [(values.text(cell) or "") if not blank(cell) else "" for cell in cells]
    return np.array([*said, ""], dtype=object)[codes]


def _typed(file: str, name: str, column: Column, notes: list[str]) -> np.ndarray:
    """A column of numbers; 0 where the cell is empty, or where a rank or a volume cannot be read (a note counts those)."""
    read, strict = TYPED[name]
    codes, cells = column
    found, bad = [], []
    for at, cell in enumerate(cells):
        try:
            found.append(read(cell) or 0)
        except values.Unreadable:
            found.append(0)
            bad.append(at)
    if bad:
        rows = np.flatnonzero(np.isin(codes, bad))
        if strict and len(rows):
            row = int(rows[0])
            raise BadFile("match_cell", file=file, row=row + 2, column=name, value=cells[codes[row]])
        if len(rows):
            notes.append(
                f"{file}: {len(rows)} {name} tidak terbaca, dianggap tidak diketahui (not readable, taken as unknown)"
            )
    kind = float if name == "volume" else np.int64
    return np.array([*found, 0], dtype=kind)[codes]


def _keys(file: str, frame: pd.DataFrame, key: str) -> None:
    empty = np.flatnonzero(frame[key] == "")
    if len(empty):
        raise BadFile("match_cell", file=file, row=int(empty[0]) + 2, column=key, value="")
    double = frame[key].duplicated()
    if double.any():
        row = int(np.flatnonzero(double)[0])
        raise BadFile("match_double", file=file, row=row + 2, column=key, value=frame[key].iloc[row])


def _chances(file: str, cells: pd.Series) -> np.ndarray:
    """Probabilities from 0 to 1, in millionths."""
    numbers = pd.to_numeric(cells, errors="coerce")
    bad = np.flatnonzero(~((numbers >= 0) & (numbers <= 1)))
    if len(bad):
        raise BadFile("match_cell", file=file, row=int(bad[0]) + 2, column="probability", value=cells.iloc[bad[0]])
    found: np.ndarray = np.round(numbers.to_numpy(float) * 1e6).astype(np.int64)
    return found

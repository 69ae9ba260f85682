"""Any spreadsheet or CSV -> raw tables (sheet, row numbers, cells). Reads by content, never by a file's name."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.errors import BadFile

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
LIMITS = tomllib.loads((Path(__file__).parent / "limits.toml").read_text(encoding="utf-8"))
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass
class RawTable:
    """One sheet as it stands: `rows[i]` holds the cells of its row i + 1.

    A sheet that holds several lists is read as several tables: `start` is the first row (by index) of this one, `said` what
    labels of the whole sheet say. `formulas` are the cells (row, column; from 0) of formulas without a value; `merged` the merged
    ranges (top, left, bottom, right; from 0). Rows of a printed document (`printed`) come from its pages: `origins` says of each
    row which page and row it stands on, and the whole counts only when its printed sums agree; `frame` counts the printed lines
    that repeat or frame the pages (heads, feet, headings once more) and are no row here.
    """

    sheet: str
    rows: list[list[Cell]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    start: int = 0
    said: dict[str, Any] = field(default_factory=dict)
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    printed: bool = False
    origins: list[tuple[str, int]] = field(default_factory=list)
    frame: int = 0

    def where(self, i: int) -> tuple[str, int]:
        """Where row i (from 0) stands in the file: its sheet or page, and its row there (from 1)."""
        return self.origins[i] if self.origins else (self.sheet, i + 1)


def name_of(path: Path) -> str:
    """The file's name without its folder, as it can be shown and kept: what is no letter or sign becomes "?"."""
    return _NO_NAME.sub("?", path.name)


def load(path: Path) -> bytes:
    """The bytes of a file within the limits. Raises BadFile where there is none, or none that can be read."""
    file = name_of(path)
    try:
        if path.is_dir():
            raise BadFile("file_is_folder", file=file)
        if not path.is_file():
            raise BadFile("file_absent", file=file)
        size = path.stat().st_size
        if size > LIMITS["max_file_mb"] * 1_000_000:
            raise BadFile("file_too_large", file=file, size=size // 1_000_000, limit=LIMITS["max_file_mb"])
        raw = path.read_bytes()
    except OSError as problem:
        raise BadFile("file_unreadable", file=file, detail=problem.strerror) from problem
    if not raw:
        raise BadFile("file_empty", file=file)
    return raw


def blank(cell: Cell) -> bool:
    """True for a cell that holds nothing, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())

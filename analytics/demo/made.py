"""One written file and what each of its rows stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.demo.model import BANNER, REGENCY
from analytics.intake.forms import form
from analytics.intake.parse import Options
from analytics.intake.write import Sheet, write

Key = tuple[
    str, int
]  # what a row is (village, district, renja ..., or a budget version) and the id of the wish or line
CSV = "CSV"  # the sheet name of every delimited file


@dataclass
class Made:
    """A file in a real form, how it is imported, and (sheet, row) of every entity in it."""

    path: Path
    kind: str
    options: Options
    rows: dict[Key, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """The records of one sheet with the entities they stand for, in the same order."""

    name: str
    records: Sequence[Mapping[str, Any]]
    keys: Sequence[Key | None]
    head: Mapping[str, Any] = field(default_factory=dict)
    foot: Sequence[str] = ()
    total: bool = False


def put(
    folder: Path, name: str, kind: str, parts: list[Part], year: int | None = None, version: str | None = None
) -> Made:
    """Writes one file of these sheets and notes where every entity stands."""
    path = folder / f"rekaan_{name}"
    sheets = [Sheet(p.name, p.records, head=p.head, total=p.total, foot=p.foot) for p in parts]
    numbers = write(form(kind), path, sheets, banner=BANNER)
    regency = None if kind == "context" else REGENCY
    made = Made(path, kind, Options(kind=kind, regency=regency, year=year, version=version))
    for part, rows in zip(parts, numbers, strict=True):
        sheet = CSV if path.suffix == ".csv" else part.name
        for key, row in zip(part.keys, rows, strict=True):
            if key is not None:
                made.rows[key] = (sheet, row)
    return made

"""Workbooks of mended rows for the fuzzer: an office that holds one file with rejected rows, and what mends it, which is spoiled.
They are read as the program reads them: the original again, with the mended cells."""

from __future__ import annotations

import csv
import io
import tempfile
from functools import cache
from pathlib import Path

import openpyxl

from analytics.intake.parse import Options, parse
from analytics.register.imports import publish
from analytics.register.mending import mending_workbook, read_file
from analytics.register.workspace import Workspace, open_workspace

LIST = """regency_code,proposal_id,fiscal_year,district,village,title,estimated_cost
99.01,U-1,2026,Kotareka,Reka,Drainase Dusun 1,75000000
99.01,U-2,2026,Kotareka,Reka,Talud Dusun 2,tujuh juta
99.01,U-3,2026,Kotareka,Reka,,25000000
"""
AUTHOR = "bench"
_kept: list[tempfile.TemporaryDirectory[str]] = []  # goes with the process


@cache
def _office() -> tuple[Workspace, str]:
    """A workspace with the list in it, and the import's id, which is the same in every process."""
    folder = tempfile.TemporaryDirectory()
    _kept.append(folder)
    path, workspace = Path(folder.name) / "usulan.csv", open_workspace(Path(folder.name) / "w", AUTHOR)
    path.write_text(LIST, encoding="utf-8")
    [receipt] = publish(workspace, parse(path, Options()), path, AUTHOR)
    return workspace, str(receipt["import_id"])


def read(raw: bytes, path: Path) -> object:
    """The list read again with what these bytes mend."""
    path.write_bytes(raw)
    return read_file(_office()[0], path, Options())[1]


def seeds() -> dict[str, bytes]:
    """The workbook with both rows mended, as Excel keeps it and as CSV."""
    book = openpyxl.load_workbook(io.BytesIO(mending_workbook(*_office(), "id")))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[3].value == "U-2":
            row[8].value = 7_000_000
        elif row[3].value == "U-3":
            row[7].value = "Posyandu"
    out, words = io.BytesIO(), io.StringIO()
    book.save(out)
    csv.writer(words).writerows([c.value for c in row] for row in sheet.iter_rows())
    return {"mending": out.getvalue(), "mending_csv": words.getvalue().encode()}

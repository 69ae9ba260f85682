"""What the tests of files are written with: small lists as an office would hand them in, and the command as a clerk runs it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import pyarrow.parquet as pq

from analytics.cli import main
from analytics.register.workspace import Workspace, open_workspace

CLERK = "petugas"
PROPOSALS = ("regency_code", "proposal_id", "fiscal_year", "district", "village", "title", "location_text", "volume")
PROPOSALS += ("unit", "estimated_cost", "agency", "rank")
LINES = ("regency_code", "line_id", "fiscal_year", "agency", "program", "activity", "sub_activity", "description")
LINES += ("location_text", "account_code", "amount", "fund_source")


def proposal(number: int, **said: Any) -> dict[str, Any]:
    """One wish of Desa Ara, Kecamatan Bonto Bahari; what is said replaces what would stand there."""
    usual = {"regency_code": "73.02", "proposal_id": f"U{number}", "fiscal_year": 2026, "district": "Bonto Bahari"}
    usual |= {"village": "Ara", "title": f"Jalan tani {number}", "estimated_cost": 1_000_000 * number, "rank": number}
    return dict.fromkeys(PROPOSALS, "") | usual | said


def line(number: int, **said: Any) -> dict[str, Any]:
    """One budget line of the same regency and year."""
    usual = {"regency_code": "73.02", "line_id": f"B{number}", "fiscal_year": 2026, "description": f"Jalan {number}"}
    return dict.fromkeys(LINES, "") | usual | {"amount": 1_000_000 * number} | said


def table(rows: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """The headings and the rows below them."""
    rows = list(rows)
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def text(rows: Iterable[dict[str, Any]], delimiter: str = ",") -> str:
    """The list as CSV text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(table(rows))
    return out.getvalue()


def csv_file(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """The list as a CSV file."""
    path.write_text(text(rows), encoding="utf-8")
    return path


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook with these sheets, whatever the file is called."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    with path.open("wb") as f:
        book.save(f)
    return path


@dataclass(frozen=True)
class Said:
    """What the command answered: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer

    @property
    def files(self) -> list[dict[str, Any]]:
        assert self.code == 0, self.err
        found: list[dict[str, Any]] = self.json["files"]
        return found


def akomodasi(*words: object) -> Said:
    """The real command, in this process."""
    out, err = io.StringIO(), io.StringIO()
    streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
    with patch.dict(os.environ, {"AKOMODASI_AUTHOR": CLERK, "AKOMODASI_LANG": "id"}), streams[0], streams[1]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Office:
    """One workspace, and what a clerk does with it. Marts are built only where a test asks for one."""

    path: Path

    def brings(self, *files: object, build: bool = False) -> Said:
        """`akomodasi import FILE... --json`; options may stand among the files."""
        return akomodasi("import", *files, "--workspace", self.path, "--json", *([] if build else ["--no-build"]))

    @property
    def workspace(self) -> Workspace:
        return open_workspace(self.path, CLERK)

    def rows(self, import_id: str) -> list[dict[str, Any]]:
        return pq.read_table(self.workspace.imported(import_id) / "rows.parquet").to_pylist()

    def rejects(self, import_id: str) -> list[dict[str, Any]]:
        return pq.read_table(self.workspace.imported(import_id) / "rejects.parquet").to_pylist()

    def everything(self) -> tuple[object, ...]:
        """All that could have changed: what `status` says, every event, every file with its size."""
        status = akomodasi("status", "--workspace", self.path, "--json").out
        events = self.workspace.ledger.events()
        ours = (p for p in self.path.rglob("*") if p.is_file() and not p.name.startswith("ledger"))
        return status, events, sorted((str(p), p.stat().st_size) for p in ours)

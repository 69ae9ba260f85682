"""Large plain lists (REKAAN) from the command to the register and the mart, as CSV and Parquet; a workbook of half a million
cells; and pandas beside them, which only reads.

The whole command is timed: a new process, its libraries loaded, read, kept, flushed to disk. pandas is timed without its start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter

from bench import plain
from bench.timing import ROOT, ratio, say, spread

ROWS, MANY = 200_000, 2_000_000
BARS = {"csv": 100_000, "parquet": 300_000, "peak_mb": 2_000, "workbook_seconds": 3.0}
CELLS = 500_000
PANDAS = {
    "csv": "pd.read_csv(path)",
    "parquet": "pd.read_parquet(path)",
    "xlsx": "pd.read_excel(path, engine='openpyxl')",
}
ALONE = """
import sys, time, pandas as pd, openpyxl, pyarrow.parquet
path = sys.argv[1]
t = time.perf_counter()
{}
print(time.perf_counter() - t)
"""
STAGED = """
import sys, time
from pathlib import Path
from analytics.intake.parse import Options, parse
t = time.perf_counter()
parse(Path(sys.argv[1]), Options())
print(time.perf_counter() - t)
"""


def measure(repeat: int) -> dict[str, Any]:
    """Seconds, rows a second and peak memory of each list, and the same over what pandas takes to read it."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("usulan", plain.proposals), ("baris", plain.lines)):
            for n, times in ((ROWS, repeat), (MANY, 1)):
                table = make(n)
                for suffix, path in plain.write(Path(folder), f"{name}-{n}", table).items():
                    found[f"{name} {n} {suffix}"] = _list(path, suffix, n, times)
                    path.unlink()
        found["workbook"] = _workbook(Path(folder), repeat)
    return {"data": "made up (REKAAN)", "bars": BARS, **found}


def _list(path: Path, suffix: str, n: int, repeat: int) -> dict[str, Any]:
    runs = [_command(path, "--no-build") for _ in range(repeat)]
    whole = spread([took for took, _ in runs])
    pandas = spread([_timed(ALONE.format(PANDAS[suffix]), path) for _ in range(repeat)])
    speed = round(n / whole["median"])
    say(f"  {path.name}: {whole['median']} s, {speed} rows/s")
    built, _ = _command(path)
    return {
        "rows": n,
        "import_seconds": whole,
        "with_build_seconds": round(built, 2),
        "rows_per_second": speed,
        "peak_mb": max(peak for _, peak in runs),
        "pandas_seconds": pandas,
        "import_over_pandas": ratio(whole["median"], pandas["median"]),
        "bar_met": speed >= BARS[suffix] and max(peak for _, peak in runs) < BARS["peak_mb"],
    }


def _workbook(folder: Path, repeat: int) -> dict[str, Any]:
    path = folder / "usulan-REKAAN.xlsx"
    table = plain.proposals(CELLS // 12 + 1)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Usulan")
        for i, row in enumerate([table.column_names, *zip(*table.to_pydict().values(), strict=True)]):
            sheet.write_row(i, 0, row)
    ours = spread([_timed(STAGED, path) for _ in range(repeat)])
    theirs = spread([_timed(ALONE.format(PANDAS["xlsx"]), path) for _ in range(repeat)])
    say(f"  workbook: {ours['median']} s, pandas with openpyxl {theirs['median']} s")
    return {
        "cells": table.num_rows * table.num_columns,
        "read_and_staged_seconds": ours,
        "pandas_openpyxl_seconds": theirs,
        "ours_over_pandas": ratio(ours["median"], theirs["median"]),
        "bar_met": ours["median"] < BARS["workbook_seconds"],
    }


def _command(path: Path, *words: str) -> tuple[float, int]:
    """Seconds of the whole command into an empty workspace, and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        line = [
            sys.executable,
            "-m",
            "analytics",
            "import",
            str(path),
            "--workspace",
            f"{folder}/w",
            "--author",
            "bench",
        ]
        begun = time.perf_counter()
        work = subprocess.Popen([*line, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(work.pid, 0)
        took = time.perf_counter() - begun
        work.returncode = os.waitstatus_to_exitcode(status)
    assert work.returncode == 0, path
    return took, used.ru_maxrss // 1024


def _timed(code: str, path: Path) -> float:
    """What a small program prints: its seconds without the start of Python."""
    done = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)

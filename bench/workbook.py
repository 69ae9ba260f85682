"""The workbook of a regency with 50,000 proposals (REKAAN), as the command writes it: seconds, memory, size, rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from analytics.intake.parse import Options, parse
from analytics.marts.build import build
from analytics.register.imports import publish
from analytics.register.workspace import open_workspace
from bench import plain
from bench.timing import ROOT, say, spread

PROPOSALS, LINES, BAR = 50_000, 50_000, 20.0


def measure(repeat: int) -> dict[str, Any]:
    """Each run is a new process on a mart that is there: libraries loaded, tables read, file written and flushed."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        runs = [_command(Path(folder), workspace, i) for i in range(min(repeat, 3))]
    whole = spread([took for took, *_ in runs])
    _, _, _, size, rows = runs[0]
    return {
        "data": "made up (REKAAN)",
        "rows": rows,
        "megabytes": round(size / 1e6, 1),
        "unit": "seconds",
        "command": whole,
        "cpu": spread([cpu for _, cpu, *_ in runs], 1),  # what other work on the machine does not lengthen
        "peak_mb": max(peak for _, _, peak, *_ in runs),
        "bar": {"seconds": BAR, "proposals": PROPOSALS, "met": whole["median"] < BAR},
    }


def _workspace(folder: Path) -> Path:
    """Lists of proposals and lines whose words may meet, so that the engine has links to suggest; one line in three names the
    proposal it pays for."""
    made = open_workspace(folder / "workspace", "bench")
    proposals, lines = plain.proposals(PROPOSALS), plain.lines(LINES)
    named = [f"U-{i}" if i % 3 == 0 else None for i in range(LINES)]
    lines = lines.set_column(2, "fiscal_year", proposals["fiscal_year"]).append_column("proposal_id", [named])
    for name, table, kind in (("usulan", proposals, "canonical_proposals"), ("apbd", lines, "canonical_lines")):
        path = plain.write(folder, name, table)["parquet"]
        publish(made, parse(path, Options(kind=kind)), path, "bench")
    say("  building the mart")
    build(made, "bench")
    return made.path


def _command(folder: Path, workspace: Path, i: int) -> tuple[float, float, int, int, dict[str, int]]:
    """Seconds of the whole command, of the processor, peak memory in MB, bytes of the file, rows by sheet."""
    path = folder / f"buku-{i}.xlsx"
    words = ["report", "workbook", "--regency", plain.REGENCY, "--out", str(path), "--json"]
    line = [sys.executable, "-m", "analytics", "--workspace", str(workspace), "--author", "bench", *words]
    begun = time.perf_counter()
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as work:
        told = work.stdout.read() if work.stdout else b""
        _, status, used = os.wait4(work.pid, 0)
        took = time.perf_counter() - begun
        work.returncode = os.waitstatus_to_exitcode(status)
    assert work.returncode == 0
    say(f"  workbook {i + 1}: {took:.1f} s")
    size = path.stat().st_size
    path.unlink()
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, size, json.loads(told)["rows"]

"""A sheet for each of Kabupaten Rekaan's 136 villages: how long the command takes until they lie in a folder, with and without
pictures; and what setting every page as a document of its own takes in place of one document that is split.

Every run and every step is a process of its own: what typst remembers of one would make the next look quicker than it is."""

from __future__ import annotations

import multiprocessing
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from analytics.query.database import open_mart
from analytics.query.sheet import sheets
from analytics.register.workspace import open_workspace
from analytics.reports import sheet_print
from analytics.reports.carried import carried
from analytics.reports.sheet import Paper, papers
from analytics.reports.sheet_publisher import Publisher
from analytics.seed import seed
from bench.timing import ROOT, say, seconds, spread

REGENCY, YEAR = "99.01", 2025
BASE = "https://akomodasi.example.org"
RUNS = {"pdf": ("pdf", 8.0), "all": ("pdf,png,txt", 20.0)}  # formats, and the seconds they may take
STEPS: dict[str, Callable[[list[Paper]], object]] = {
    "one_document": sheet_print.document,
    "one_document_and_split": lambda made: list(sheet_print.pages(sheet_print.document(made))),
    "each_page_a_document": lambda made: [sheet_print.document([p]) for p in made],
    "pictures": sheet_print.pictures,
}


def measure(repeat: int) -> dict[str, Any]:
    """Seconds of the command, from its start to its end, and of each step alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace"
        workspace = open_workspace(path, "bench")
        seed(workspace, "bench")
        open_mart(workspace)
        runs = {name: _runs(path, formats, min(repeat, 3)) for name, (formats, _) in RUNS.items()}
        fresh = multiprocessing.get_context("spawn")
        steps: dict[str, float] = {}
        for name in ("query_and_words", *STEPS):
            with fresh.Pool(1) as pool:
                steps[name] = round(pool.apply(step, (path, name)), 3)
        made = _made(path)
        whole = sheet_print.document(made)
        return {
            "villages": len(made),
            "proposals": sum(len(p.entries) for p in made),
            "unit": "seconds",
            **{name: {**spread(times), "cpu": cpu} for name, (times, cpu) in runs.items()},
            "steps": steps,
            "kilobytes": {"one_document": len(whole) // 1000, "pages": sum(map(len, sheet_print.pages(whole))) // 1000},
            "bars": {n: {"seconds": bar, "met": spread(runs[n][0])["median"] < bar} for n, (_, bar) in RUNS.items()},
        }


def step(path: Path, name: str) -> float:
    """Seconds of one step in a process that did nothing before it but open the mart."""
    if name == "query_and_words":
        return seconds(lambda: _made(path))
    made = _made(path)
    return seconds(lambda: STEPS[name](made))


def _made(path: Path) -> list[Paper]:
    workspace = open_workspace(path, "bench")
    mart = open_mart(workspace)
    about = carried(workspace, mart, REGENCY, YEAR, "id")
    return papers(mart, about, sheets(mart, REGENCY, YEAR)[0], Publisher("bench"), BASE)


def _runs(path: Path, formats: str, repeat: int) -> tuple[list[float], float]:
    """Seconds of each run of the command, and the processor's of the last one."""
    times, cpu = [], 0.0
    for i in range(repeat):
        out = path.parent / f"{formats.replace(',', '-')}-{i}"
        words = ["report", "sheet", "--regency", REGENCY, "--year", str(YEAR), "--publisher", "bench"]
        words += ["--format", formats, "--address-base", BASE, "--out", str(out), "--workspace", str(path)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = partial(
            subprocess.run, [sys.executable, "-m", "analytics", *words], check=True, capture_output=True, cwd=ROOT
        )
        times.append(seconds(run))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)
        say(f"  sheets {formats} {i + 1}: {times[-1]:.1f} s, of them {cpu:.1f} s of the processor")
    return times, cpu

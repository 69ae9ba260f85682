"""Side by side: the same questions in pandas, polars and plain DuckDB, the same page as a naive Streamlit app, the same linking
in Splink. First that the answers are the same, then how long they take; ratios are ours over theirs: below 1 we are faster.

`python -m bench peers --regencies N` lays Kabupaten Rekaan out for N regencies (1 and 20 where nothing else is said). Each engine
runs in a process of its own. What is not installed (`pip install '.[bench]'`) is said so.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from analytics.demo.run import demo
from analytics.linkage.engine import links
from analytics.linkage.evaluate import evaluate
from analytics.marts.build import build, current, mart_path
from analytics.register.workspace import Workspace, open_workspace
from bench.linkage import beside
from bench.linkage_world import World
from bench.nation import nation
from bench.peers_data import QUESTIONS, tables
from bench.peers_page import pages
from bench.timing import ROOT, load, ratio, say, seconds

SIZES = (1, 20)
OURS = "mart"
OTHERS = {"pandas": "pandas", "polars": "polars", "duckdb": "duckdb"}  # each with the library it needs
OTHERS |= {"mart_figures": "duckdb", "pandas_wide": "pandas", "polars_wide": "polars"}
MEANS = {
    "mart": "query.ask, nothing remembered: with what is unknown, caveats, missing sources, the estimate and its interval",
    "mart_figures": "the figures of that answer alone",
    "pandas": "joins of long tables in memory",
    "polars": "joins of long tables in memory, lazily",
    "duckdb": "joins of long tables in a DuckDB file",
    "pandas_wide": "our prepared fates in memory, only counted",
    "polars_wide": "our prepared fates in memory, only counted",
}
PROPOSALS = 3_000  # of the linking, which Splink does once
PATIENCE = 1800  # seconds one engine may take for all questions


def measure(repeat: int, regencies: int | None = None) -> dict[str, Any]:
    """{data, means, sizes: {N: {tables, engines, questions}}, page, linking}."""
    with tempfile.TemporaryDirectory() as folder:
        source = open_workspace(Path(folder) / "source", "bench")
        demo(source, "bench", size="full")
        told: dict[str, Any] = {
            "data": "Kabupaten Rekaan",
            "means": MEANS,
            "build_seconds": _build(source),
            "sizes": {},
        }
        for n in sorted({1, regencies} if regencies else SIZES):
            told["sizes"][str(n)] = {"load_before": load(), **_size(source, Path(folder) / str(n), n, repeat)}
        told["page"] = {"load_before": load(), **pages(source, Path(folder) / "1", repeat)}
    told["linking"] = {"load_before": load(), **_linking()}
    return told


def _build(source: Workspace) -> float:
    """What it takes once to prepare the fates of one regency, which the peers work out with each question; links are kept."""
    mart_path(source, current(source) or "").unlink()
    return round(seconds(lambda: build(source, "bench")), 1)


def _size(source: Workspace, folder: Path, regencies: int, repeat: int) -> dict[str, Any]:
    say(f"  {regencies} regencies:")
    rows = tables(source, folder, regencies)
    nation(source, folder / "workspace", regencies)
    engines: dict[str, Any] = {}
    for name in (OURS, *OTHERS):
        if name != OURS and find_spec(OTHERS[name]) is None:
            engines[name] = "not installed (pip install '.[bench]')"
            continue
        engines[name] = _engine(name, folder, 2 * repeat)
        say(f"    {name}: opened in {engines[name]['load_seconds']} s, at most {engines[name]['peak_megabytes']} MB")
    there = {name: e.pop("questions") for name, e in engines.items() if isinstance(e, dict)}
    return {
        "rows": rows,
        "engines": engines,
        "questions": {asked.name: _beside({name: q[asked.name] for name, q in there.items()}) for asked in QUESTIONS},
    }


def _engine(name: str, folder: Path, calls: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.peers_one", name, str(folder), str(calls)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout))


def _beside(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    ours = found[OURS]
    out: dict[str, Any] = {"rows": len(ours["answers"]), OURS: _times(ours)}
    for name, theirs in found.items():
        if name != OURS:
            ratios = {"ours_over_this": ratio(ours["milliseconds"]["p50"], theirs["milliseconds"]["p50"])}
            ratios["processor_ours_over_this"] = ratio(ours["processor"]["p50"], theirs["processor"]["p50"])
            out[name] = {**_times(theirs), "same_answer": theirs["answers"] == ours["answers"], **ratios}
    return out


def _times(found: dict[str, Any]) -> dict[str, Any]:
    return {**found["milliseconds"], "processor": found["processor"]["p50"]}


def _linking() -> dict[str, Any]:
    """One invented regency: quality of both engines and their processor seconds; ours warm, as in a build of many regencies."""
    world = World(7, size=PROPOSALS, regency="73.02")
    found = beside(world.frames)
    proposals, lines, truth = world.frames
    begun = time.process_time()
    evaluate(links(proposals, lines), truth)
    found["ours"]["cpu_seconds"] = round(time.process_time() - begun, 2)
    if isinstance(found["splink"], dict):
        found["processor_ours_over_splink"] = ratio(found["ours"]["cpu_seconds"], found["splink"]["cpu_seconds"])
    return {"proposals": len(proposals), "lines": len(lines), **found}

"""The whole country on one machine (`--only national`): files for N regencies are made, imported, linked, built and served by the
program's own commands, each in a process of its own; every step tells seconds, peak memory and bytes.

What was made stays in --folder, and a step whose result is there is not done again: take the folder away to measure anew.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

from analytics.api.examples import of_regency
from analytics.query.database import open_mart
from analytics.query.facts import regencies
from analytics.register.workspace import open_workspace
from bench.everything import everything
from bench.national_again import again
from bench.national_world import Made, make, sizes
from bench.served import served
from bench.sessions import work
from bench.timing import ROOT, load, say

BARS = {
    "csv_rows_per_second": 100_000,
    "parquet_rows_per_second": 300_000,
    "build_seconds": 120,
    "build_peak_mb": 8_000,
    "linking_seconds": 2_400,
    "cold_start_seconds": 5.0,
    "serving_mb": 600,
}
TOGETHER = 16  # regencies whose files one command reads: a province hands over about as many
CSV_ROWS = 3_000_000  # a part of the country is imported as CSV too, for its speed alone
PEOPLE, SECONDS = 10, 60.0  # at work, and for how long
COUNTED = ("proposal_fact", "line_fact", "link_fact", "link_candidate", "need_fact")


def measure(repeat: int, regencies: int = 514, folder: Path | None = None) -> dict[str, Any]:
    """Every step in order. `repeat` is not used: a country is measured once."""
    with tempfile.TemporaryDirectory() as away:
        at = (folder or Path(away)).resolve()
        (at / "files").mkdir(parents=True, exist_ok=True)
        wanted = list(sizes())[:regencies]
        told = {"data": "made up (REKAAN)", "regencies": len(wanted), "bars": BARS, "load": load()}
        found = {**told, **_steps(at, wanted)}
        (at / "national.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
        return found


def _steps(at: Path, wanted: list[str]) -> dict[str, Any]:
    begun = time.perf_counter()
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        made = list(pool.map(partial(make, folder=at / "files"), wanted, chunksize=4))
    rows = {name: sum(m.files[name][1] for m in made if name in m.files) for name in ("proposals", "apbd", "apbd_p")}
    found: dict[str, Any] = {
        "made": {
            "proposals": sum(m.proposals for m in made),
            "rows": rows,
            **_took(begun),
            "bytes": _bytes(at / "files"),
        }
    }
    say(f"  made: {found['made']}")
    workspace = at / "workspace"
    if not (workspace / "marts" / "current").exists():
        shutil.rmtree(workspace, ignore_errors=True)
        found["import_csv"] = _csv(at, wanted)
        found["import_one_regency"] = _one(made)
        found["import_parquet"] = _import(workspace, made)
        found["build_with_linking"] = _build(workspace)
    for mart in (workspace / "marts").glob("*"):
        mart.unlink()
    found["build"] = _build(workspace)
    if "build_with_linking" in found:
        found["linking_seconds"] = round(found["build_with_linking"]["seconds"] - found["build"]["seconds"], 1)
    found["bytes"] = {part.name: _bytes(part) for part in workspace.iterdir()}
    found["held"] = _held(workspace)
    found["serve"] = _serve(workspace)
    middle = sorted(made, key=lambda m: m.proposals)[len(made) // 2]
    found["used"] = _used(workspace, middle.code)
    found["again"] = again(workspace, middle, at, _command)
    return found


def _csv(at: Path, wanted: list[str]) -> dict[str, Any]:
    """The first regencies again as CSV, into a workspace that is taken away."""
    with tempfile.TemporaryDirectory(dir=at) as away:
        made: list[Made] = []
        for code in wanted:
            made.append(make(code, Path(away), "csv"))
            if sum(n for m in made for _, n in m.files.values()) > CSV_ROWS:
                break
        return _import(Path(away) / "w", made)


def _one(made: list[Made]) -> dict[str, Any]:
    """The files of the regency in the middle alone: one command per file, as an office brings them."""
    middle = sorted(made, key=lambda m: m.proposals)[len(made) // 2]
    with tempfile.TemporaryDirectory() as away:
        return _import(Path(away) / "w", [middle])


def _import(workspace: Path, made: list[Made]) -> dict[str, Any]:
    """Commands that read the files of a few regencies each, two at a time; nothing is built."""
    begun, peak, rows, commands, cpu = time.perf_counter(), 0, 0, 0, 0.0
    open_workspace(workspace, "bench")  # two commands at once both bring to one that is there
    for name, version in (("proposals", None), ("apbd", "apbd"), ("apbd_p", "apbd_p")):
        having = [m for m in made if name in m.files]
        groups = [having[i : i + TOGETHER] for i in range(0, len(having), TOGETHER)]
        more = ["--no-build", *(["--version", version] if version else [])]
        lines = [["import", *(str(m.files[name][0]) for m in group), *more] for group in groups]
        with ThreadPoolExecutor(2) as pool:  # a core each
            for done in pool.map(lambda words: _command(workspace, *words), lines):
                peak, cpu = max(peak, done["peak_mb"]), cpu + done["processor_seconds"]
        rows, commands = rows + sum(m.files[name][1] for m in having), commands + len(groups)
        say(f"  imported {name}: {rows} rows, {time.perf_counter() - begun:.0f} s")
    took = _took(begun)
    told = {"rows": rows, "commands": commands, **took, "processor_seconds": round(cpu, 1), "peak_mb": peak}
    return {**told, "bytes": _bytes(workspace), "rows_per_second": round(rows / took["seconds"])}


def _build(workspace: Path) -> dict[str, Any]:
    found = _command(workspace, "build")
    say(f"  built: {found['seconds']} s, {found['peak_mb']} MB")
    return {**found, "load": load()}


def _command(workspace: Path, *words: str) -> dict[str, Any]:
    """One command of the program: seconds, with the processes it starts; the peak memory of the largest of them;
    seconds of the steps it tells."""
    line = [sys.executable, "-m", "analytics", *words, "--workspace", str(workspace), "--author", "bench"]
    begun = last = time.perf_counter()
    steps: dict[str, float] = {}
    step = "start"
    work = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert work.stderr is not None
    said = ""
    for said in work.stderr:
        if said.startswith("mart: "):
            now = time.perf_counter()
            steps[step] = steps.get(step, 0) + now - last
            step, last = said.split()[1], now
    _, status, used = os.wait4(work.pid, 0)
    work.returncode = os.waitstatus_to_exitcode(status)
    if work.returncode:
        raise RuntimeError(f"{words[0]}: {said}")
    took = time.perf_counter()
    steps[step] = steps.get(step, 0) + took - last
    cpu = round(used.ru_utime + used.ru_stime, 1)
    told = {"seconds": round(took - begun, 2), "processor_seconds": cpu, "peak_mb": used.ru_maxrss // 1024}
    return {**told, **({"steps": {k: round(v, 2) for k, v in steps.items()}} if len(steps) > 1 else {})}


def _held(workspace: Path) -> dict[str, int]:
    mart = (workspace / "marts" / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(workspace / "marts" / f"mart-{mart}.duckdb"), read_only=True) as db:
        counts = {t: db.execute(f"select count(*) from {t}").fetchone() for t in COUNTED}
    return {t: int(row[0]) for t, row in counts.items() if row}


def _serve(workspace: Path, port: int = 8514) -> dict[str, Any]:
    """From the command to the first answer, what a few questions take, and what the server then holds."""
    line = [sys.executable, "-m", "analytics", "serve", "--workspace", str(workspace), "--port", str(port)]
    begun = time.perf_counter()
    work = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(f"http://localhost:{port}/healthz"):
            if work.poll() is not None or time.perf_counter() - begun > 120:
                raise RuntimeError("serve")
            time.sleep(0.05)
        cold = round(time.perf_counter() - begun, 2)
        asked = {}
        for path in ("accommodation_count", "accommodation_count&by=year", "funnel"):
            start = time.perf_counter()
            _answers(f"http://localhost:{port}/api/v1/ask?measure={path}")
            asked[path] = round(time.perf_counter() - start, 3)
        return {"cold_start_seconds": cold, "first_asked_seconds": asked, **_memory(work.pid)}
    finally:
        work.terminate()
        work.wait(30)


def _used(workspace: Path, regency: str) -> dict[str, Any]:
    """Everything the API and the pages have, of one regency and where it can be of all; and ten people at work on it."""
    with served(workspace) as server:
        mart = open_mart(open_workspace(workspace, "bench"))
        found = everything(server, of_regency(mart, next(r for r in regencies(mart) if r.code == regency)))
    with served(workspace) as server:
        return {**found, "people_10": work(server, PEOPLE, SECONDS, regency)}


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=60) as reply:
            return bool(reply.status == 200 and reply.read())
    except OSError:
        return False


def _memory(pid: int) -> dict[str, int]:
    """Resident memory now and at its highest, where the system tells it (Linux)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return {}
    said = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return {
        name: int(said[key].split()[0]) // 1024 for name, key in (("serving_mb", "VmRSS"), ("serving_peak_mb", "VmHWM"))
    }


def _took(begun: float) -> dict[str, float]:
    return {"seconds": round(time.perf_counter() - begun, 1)}


def _bytes(folder: Path) -> int:
    return sum(p.stat().st_size for p in (folder.rglob("*") if folder.is_dir() else [folder]) if p.is_file())

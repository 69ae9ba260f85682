"""The demonstration's open data package: how long until it is written, read back, imported; and whether every measure says the
same of both workspaces, over every version and universe, by year and district."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from analytics.demo.run import demo
from analytics.marts.build import build
from analytics.measures.definitions import measures
from analytics.package.make import make
from analytics.package.take import take
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.register.packages import Brought, bring
from analytics.register.workspace import open_workspace
from analytics.vocabulary import terms
from bench.timing import say, seconds, spread

BAR = 10.0
AUTHOR, REGENCY = "bench", "99.01"


def measure(repeat: int) -> dict[str, Any]:
    """Seconds of each run; rows that were compared, and the measures that differ (none should)."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), repeat)


def _measured(folder: Path, repeat: int) -> dict[str, Any]:
    workspace = open_workspace(folder / "ruang", AUTHOR)
    say("  demo ...")
    demo(workspace, AUTHOR)
    mart, out = open_mart(workspace), folder / "paket"
    times, work = [], []
    for i in range(min(repeat, 3)):
        shutil.rmtree(out, ignore_errors=True)
        before = time.process_time()
        times.append(seconds(lambda: make(workspace, mart, REGENCY, out)))
        work.append(time.process_time() - before)
        say(f"  package {i + 1}: {times[-1]:.1f} s")
    again = open_workspace(folder / "penerima", AUTHOR)
    held: list[Brought] = []
    reading = seconds(lambda: held.append(take(out)[0]))
    bringing = seconds(lambda: bring(again, held[0], AUTHOR))
    other = open_mart(again, build(again, AUTHOR))
    n, rows, differ = _compared(mart, other)
    say(f"  {n} questions, {rows} rows, {len(differ)} measures differ")
    sizes = {kind: sum(f.stat().st_size for f in (out / kind).iterdir()) for kind in ("data", "parquet")}
    whole = spread(times)
    return {
        "files": sum(f.is_file() for f in out.rglob("*")),
        "megabytes": {kind: round(size / 1e6, 1) for kind, size in sizes.items()},
        "unit": "seconds",
        "write": whole,
        "cpu": round(min(work), 1),  # what other work on the machine does not lengthen
        "read": round(reading, 1),
        "import": round(bringing, 1),
        "round_trip": {"questions": n, "rows": rows, "differ": sorted(differ)},
        "bar": {"seconds": BAR, "of": "from the mart to the finished folder", "met": whole["median"] < BAR},
    }


def _compared(mart: Mart, other: Mart) -> tuple[int, int, set[str]]:
    n, rows, differ = 0, 0, set()
    for name, one in measures().items():
        by = tuple(d for d in ("year", "district") if d in one.dimensions)
        for universe in terms.UNIVERSES:
            for version in terms.VERSIONS:
                question = Question(name, by, (), universe, version)
                before, after = (ask(m, question) for m in (mart, other))
                n, rows = n + 1, rows + len(before.rows)
                if (before.rows, before.totals) != (after.rows, after.totals):
                    differ.add(name)
    return n, rows, differ

"""The plain pages of Kabupaten Rekaan, all villages and all years: how long until the folder is there, and how large it is."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from analytics.cli import main as akomodasi
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.reports.site import MOST, Made, site
from bench.timing import say, seconds, spread

BAR = 15.0


def measure(repeat: int) -> dict[str, Any]:
    """Seconds of each run over a mart that is open, and of this process's own processor time; sizes of the last run."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        with redirect_stdout(sys.stderr):  # stdout is for the one document
            akomodasi(["demo", "--workspace", str(workspace), "--json"])
        return of(workspace, Path(folder), repeat)


def of(workspace: Path, folder: Path, repeat: int) -> dict[str, Any]:
    """The same for a workspace that holds the demonstration; pages are written below `folder`."""
    book = open_workspace(workspace)
    mart = open_mart(book)
    times, cpu, made, out = [], [], list[Made](), folder
    for i in range(repeat):
        out = folder / f"out{i}"
        before = time.process_time()
        times.append(seconds(lambda to=out: made.append(site(book, mart, "99.01", to))))  # type: ignore[misc]
        cpu.append(time.process_time() - before)
        say(f"  site {i + 1}: {times[-1]:.1f} s, processor {cpu[-1]:.1f} s")
    sizes = sorted(p.stat().st_size for p in out.rglob("*.html"))
    last = made[-1]
    return {
        "years": len(last.years),
        "pages": last.pages,
        "files": last.files,
        "megabytes": round(last.bytes / 1e6, 1),
        "page_kilobytes": {"median": round(sizes[len(sizes) // 2] / 1000, 1), "largest": round(last.largest / 1000, 1)},
        "unit": "seconds",
        "akomodasi": spread(times),
        "cpu": spread(cpu),
        "bar": {
            "seconds": BAR,
            "page_bytes": MOST,
            "of": "from an open mart to a folder that can be published",
            "met": spread(times)["median"] < BAR and not last.over,
        },
    }

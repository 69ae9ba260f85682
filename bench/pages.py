"""The pages, three ways: each script alone (AppTest), people at work over real websockets, and a reader in a real Chromium.

`python -m bench pages` measures the workspace that `make run` opens: Kabupaten Rekaan with all its years, the published facts
that ship with the program, and the two published files where they are on this computer. With `--nation FOLDER` people and
browser meet the same at the size of the country too (514 regencies more, 9 million proposals; made once in FOLDER and kept
there).

Held against: a rerun's 95th percentile below 100 ms on the server with ten people at work, a click repainted below 300 ms,
numbers after 3 s in an empty browser and 2 s in a warm one, 3 MB at most. Wall times need an idle machine; the processor time
beside each needs it less.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from analytics.intake.parse import Options, parse
from analytics.register.imports import publish
from analytics.register.workspace import Workspace, open_workspace
from analytics.seed import seed
from bench.browser import look
from bench.imports import FILES
from bench.nation import nation
from bench.scripts import scripts
from bench.served import served
from bench.sessions import work
from bench.timing import load, real, say

REGENCY, FACTS = "99.01", "73.02"  # with everything; with published facts and their charts
PEOPLE = (10, 50)
BARS = {"rerun_p95": 100, "click_p95": 300, "numbers_cold": 3000, "numbers_warm": 2000, "bytes": 3_000_000}


def measure(repeat: int, seconds: float = 60.0, national: Path | None = None) -> dict[str, Any]:
    """Everything above; `seconds` is how long people are at work each time."""
    with tempfile.TemporaryDirectory() as folder:
        workspace, published = _workspace(Path(folder))
        told: dict[str, Any] = {
            "bars": BARS,
            "data": "Kabupaten Rekaan" + (" and published files" if published else ""),
        }
        told["scripts"] = scripts(workspace, repeat, published=published)
        told["one_regency"] = _met(workspace, repeat, seconds)
        if national is not None:
            told["nation"] = _met(nation(workspace, national), repeat, seconds)
    return told


def _met(workspace: Workspace, repeat: int, seconds: float) -> dict[str, Any]:
    """A server of its own for the people and one for the browser: what some asked must not be remembered for the others."""
    found: dict[str, Any] = {"mart_megabytes": _size(workspace)}
    with mock.patch.dict(os.environ, AKOMODASI_AUTHOR="bench"):
        for users in PEOPLE:
            with served(workspace.path) as server:
                found[f"people_{users}"] = {"load_before": load(), **work(server, users, seconds, REGENCY)}
        with served(workspace.path) as server:
            found["browser"] = {"load_before": load(), **look(server, repeat, REGENCY, FACTS)}
    return found


def _size(workspace: Workspace) -> float:
    return round(max(p.stat().st_size for p in workspace.marts.glob("mart-*.duckdb")) / 1e6, 1)


def _workspace(folder: Path) -> tuple[Workspace, bool]:
    """The workspace `make run` opens, and whether the published files are in it."""
    workspace = open_workspace(folder / "workspace", "bench")
    seed(workspace, "bench", lambda step: say("  ", step))
    published = real()
    files = {name: published / about["path"] for name, about in FILES.items()} if published else {}
    if not files or not all(path.is_file() for path in files.values()):
        return workspace, False
    for name, path in files.items():
        publish(workspace, parse(path, Options(year=FILES[name]["year"])), path, "bench")
    seed(workspace, "bench")
    return workspace, True

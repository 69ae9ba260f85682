"""Every page as Streamlit runs it (AppTest, no browser): first and warm reruns, how many queries reached the mart, and how many
bytes the page's elements hold (before they are packed for the way to the browser).

First: a new session in a server nobody has asked this yet. Warm: the same session once more, answers remembered as a server does.

The workspace is the one `make run` opens: Kabupaten Rekaan with all its years and the published facts that ship with the program;
and the two published files where they are on this computer.
"""

from __future__ import annotations

import gc
import logging
import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics.intake.parse import Options, parse
from analytics.pages import remembered
from analytics.query.database import Mart, Rows
from analytics.register.imports import publish
from analytics.register.workspace import Workspace, open_workspace
from analytics.seed import seed
from bench.imports import FILES
from bench.timing import ROOT, real, say, seconds, spread

WARM = 4  # warm reruns of a page for each repeat
REKAAN = {"regency": "99.01"}
PAGES = {  # what is measured: the page's address, and what stands behind the question mark
    "beranda": ("", REKAAN),
    "beranda_all_years": ("", {**REKAAN, "year": "all"}),
    "beranda_facts_only": ("", {"regency": "73.02"}),
    "kecamatan": ("kecamatan", {**REKAAN, "district": "99.01.03"}),
    "kecamatan_village": ("kecamatan", {**REKAAN, "village": "99.01.03.2001"}),
    "perjalanan": ("perjalanan", REKAAN),
    "perjalanan_by_village": ("perjalanan", {**REKAAN, "by": "village"}),
    "telusur_empty": ("telusur", REKAAN),
    "telusur_search": ("telusur", {**REKAAN, "q": "jalan"}),
    "kelengkapan": ("kelengkapan", REKAAN),
}
PUBLISHED = {"beranda_journey_only": ("", {"regency": "32.02"}), "beranda_lines_only": ("", {"regency": "52.01"})}


def measure(repeat: int) -> dict[str, Any]:
    """Seconds and queries of each page."""
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True  # AppTest is no server
    gc.collect()
    gc.freeze()  # as the server does once at its start
    try:
        return _measure(repeat)
    finally:
        gc.unfreeze()


def _measure(repeat: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        workspace, what = _served(Path(folder))
        pages = {**PAGES, **PUBLISHED} if what == "published files" else PAGES
        with mock.patch.dict(os.environ, AKOMODASI_WORKSPACE=str(workspace.path), AKOMODASI_AUTHOR="bench"):
            found = {name: _page(path, query, repeat) for name, (path, query) in pages.items()}
    slowest = max(found, key=lambda name: found[name]["warm"]["median"])
    return {"data": what, "unit": "milliseconds", "pages": found, "slowest_warm": slowest}


def _served(folder: Path) -> tuple[Workspace, str]:
    workspace = open_workspace(folder / "workspace", "bench")
    seed(workspace, "bench")
    published = real()
    files = {name: published / about["path"] for name, about in FILES.items()} if published else {}
    if not files or not all(path.is_file() for path in files.values()):
        return workspace, "Kabupaten Rekaan"
    for name, path in files.items():
        publish(workspace, parse(path, Options(year=FILES[name]["year"])), path, "bench")
    seed(workspace, "bench")
    return workspace, "published files"


def _page(path: str, query: dict[str, str], repeat: int) -> dict[str, Any]:
    """One session per repeat: its first run, then warm ones."""
    queries = 0
    asked = Mart.rows

    def counted(self: Mart, *values: Any) -> Rows:
        nonlocal queries
        queries += 1
        return asked(self, *values)

    first: list[float] = []
    warm: list[float] = []
    per_run: list[int] = []
    complaints = 0
    with mock.patch.object(Mart, "rows", counted):
        for _ in range(repeat):
            remembered.forget()
            app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
            for key, value in query.items():
                app.query_params[key] = value
            app._page_hash = calc_hash(path)  # switch_page only knows pages that are files
            for i in range(1 + WARM):
                queries = 0
                took = 1000 * seconds(app.run)
                (warm if i else first).append(took)
                per_run.append(queries)
            complaints += len(app.error) + len(app.exception)
    say(f"  {path or 'beranda'} {query}: warm {spread(warm, 1)['median']} ms, {per_run[-1]} queries")
    return {
        "bytes": sum(len(node.proto.SerializeToString()) for node in app._tree if getattr(node, "proto", None)),
        "first": spread(first, 1),
        "warm": spread(warm, 1),
        "queries": {"first": per_run[0], "warm": per_run[-1]},
        "errors_shown": complaints,
    }

"""Every page as Streamlit runs it (AppTest, no browser): first and warm reruns, how many queries reached the mart, and how many
bytes the page's elements hold (before they are packed for the way to the browser).

First: a new session in a server nobody has asked this yet. Warm: the same session once more, answers remembered as a server does.
"""

from __future__ import annotations

import gc
import logging
import os
from typing import Any
from unittest import mock

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analytics.pages import remembered
from analytics.query.database import Mart, Rows
from analytics.register.workspace import Workspace
from bench.timing import ROOT, say, seconds, spread

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


def scripts(workspace: Workspace, repeat: int, *, published: bool) -> dict[str, Any]:
    """Milliseconds and queries of each page; of the published files too where the workspace holds them."""
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True  # AppTest is no server
    gc.collect()
    gc.freeze()  # as the server does once at its start
    try:
        pages = {**PAGES, **PUBLISHED} if published else PAGES
        with mock.patch.dict(os.environ, AKOMODASI_WORKSPACE=str(workspace.path), AKOMODASI_AUTHOR="bench"):
            found = {name: _page(path, query, repeat) for name, (path, query) in pages.items()}
        slowest = max(found, key=lambda name: found[name]["warm"]["median"])
        return {"unit": "milliseconds", "pages": found, "slowest_warm": slowest}
    finally:
        gc.unfreeze()


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

"""Slides as a file: the plenary set of Kabupaten Rekaan with all its years, from a process that has asked nothing yet, and warm.

First: answers and certificates are asked anew. Warm: remembered, as a server does; what is left is drawing and writing.
"""

from __future__ import annotations

import tempfile
import time
from functools import _lru_cache_wrapper
from gc import get_objects
from pathlib import Path
from typing import Any

from analytics.demo.run import demo
from analytics.pages.deck import Made, deck_of
from analytics.pages.outside import outside
from analytics.pages.pictures import SETS, set_of
from analytics.query.database import _File, open_mart
from analytics.query.facts import dapils
from analytics.register.workspace import open_workspace
from bench.timing import say, spread

BAR = 3.0  # seconds of the plenary set
REGENCY = "99.01"


def measure(repeat: int) -> dict[str, Any]:
    """Seconds of each set, first and warm, with its slides and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Path(folder) / "workspace", "bench")
        demo(workspace, "bench", size="full")
        mart = open_mart(workspace)
        years = outside(workspace, mart, "id", REGENCY, None, "apbd", ()).regency.proposal_years
        division = dapils(mart, REGENCY, None)
        narrowed = {
            "plenary": (),
            "dapil": (("dapil", next(iter(division))),),
            "district": (("district", next(iter(division.values()))[0]),),
            "agency": (("agency", "Dinas Kesehatan"),),
        }
        found = {}
        for name, where in narrowed.items():
            view = outside(workspace, mart, "id", REGENCY, max(years), "apbd", where)
            first, warm, cpu, made = [], [], [], None
            for _ in range(repeat):
                _forget()
                for times in (first, warm):
                    start, busy = time.perf_counter(), time.process_time()
                    made = deck_of(view, set_of(view, name), name)
                    times.append(time.perf_counter() - start)
                    cpu += [time.process_time() - busy] if times is first else []
            assert isinstance(made, Made) and name in SETS
            found[name] = {
                "slides": made.n,
                "kilobytes": len(made.file) // 1000,
                "first": spread(first),
                "warm": spread(warm),
                "cpu": spread(cpu),  # of a first one; what other work on the machine does not lengthen
            }
            say(
                f"  {name}: {made.n} slides, first {found[name]['first']['median']} s, warm {found[name]['warm']['median']} s"
            )
    met = found["plenary"]["first"]["median"] < BAR
    return {"unit": "seconds", "sets": found, "bar": {"seconds": BAR, "of": "the plenary set, first", "met": met}}


def _forget() -> None:
    """As a process that has asked nothing yet; what was read of the program's own files stays."""
    for kept in get_objects():
        if isinstance(kept, _lru_cache_wrapper) and str(getattr(kept, "__module__", "")).startswith(
            ("analytics.pages", "analytics.query")
        ):
            kept.cache_clear()
        elif isinstance(kept, _File):
            kept.found.clear()

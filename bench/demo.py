"""The invented regency from nothing to a served mart: made, written, read, published, judged, built."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from analytics.demo.run import SIZES, demo
from analytics.register.workspace import open_workspace
from bench.timing import say, spread

BARS = {"small": 3.0, "full": 60.0}  # seconds this program asks of itself on two cores


def measure(repeat: int) -> dict[str, Any]:
    """Seconds in all and by step, each time in an empty workspace."""
    return {size: _size(size, repeat) for size in SIZES}


def _size(size: str, repeat: int) -> dict[str, Any]:
    whole: list[float] = []
    steps: dict[str, list[float]] = {}
    said: dict[str, Any] = {}
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            workspace = open_workspace(Path(folder) / "workspace", "bench")
            marks: list[tuple[str, float]] = []
            said = demo(
                workspace, "bench", size=size, progress=lambda step, m=marks: m.append((step, time.perf_counter()))
            )
            end = time.perf_counter()
            whole.append(end - marks[0][1])
            for (step, begun), (_, done) in zip(marks, [*marks[1:], ("", end)], strict=True):
                steps.setdefault(step.split()[0], []).append(done - begun)
    say(f"  {size}: {spread(whole)['median']} s")
    counts = {k: said[k] for k in ("files", "imports", "rows", "rejected", "new_judgements")}
    return {
        "unit": "seconds",
        "bar": BARS[size],
        "whole": spread(whole),
        "steps": {k: spread(v) for k, v in steps.items()},
        **counts,
    }

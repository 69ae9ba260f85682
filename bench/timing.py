"""How a figure of this folder is taken: many times, told as minimum, median and maximum; and on what machine."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

LIBRARIES = ("duckdb", "numpy", "openpyxl", "pandas", "polars", "pyarrow", "python-calamine", "splink", "streamlit")
ROOT = Path(__file__).resolve().parents[1]


def say(*words: object) -> None:
    """Progress goes to stderr: stdout is for the one JSON document."""
    print(*words, file=sys.stderr, flush=True)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(values: Sequence[float], digits: int = 3) -> dict[str, float]:
    """Minimum, median and maximum of what was measured."""
    named = {"minimum": min(values), "median": statistics.median(values), "maximum": max(values)}
    return {name: round(value, digits) for name, value in named.items()}


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50 and p95, with the fastest and slowest call."""
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    named = {"minimum": ordered[0], "p50": statistics.median(ordered), "p95": p95, "maximum": ordered[-1]}
    return {name: round(value, 2) for name, value in named.items()}


def ratio(ours: float, other: float) -> float | None:
    """Our time over the other's: below 1 we are faster."""
    return round(ours / other, 2) if other else None


def machine() -> dict[str, Any]:
    """What the figures were taken on; `load` says how busy it was with other things when the run began."""
    return {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": load(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def load() -> float | None:
    """Programs wanting a core, over the last minute: above the number of cores, figures are longer than they need be."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def real() -> Path | None:
    """The folder of published files ($AKOMODASI_REAL, else ../shared/real beside the repository); None where absent."""
    folder = Path(os.environ.get("AKOMODASI_REAL") or ROOT.parent / "shared" / "real")
    return folder if folder.is_dir() else None


ABSENT = "The published files are not on this computer; set AKOMODASI_REAL to their folder."

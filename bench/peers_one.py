"""One engine in a process of its own: `python -m bench.peers_one ENGINE FOLDER CALLS` prints its answers and their times."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.peers_data import QUESTIONS
from bench.timing import percentiles

LONGEST = 20.0  # seconds: a question that took longer is not asked again


def main(name: str, folder: str, calls: str) -> int:
    """`ENGINE` is a module's name; with a word behind it (`pandas_wide`, `mart_figures`) only figures are counted."""
    module, _, counted = name.partition("_")
    begun = time.perf_counter()
    engine = import_module(f"bench.peers_{module}").Engine(Path(folder), bool(counted))
    told: dict[str, Any] = {"load_seconds": round(time.perf_counter() - begun, 2), "questions": {}}
    for asked in QUESTIONS:
        took: list[float] = []
        cpu: list[float] = []
        found: Any = None
        for _ in range(int(calls)):
            engine.forget()
            start, used = time.perf_counter(), time.process_time()
            found = engine.answer(asked)
            took.append(1000 * (time.perf_counter() - start))
            cpu.append(1000 * (time.process_time() - used))
            if sum(took) > 1000 * LONGEST:
                break
        answers = sorted(([*map(_plain, k)], [*v]) for k, v in found.items())
        times = {"milliseconds": percentiles(took), "processor": percentiles(cpu), "calls": len(took)}
        told["questions"][asked.name] = {**times, "answers": answers}
    told["peak_megabytes"] = _peak()
    print(json.dumps(told))
    return 0


def _peak() -> int | None:
    """The most memory this process held; None where the system does not tell. (ru_maxrss would count the parent's too.)"""
    try:
        told = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024


def _plain(part: Any) -> str:
    return "" if part is None else str(part)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

"""kill -9 three hundred times, and ten reviewers at once: what was found wrong (nothing), and how long it takes."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.timing import say, spread
from tests.crash.killing import kills
from tests.crash.together import JUDGEMENTS, REVIEWERS, reviewers


def measure(repeat: int, many: int = 300, seed: int = 0) -> dict[str, Any]:
    """`many` kills of a seed, and `repeat` times reviewers at once."""
    begun = time.perf_counter()
    found = kills(many, seed)
    spent = time.perf_counter() - begun
    for k in found:
        for wrong in k.wrong:
            say(f"  {k.work}: {wrong}")
    seconds = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            kept, took = reviewers(Path(folder))
            assert kept == REVIEWERS * JUDGEMENTS
            seconds.append(took)
    return {
        "kills": len(found),
        "died": dict(Counter(k.work for k in found if k.died)),
        "wrong": sum(bool(k.wrong) for k in found),
        "seconds": round(spent, 1),
        "a_kill": spread([k.seconds for k in found]),
        "reviewers": {"processes": REVIEWERS, "judgements_each": JUDGEMENTS, "seconds": spread(seconds)},
    }

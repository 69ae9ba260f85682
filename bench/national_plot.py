"""How the steps of bench/national.py grow with the number of regencies: `python -m bench.national_plot OUT.svg FOLDER...` draws
processor seconds of each step over regencies, both axes in powers of ten, from the national.json in each folder."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

STEPS = {"import_parquet": "import", "linking": "linking", "build": "build"}
COLOURS = ("#0b6e99", "#b4540a", "#3d7a3d")
WIDE, HIGH, EDGE, SIDE = 640, 420, 60, 110


def seconds(found: dict[str, Any], step: str) -> float | None:
    """Processor seconds of one step: linking is what a build takes more where nothing was linked before."""
    if step == "linking":
        first = found.get("build_with_linking")
        return first["processor_seconds"] - found["build"]["processor_seconds"] if first else None
    return found[step]["processor_seconds"] if step in found else None


def plot(runs: list[dict[str, Any]]) -> str:
    """The picture: a line per step; the dashed one is what would be linear."""
    runs = sorted(runs, key=lambda found: found["regencies"])
    series = {
        said: [(r["regencies"], s) for r in runs if (s := seconds(r, step)) and s > 0] for step, said in STEPS.items()
    }
    most = max(s for points in series.values() for _, s in points)
    right, top = max(1, math.ceil(math.log10(runs[-1]["regencies"]))), math.ceil(math.log10(most))

    def at(regencies: float, cost: float) -> str:
        x = EDGE + math.log10(regencies) / right * (WIDE - EDGE - SIDE)
        y = HIGH - EDGE - math.log10(max(cost, 1)) / top * (HIGH - 2 * EDGE)
        return f"{x:.1f},{y:.1f}"

    drawn = []
    for power in range(right + 1):
        x = at(10**power, 1).split(",")[0]
        drawn.append(f'<text x="{x}" y="{HIGH - EDGE + 20}" text-anchor="middle">{10**power}</text>')
    for power in range(top + 1):
        y = at(1, 10**power).split(",")[1]
        drawn.append(f'<path d="M{EDGE},{y} H{WIDE - SIDE}" stroke="#ddd"/>')
        drawn.append(f'<text x="{EDGE - 8}" y="{y}" dy="4" text-anchor="end">{10**power}</text>')
    for (said, points), colour in zip(series.items(), COLOURS, strict=True):
        if not points:
            continue
        line = " ".join(at(*point) for point in points)
        last, end = points[-1], at(*points[-1]).split(",")
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn.append(
            f'<text x="{float(end[0]) + 8:.1f}" y="{end[1]}" dy="4" fill="{colour}">{said} {last[1]:.0f} s</text>'
        )
        begun = last[1] / last[0]  # what one regency would take of the largest country, were all linear
        straight = f"{at(max(1, 1 / begun), max(1, begun))} {at(*last)}"
        drawn.append(f'<polyline points="{straight}" fill="none" stroke="{colour}" stroke-dasharray="3 4"/>')
    drawn.append(f'<text x="{EDGE}" y="24">processor seconds over regencies (dashed: linear)</text>')
    size = f'width="{WIDE}" height="{HIGH}" font-family="sans-serif" font-size="13"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(drawn)}</svg>\n'


if __name__ == "__main__":
    folders = [Path(name) / "national.json" for name in sys.argv[2:]]
    Path(sys.argv[1]).write_text(plot([json.loads(f.read_text(encoding="utf-8")) for f in folders]), encoding="utf-8")

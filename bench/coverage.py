"""How often the 95 % interval of the estimate holds the truth, and how much narrower it is than the sample alone: simulated on
Kabupaten Rekaan: its truth is known, so that anybody's random sample of it can be drawn a thousand times."""

from __future__ import annotations

import csv
import sys
import tempfile
from contextlib import redirect_stdout
from math import sqrt
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from analytics.cli import main as akomodasi
from analytics.marts.build import current, mart_path
from analytics.measures.interval import Sums, estimate, student
from analytics.register.workspace import open_workspace
from bench.timing import say

DRAWS, SIZES = 1000, (60, 100, 150)
POOL = """
select p.year, i.file, p.sheet, p.row, p.apbd_chance / 1e6 as chance
from proposal_fact as p join import as i using (import_id)
where p.regency = '99.01' and p.u_district and p.apbd_class is not null
order by p.proposal_id"""
FUNDED = ("funded", "funded_size_unknown")


def measure(repeat: int) -> dict[str, Any]:
    """Coverage and width by sample size, over all years of the demonstration and `repeat` seeds of draws."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        with redirect_stdout(sys.stderr):  # stdout is for the one document
            akomodasi(["demo", "--workspace", str(workspace), "--json"])
        return of(workspace, repeat)


def of(workspace: Path, repeat: int) -> dict[str, Any]:
    """The same for a workspace that holds the demonstration."""
    pools = _pools(workspace)
    found: dict[str, Any] = {"years": len(pools), "draws": DRAWS * repeat}
    for size in SIZES:
        held, narrow, alone = [], [], []
        for year, (truth, guess) in pools.items():
            for seed in range(repeat):
                rng = np.random.default_rng([year, size, seed])
                for _ in range(DRAWS // len(pools)):
                    inside, width, plain = _draw(rng, truth, guess, size)
                    held.append(inside)
                    narrow.append(width)
                    alone.append(plain)
        found[f"sample of {size}"] = {
            "covers": round(float(np.mean(held)), 4),
            "half_width_points": round(100 * float(np.mean(narrow)), 2),
            "sample_alone_points": round(100 * float(np.mean(alone)), 2),
            "ratio": round(float(np.mean(narrow) / np.mean(alone)), 3),
        }
        say(size, found[f"sample of {size}"])
    return found


def _pools(workspace: Path) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """By year: which proposals of the district list are truly funded, and what the engine thinks."""
    with (workspace / "rekaan" / "truth" / "proposals.csv").open(encoding="utf-8", newline="") as f:
        true = {(r["file"], r["sheet"], r["row"]): r["fate_apbd"] in FUNDED for r in csv.DictReader(f)}
    book = open_workspace(workspace)
    db = duckdb.connect(str(mart_path(book, current(book) or "")), read_only=True)
    rows = [r for r in db.execute(POOL).fetchall() if (r[1], r[2], str(r[3])) in true]
    years = sorted({r[0] for r in rows})
    made = {}
    for year in years:
        mine = [r for r in rows if r[0] == year]
        made[year] = np.array([true[r[1], r[2], str(r[3])] for r in mine], float), np.array([r[4] for r in mine])
    return made


def _draw(rng: np.random.Generator, truth: np.ndarray, guess: np.ndarray, size: int) -> tuple[bool, float, float]:
    """One sample without replacement: does the interval hold the truth, its half width, and that of the sample alone."""
    n = len(truth)
    chosen = np.zeros(n, bool)
    chosen[rng.choice(n, size, replace=False)] = True
    y, f = truth[chosen], guess[chosen]
    sums = Sums(
        y.sum(), n - size, guess[~chosen].sum(), size, y.sum(), f.sum(), (y * y).sum(), (f * f).sum(), (y * f).sum()
    )
    got = estimate([sums])
    assert got.low is not None and got.high is not None
    share = y.mean()
    plain = student(size - 1) * sqrt(share * (1 - share) / (size - 1) * (1 - size / n))
    return got.low <= truth.sum() <= got.high, (got.high - got.low) / 2 / n, plain

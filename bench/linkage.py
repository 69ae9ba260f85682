"""The linking engine: quality beside Splink and beside the ceiling, calibration, speed, growth (`--only linkage`)."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analytics.demo.run import bring
from analytics.linkage.engine import links
from analytics.linkage.evaluate import evaluate
from analytics.register.workspace import open_workspace
from bench import linkage_splink
from bench.linkage_ceiling import ceiling
from bench.linkage_world import World
from bench.timing import ROOT, say

SEEDS = (1, 2, 3, 4, 5)
SETS = ROOT / "tests" / "linkage" / "sets"
SIZES = ((5_000, 15_000), (50_000, 150_000))
GROWTH = (1, 3, 10)  # regencies of 50,000 x 150,000
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


def measure(repeat: int) -> dict[str, Any]:
    """Quality on invented worlds, the demonstration and hand-written sets; then seconds (wall and processor) and memory."""
    quality: dict[str, Any] = {"worlds": _worlds(), "demo": _demo(), "hand_written": _hand()}
    return {"quality": quality, "speed": _speed(repeat), "growth": _growth()}


def _told(found: dict[str, Any]) -> dict[str, Any]:
    """The figures worth a look, rounded."""
    half, accept = found["half"], found["accept"]
    out = {"true_pairs": found["true_pairs"], "never_proposed": found["true_pairs"] - found["proposed"]}
    out |= {name: half[name] for name in ("precision", "recall", "f1")}
    out |= {name: found[name] for name in ("average_precision", "recall_at_95", "calibration_error", "expected")}
    out |= {"accept_n": accept["n"], "accept_precision": accept["precision"], "accept_recall": accept["recall"]}
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in out.items()}


def beside(tables: Tables) -> dict[str, Any]:
    """Our engine and Splink on the same tables."""
    proposals, lines, truth = tables
    out = {"ours": _told(evaluate(links(proposals, lines), truth))}
    if linkage_splink.there():
        begun = time.process_time()
        out["splink"] = _told(evaluate(linkage_splink.splink_links(proposals, lines), truth))
        out["splink"]["cpu_seconds"] = round(time.process_time() - begun, 1)
        theirs = out["splink"]["average_precision"]
        out["times_splink"] = round(out["ours"]["average_precision"] / theirs, 2) if theirs else None
    else:
        out["splink"] = "not installed (pip install '.[bench]')"
    return out


def _worlds() -> dict[str, Any]:
    out: dict[str, Any] = {}
    for seed in SEEDS:
        world = World(seed)
        proposals, lines, truth = world.frames
        found = beside(world.frames)
        best = _told(evaluate(ceiling(world), truth))
        found["ceiling"] = {
            name: best[name] for name in ("average_precision", "precision", "recall", "f1", "recall_at_95")
        }
        got = links(proposals, lines)
        likely = set(zip(*(got.loc[got["probability"] >= 500_000, c] for c in ("proposal_id", "line_id")), strict=True))
        truth = truth.assign(
            found=[pair in likely for pair in zip(truth["proposal_id"], truth["line_id"], strict=True)]
        )
        found["recall_by_kind"] = truth.groupby("kind")["found"].mean().round(3).to_dict()
        found["recall_by_what_the_line_names"] = (
            truth.groupby(truth["line_id"].map(world.reveals))["found"].mean().round(3).to_dict()
        )
        out[f"seed {seed}"] = found
        ours, most = found["ours"]["average_precision"], best["average_precision"]
        say(f"  world {seed}: {ours} (ceiling {most}, {found.get('times_splink')} x Splink)")
    for name in ("average_precision", "calibration_error", "accept_precision"):
        values = [out[f"seed {seed}"]["ours"][name] for seed in SEEDS]
        values = [value for value in values if value is not None]
        out[name] = {
            "mean": round(float(np.mean(values)), 3),
            "worst": min(values) if name != "calibration_error" else max(values),
        }
    return out


def _demo() -> dict[str, Any]:
    """The canonical files of five demonstrations."""
    out = {}
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            bring(open_workspace(Path(folder) / "w", "bench"), "bench", seed=seed, size="small")
            base = Path(folder) / "w" / "rekaan" / "truth"
            tables = tuple(
                pd.read_csv(base / f"rekaan_canonical_{name}.csv", dtype=str)
                for name in ("proposals", "lines", "truth")
            )
        out[f"seed {seed}"] = beside(tables)
        found = out[f"seed {seed}"]
        say(f"  demo {seed}: {found['ours']['average_precision']} ({found.get('times_splink')} x Splink)")
    return out


def _hand() -> dict[str, Any]:
    out = {}
    for path in sorted(SETS.glob("*_proposals.csv")):
        name = path.name.removesuffix("_proposals.csv")
        proposals, lines = pd.read_csv(path, dtype=str), pd.read_csv(SETS / f"{name}_lines.csv", dtype=str)
        pairs = [
            (p, line)
            for line, said in zip(lines["line_id"], lines["answers"].fillna(""), strict=True)
            for p in said.split()
        ]
        out[name] = beside((proposals, lines, pd.DataFrame(pairs, columns=["proposal_id", "line_id"])))
        say(f"  {name}: {out[name]['ours']['average_precision']} ({out[name].get('times_splink')} x Splink)")
    return out


def large(n: int, regency: str = "73.02", seed: int = 7) -> tuple[pd.DataFrame, pd.DataFrame]:
    """n proposals and 3 n lines of one regency: two worlds' lines, so that two thirds have no proposal here."""
    proposals, lines, _ = World(seed, size=n, regency=regency).frames
    more = World(seed + 1, size=n, regency=regency).frames[1]
    short = 3 * n - len(lines)
    if short > 0:
        more = more.sample(short, replace=len(more) < short, random_state=1)
        more = more.assign(line_id=[f"x{i}" for i in range(short)])
        lines = pd.concat([lines, more], ignore_index=True)
    return proposals.head(n), lines.head(3 * n)


def _speed(repeat: int) -> dict[str, Any]:
    out = {}
    for n_p, n_l in SIZES:
        proposals, lines = large(n_p)
        wall, cpu, n = [], [], 0
        for _ in range(max(repeat, 2)):
            begun, used = time.perf_counter(), time.process_time()
            n = len(links(proposals, lines))
            wall.append(time.perf_counter() - begun)
            cpu.append(time.process_time() - used)
        name = f"{n_p} x {n_l}"
        seconds = {"first_wall": wall[0], "first_cpu": cpu[0], "warm_wall": min(wall[1:]), "warm_cpu": min(cpu[1:])}
        out[name] = {"links": n, "peak_mb": _peak(), **{k: round(v, 2) for k, v in seconds.items()}}
        say(f"  {name}: {out[name]['warm_wall']} s, processor {out[name]['warm_cpu']} s, {_peak()} MB")
    return out


def _growth() -> dict[str, Any]:
    """Several regencies of 50,000 x 150,000 at once: processor seconds per million pairs of rows should stay the same."""
    proposals, lines = large(50_000)
    out = {}
    for n in GROWTH:
        p = pd.concat(
            [
                proposals.assign(
                    regency_code=f"98.{i:02d}" if i else "73.02", proposal_id=proposals["proposal_id"] + f"-{i}"
                )
                for i in range(n)
            ]
        )
        ln = pd.concat(
            [
                lines.assign(regency_code=f"98.{i:02d}" if i else "73.02", line_id=lines["line_id"] + f"-{i}")
                for i in range(n)
            ]
        )
        used = time.process_time()
        links(p, ln)
        seconds = time.process_time() - used
        out[f"{len(p)} x {len(ln)}"] = {
            "cpu_seconds": round(seconds, 1),
            "per_regency": round(seconds / n, 2),
            "peak_mb": _peak(),
        }
        say(f"  {len(p)} x {len(ln)}: {seconds:.1f} s, {_peak()} MB")
    return out


def _peak() -> int:
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

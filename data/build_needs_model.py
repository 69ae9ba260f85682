"""Rebuilds analytics/linkage/needs.toml: two logistic regressions on proposals of invented regencies (bench/linkage_world.py).

    python data/build_needs_model.py [--worlds 40]

The same worlds and the same code give the same points. Nothing of the demonstration is learnt from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "data")]

from build_linkage_model import logistic, onehot, told  # noqa: E402

from analytics.linkage import need_pairs as of  # noqa: E402
from analytics.vocabulary import regions  # noqa: E402
from bench.linkage_world import World  # noqa: E402

OUT = ROOT / "analytics" / "linkage" / "needs.toml"
YEARS = 2  # a world of one year repeats nothing
# What the field knows and invented worlds teach badly: an answer's points are at most those of another answer plus this.
AT_MOST = (
    ("number", "other", "silent", -4.0),
    ("rt", "other", "silent", -3.5),
    ("hamlet", "other", "silent", -3.5),
    ("hamlet", "other_but_name", "silent", -1.5),
    ("owned", "other", "silent", -2.0),
    ("object", "other", "silent", -2.0),
    ("work", "other", "near", -2.0),
    ("size", "other", "silent", -1.0),
    ("size", "same", "silent", 2.5),
    ("gap", "none", "one", 0.0),
    ("gap", "more", "three", 0.0),
)


def worlds(n: int) -> list:
    """Every second world is one of four years in a small regency whose villages ask for a lot: the same works again and again."""
    out, seed = [], 5000
    few = [r.code for r in regions.regencies() if 20 <= len(regions.regency(r.code).villages) <= 80]
    while len(out) < n:
        code = few[seed % len(few)]
        dense = (3 + seed % 13) * 4 * len(regions.regency(code).villages)
        world = World(seed, size=dense, regency=code) if seed % 2 else World(seed, small=seed % 3 == 0)
        seed += 1
        if world.s.years < YEARS:
            continue
        proposals = world.frames[0].assign(stage="musrenbang_village", origin="musrenbang")
        need = {ident: i for i, each in enumerate(world.needs()) for ident in each.asked.values()}
        w = of.wishes(world.code, proposals)
        a, b = of.comparable(w)
        which = np.array([need[i] for i in w.id])
        out.append((w, a, b, of.answers_of(w, a, b), which[a] == which[b]))
        print(seed - 1, world.code, len(proposals), len(a), int(out[-1][4].sum()), file=sys.stderr)
    return out


def held(first: dict) -> dict:
    """The points kept within what the field knows."""
    for name, level, other, more in AT_MOST:
        first[name][level] = round(min(first[name][level], first[name][other] + more), 3)
    return first


def shares(sizes: list[int]) -> np.ndarray:
    """A weight per pair: a large world says more than a small one, but not by its size."""
    share = np.concatenate([np.full(n, 1.0 / np.sqrt(max(n, 1))) for n in sizes])
    return share / share.mean()


def write(first: dict, second: dict) -> None:
    lines = ["# Made by data/build_needs_model.py: points of log-odds that two proposals ask for the same thing."]
    lines += [
        "# first = the pair alone, second = among others of the same two lists.",
        "",
        "[first]",
        f"start = {first.pop('start')}",
    ]
    lines += [f"{name} = {{ {', '.join(f'{k} = {v}' for k, v in levels.items())} }}" for name, levels in first.items()]
    lines += ["", "[second]", f"start = {second.pop('start')}"]
    lines += [f"{name} = {{ {', '.join(f'{k} = {v}' for k, v in levels.items())} }}" for name, levels in second.items()]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    of.model.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    made = worlds(parser.parse_args().worlds)
    xs = [onehot(each[3], of.FIRST) for each in made]
    y = np.concatenate([each[4] for each in made])
    weights = logistic(np.vstack([x for x, _ in xs]), y, shares([len(each[4]) for each in made]))
    first = {"start": round(float(weights[-1]), 3), **held(told(weights[:-1], xs[0][1]))}
    write(dict(first), {"start": 0.0, "numbers": {}})
    columns, kept, names = [], [], []
    for w, a, b, answers, true in made:
        score = of.alone(answers)
        keep = score >= of.DROP
        rival = of.rivals(w, a[keep], b[keep], score[keep])
        x, names = onehot(rival, of.SECOND)
        columns.append(np.column_stack([*(rival[name] for name in of.NUMBERS), x]))
        kept.append(true[keep])
    weights = logistic(np.vstack(columns), np.concatenate(kept), shares([len(each) for each in kept]))
    n = len(of.NUMBERS)
    numbers = dict(zip(of.NUMBERS, (round(float(v), 3) for v in weights[:n]), strict=True))
    write(first, {"start": round(float(weights[-1]), 3), "numbers": numbers, **told(weights[n:-1], names)})


if __name__ == "__main__":
    main()

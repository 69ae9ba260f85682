"""Rebuilds analytics/linkage/model.toml: two logistic regressions on invented regencies (bench/linkage_world.py).

    python data/build_linkage_model.py [--worlds 60]

The same worlds and the same code give the same weights. Nothing is learnt from the demonstration or the hand-written sets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.linkage import calibrate, compete, model  # noqa: E402
from analytics.linkage.candidates import candidates  # noqa: E402
from analytics.linkage.engine import DROP  # noqa: E402
from analytics.linkage.features import LEVELS, asker  # noqa: E402
from analytics.linkage.rows import number  # noqa: E402
from analytics.linkage.tables import table  # noqa: E402
from bench.linkage_world import World  # noqa: E402

OUT = ROOT / "analytics" / "linkage" / "model.toml"
RIDGE = 2.0


def onehot(answers: dict, levels: dict) -> tuple[np.ndarray, list[tuple[str, str]]]:
    names = [(name, level) for name, named in levels.items() for level in named]
    columns = [answers[name] == i for name, named in levels.items() for i in range(len(named))]
    return np.column_stack(columns).astype(np.float32), names


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Weights of a logistic regression; the last is the start. Newton's method."""
    x = np.column_stack([x, np.ones(len(x), x.dtype)])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        r = np.maximum(p * (1 - p), 1e-9) * weight
        step = np.linalg.solve((x * r[:, None]).T @ x + np.diag(penalty), x.T @ ((y - p) * weight) - penalty * w)
        w = w + step
        if np.abs(step).max() < 1e-6:
            break
    return w


# What the field knows and invented worlds teach badly: an answer's points are at most those of another answer plus this.
AT_MOST = (
    ("number", "other", "silent", -4.0),
    ("rt", "other", "silent", -3.5),
    ("hamlet", "other", "silent", -3.5),
    ("hamlet", "other_but_name", "silent", -1.5),
    ("owned", "other", "silent", -2.0),
    ("place", "bare", "village", 0.0),
    ("place", "villages", "village", 0.0),
    ("place", "bare_several", "bare", -0.2),
    ("place", "villages_many", "villages", -0.5),
    ("place", "nowhere", "district", 0.0),
    ("place", "agency", "bare", -0.2),
    ("place", "other_bare", "nowhere", -0.5),
    ("place", "other", "other_bare", -1.0),
    ("lag", "two", "one", 0.0),
    ("lag", "three", "two", 0.0),
    ("words", "none", "little", 0.0),
    ("office", "yes", "no", -3.0),
    ("work", "other", "near", -2.0),
)


def held(first: dict) -> dict:
    """The points kept within what the field knows."""
    for name, level, other, more in AT_MOST:
        first[name][level] = round(min(first[name][level], first[name][other] + more), 3)
    return first


def worlds(n: int) -> list:
    out = []
    for seed in range(n):
        world = World(1000 + seed, small=seed % 3 != 0, size=2500 if seed % 25 == 7 else None)
        p, ln, truth = world.frames
        pairs = number(world.code, table(p, "proposals"), table(ln, "lines"))
        rows = candidates(pairs)
        true = set(zip(truth["proposal_id"], truth["line_id"], strict=True))
        y = np.array(
            [(a, b) in true for a, b in zip(pairs.proposals.id[rows[0]], pairs.lines.id[rows[1]], strict=True)], bool
        )
        out.append((pairs, *rows, asker(pairs)(*rows), y))
        print(seed, world.code, len(p), len(ln), len(truth), len(y), int(y.sum()), file=sys.stderr)
    return out


def told(weights: np.ndarray, names: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    out: dict[str, dict[str, float]] = {}
    for (name, level), w in zip(names, weights, strict=True):
        out.setdefault(name, {})[level] = round(float(w), 3)
    return out


def shifts(scored: list) -> dict[str, dict[str, float]]:
    """Weights of calibrate.SEEN that foretell how a world's log-odds must be stretched and shifted (ridge regressions)."""
    x, y = [], []
    grid = [(a, s) for a in np.arange(0.7, 1.65, 0.1) for s in np.arange(-2, 2.05, 0.1)]
    for pairs, p, ln, logit, answers, true in scored:
        values = calibrate.seen(pairs, p, ln, logit, answers)
        if values is None:
            continue
        fit = []
        for stretch, shift in grid:
            chance = 1 / (1 + np.exp(-(logit * stretch + shift)))
            doubt = shift * shift / 2 + (stretch - 1) ** 2 / (2 * 0.2**2)
            fit.append(np.log(np.clip(np.where(true, chance, 1 - chance), 1e-9, 1)).sum() - doubt)
        x.append(values)
        y.append(grid[int(np.argmax(fit))])
    table, best = np.array(x), np.array(y)
    mean, spread = table.mean(0), table.std(0) + 1e-9
    z = (table - mean) / spread
    out = {}
    for i, name in enumerate(("stretch", "shift")):
        mine = best[:, i]
        w = np.linalg.solve(z.T @ z + 10 * np.eye(z.shape[1]), z.T @ (mine - mine.mean())) / spread
        out[name] = {"start": round(float(mine.mean() - (w * mean).sum()), 3)}
        out[name] |= {n: round(float(v), 3) for n, v in zip(calibrate.SEEN, w, strict=True)}
    return out


def write(first: dict, second: dict, density: dict) -> None:
    lines = [
        "# Made by data/build_linkage_model.py: points of log-odds. first = one pair alone, second = among its rivals.",
        "",
    ]
    lines += ["[first]", f"start = {first.pop('start')}"]
    lines += [f"{name} = {{ {', '.join(f'{k} = {v}' for k, v in levels.items())} }}" for name, levels in first.items()]
    lines += ["", "[second]", f"start = {second.pop('start')}"]
    lines += [f"{name} = {{ {', '.join(f'{k} = {v}' for k, v in levels.items())} }}" for name, levels in second.items()]
    lines += ["", "[density]"]
    lines += [f"{name} = {{ {', '.join(f'{k} = {v}' for k, v in w.items())} }}" for name, w in density.items()]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    model.model.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=60)
    made = worlds(parser.parse_args().worlds)
    y = np.concatenate([each[4] for each in made])
    xs = [onehot(each[3], LEVELS) for each in made]
    names = xs[0][1]
    share = np.concatenate([np.full(len(each[4]), 1.0 / np.sqrt(max(len(each[4]), 1))) for each in made])
    share = share / share.mean()
    w = logistic(np.vstack([x for x, _ in xs]), y, share)
    first = {"start": round(float(w[-1]), 3), **held(told(w[:-1], names))}
    write(dict(first), {"start": 0.0, "numbers": {}}, {})
    columns, kept = [], []
    for pairs, p, ln, answers, true in made:
        base, full, _ = model.first(answers)
        keep = full >= DROP
        among = compete.rivals(pairs, p[keep], ln[keep], base[keep], full[keep], answers["cost"][keep])
        x, second_names = onehot(among, model.SECOND)
        columns.append(np.column_stack([*(among[name] for name in compete.NUMBERS), x]))
        kept.append(true[keep])
    share = np.concatenate([np.full(len(each), 1.0 / np.sqrt(max(len(each), 1))) for each in kept])
    w2 = logistic(np.vstack(columns), np.concatenate(kept), share / share.mean())
    n = len(compete.NUMBERS)
    second = {
        "start": round(float(w2[-1]), 3),
        "numbers": dict(zip(compete.NUMBERS, (round(float(v), 3) for v in w2[:n]), strict=True)),
    }
    second |= told(w2[n:-1], second_names)
    scored = []
    for (pairs, p, ln, answers, true), x in zip(made, columns, strict=True):
        keep = model.first(answers)[1] >= DROP
        some = {name: each[keep] for name, each in answers.items()}
        scored.append((pairs, p[keep], ln[keep], x @ w2[:-1] + w2[-1], some, true[keep]))
    write(first, second, shifts(scored))


if __name__ == "__main__":
    main()

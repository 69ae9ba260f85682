"""What a reader with perfect extraction could know of an invented regency: every fact a text holds, read without a slip."""

from __future__ import annotations

import math

import pandas as pd

from bench.linkage_settings import Need
from bench.linkage_world import World


def ceiling(world: World) -> pd.DataFrame:
    """Links by the true facts that the texts reveal: kind of work, village, hamlet, name, money, year.

    A pair's score is its share among the proposals that fit the line; what is not written cannot be read, so several may fit."""
    spread = max(world.s.noise, 0.05) * 1.2
    by_kind: dict[int, list[tuple[str, int, Need]]] = {}
    for ident, year, need in world.asked:
        by_kind.setdefault(need.kind, []).append((ident, year, need))
    costs = dict(zip(world.frames[0]["proposal_id"], world.frames[0]["estimated_cost"], strict=True))
    rows = []
    for line, told in world.told.items():
        fit = []
        for ident, year, need in by_kind.get(told["kind"], []):
            lag = told["year"] - year
            if not 0 <= lag <= 3 or (told["villages"] is not None and need.village.code not in told["villages"]):
                continue
            if told["district"] not in (None, need.district.code):
                continue
            if (told["hamlets"] is not None and need.hamlet not in told["hamlets"]) or told["thing"] not in (
                None,
                need.thing,
            ):
                continue
            known = costs[ident] != ""
            off = math.log2(told["amount"] / float(costs[ident])) / spread if known else 1.0
            fit.append((ident, math.exp(-0.5 * min(off * off, 60)) * (1.0 if lag == 0 else 0.1)))
        whole = sum(score for _, score in fit) + 0.15
        rows += [(ident, line, round(1e6 * score / whole)) for ident, score in fit if score / whole > 0.001]
    return pd.DataFrame(rows, columns=["proposal_id", "line_id", "probability"])

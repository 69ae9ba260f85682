"""How good links are against a truth: precision and recall, ranking, honesty of the probabilities. Never decides a threshold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

SAID = 0.1  # calibration is judged where something is claimed
BINS = 10


def ranked(links: pd.DataFrame, truth: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, int]:
    """Probabilities (0 to 1), best first, whether each is true, and how many true pairs there are in all."""
    true = set(zip(truth["proposal_id"].astype(str), truth["line_id"].astype(str), strict=True))
    order = links.sort_values(["probability", "proposal_id", "line_id"], ascending=[False, True, True], kind="stable")
    hit = np.array(
        [pair in true for pair in zip(order["proposal_id"].astype(str), order["line_id"].astype(str), strict=True)],
        bool,
    )
    return order["probability"].to_numpy(float) / 1e6, hit, len(true)


def average_precision(hit: np.ndarray, total: int) -> float:
    """Mean precision at each true pair found; pairs never proposed count as found nowhere."""
    if not total:
        return 0.0
    at = np.cumsum(hit) / np.arange(1, len(hit) + 1)
    return float(at[hit].sum() / total)


def calibration_error(chance: np.ndarray, hit: np.ndarray) -> float:
    """Expected calibration error over ten bins of what is claimed with more than 0.1."""
    said = chance > SAID
    chance, hit = chance[said], hit[said]
    if not len(chance):
        return 0.0
    at = np.minimum((chance * BINS).astype(int), BINS - 1)
    gaps = [abs(chance[at == b].mean() - hit[at == b].mean()) * (at == b).sum() for b in range(BINS) if (at == b).any()]
    return float(sum(gaps) / len(chance))


def _at(hit: np.ndarray, n: int, total: int) -> dict[str, float | None]:
    found = int(hit[:n].sum())
    precision = found / n if n else None
    recall = found / total if total else None
    f1 = 2 * found / (n + total) if n + total else None
    return {"n": n, "precision": precision, "recall": recall, "f1": f1}


def evaluate(links: pd.DataFrame, truth: pd.DataFrame) -> dict[str, Any]:
    """Figures of links (proposal_id, line_id, probability in millionths, band) against true pairs.

    Recall counts every true pair, also those that were never proposed. `half`: probability from 0.5; `best`: the threshold with
    the best F1, known only afterwards."""
    chance, hit, total = ranked(links, truth)
    found = np.cumsum(hit)
    n = np.arange(1, len(hit) + 1)
    f1 = 2 * found / (n + total) if len(hit) else np.zeros(0)
    precise = np.flatnonzero(found / n >= 0.95) if len(hit) else np.zeros(0, int)
    accepted = links[links["band"] == "accept"] if "band" in links else links[:0]
    _, a_hit, _ = ranked(accepted, truth) if len(accepted) else (np.zeros(0), np.zeros(0, bool), 0)
    return {
        "links": len(links),
        "true_pairs": total,
        "proposed": int(hit.sum()),
        "average_precision": average_precision(hit, total),
        "half": _at(hit, int((chance >= 0.5).sum()), total),
        "best": _at(hit, int(np.argmax(f1)) + 1 if len(hit) else 0, total),
        "recall_at_95": float(found[precise[-1]] / total) if len(precise) and total else 0.0,
        "accept": _at(a_hit, len(a_hit), total),
        "calibration_error": calibration_error(chance, hit),
        "expected": float(chance.sum()),
    }


def revealed(
    proposals: pd.DataFrame, lines: pd.DataFrame, links: pd.DataFrame, truth: pd.DataFrame
) -> dict[str, dict[str, float]]:
    """Recall from a probability of 0.5 by what the line itself names: a hamlet or the like, a village only, neither."""
    from analytics.linkage.rows import number
    from analytics.linkage.tables import table

    p, ln = table(proposals, "proposals"), table(lines, "lines")
    tells: dict[str, str] = {}
    for code in sorted(set(ln["regency_code"])):
        pairs = number(
            code,
            p[p["regency_code"] == code].reset_index(drop=True),
            ln[ln["regency_code"] == code].reset_index(drop=True),
        )
        names = pairs.reading.names
        at = pairs.lines.text
        near = (names.hamlets[at, 0] >= 0) | (names.rt[at, 0] >= 0) | (names.owned[at, 0] >= 0)
        said = np.where(near, "name", np.where(pairs.lines.villages[:, 0] >= 0, "village", "neither"))
        tells |= dict(zip(pairs.lines.id.tolist(), said.tolist(), strict=True))
    likely = links[links["probability"] >= 500_000]
    found = set(zip(likely["proposal_id"], likely["line_id"], strict=True))
    out: dict[str, dict[str, float]] = {}
    for kind in ("name", "village", "neither"):
        rows = [
            (p_, l_) for p_, l_ in zip(truth["proposal_id"], truth["line_id"], strict=True) if tells.get(l_) == kind
        ]
        out[kind] = {"true_pairs": len(rows), "recall": sum(r in found for r in rows) / len(rows) if rows else 0.0}
    return out

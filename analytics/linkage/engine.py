"""Proposals x budget lines -> links with a probability, a weight, a band and reasons. One pure function of two tables.

The same rows give the same links whatever their order; a line that is no rival of any pair changes no other pair's links."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from analytics.linkage.calibrate import calibrated
from analytics.linkage.candidates import candidates
from analytics.linkage.compete import rivals
from analytics.linkage.features import asker
from analytics.linkage.model import first, second
from analytics.linkage.reasons import reasons
from analytics.linkage.rows import Pairs, number
from analytics.linkage.tables import table
from analytics.linkage.tokens import Ints
from analytics.linkage.weights import bands, weights

LEAST = 50_000  # millionths: less likely pairs are not told
DROP = -5.5  # log-odds of the first score: such a pair is gone for good
CHUNK = 250_000  # pairs looked at in one go
THREADS = 2
COLUMNS = ("proposal_id", "line_id", "probability", "weight", "band", "reasons")


def links(proposals: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Links of two canonical tables (design: columns of tables.py; rupiah, years).

    Returns proposal_id, line_id, probability and weight in millionths (int64), band ("accept" or "review") and reasons (text in
    Bahasa Indonesia), sorted by the ids: every pair with a probability of at least 0.05. Weights on one line never exceed one."""
    p, ln = table(proposals, "proposals"), table(lines, "lines")
    parts = [
        _regency(
            code,
            p[p["regency_code"] == code].reset_index(drop=True),
            ln[ln["regency_code"] == code].reset_index(drop=True),
        )
        for code in sorted(set(p["regency_code"]) & set(ln["regency_code"]))
    ]
    found = pd.concat([no_links(), *parts], ignore_index=True) if parts else no_links()
    return found.sort_values(["proposal_id", "line_id"], kind="stable", ignore_index=True)


def no_links() -> pd.DataFrame:
    """The table of links without a row."""
    kinds = ("object", "object", "int64", "int64", "object", "object")
    return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in zip(COLUMNS, kinds, strict=True)})


def first_look(pairs: Pairs) -> tuple[Ints, Ints, np.ndarray, np.ndarray, dict[str, Ints]]:
    """Every pair worth keeping: rows of proposals and lines, first score without and with the cost, answers."""
    p, ln = candidates(pairs)
    ask = asker(pairs)

    def look(piece: slice) -> tuple[Ints, np.ndarray, np.ndarray, dict[str, Ints]]:
        answers = ask(p[piece], ln[piece])
        base, full, _ = first(answers)
        keep = np.flatnonzero(full >= DROP)
        return keep + piece.start, base[keep], full[keep], {name: each[keep] for name, each in answers.items()}

    pieces = [slice(low, low + CHUNK) for low in range(0, max(len(p), 1), CHUNK)]
    with ThreadPoolExecutor(THREADS) as pool:  # numpy lets go of the interpreter; pieces do not depend on one another
        keeps, bases, fulls, answers = zip(*pool.map(look, pieces), strict=True)
    keep = np.concatenate(keeps)
    told = {name: np.concatenate([each[name] for each in answers]) for name in answers[0]}
    return p[keep], ln[keep], np.concatenate(bases), np.concatenate(fulls), told


def scored(pairs: Pairs) -> tuple[Ints, Ints, np.ndarray, dict[str, Ints], dict[str, np.ndarray]]:
    """Rows of proposals and lines, log-odds, answers of the first score and of the second, of every pair worth keeping."""
    p, ln, base, full, answers = first_look(pairs)
    among = rivals(pairs, p, ln, base, full, answers["cost"])
    return p, ln, second(among), answers, among


def _regency(code: str, proposals: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    pairs = number(code, proposals, lines)
    p, ln, logit, answers, among = scored(pairs)
    chance = calibrated(pairs, p, ln, logit, answers)
    keep = chance >= LEAST
    p, ln, chance = p[keep], ln[keep], chance[keep]
    answers = {name: each[keep] for name, each in answers.items()}
    among = {name: each[keep] for name, each in among.items()}
    return pd.DataFrame(
        {
            "proposal_id": pairs.proposals.id[p],
            "line_id": pairs.lines.id[ln],
            "probability": chance,
            "weight": weights(pairs, p, ln, chance),
            "band": bands(chance),
            "reasons": reasons(pairs, p, ln, answers, among),
        }
    )

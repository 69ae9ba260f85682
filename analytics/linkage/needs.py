"""Proposals -> needs: what is the same wish over years, stages and origins, and what each proposal is to the one before. One pure
function; every proposal belongs to exactly one need, and nothing is joined that is not as good as sure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.linkage import need_kinds as kinds
from analytics.linkage.need_groups import ACCEPT, SAME_WORDS, TWO_WAYS, Ties, groups, oldest
from analytics.linkage.need_pairs import DROP, Wishes, alone, among, answers_of, comparable, rivals, wishes
from analytics.linkage.need_reasons import reasons
from analytics.linkage.need_words import same_words, tells, twins
from analytics.linkage.tokens import Ints

COLUMNS = ("proposal_id", "need_id", "relation", "previous_id", "tied_id", "probability", "reasons", "others")


def needs(proposals: pd.DataFrame) -> pd.DataFrame:
    """The need of each proposal (canonical columns of tables.py, and stage and origin as in terms.toml).

    Returns a row per proposal, sorted by id: need_id (the id of the oldest member), relation to the member before (previous_id,
    "" for the first), the member it was joined to (tied_id, ""), probability of that pair in millionths (missing where the words
    are the same or sums speak, and for a first one), reasons in Bahasa Indonesia, others: ids of proposals of other needs that
    went into it or came out of the same one (separated by blanks)."""
    codes = sorted(set(proposals["regency_code"])) if len(proposals) else []
    parts = [_regency(code, proposals[proposals["regency_code"] == code]) for code in codes]
    found = pd.concat([no_needs(), *parts], ignore_index=True) if parts else no_needs()
    return found.sort_values("proposal_id", kind="stable", ignore_index=True)


def no_needs() -> pd.DataFrame:
    """The table of needs without a row."""
    return pd.DataFrame({name: pd.Series([], dtype="Int64" if name == "probability" else "object") for name in COLUMNS})


def looked_at(w: Wishes, rows: Ints) -> tuple[Ints, Ints, dict[str, Ints]]:
    """Pairs among these rows worth a look, the earlier first: rows, rows, the answers."""
    there = np.zeros(len(w.id), bool)
    there[rows] = True
    a, b = comparable(w)
    keep = there[a] & there[b]
    a, b = a[keep], b[keep]
    return a, b, answers_of(w, a, b)


def chances(w: Wishes, a: Ints, b: Ints, answers: dict[str, Ints]) -> tuple[Ints, Ints, Ints, dict[str, Ints]]:
    """The pairs that are not out of the question: rows, rows, probability in millionths, the answers."""
    score = alone(answers)
    keep = score >= DROP
    a, b, score = a[keep], b[keep], score[keep]
    logit = among(rivals(w, a, b, score))
    chance = np.round(1e6 / (1 + np.exp(-np.clip(logit, -30, 30)))).astype(np.int64)
    return a, b, chance, {name: each[keep] for name, each in answers.items()}


def _regency(code: str, proposals: pd.DataFrame) -> pd.DataFrame:
    w = wishes(code, proposals)
    twin = twins(w)
    rows = np.flatnonzero(twin == np.arange(len(twin)))
    pairs = looked_at(w, rows)
    a, b, chance, answers = chances(w, *pairs)
    pokir = w.origin == "pokir"
    sure = chance >= np.where(pokir[a] != pokir[b], TWO_WAYS, ACCEPT)
    sure &= tells(w, a, b, answers)
    said = same_words(w, rows)
    ties = Ties(
        np.concatenate([said[0], a[sure]]),
        np.concatenate([said[1], b[sure]]),
        np.concatenate([np.full(len(said[0]), SAME_WORDS), chance[sure]]),
    )
    need = groups(w, ties)
    merged = kinds.put_together(w, *pairs, need, whole_later=True)
    parted = kinds.put_together(w, *pairs, need, whole_later=False)
    need, kept = kinds.kept_together(w, need, merged, parted)
    need = oldest(w, need[twin])
    previous = kinds.before(w, need, twin)
    relation = kinds.relations(w, previous, twin)
    tied, probability = _tied(w, ties, need)
    twice = twin != np.arange(len(twin))
    tied = np.where(twice, twin, tied)
    for row, other in kept.items():
        tied[row] = other if tied[row] < 0 else tied[row]
    others: list[list[int]] = [[] for _ in twin]
    for whole, parts in merged.items():
        relation[whole] = kinds.MERGE
        others[whole] += [i for i in parts if need[i] != need[whole]]
    for whole, parts in parted.items():
        for i in parts:
            relation[i] = kinds.SPLIT
            others[i] += [j for j in (whole, *parts) if need[j] != need[i]]
    ids = np.append(w.id, "")
    return pd.DataFrame(
        {
            "proposal_id": w.id,
            "need_id": w.id[need],
            "relation": relation,
            "previous_id": ids[previous],
            "tied_id": ids[tied],
            "probability": pd.Series(probability, dtype="Int64").mask(probability <= 0),
            "reasons": reasons(w, tied, relation, others),
            "others": [" ".join(sorted({str(w.id[i]) for i in each})) for each in others],
        }
    )


def _tied(w: Wishes, ties: Ties, need: Ints) -> tuple[Ints, Ints]:
    """For each row the member it was joined to (-1 none) and that pair's probability (0 where there is none): an earlier member
    first, then the same words, the likeliest, the nearest in time."""
    inside = need[ties.a] == need[ties.b]
    a, b, chance = ties.a[inside], ties.b[inside], ties.chance[inside]
    row, other = np.concatenate([b, a]), np.concatenate([a, b])
    chance, back = np.concatenate([chance, chance]), np.repeat([False, True], len(a))
    order = np.lexsort((other, np.abs(w.year[row] - w.year[other]), -chance, chance != SAME_WORDS, back, row))
    row, first = np.unique(row[order], return_index=True)
    tied, told = np.full(len(need), -1, np.int64), np.zeros(len(need), np.int64)
    oldest_row = need[row] == row
    at = order[first][~oldest_row]
    tied[row[~oldest_row]], told[row[~oldest_row]] = other[at], chance[at]
    return tied, told

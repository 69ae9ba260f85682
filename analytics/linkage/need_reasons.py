"""Why a proposal stands in a need with another, in a clerk's words (Bahasa Indonesia). Never a number nobody can check."""

from __future__ import annotations

import math

import numpy as np

from analytics.linkage.features import ratio
from analytics.linkage.lexicon import lexicon
from analytics.linkage.need_pairs import FIRST, Wishes, answers_of, later
from analytics.linkage.reasons import SAY
from analytics.linkage.tokens import Ints

_OWN = {
    "title": {"same": "kata sama"},
    "size": {"one": "volume sama", "same": "volume sama", "near": "volume hampir sama", "other": "volume berbeda"},
    "gap": {"two": "dua tahun kemudian", "three": "tiga tahun kemudian", "more": "lebih dari tiga tahun kemudian"},
}
_ONE_SIDED = {"proposal_only", "line_only"}  # the engine's words for these speak of a budget line
ASKED = ("title", "place", "hamlet", "rt", "owned", "number", "words", "size", "agency", "gap")


def reasons(w: Wishes, tied: Ints, relation: np.ndarray, others: list[list[int]]) -> np.ndarray:
    """One text per row: "kata sama; desa sama; pekerjaan sama (drainase); biaya 1,1x". Empty where nothing ties it."""
    out = np.full(len(tied), "", object)
    rows = np.flatnonzero(tied >= 0)
    a, b = later(w, tied[rows], rows)
    answers = answers_of(w, a, b)
    parts: list[list[str]] = [[] for _ in rows]
    for name in ASKED:
        said = {**{k: v for k, v in SAY.get(name, {}).items() if k not in _ONE_SIDED}, **_OWN.get(name, {})}
        words = [said.get(level, "") for level in FIRST[name]]
        for at, answer in enumerate(answers[name].tolist()):
            if words[answer]:
                parts[at].append(words[answer])
        if name == "rt":
            _work(parts, w, a, b)
    for at, r in enumerate(ratio(w.pairs, a, b).tolist()):
        if not math.isnan(r):
            parts[at].append(f"biaya {2**r:.1f}x".replace(".", ","))
    out[rows] = ["; ".join(each) for each in parts]
    for at in np.flatnonzero([bool(each) for each in others]).tolist():
        whole = {"merge": "gabungan beberapa usulan", "split": "bagian dari satu usulan"}[relation[at]]
        out[at] = "; ".join(x for x in (out[at], whole) if x)
    return out


def _work(parts: list[list[str]], w: Wishes, a: Ints, b: Ints) -> None:
    lex = lexicon()
    labels = [k.label for k in (*lex.works, *lex.objects)]
    kinds = w.pairs.proposals.kinds
    for at, (mine, theirs) in enumerate(zip(kinds[a].tolist(), kinds[b].tolist(), strict=True)):
        shared = [labels[k] for k in mine if k >= 0 and k in theirs]
        if shared:
            parts[at].append(f"pekerjaan sama ({', '.join(shared)})")

"""Why a pair may belong together, in words a clerk would use (Bahasa Indonesia). Never a number the reader cannot check."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import numpy as np

from analytics.linkage.compete import FIT
from analytics.linkage.features import LEVELS, ratio
from analytics.linkage.lexicon import lexicon
from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints

SAY: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
BUNDLE, SPLIT = FIT.index("bundle"), FIT.index("split")


def reasons(pairs: Pairs, p: Ints, ln: Ints, answers: dict[str, Ints], among: dict[str, np.ndarray]) -> np.ndarray:
    """One text per pair: "desa sama; dusun sama; pekerjaan sama (drainase); biaya 0,9x"."""
    parts: list[list[str]] = [[] for _ in range(len(p))]
    for name in ("place", "hamlet", "rt"):
        _add(parts, name, answers)
    _work(parts, pairs, p, ln, answers)
    for name in ("owned", "number", "words", "volume", "action"):
        _add(parts, name, answers)
    for at, (r, fit) in enumerate(zip(ratio(pairs, p, ln).tolist(), among["fit"].tolist(), strict=True)):
        if not math.isnan(r):
            parts[at].append(SAY["other"]["ratio"].format(f"{2**r:.1f}".replace(".", ",")))
        if fit == BUNDLE:
            parts[at].append(SAY["other"]["bundle"])
        elif fit == SPLIT:
            parts[at].append(SAY["other"]["split"])
    for name in ("agency", "lag", "office"):
        _add(parts, name, answers)
    return np.array(["; ".join(each) for each in parts], dtype=object)


def _add(parts: list[list[str]], name: str, answers: dict[str, Ints]) -> None:
    words = [SAY[name].get(level, "") for level in LEVELS[name]]
    for at, answer in enumerate(answers[name].tolist()):
        if words[answer]:
            parts[at].append(words[answer])


def _work(parts: list[list[str]], pairs: Pairs, p: Ints, ln: Ints, answers: dict[str, Ints]) -> None:
    lex = lexicon()
    labels = [k.label for k in (*lex.works, *lex.objects)]
    mine, theirs = pairs.proposals.kinds[p].tolist(), pairs.lines.kinds[ln].tolist()
    for at, (work, thing) in enumerate(zip(answers["work"].tolist(), answers["object"].tolist(), strict=True)):
        shared = [labels[k] for k in mine[at] if k >= 0 and k in theirs[at]]
        level = LEVELS["work"][work]
        if level == "unknown" and LEVELS["object"][thing] == "same":
            parts[at].append(f"{SAY['other']['object']} ({', '.join(shared)})")
        else:
            named = f" ({', '.join(shared)})" if shared and level in {"same", "some", "near"} else ""
            parts[at].append(SAY["work"][level] + named)

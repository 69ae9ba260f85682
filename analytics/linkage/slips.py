"""Slips of the pen: an unknown word one letter away from exactly one known word is that word. Never touches a known word."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analytics.linkage.lexicon import ENDS, GENERIC, PLACE, SHORT, lexicon
from analytics.linkage.tokens import Tokens

SHORTEST = 6  # letters: shorter words are too close to one another
LONG = 10


def _dictionary() -> set[str]:
    phrases = lexicon().phrases
    words = {word for name in phrases for phrase in phrases[name] for word in phrase}
    words |= {w for long in SHORT.values() for w in long}
    return words | set(GENERIC) | set(ENDS) | {w for each in PLACE.values() for w in each}


def _less_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_slip(a: str, b: str) -> bool:
    """One letter more or fewer, two neighbours swapped, or in a long word one other: "evaluasi" is no slip for "evakuasi"."""
    if abs(len(a) - len(b)) > 1 or a == b or a[0] != b[0]:
        return False
    if len(a) == len(b):
        differ = [i for i in range(len(a)) if a[i] != b[i]]
        swapped = (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and a[differ[0]] == b[differ[1]]
            and a[differ[1]] == b[differ[0]]
        )
        return swapped or (len(differ) == 1 and len(a) >= LONG)
    short, long = sorted((a, b), key=len)
    return short in _less_one(long)


def straighten(tokens: Tokens, proposals: int, names: Iterable[str]) -> Tokens:
    """The same tokens with slips put right. Known words: the dictionary's, the places', and what two proposals write."""
    if not len(tokens.ids):
        return tokens
    mine = tokens.ids[: tokens.start[proposals]]
    written = np.bincount(mine, minlength=len(tokens.words))
    sure = _dictionary() | set(names)
    known = {
        w for w, n in zip(tokens.words, written.tolist(), strict=True) if n >= 2 and len(w) >= SHORTEST and w.isalpha()
    }
    heard = {w for w, n in zip(tokens.words, written.tolist(), strict=True) if n and w.isalpha()}
    known |= {w for w in sure if len(w) >= SHORTEST and w.isalpha()}
    doubtful = [w for w in tokens.words if len(w) >= SHORTEST and w.isalpha() and w not in known]
    signs: dict[str, list[str]] = {}
    for word in sorted(known | heard):
        if len(word) >= SHORTEST:
            for sign in (word, *_less_one(word)):
                signs.setdefault(sign, []).append(word)
    becomes: dict[str, str] = {}
    for word in doubtful:
        near = {
            k for sign in (word, *_less_one(word)) for k in signs.get(sign, ()) if k in known and _one_slip(word, k)
        }
        if not near and word not in heard:
            near = {k for sign in (word, *_less_one(word)) for k in signs.get(sign, ()) if _one_slip(word, k)}
        if len(near) == 1:
            becomes[word] = near.pop()
    if not becomes:
        return tokens
    words = sorted({*(becomes.get(w, w) for w in tokens.words)})
    number = {w: i for i, w in enumerate(words)}
    moved = np.array([number[becomes.get(w, w)] for w in tokens.words], np.int32)
    return Tokens(moved[tokens.ids], tokens.start, words)

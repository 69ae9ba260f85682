"""Finds known phrases in runs of words: the longest at each place, all texts at once. Never knows what a phrase means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from analytics.linkage.tokens import Ints, Tokens


class Found(NamedTuple):
    """Phrases found: the text, the place of the first word, the place after the last, and the phrase's number."""

    text: Ints
    begin: Ints
    end: Ints
    what: Ints


def _trie(phrases: Mapping[tuple[str, ...], int], number: Mapping[str, int]) -> tuple[Ints, Ints, Ints]:
    """Sorted keys (state x words + word), the state each leads to, and what each state means (-1: nothing yet)."""
    steps: dict[tuple[int, int], int] = {}
    means: dict[int, int] = {}
    for phrase, what in phrases.items():
        state = 0
        if any(word not in number for word in phrase):
            continue
        for word in phrase:
            state = steps.setdefault((state, number[word]), len(steps) + 1)
        means[state] = what
    keys = np.array([state * len(number) + word for state, word in steps], np.int64)
    order = np.argsort(keys)
    meaning = np.full(len(steps) + 1, -1, np.int64)
    for state, what in means.items():
        meaning[state] = what
    return keys[order], np.array(list(steps.values()), np.int64)[order], meaning


def find(tokens: Tokens, phrases: Mapping[tuple[str, ...], int], overlap: bool = False) -> Found:
    """Every phrase, the longest from each word; one that begins inside an earlier one is left out unless `overlap`."""
    number = {word: i for i, word in enumerate(tokens.words)}
    keys, leads, meaning = _trie(phrases, number)
    none = np.zeros(0, np.int64)
    if not len(keys) or not len(tokens.ids):
        return Found(none, none, none, none)
    starts = np.zeros(len(number), bool)
    starts[keys[keys < len(number)]] = True
    begin = np.flatnonzero(starts[tokens.ids])
    owner = tokens.owner()[begin]
    last = tokens.start[owner + 1]
    end, what = np.zeros(len(begin), np.int64), np.full(len(begin), -1, np.int64)
    alive, state, step = np.arange(len(begin)), np.zeros(len(begin), np.int64), 0
    while len(alive):
        at = begin[alive] + step
        inside = at < last[alive]
        alive, state, at = alive[inside], state[inside], at[inside]
        key = state * len(number) + tokens.ids[at]
        place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        known = keys[place] == key
        alive, state = alive[known], leads[place[known]]
        step += 1
        ends = meaning[state] >= 0
        end[alive[ends]], what[alive[ends]] = begin[alive[ends]] + step, meaning[state[ends]]
    hit = what >= 0
    begin, end, what, owner = begin[hit], end[hit], what[hit], owner[hit]
    if not overlap and len(begin):
        before = np.concatenate([[0], np.maximum.accumulate(end)[:-1]])
        free = begin >= before
        begin, end, what, owner = begin[free], end[free], what[free], owner[free]
    return Found(owner, begin, end, what)

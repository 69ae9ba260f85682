"""What words alone can say: rows written twice in one list, wishes for one village that need no engine to be joined, and pairs
whose words leave too much open to be joined at all."""

from __future__ import annotations

import re

import numpy as np

from analytics.linkage.arrays import common, once
from analytics.linkage.features import LEVELS
from analytics.linkage.lexicon import GENERIC
from analytics.linkage.need_groups import contrary
from analytics.linkage.need_pairs import FIRST, NEAR, OWN, Wishes, answers_of, later
from analytics.linkage.tokens import Ints
from analytics.vocabulary.text import squeeze

PATIENCE = NEAR + 2  # years after which even the same words are another wish
OWN_WORDS = 3  # villages: a title that more of them write is a menu's, and the place must speak as well
STEPS = 5  # how many of the next rows with the same words are looked at


def twins(w: Wishes) -> Ints:
    """For each row the first row of its list that says the same to the letter: title, place, size and cost. Itself where none, or
    where neither its title nor its location cell says which of many it is."""
    side = w.pairs.proposals
    village = side.villages[:, 0]
    said = np.column_stack([w.list, w.title, w.where, village, side.district, side.volume, side.amount])
    known = (w.title >= 0) & ((village >= 0) | (side.district >= 0)) & ~(_anywhere(w) & (w.where < 0))
    _, first, back = np.unique(said, axis=0, return_index=True, return_inverse=True)
    return np.where(known, first[back.ravel()], np.arange(len(w.id)))


def same_words(w: Wishes, rows: Ints) -> tuple[Ints, Ints]:
    """Pairs of rows with the same words for the same village (else district), where a list has them once and nothing else in them
    speaks against it."""
    side = w.pairs.proposals
    village, district = side.villages[rows, 0], side.district[rows]
    rows = rows[((village >= 0) | (district >= 0)) & (w.title[rows] >= 0)]
    village, district = side.villages[rows, 0], np.where(side.villages[rows, 0] >= 0, -1, side.district[rows])
    _, key = np.unique(np.column_stack([w.title[rows], village, district]), axis=0, return_inverse=True)
    _, inside, n = np.unique(
        np.column_stack([key.ravel(), w.list[rows]]), axis=0, return_inverse=True, return_counts=True
    )
    alone_there = n[inside.ravel()] == 1
    rows, key = rows[alone_there], key.ravel()[alone_there]
    order = np.lexsort((rows, w.stage[rows], w.year[rows], key))
    rows, key = rows[order], key[order]
    found_a, found_b = [], []
    for step in range(1, STEPS + 1):
        near = key[step:] == key[:-step]
        found_a.append(rows[:-step][near])
        found_b.append(rows[step:][near])
    a, b = later(w, np.concatenate(found_a), np.concatenate(found_b))
    alive = w.year[b] - w.year[a] <= PATIENCE
    a, b = a[alive], b[alive]
    answers = answers_of(w, a, b)
    size, place = answers["size"] == OWN["size"].index("other"), answers["where"]
    far = np.isin(answers["cost"], [LEVELS["cost"].index(n) for n in ("tiny", "quarter", "quadruple", "huge")])
    there = (
        _same_hamlet(w, a, b, answers) | (place == OWN["where"].index("same")) | ((w.where[a] < 0) & (w.where[b] < 0))
    )
    against = contrary(answers) | (far & size) | (_anywhere(w)[a] & (~there | size))
    return a[~against], b[~against]


def tells(w: Wishes, a: Ints, b: Ints, answers: dict[str, Ints]) -> Ints:
    """Pairs that share more than a village and a kind of work: a place, name, number or rare word, an own title, or size and
    cost; and whose titles name one kind of work or share a word: an office's address ("Jl. ...") is no work."""

    def said(name: str, *levels: str) -> Ints:
        return np.isin(answers[name], [FIRST[name].index(level) for level in levels])

    menu = _anywhere(w)[a] | _anywhere(w)[b]
    hamlet = _same_hamlet(w, a, b, answers)
    own = (
        hamlet
        | said("rt", "same_rt", "same_rw")
        | said("where", "same")
        | said("owned", "same")
        | said("number", "same")
    )
    own |= (
        said("words", "very_much")
        | (said("title", "same") & ~menu)
        | (said("size", "same") & said("cost", "same", "exact"))
    )
    work = common(w.what[a], w.what[b]) > 0
    for at in np.flatnonzero(own & ~work).tolist():
        work[at] = not _says(w.words[a[at]]).isdisjoint(_says(w.words[b[at]]))
    found: Ints = own & work
    return found


def _same_hamlet(w: Wishes, a: Ints, b: Ints, answers: dict[str, Ints]) -> Ints:
    """Pairs that name one hamlet; a word of a menu's title ("jaringan") is none, whatever the engine took it for."""
    names, text = w.pairs.reading.names, w.pairs.proposals.text
    found: Ints = answers["hamlet"] == LEVELS["hamlet"].index("same")
    menu = _anywhere(w)
    for at in np.flatnonzero(found & (menu[a] | menu[b])).tolist():
        both = set(names.hamlets[text[a[at]]].tolist()) & set(names.hamlets[text[b[at]]].tolist()) - {-1}
        titles = squeeze(w.words[a[at]]), squeeze(w.words[b[at]])
        found[at] = any(all(names.known[n] not in title for title in titles) for n in both)
    return found


def _says(title: str) -> set[str]:
    """The words of a title that say something."""
    return {word for word in re.findall(r"[a-z]{4,}", title.lower()) if word not in GENERIC}


def _anywhere(w: Wishes) -> Ints:
    """Rows whose title many villages write: words of a menu, which say what but not where."""
    village = w.pairs.proposals.villages[:, 0]
    pairs = once(w.title * np.int64(village.max(initial=0) + 2) + village + 1)
    villages = np.bincount(np.maximum(pairs // (village.max(initial=0) + 2), 0), minlength=w.title.max(initial=0) + 1)
    found: Ints = (w.title >= 0) & (villages[np.maximum(w.title, 0)] > OWN_WORDS)
    return found

"""Phrases of proposals that the linking engine's dictionary explains by nothing: no work, thing, action, place or name. Changes
no dictionary; counts each proposal once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from analytics.linkage import names, places
from analytics.linkage.lexicon import PLACE, lexicon
from analytics.linkage.phrases import Found, find
from analytics.linkage.slips import straighten
from analytics.linkage.tokens import Tokens, tokenise
from analytics.query.database import Mart, template
from analytics.query.with_mart import with_mart

LONGEST = 3  # words of one phrase
FEWEST = 3  # proposals that use it
EXAMPLES = 3


@dataclass(frozen=True)
class Phrase:
    """Words as the engine reads them (abbreviations written out), in how many proposals they stand, the rupiah of their
    estimates, and titles in which they do."""

    words: str
    n: int
    amount: int
    examples: tuple[str, ...]


@with_mart(16)
def unknown_words(mart: Mart, regency: str, year: int | None = None, most: int = 200) -> tuple[Phrase, ...]:
    """The most frequent ones of a regency (of one year), most proposals first; of two in the same proposals the longer."""
    rows = mart.rows(template("unknown_words"), {"regency": regency, "year": year})
    if not rows:
        return ()
    titles = sorted({r["title"] for r in rows})
    at = {title: i for i, title in enumerate(titles)}
    district, village = ([r[k] or "" for r in rows] for k in ("district", "village"))
    map_, _village, _district = places.columns(regency, district, village)
    tokens = straighten(tokenise(titles), len(titles), map_.names)
    used: dict[str, set[int]] = defaultdict(set)
    for text, phrase in _phrases(tokens, _free(tokens, map_, titles)):
        used[phrase].add(text)
    weight = Counter(at[r["title"]] for r in rows)
    amount: Counter[int] = Counter()
    for r in rows:
        amount[at[r["title"]]] += r["amount"] or 0
    counted = {p: sum(weight[t] for t in texts) for p, texts in used.items()}
    kept = [p for p, n in counted.items() if n >= FEWEST and not _inside(p, used)]
    kept.sort(key=lambda p: (-counted[p], p))
    return tuple(
        Phrase(p, counted[p], sum(amount[t] for t in used[p]), tuple(titles[t] for t in sorted(used[p])[:EXAMPLES]))
        for p in kept[:most]
    )


def _free(tokens: Tokens, map_: places.Map, titles: list[str]) -> np.ndarray:
    """Which words nothing explains: the steps of linkage/reading.py, kept word by word. What follows a thing (Posyandu Melati,
    SDN 2 Ara) or the marker of a hamlet is a name, and no word for a dictionary."""
    lex = lexicon()
    phrases: dict[str, dict[tuple[str, ...], int]] = {name: dict(known.items()) for name, known in lex.phrases.items()}
    found_places = places.read(tokens, map_, titles)
    kinds = find(tokens, phrases["kind"])
    open_ = ~found_places.taken[kinds.begin] if len(kinds.text) else np.zeros(0, bool)
    kinds = Found(*(x[open_] for x in kinds))
    others = [find(tokens, phrases[name], overlap=name == "sign") for name in ("action", "sign", "agency")]
    free: np.ndarray = names.read(tokens, kinds, found_places, others, len(titles)).free.copy()
    words, owner = [tokens.words[i] for i in tokens.ids.tolist()], tokens.owner()
    markers = [i + 1 for i, w in enumerate(words) if w in PLACE["hamlet"] | PLACE["village"]]
    for at in [*kinds.end[kinds.what >= len(lex.works)].tolist(), *markers]:
        end = at
        while end < len(words) and owner[end] == owner[at - 1] and (free[end] or words[end].isdigit()):
            free[end] = False
            end += 1
    return free


def _phrases(tokens: Tokens, free: np.ndarray) -> list[tuple[int, str]]:
    """(text, phrase) of every run of up to three free words."""
    words, owner = [tokens.words[i] for i in tokens.ids.tolist()], tokens.owner().tolist()
    found = []
    for i in range(len(words)):
        for n in range(1, LONGEST + 1):
            end = i + n
            if end > len(words) or not free[end - 1] or owner[end - 1] != owner[i]:
                break
            if any(len(w) > 2 for w in words[i:end]):
                found.append((owner[i], " ".join(words[i:end])))
    return found


def _inside(phrase: str, used: dict[str, set[int]]) -> bool:
    """A longer phrase stands in just the same texts."""
    texts = used[phrase]
    return any(used[p] == texts for p in _longer(phrase, used))


def _longer(phrase: str, used: dict[str, set[int]]) -> list[str]:
    padded = f" {phrase} "
    return [p for p in used if len(p) > len(phrase) and padded in f" {p} "]

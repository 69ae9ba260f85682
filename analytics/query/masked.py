"""Free text without names of people and without numbers that lead to them, as masked.toml says. Hides a name where a
title, "a.n." or somebody's house announces it; never a word that announces nothing, and never twice: what it hid once it
leaves alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from analytics.linkage.lexicon import GENERIC, SHORT, lexicon

SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NAMES, GRANTS = SAID["names"], SAID["recipients"]
NUMBERS = {k: re.compile(v) for k, v in SAID["numbers"].items() if k != "marks"}
FIGURES = re.compile(r"\d[\d .()/-]{6}|@")  # without these no number of masked.toml is there
MARK: str = NAMES["mark"]
TOKEN = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+|\S")
TITLES, NOT_NAMES = frozenset(NAMES["always"]), frozenset(NAMES["words"])
DOUBTFUL, OFFICES, PROPERTY, PLACES = (frozenset(NAMES[k]) for k in ("doubtful", "offices", "property", "places"))
BEHALF = re.compile(r"(?i)(?<![\w.])(?:a\.\s?n\.?|an\.|a/n\.?|atas nama)(?=[\s:])[\s:]*")
HOUSE = re.compile(r"(?<!\w)rumah(?:nya)?\s+(?=[A-Z][a-z])")
_TITLES = "|".join(sorted(TITLES, key=len, reverse=True))
TITLE = re.compile(rf"(?<!\w)(?<![^\W\d]\.)({_TITLES})(?!\w)(\.?)(?=[\s.]*[^\W\d_])", re.I)
LOOK = re.compile(
    rf"{BEHALF.pattern[4:]}|{HOUSE.pattern}|{TITLE.pattern}", re.I
)  # whether a text may hold a name at all
# signs nobody sees, which would part a name from what announces it, and controls
UNSEEN = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff]")
APART = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# what every text has that `masked` may change, in words a database understands (RE2): most texts need no closer look
_SIGNS = r"[\x{ad}\x{61c}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}\x{0}-\x{1f}\x{7f}-\x{9f}\x{2028}\x{2029}]"
SUSPECT = rf"(?i){_SIGNS}|\p{{Nd}}[\p{{Nd}} .()/-]{{6}}|@|\b(?:{_TITLES})\b|a\.[\s\p{{Z}}]?n|an\.|a/n|atas nama|rumah"
AFTER, UNTIL = re.compile(GRANTS["after"]), re.compile(GRANTS["until"])


class Word(NamedTuple):
    """A word of a text and where it stands."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.text.lower()


def mask(text: str) -> str:
    """The text with every name and number that masked.toml announces replaced by a mark. Asked again, it changes nothing."""
    for kind, pattern in NUMBERS.items() if FIGURES.search(text) else ():
        text = pattern.sub(("\\1" if pattern.groups else "") + SAID["numbers"]["marks"][kind], text)
    if not LOOK.search(text):
        return text
    for start, end in reversed(_merged(sorted(set(_names(text))))):
        text = text[:start] + MARK + text[end:]
    return text


@lru_cache(maxsize=100_000)
def masked(text: str) -> str:
    """`mask`, remembered; a sign nobody sees does not hide a name from it. Text that names nobody comes back as it is."""
    bare = APART.sub(" ", UNSEEN.sub("", text))
    hidden = mask(bare)
    return text if hidden == bare else hidden


def hide_recipient(text: str, account_code: str | None, account_name: str | None) -> str:
    """What a budget line says without who receives it, where its account is one of grants or social aid; else as it is."""
    if not _is_grant(account_code, account_name):
        return text
    said = AFTER.search(text)
    if said is None:
        known = {*GRANTS["plain"], *_keys(account_name or "")}
        words = _keys(text)
        return text if not words or words[0] in GRANTS["plain"] or set(words) <= known else _cut(text, 0)
    place = UNTIL.search(text, said.end())
    who = _keys(text[said.end() : place.start() if place else None])
    return text if set(who) <= set(GRANTS["kinds"]) else _cut(text, said.end())


def _cut(text: str, start: int) -> str:
    """The text with the mark in place of what follows, up to where a place is told."""
    if text.startswith(GRANTS["mark"], start):
        return text
    end = UNTIL.search(text, start + 1)
    rest = text[end.start() :] if end else ""
    return f"{text[:start]}{GRANTS['mark']}{' ' if rest and rest[0] not in ',; ' else ''}{rest}"


def _is_grant(code: str | None, name: str | None) -> bool:
    coded = any(f"{code}.".startswith(f"{a}.") for a in GRANTS["accounts"]) if code else False
    return coded or any(words in (name or "").lower() for words in GRANTS["account_words"])


def _keys(text: str) -> list[str]:
    return [w.lower() for w in re.findall(r"[^\W\d_]+", text)]


def _words(text: str) -> list[Word]:
    return [Word(m[0], m.start(), m.end()) for m in TOKEN.finditer(text)]


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand."""
    words = _words(text)
    for found in BEHALF.finditer(text):
        yield from _name(words, found.end())
    for found in TITLE.finditer(text):
        before = [w.key for w in words if w.end <= found.start() and w.text[0].isalpha()]
        titled = bool(before) and before[-1] in TITLES
        while before and before[-1] in TITLES:
            before.pop()
        owned = bool(before) and before[-1] in PROPERTY
        if before and before[-1] in PLACES and not owned:
            continue
        doubtful = found[1].lower() in DOUBTFUL and not titled
        if doubtful and not (found[2] or owned or (found[1].istitle() and len(found[1]) > 2)):
            continue
        yield from _name(words, found.end(), small=owned or titled, doubtful=doubtful and not owned)
    for found in HOUSE.finditer(text):
        yield from _name(words, found.end(), doubtful=True, but=frozenset(NAMES["houses"]))


def _name(
    words: list[Word], at: int, *, small: bool = False, doubtful: bool = False, but: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int]]:
    """The name that begins after `at`, if there is one. `small`: its first word may begin with a small letter; `doubtful`: what
    announced it may mean something else, so that no word of work begins it."""
    follow = [w for w in words if w.start >= at]
    while follow and (follow[0].text in {".", ":"} or (follow[0].key in OFFICES and not but)):
        follow = follow[1:]
    taken: list[Word] = []
    for word in follow[: NAMES["most"]]:
        if not word.text[0].isalpha() or word.key in TITLES | PLACES or word.key in NOT_NAMES or word.key in but:
            break
        if (taken or doubtful) and word.key in _ordinary():
            break
        if not word.text[0].isupper() and not (small and not taken and len(word.text) > 2):
            break
        if taken and word.start - taken[-1].end != 1:
            break
        taken.append(word)
    if taken and len(taken[0].text) + len(taken) > 2:
        yield taken[0].start, taken[-1].end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


@cache
def _ordinary() -> frozenset[str]:
    """What the engine knows as works, offices and ordinary words: seldom a name."""
    phrases = (words for kind in lexicon().phrases.values() for words in kind)
    return GENERIC | SHORT.keys() | {word for words in phrases for word in words}

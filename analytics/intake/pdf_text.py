"""Words on a page -> lines, phrases and the text of a cell. What could be two numbers is never joined into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

MONEY = re.compile(
    r"(?i)(?:rp\.?)?\(?-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?\)?|(?:rp\.?)?\(?-?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?\)?"
)
FIGURES = re.compile(r"(?i)(?=.*\d)(?:rp\.?)?[\d\s.,()/%-]+")  # nothing but a number, or several
SIGN = re.compile(r"(?i)(?:rp\.?)?[\d.,()/%-]+|[ivxl]+\.?|[a-z][.)]?")  # what a narrow column of codes or amounts holds
APART = " | "  # between numbers that stand in one cell: no reader takes them for one


class Word(NamedTuple):
    """A word and its box in points; `top` is nearer to the upper edge than `bottom`."""

    left: float
    right: float
    top: float
    bottom: float
    text: str

    @property
    def mid(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def high(self) -> float:
        return self.bottom - self.top


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words by line from above, each line from the left."""
    ordered = sorted(words, key=lambda w: w.top + w.bottom)
    out: list[list[Word]] = []
    for word in ordered:
        if out and word.mid - out[-1][0].mid < 0.5 * min(word.high, out[-1][0].high):
            out[-1].append(word)
        else:
            out.append([word])
    return [sorted(line) for line in out]


def phrases(line: Sequence[Word], gap: float) -> list[list[Word]]:
    """One line cut where more than `gap` of a line's height is white."""
    out: list[list[Word]] = []
    for word in line:
        if out and word.left - out[-1][-1].right <= gap * word.high:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def plain(words: Iterable[Word]) -> str:
    """The words in reading order."""
    return " ".join(w.text for line in lines(words) for w in line)


def cell(words: Sequence[Word]) -> str:
    """The text of one cell: its lines joined; figures that may be two numbers are kept apart, a code cut at a point is not."""
    if len(words) < 2:
        return words[0].text if words else ""
    rows = lines(words)
    texts = [_line(row) for row in rows]
    if len(texts) > 1 and all(FIGURES.fullmatch(t) for t in texts):
        whole = "".join(texts)
        cut = all(a.endswith((".", "-")) or b.startswith(".") for a, b in pairwise(texts))
        return whole if cut and not MONEY.fullmatch(whole) and " " not in whole else APART.join(texts)
    return " ".join(texts)


def _line(row: list[Word]) -> str:
    out = row[0].text
    for before, word in pairwise(row):
        numbers = FIGURES.fullmatch(before.text) and FIGURES.fullmatch(word.text)
        out += (APART if numbers and word.left - before.right > 0.35 * word.high else " ") + word.text
    return out

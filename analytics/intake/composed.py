"""Headings printed over several rows -> one path of words per heading, top to leaf. Looks at heading rows only, never at data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analytics.intake.tables import LIMITS, Cell, blank

Range = tuple[int, int, int, int]  # top, left, bottom, right; from 0
Node = tuple[int, int]
DEEPEST: int = LIMITS["header_rows"]
WIDEST: int = LIMITS["header_columns"]
SIGN = re.compile(r"\(?(?:(\d{1,2})|([a-z]{1,2}))[.)]?(?: *=.*)?", re.I)  # 1, (2), c, "3=1+2": what numbers the columns
NUMBER = re.compile(r"\(?\d{1,2}[.)]?")


@dataclass(frozen=True)
class Titled:
    """One heading: its words from the top to the leaf, where each is written, and the columns it stands over, in order."""

    path: tuple[str, ...]
    nodes: tuple[Node, ...]
    columns: tuple[int, ...]


def plain(cell: Cell) -> str:
    """The words of a heading: a number as a spreadsheet shows it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if blank(cell) else " ".join(str(cell).split())


def compose(rows: list[list[Cell]], merged: Sequence[Range], top: int, depth: int) -> list[Titled]:
    """The headings of the rows from `top`, left to right. A merged range says how far a heading reaches (`merged` is sorted by
    their tops); where there is none, a heading with a leaf below itself reaches over the blanks at its right that have
    leaves too.
    """
    block = rows[top : top + depth]
    depth = len(block)
    width = min(max(map(len, block), default=0), WIDEST)
    words = [[plain(row[c]) if c < len(row) else "" for c in range(width)] for row in block]
    grid: list[list[Node | None]] = [[(r, c) if w else None for c, w in enumerate(row)] for r, row in enumerate(words)]
    held: set[Node] = set()
    for t, left, b, right in merged:
        if t >= top + depth:
            break  # they are sorted
        if top <= t and left < width and words[t - top][left]:
            held.add((t - top, left))
            for r in range(t - top, min(b - top, depth - 1) + 1):
                for c in range(left, min(right, width - 1) + 1):
                    grid[r][c] = grid[r][c] if words[r][c] else (t - top, left)
    for r in range(depth - 1):
        for c in range(1, width):
            before = grid[r][c - 1]
            if grid[r][c] is None and before and before not in held and _leaf(words, r, c) and _leaf(words, *before):
                same = all(grid[above][c] == grid[above][c - 1] for above in range(r))
                grid[r][c] = before if same else None
    return _grouped(grid, words, width)


def _leaf(words: list[list[str]], r: int, c: int) -> bool:
    """A heading of its own stands below row r in column c."""
    return any(row[c] for row in words[r + 1 :])


def _grouped(grid: list[list[Node | None]], words: list[list[str]], width: int) -> list[Titled]:
    found: list[Titled] = []
    for c in range(width):
        nodes = list(dict.fromkeys(n for row in grid if (n := row[c]) is not None))
        while len(nodes) > 1 and NUMBER.fullmatch(words[nodes[-1][0]][nodes[-1][1]]):
            nodes.pop()  # "1 | 2 | 3" below one heading are places of one code, or years of one plan: no headings
        if not nodes:
            continue
        if found and found[-1].columns[-1] == c - 1 and found[-1].nodes[-1] == nodes[-1]:
            last = found.pop()
            found.append(Titled(last.path, last.nodes, (*last.columns, c)))
        else:
            found.append(Titled(tuple(words[r][k] for r, k in nodes), tuple(nodes), (c,)))
    return found


def numbers_columns(row: list[Cell], columns: Sequence[int]) -> bool:
    """The row below the headings that numbers or letters them: a b c, 1 2 3, (1) (2), 1 | 2 | 3=1+2; each more than the last."""
    signs = [SIGN.fullmatch(w) for c in columns if c < len(row) and (w := plain(row[c]))]
    if len(signs) < 3 or 2 * len(signs) < len(columns):
        return False
    for kind in (1, 2):
        said = [m[kind].lower() if m and m[kind] else "" for m in signs]
        keys = [(len(s), s) for s in said]
        if all(said) and all(a < b for a, b in pairwise(keys)):
            return True
    return False

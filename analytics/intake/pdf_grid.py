"""Ruled pages -> rows of cells: rules make a grid, missing ones merge its cells, each word stands in the cell around its middle.

A number that a rule cuts is marked so that no reader takes it for an amount.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from analytics.intake.pdf_pages import Page, Rule
from analytics.intake.pdf_rows import anchors, split
from analytics.intake.pdf_text import APART, MONEY, Word, cell, lines, plain

SAME = 2.5  # points: rules nearer to each other are one, drawn twice
BETWEEN = 6.0  # points: an empty stripe not higher than this is the white between two cells
OVER = 1.5  # a word may reach so far over a rule
MOST = 100, 500  # upright and level rules of one table on a page: more are a drawing


@dataclass
class Row:
    """One printed row: its words by column, how high it stands; `inside` a table or around it."""

    top: float
    cells: dict[int, list[Word]]
    inside: bool = True
    wide: dict[int, tuple[int, int]] = field(default_factory=dict)  # column -> (rows, columns) its cell spans

    @property
    def text(self) -> str:
        return " ".join(cell(words) for _, words in sorted(self.cells.items()))


@dataclass
class Region:
    """The part of a page that upright rules divide: where they stand, and the rules in it."""

    top: float
    bottom: float
    edges: list[float]
    across: list[Rule]
    down: list[Rule]


def regions(page: Page) -> list[Region]:
    """The ruled tables of a page from above: at least two columns, divided by rules."""
    out = []
    for top, bottom in _stretches(page.down):
        down = [r for r in page.down if r[1] >= top - SAME and r[2] <= bottom + SAME]
        edges = cluster([r[0] for r in down])
        across = [
            r for r in page.across if top - SAME <= r[0] <= bottom + SAME and r[2] > edges[0] and r[1] < edges[-1]
        ]
        if 2 < len(edges) <= MOST[0] and 1 < len(cluster([r[0] for r in across])) <= MOST[1]:
            out.append(Region(top, bottom, edges, across, down))
    return out


def _stretches(rules: list[Rule]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for _, low, high in sorted(rules, key=lambda r: r[1]):
        if out and low <= out[-1][1] + SAME:
            out[-1] = out[-1][0], max(out[-1][1], high)
        else:
            out.append((low, high))
    return out


def cluster(places: list[float]) -> list[float]:
    """Places nearer than SAME to the first of their kind are one."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > SAME:
            out.append(place)
    return out


def grid(region: Region, edges: list[float], words: list[Word]) -> list[Row]:
    """The rows of one region over the columns between `edges`. Raises Unsure where rows without rules cannot be told apart."""
    levels = cluster([r[0] for r in region.across] + [region.top, region.bottom])
    down, across = _by_place(region.down, edges), _by_place(region.across, levels)
    whose = _merged(levels, edges, down, across)
    cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        i, j = _between(levels, word.mid), _between(edges, (word.left + word.right) / 2)
        home = whose[i, j]
        if any(c.isdigit() for c in word.text) and _cut(word, i, edges, whose):
            word = word._replace(text=f"{word.text}{APART}".rstrip())
        cells[home].append(word)
    spans = _spans(whose)
    rows = []
    for i in range(len(levels) - 1):
        mine = {j: cells[i, j] for j in range(len(edges) - 1) if cells.get((i, j))}
        wide = {j: spans[i, j] for j in range(len(edges) - 1) if spans.get((i, j), (1, 1)) != (1, 1)}
        parts = _parts(mine) if any(_amounts(words) > 1 for words in mine.values()) else []
        if parts:
            rows += [Row(min(w.top for c in r.values() for w in c), r) for r in split(parts, anchors(parts))]
        elif mine or levels[i + 1] - levels[i] > BETWEEN:
            rows.append(Row(levels[i], mine, wide=wide))
    return rows


def _amounts(words: list[Word]) -> int:
    """On how many of a cell's lines an amount stands alone."""
    if sum(MONEY.fullmatch(w.text) is not None for w in words) < 2:
        return 0
    return sum(MONEY.fullmatch(plain(line)) is not None for line in lines(words))


def _parts(cells: dict[int, list[Word]]) -> list[dict[int, list[Word]]]:
    """The lines of a stripe of several rows, by column; none where an amount stands on a line of its own: that is one cell."""
    rows = lines(w for words in cells.values() for w in words)
    where = {w: j for j, words in cells.items() for w in words}
    parts: list[dict[int, list[Word]]] = [defaultdict(list) for _ in rows]
    for part, row in zip(parts, rows, strict=True):
        for w in row:
            part[where[w]].append(w)
    alone = any(len(part) == 1 and MONEY.fullmatch(plain(*part.values())) for part in parts)
    return [] if alone else parts


def _by_place(rules: list[Rule], places: list[float]) -> list[list[tuple[float, float]]]:
    out: list[list[tuple[float, float]]] = [[] for _ in places]
    for place, low, high in rules:
        nearest = min(range(len(places)), key=lambda k: abs(places[k] - place))
        if abs(places[nearest] - place) <= 2 * SAME:
            out[nearest].append((low, high))
    return out


def _merged(
    levels: list[float],
    edges: list[float],
    down: list[list[tuple[float, float]]],
    across: list[list[tuple[float, float]]],
) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of the grid -> the upper left one of the cell it belongs to. A cell is a rectangle, or none are merged."""
    high, wide = len(levels) - 1, len(edges) - 1
    whose = {(i, j): (i, j) for i in range(high) for j in range(wide)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while whose[at] != at:
            at = whose[at]
        return at

    for i, j in list(whose):
        if j + 1 < wide and not _covers(down[j + 1], levels[i], levels[i + 1]):
            whose[max(root((i, j)), root((i, j + 1)))] = min(root((i, j)), root((i, j + 1)))
        if i + 1 < high and not _covers(across[i + 1], edges[j], edges[j + 1]):
            whose[max(root((i, j)), root((i + 1, j)))] = min(root((i, j)), root((i + 1, j)))
    found = {at: root(at) for at in whose}
    members: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at, home in found.items():
        members[home].append(at)
    for cells in members.values():
        tall, broad = ({at[k] for at in cells} for k in (0, 1))
        if len(cells) != len(tall) * len(broad):
            found |= {at: at for at in cells}
        else:
            found |= dict.fromkeys(cells, (min(tall), min(broad)))
    return found


def _spans(whose: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    out: dict[tuple[int, int], tuple[int, int]] = {}
    for (i, j), home in whose.items():
        rows, columns = out.get(home, (1, 1))
        out[home] = max(rows, i - home[0] + 1), max(columns, j - home[1] + 1)
    return out


def _covers(rules: list[tuple[float, float]], low: float, high: float) -> bool:
    third = (high - low) / 3
    return any(a <= low + third and b >= high - third for a, b in rules)


def _between(places: list[float], at: float) -> int:
    return min(max(bisect_right(places, at) - 1, 0), len(places) - 2)


def _cut(word: Word, i: int, edges: list[float], whose: dict[tuple[int, int], tuple[int, int]]) -> bool:
    """A rule between two cells runs through the word."""
    return any(
        word.left + OVER < edges[k] < word.right - OVER and whose[i, k - 1] != whose[i, k]
        for k in range(1, len(edges) - 1)
    )

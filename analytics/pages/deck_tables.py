"""Tables, lists and maps of a page as native tables and shapes."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import diverging, fates, matrix, tiles
from analytics.charts import strip as strips
from analytics.pages.deck_bars import Made, described
from analytics.pages.view import View
from analytics.reports.deck_data import Cell, Square, Squares, Table

YEARS = 8  # columns of years a hall can read; the newest
MOST = 11  # other columns
HALF = 0.5  # of a figure not known: it says more about what is missing than about money


def strip(view: View, drawn: strips.Strip, keys: dict[str, str], title: str) -> Made:
    """One rate under every definition; the one of the headline framed."""
    rows, told = [], []
    for name, listed in drawn.groups:
        for i, (how, n, cells) in enumerate(listed):
            words = [
                Cell("", c.why) if c.why else Cell(c.figure, c.detail, bool(c.marked), framed=bool(c.marked))
                for c in cells
            ]
            rows.append([Cell(name if i == 0 else "", strong=True), Cell(how, n), *words])
            told.append(f"{name}, {how}: {', '.join(c.text or c.small for c in words)}")
    headings = [*drawn.corner, *(f"{name} {years}".strip() for name, years in drawn.columns)]
    below = view.t("deck.strip", marked=drawn.legend[2])
    return Table(headings, rows, 2, alt=described(title, told)), [below], []


def rates(view: View, drawn: matrix.Rates, keys: dict[str, str], title: str) -> Made:
    """Places by agencies or years; of many columns the newest years, or the first agencies."""
    n = len(drawn.columns)
    most = YEARS if drawn.years else MOST
    kept = slice(max(n - most, 0), n) if drawn.years else slice(0, most)
    heads = [drawn.words["corner"], *([drawn.words["total"]] if drawn.bottom.total else [])]
    headings = [*heads, *(name for name, _ in drawn.columns[kept])]
    rows = [_row(line, kept) for line in (*drawn.lines, drawn.bottom)]
    told = [f"{name} ({note})" if note else name for name, note in drawn.columns[kept]]
    told += [b.words for line in drawn.lines for b in ([line.total] if line.total else line.boxes[-1:]) if b]
    below = [view.t("deck.matrix")]
    if n > most:
        below.append(view.t("deck.more_columns", n=view.n(n - most)))
    return Table(headings, rows, 1, last=True, alt=described(title, told)), below, []


def _row(line: matrix.Line, kept: slice) -> list[Cell]:
    name = Cell(line.name, line.note, strong=True)
    whole = [_box(line.total, strong=True)] if line.total else []
    return [name, *whole, *(_box(b) for b in line.boxes[kept])]


def _box(box: matrix.Box | None, *, strong: bool = False) -> Cell:
    if box is None:
        return Cell("–")
    tone = -1 if box.high - box.share > HALF else sum(box.share >= s for s in tiles.SHADES)
    small = " ".join(w for w in (box.detail, f"≤{box.most}" if box.most else "") if w)
    return Cell(box.figure, small, strong, tone)


def sides(view: View, drawn: diverging.Sides, keys: dict[str, str], title: str) -> Made:
    """What came and what went between two budgets: its name, its rupiah, what they are."""
    rows = [[Cell(r.label, r.note, r.strong), Cell(r.figure, strong=True), Cell(r.detail)] for r in drawn.rows]
    headings = [view.t(f"deck.side_{k}") for k in ("what", "money", "detail")]
    last = bool(drawn.rows) and drawn.rows[-1].strong
    told = [f"{r.label}: {r.figure} ({r.detail})" for r in drawn.rows]
    return Table(headings, rows, 1, last=last, alt=described(title, told)), [], []


def listed(view: View, drawn: fates.Listed, keys: dict[str, str], title: str) -> Made:
    """Proposals of a list: since when or which rank, what, where, what is known of it, money."""
    rows = [
        [Cell(i.number, strong=True), Cell(i.title, i.where), Cell(i.brief or i.verdict), Cell(i.money)]
        for i in drawn.items
    ]
    headings = [view.t(f"deck.col_{k}") for k in ("number", "title", "fate", "money")]
    told = [f"{i.number} {i.title} ({i.where}): {i.verdict}" for i in drawn.items]
    return (
        Table(headings, rows, 3, alt=described(title, told), hidden=drawn.left),
        [],
        [r for i in drawn.items for r in i.replies],
    )


def squares(view: View, maps: Sequence[tiles.Map], keys: dict[str, str], title: str) -> Squares:
    """Schematic maps: the shade repeats the number on each square."""
    drawn = [(m.name, [_square(t) for t in m.places]) for m in maps]
    told = [t.words for t in maps[-1].places]
    known = [("absent" if k == "none" else k, words) for k, words in keys.items()]
    return Squares(drawn, known, described(title, told))


def _square(t: tiles.Tile) -> Square:
    if t.share is None:
        look = "absent"
    else:
        look = "vague" if t.vague else "few" if t.few else f"s{sum(t.share >= s for s in tiles.SHADES)}"
    return Square(t.at, t.name, t.figure, t.detail, look)

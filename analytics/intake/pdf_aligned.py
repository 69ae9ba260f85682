"""Pages whose columns are only parted by white -> rows of cells. The white runs through every row; a column has one heading.

What cannot be told apart so is refused (Unsure): no column is guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from analytics.intake.pdf_grid import Row
from analytics.intake.pdf_pages import Page
from analytics.intake.pdf_rows import Line, Unsure, anchors, split
from analytics.intake.pdf_text import FIGURES, MONEY, Word, lines, phrases, plain

WHITE = 0.4  # of a line's height: wider than any blank between words (0.27), narrower than a column's white
NEAR = 1.35  # lines of one heading stand no further apart
BROAD = 0.6  # of the table's width: a rule that parts rows
SEARCH = 8  # lines between a heading and the first row below it
Lines = list[list[Word]]


def heading(page: Lines) -> int | None:
    """The line of the headings: the first with three phrases and no figures above a row of figures; None where there is none."""
    for i, line in enumerate(page):
        said = phrases(line, WHITE)
        if len(said) > 2 and not any(FIGURES.fullmatch(plain(p)) for p in said):
            return i if any(is_data(below) for below in page[i + 1 : i + 1 + SEARCH]) else None
    return None


def is_data(line: list[Word]) -> bool:
    """A row with figures: three phrases and a number, or an amount beside words."""
    said = [plain(p) for p in phrases(line, WHITE)]
    number = any(FIGURES.fullmatch(s) for s in said)
    return (len(said) > 2 and number) or (len(said) > 1 and any(MONEY.fullmatch(s) for s in said))


def columns(pages: list[Lines]) -> list[float]:
    """Where the columns of these pages part, by the white down all their rows. Raises Unsure where headings and white differ."""
    at = heading(pages[0]) or 0
    titles = pages[0][at]
    data = [line for page in pages for line in page[heading(page) or 0 :] if is_data(line)]
    high = sorted(w.high for line in data for w in line)[sum(map(len, data)) // 2]
    filled = _spans([p for line in [titles, *data] for p in line], WHITE * high)
    heads = [[w for w in titles if a <= w.left <= b] for a, b in filled]
    rows = [any(a <= w.left <= b for line in data for w in line) for a, b in filled]
    out: list[list[float]] = []
    used: set[int] = set()
    for k, (a, b) in enumerate(filled):
        if any(len(phrases([w for w in heads[k] if w.mid == line[0].mid], WHITE)) > 1 for line in lines(heads[k])):
            raise Unsure(plain(heads[k]))
        if heads[k] or not rows[k]:
            out.append([a, b])
            continue
        beside = [n for n in (k - 1, k + 1) if 0 <= n < len(filled) and heads[n] and not rows[n] and n not in used]
        if len(beside) > 1:
            raise Unsure(plain(heads[beside[0]] + heads[beside[1]]))
        out.append([a, b])
        if beside:  # numbers to the right of a heading to the left, or the other way about
            used.add(beside[0])
            out[-1] = [min(a, filled[beside[0]][0]), max(b, filled[beside[0]][1])]
    out = _spans([Word(a, b, 0, 0, "") for a, b in out], 0)
    if len(out) < 3:
        raise Unsure(plain(titles))
    return [out[0][0] - high, *((a[1] + b[0]) / 2 for a, b in pairwise(out)), out[-1][1] + high]


def _spans(words: list[Word], white: float) -> list[list[float]]:
    out: list[list[float]] = []
    for word in sorted(words):
        if out and word.left - out[-1][1] <= white:
            out[-1][1] = max(out[-1][1], word.right)
        else:
            out.append([word.left, word.right])
    return out


def rows(page: Page, found: Lines, edges: list[float]) -> list[Row]:
    """The rows of one page over the columns between `edges`. Raises Unsure where a line may belong to two rows."""
    at = heading(found)
    data = [i for i, line in enumerate(found) if is_data(line) and i > (at if at is not None else -1)]
    if not data:
        return [_around(line) for line in found]
    bars = sorted(r[0] for r in page.across if r[2] - r[1] > BROAD * (edges[-1] - edges[0]))
    low, high = _titles(found, at, data[0], edges, bars) if at is not None else (_first(found, data[0], bars), None)
    last = _last(found, data[-1], edges, bars)
    body = [_placed(line, edges) for line in found[high if high is not None else low : last]]
    own = anchors([_placed(found[i], edges) for i in data])
    out = [_around(line) for line in found[:low]]
    if high is not None:
        titles: Line = {}
        for line in found[low:high]:
            for k, words in _placed(line, edges).items():
                titles[k] = [*titles.get(k, []), *words]
        out.append(_row(titles))
    for band in _bands(body, bars):
        out += [_row(line) for line in ([_one(band)] if _heads(band, own) < 2 and len(bars) > 2 else split(band, own))]
    return out + [_around(line) for line in found[last:]]


def _heads(band: list[Line], own: set[int]) -> int:
    return sum(not own.isdisjoint(line) for line in band)


def _one(band: list[Line]) -> Line:
    out: Line = {}
    for line in band:
        for k, words in line.items():
            out[k] = [*out.get(k, []), *words]
    return out


def _row(line: Line) -> Row:
    return Row(min(w.top for words in line.values() for w in words), line)


def _around(line: list[Word]) -> Row:
    return around(line)


def around(line: list[Word]) -> Row:
    """A line beside the table: its phrases in the first columns."""
    return Row(line[0].top, dict(enumerate(phrases(line, 3 * WHITE))), inside=False)


def _placed(line: list[Word], edges: list[float]) -> Line:
    """The words of a line by column; a phrase that runs over several columns stands in the first."""
    out: Line = {}
    for phrase in phrases(line, WHITE):
        k = min(max(bisect_right(edges, (phrase[0].left + phrase[0].right) / 2) - 1, 0), len(edges) - 2)
        out[k] = [*out.get(k, []), *phrase]
    return out


def _crosses(line: list[Word], edges: list[float]) -> bool:
    return any(p[0].left < e < p[-1].right for p in phrases(line, WHITE) for e in edges[1:-1])


def _titles(found: Lines, at: int, first: int, edges: list[float], bars: list[float]) -> tuple[int, int]:
    """The lines [from, to) of a heading that is printed over several of them."""
    low, high = at, at + 1
    while low > 0 and _joins(found[low - 1], found[low], edges, bars):
        low -= 1
    while high < first and _joins(found[high - 1], found[high], edges, bars):
        high += 1
    return low, high


def _joins(above: list[Word], below: list[Word], edges: list[float], bars: list[float]) -> bool:
    near = below[0].mid - above[0].mid <= NEAR * max(above[0].high, below[0].high)
    return near and not _crosses(above, edges) and not _crosses(below, edges) and not _barred(above, below, bars)


def _barred(above: list[Word], below: list[Word], bars: list[float]) -> bool:
    return any(above[0].mid < bar < below[0].mid for bar in bars)


def _first(found: Lines, first: int, bars: list[float]) -> int:
    """Where the rows of a page without headings begin: lines near above its first row are of the row before."""
    while first > 0 and _near(found[first - 1], found[first]):
        first -= 1
    return first


def _last(found: Lines, last: int, edges: list[float], bars: list[float]) -> int:
    """Where the rows of a page end: lines near below its last row are still its words."""
    end = last + 1
    while end < len(found) and _near(found[end - 1], found[end]) and not _crosses(found[end], edges):
        end += 1
    return end


def _near(above: list[Word], below: list[Word]) -> bool:
    return below[0].mid - above[0].mid <= NEAR * max(above[0].high, below[0].high)


def _bands(body: list[Line], bars: list[float]) -> list[list[Line]]:
    """The lines between two rules across the table."""
    out: dict[int, list[Line]] = {}
    for line in body:
        mid = next(iter(line.values()))[0].mid
        out.setdefault(bisect_right(bars, mid), []).append(line)
    return list(out.values())

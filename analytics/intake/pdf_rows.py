"""Lines that no rule parts -> rows: numbers make a row, lines without one belong to it by their distance, or to none.

Where neither distance nor width tells whose a line is, Unsure is raised: a row is never guessed.
"""

from __future__ import annotations

from itertools import pairwise

from analytics.intake.pdf_text import SIGN, Word, plain

Line = dict[int, list[Word]]  # the words of one line, by column
MOST = 0.8  # of a column's lines are numbers or codes
TIGHT = 0.85  # lines of one row stand nearer than this share of the distance of two rows


class Unsure(Exception):
    """`words` of the line that may belong to two rows; its page where it is known."""

    def __init__(self, words: str, page: int = 0) -> None:
        super().__init__(words)
        self.words, self.page = words, page


def anchors(parts: list[Line]) -> set[int]:
    """The columns whose cells are numbers or codes on one line: where one is filled a row begins."""
    out = set()
    for column in {k for line in parts for k in line}:
        texts = [plain(line[column]) for line in parts if column in line]
        signs = sum(SIGN.fullmatch(t.replace(" ", "")) is not None for t in texts)
        if signs >= MOST * len(texts):
            out.add(column)
    return out


def split(parts: list[Line], own: set[int]) -> list[Line]:
    """The rows, each with all its lines' words. `own`: the columns that make a line the first or only one of its row."""
    heads = [_is_head(line, before, own) for line, before in zip(parts, [{}, *parts], strict=False)]
    places = [_mid(line) for line in parts]
    gaps = [b - a for a, b in pairwise(places)]
    if not gaps or all(heads):
        return parts
    near = min(gaps)
    rows = [g for g, a, b in zip(gaps, heads, heads[1:], strict=False) if a and b]
    far = min(rows, default=min((g for g in gaps if g > near / TIGHT), default=0.0))
    tight = near < TIGHT * far
    limits = _limits(parts)
    groups: list[list[int]] = [[0]]
    for k, gap in enumerate(gaps, 1):
        together = gap < (near + far) / 2 if tight else not heads[k] and _goes_on(parts, groups[-1], k, limits)
        groups[len(groups) - together :] = [[*groups[-1], k]] if together else [[k]]
    alone = any(not any(heads[k] for k in group) for group in groups)
    for group in groups:
        more = [k for k in group[1:] if not heads[k]]
        doubtful = not tight and alone and any(len(parts[k]) == 1 and not _text(parts[k])[:1].islower() for k in more)
        if doubtful or sum(heads[k] for k in group) > 1:
            raise Unsure(" ".join(_text(parts[k]) for k in group))
    return [_whole([parts[k] for k in group]) for group in groups]


def _is_head(line: Line, before: Line, own: set[int]) -> bool:
    """A column of numbers is filled; the end of a code that was cut at its point above is none."""
    return any(k in line and not (k in before and plain(before[k]).endswith(".")) for k in own)


def _limits(parts: list[Line]) -> dict[int, float]:
    """How far to the right each column is filled."""
    out: dict[int, float] = {}
    for line in parts:
        for k, words in line.items():
            out[k] = max(out.get(k, 0.0), words[-1].right)
    return out


def goes_on(above: list[Word], below: list[Word], limit: float) -> bool:
    """The first word below had no place any more on the line above."""
    last, first = above[-1], below[0]
    return last.right + 0.2 * last.high + first.right - first.left > limit


def _goes_on(parts: list[Line], group: list[int], k: int, limits: dict[int, float]) -> bool:
    """Where all lines stand equally near: line k continues the row above only where its words had no place there."""
    line = parts[k]
    above = {c: parts[g][c] for g in group for c in parts[g]}
    full = [c in above and goes_on(above[c], words, limits[c]) for c, words in line.items()]
    if all(full):
        return True
    text = _text(line)
    if any(full) or text[:1].islower():
        raise Unsure(text)
    return False


def _text(line: Line) -> str:
    return plain(w for words in line.values() for w in words)


def _mid(line: Line) -> float:
    words = [w for cells in line.values() for w in cells]
    return sum(w.mid for w in words) / len(words)


def _whole(parts: list[Line]) -> Line:
    out: Line = {}
    for line in parts:
        for k, words in line.items():
            out[k] = [*out.get(k, []), *words]
    return out

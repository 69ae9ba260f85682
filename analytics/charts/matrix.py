"""Places by agencies or years: how many of how many, with a small bar, and a way into every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn
from analytics.charts.html import wrap
from analytics.charts.strip import track

MANY = 10  # columns from which figures are set closer


@dataclass(frozen=True)
class Box:
    """A cell: `figure` such as 4/12, `words` that say it in full, where it leads, `most` where some are not known.

    Not there at all: None, never a zero."""

    figure: str
    words: str
    share: float
    high: float
    detail: str = ""
    href: str = ""
    most: str = ""


@dataclass(frozen=True)
class Line:
    name: str
    note: str
    boxes: Sequence[Box | None]
    total: Box | None = None


@dataclass(frozen=True)
class Rates:
    """What `rates` drew; `years`: its columns are years, the newest last."""

    columns: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    bottom: Line
    words: Mapping[str, str]
    years: bool


def rates(
    columns: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    bottom: Line,
    words: Mapping[str, str],
    *,
    cuts: Sequence[int] | None = None,
) -> Drawn:
    """`words`: corner, total, empty, caption. `columns` are (name, note); the names of the rows stay in sight while the rest
    scrolls. `cuts`: the columns are years, and these begin after a break."""
    heads = [(words["corner"], ""), *([(words["total"], "")] if bottom.total else [])]
    head = "".join(f'<th scope="col">{escape(c)}{_note(n)}</th>' for c, n in heads)
    head += "".join(f'<th scope="col"{_cut(i, cuts)}>{escape(c)}{_note(n)}</th>' for i, (c, n) in enumerate(columns))
    body = "".join(f"<tr>{_line(x, words['empty'], cuts)}</tr>" for x in lines)
    foot = f"<tr>{_line(bottom, words['empty'], cuts)}</tr>"
    inner = (
        f'<caption class="ak-vh">{escape(words["caption"])}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody><tfoot>{foot}</tfoot>"
    )
    newest = "" if cuts is None else " newest"  # a narrow screen opens at the last year
    where = f'role="region" tabindex="0" aria-label="{escape(words["caption"])}"'
    many = " many" if len(columns) > MANY else ""
    drawn = wrap(f'<div class="ak-scroll{newest}" {where}><table>{inner}</table></div>', f"ak-rates{many}")
    return Drawn(drawn, Rates(columns, tuple(lines), bottom, words, cuts is not None))


def _note(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def _cut(i: int, cuts: Sequence[int] | None) -> str:
    return ' class="cut"' if cuts and i in cuts else ""


def _line(line: Line, empty: str, cuts: Sequence[int] | None) -> str:
    cells = "".join(_box(b, "cut" if cuts and i in cuts else "", empty) for i, b in enumerate(line.boxes))
    whole = _box(line.total, "sum", empty) if line.total else ""
    return f'<th scope="row">{escape(line.name)}{_note(line.note)}</th>{whole}{cells}'


def _box(box: Box | None, kind: str, empty: str) -> str:
    if box is None:
        return f'<td class="{f"none {kind}".strip()}"><span class="ak-vh">{escape(empty)}</span></td>'
    words = f"<b>{escape(box.figure)}</b>{_note(box.detail)}{track(box.share, box.high)}"
    if box.href:
        words = f'<a href="{escape(box.href)}" aria-label="{escape(box.words)}">{words}</a>'
    return f'<td class="{kind}" title="{escape(box.words)}">{words}</td>'

"""Ranked lists as rows of small cells, one per proposal in the order of its list, that fill as a sum reaches them. Light HTML.

Every word is escaped; nothing is computed. Filled is a simulation, outlined is known: never one sign for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap

ACROSS = 60  # cells side by side; a longer list goes on below
TICK = 10  # every tenth place of a list is numbered


@dataclass(frozen=True)
class Cell:
    """One proposal: `kinds` are classes of the style sheet (l reached, p proven, u not yet known, x no estimate)."""

    kinds: str
    words: str


@dataclass(frozen=True)
class Row:
    """One list: what it comes to (`figure`, `detail`), the same in words (`said`), and where its name leads."""

    label: str
    figure: str
    detail: str
    said: str
    cells: Sequence[Cell]
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Lists:
    """What `lists` drew."""

    rows: Sequence[Row]
    heading: str


def lists(rows: Sequence[Row], corner: str, heading: str, caption: str) -> Drawn:
    """Place k of every list stands in the same column, so that the eye sees how far down all of them are reached."""
    across = min(max(len(r.cells) for r in rows), ACROSS)
    head = f'<th scope="col">{escape(corner)}</th><td>{_ticks(rows, across)}</td><th scope="col">{escape(heading)}</th>'
    body = "".join(_row(r) for r in rows)
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    return Drawn(wrap(f'<table style="--n:{across}">{inner}</table>', "ak-cells"), Lists(tuple(rows), heading))


def legend(tag: str, words: Sequence[tuple[str, str]]) -> Drawn:
    """(kinds, words) of each sign, and beside them what all of it is."""
    keys = "".join(f'<span><i class="{escape(k)}" aria-hidden="true"></i>{escape(w)}</span>' for k, w in words)
    drawn = wrap(f'<p class="ak-keys"><b class="ak-tag">{escape(tag)}</b>{keys}</p>', "ak-cells")
    return Drawn(drawn, Keys((("tag", tag), *words)))


def _ticks(rows: Sequence[Row], across: int) -> str:
    if any(len(r.cells) > ACROSS for r in rows):
        return ""
    at = [1, *range(TICK, across + 1, TICK)]
    return (
        f'<div class="grid" aria-hidden="true">{"".join(f"<span style=grid-column:{k}>{k}</span>" for k in at)}</div>'
    )


def _row(r: Row) -> str:
    name = f'<a href="{escape(r.href)}">{escape(r.label)}</a>' if r.href else escape(r.label)
    note = f"<small>{escape(r.note)}</small>" if r.note else ""
    cells = "".join(f'<i class="{escape(c.kinds)}" title="{escape(c.words)}"></i>' for c in r.cells)
    detail = f"<small>{escape(r.detail)}</small>" if r.detail else ""
    return (
        f'<tr><th scope="row">{name}{note}</th><td><div class="grid" role="img" aria-label="{escape(r.said)}">{cells}</div></td>'
        f'<td class="num">{escape(r.figure)}{detail}</td></tr>'
    )

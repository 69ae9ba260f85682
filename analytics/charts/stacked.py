"""Whole bars in parts, one row each, as light HTML: found, not found, not yet known. Every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap
from analytics.locale.fate_words import SYMBOLS

ROOM = 0.09  # share of the track that has room for a symbol and a number
Piece = tuple[
    str, float, str, int
]  # the class of SYMBOLS, its share of the track (0..1), its number in words, and plain


@dataclass(frozen=True)
class Stack:
    """One row: `pieces` from left to right and the same in words (`said`), `figure` what it comes to; `why` stands instead of a
    bar where there is nothing.

    `href` leads to what the row is about; `strong` marks the row the page speaks of.
    """

    label: str
    figure: str
    detail: str = ""
    note: str = ""
    pieces: Sequence[Piece] = field(default_factory=tuple)
    said: str = ""
    why: str = ""
    href: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Stacks:
    """What `stacked` drew."""

    rows: Sequence[Stack]
    heading: str
    left: int = 0


def stacked(rows: Sequence[Stack], heading: str, caption: str, left: int = 0) -> Drawn:
    """Read aloud it is a table: name, the parts in words, figure.

    `heading` says what the figures count; `left`: rows not drawn."""
    body = "".join(map(_row, rows))
    head = f'<thead><tr><td></td><td></td><th scope="col">{escape(heading)}</th></tr></thead>'
    inner = f'<caption class="ak-vh">{escape(caption)}</caption>{head}<tbody>{body}</tbody>'
    table = f'<table class="ak-bars-t">{inner}</table>'
    return Drawn(wrap(table, "ak-bars ak-stacked"), Stacks(tuple(rows), heading, left))


def legend(words: Sequence[tuple[str, str]]) -> Drawn:
    """(class, words) of each kind of part, drawn as it is in the bars."""
    keys = "".join(
        f'<span><i class="{escape(kind)}" aria-hidden="true">{SYMBOLS.get(kind, "")}</i>{escape(w)}</span>'
        for kind, w in words
    )
    return Drawn(wrap(f'<p class="ak-keys">{keys}</p>'), Keys(tuple(words)))


def _row(r: Stack) -> str:
    name = f'<a href="{escape(r.href)}">{escape(r.label)}</a>' if r.href else escape(r.label)
    note = f'<span class="note">{escape(r.note)}</span>' if r.note else ""
    detail = f"<small>{escape(r.detail)}</small>" if r.detail else ""
    parts = f'<div class="ak-whole" role="img" aria-label="{escape(r.said)}">{"".join(map(_piece, r.pieces))}</div>'
    bar = f'<p class="why">{escape(r.why)}</p>' if r.why else parts
    kind = ' class="strong"' if r.strong else ""
    return (
        f'<tr{kind}><th scope="row">{name}{note}</th><td class="bar">{bar}</td>'
        f'<td class="num">{escape(r.figure)}{detail}</td></tr>'
    )


def _piece(piece: Piece) -> str:
    kind, share, number, _ = piece
    words = f"<b>{SYMBOLS.get(kind, '')} {escape(number)}</b>" if share >= ROOM else ""
    return f'<i class="{escape(kind)}" style="width:{share:.3%}">{words}</i>'

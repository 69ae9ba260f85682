"""Wholes cut into their parts: one bar of 100 % a row, every part with its own colour and its share written on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap

ROOM, LARGE = 0.055, 0.078  # share of the bar that has room for a number, and for the larger one of the chosen row
SLIM = 0.16  # share of the bar of a phone that has room for a number
LETTER = 0.01  # share of the bar that a letter of a name takes


@dataclass(frozen=True)
class Part:
    """`kind` chooses colour and pattern, `figure` is the share in words, `words` say it all (read aloud and on pointing)."""

    kind: str
    share: float
    name: str
    figure: str
    words: str


@dataclass(frozen=True)
class Whole:
    """One row: its name, what it is a whole of, and its parts. `above` is a line of words between it and the row
    above, `href` where its name leads."""

    name: str
    figure: str
    parts: Sequence[Part]
    note: str = ""
    chosen: bool = False
    above: str = ""
    href: str = ""


@dataclass(frozen=True)
class Shares:
    """What `shares` drew."""

    rows: Sequence[Whole]
    heads: tuple[str, str, str]
    left: int = 0


def shares(
    rows: Sequence[Whole], keys: Sequence[tuple[str, str]], caption: str, heads: tuple[str, str, str], left: int = 0
) -> Drawn:
    """`keys`: (kind, name) of every part there is, in order. `heads`: of names, bars and figures; `left`: rows not drawn."""
    legend = "".join(f'<span><i class="{escape(k)}"></i>{escape(name)}</span>' for k, name in keys)
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(map(_row, rows))
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    drawn = wrap(f'<p class="keys">{legend}</p><table>{inner}</table>', "ak-shares")
    return Drawn(drawn, Keys(tuple(keys)), Shares(tuple(rows), heads, left))


def _row(row: Whole) -> str:
    said = "; ".join(p.words for p in row.parts)
    bar = "".join(_part(p, LARGE if row.chosen else ROOM) for p in row.parts)
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    above = f'<tr class="cut"><td colspan="3">{escape(row.above)}</td></tr>' if row.above else ""
    kind = ' class="now"' if row.chosen else ""
    name = f'<a href="{escape(row.href)}">{escape(row.name)}</a>' if row.href else escape(row.name)
    return (
        f'{above}<tr{kind}><th scope="row">{name}{note}</th>'
        f'<td><div class="bar" role="img" aria-label="{escape(said)}">{bar}</div></td>'
        f'<td class="num">{escape(row.figure)}</td></tr>'
    )


def _part(p: Part, room: float) -> str:
    name = f"<small>{escape(p.name)}</small>" if p.share >= room + LETTER * len(p.name) else ""
    words = f"<b>{escape(p.figure)}</b>{name}" if p.share >= room else ""
    slim = " slim" if p.share < SLIM else ""
    return f'<i class="{escape(p.kind)}{slim}" style="width:{p.share:.3%}" title="{escape(p.words)}">{words}</i>'

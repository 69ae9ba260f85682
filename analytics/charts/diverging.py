"""What was taken and what was added as bars to the left and right of one line, and the rows behind them. Nothing is computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn
from analytics.charts.html import scroll, wrap


@dataclass(frozen=True)
class Both:
    """One row: `less` and `more` are 0..1 of the widest side. `strong` marks the sum of the others; `href`: where its name
    leads."""

    label: str
    figure: str
    detail: str
    less: float
    more: float
    note: str = ""
    strong: bool = False
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One named row: what changed, what it is, where it stands, what an office answered on it."""

    figure: str
    title: str
    address: str
    where: str
    said: str = ""
    sources: Sequence[str] = ()
    replies: Sequence[str] = ()


@dataclass(frozen=True)
class Sides:
    """What `diverging` drew."""

    rows: Sequence[Both]


def diverging(rows: Sequence[Both], heads: tuple[str, str], caption: str) -> Drawn:
    """`heads` say what the two sides are. Read aloud it is a table of names and figures."""
    sides = "".join(f"<span>{escape(h)}</span>" for h in heads)
    head = f'<thead aria-hidden="true"><tr><td></td><td class="bar"><p>{sides}</p></td><td></td></tr></thead>'
    inner = f'<caption class="ak-vh">{escape(caption)}</caption>{head}<tbody>{"".join(map(_row, rows))}</tbody>'
    return Drawn(wrap(f"<table>{inner}</table>", "ak-both"), Sides(tuple(rows)))


def _row(r: Both) -> str:
    name = f'<a href="{escape(r.href)}">{escape(r.label)}</a>' if r.href else escape(r.label)
    note = f'<span class="note">{escape(r.note)}</span>' if r.note else ""
    bar = f'<div><i class="less" style="width:{r.less / 2:.2%}"></i><i class="more" style="width:{r.more / 2:.2%}"></i></div>'
    kind = ' class="strong"' if r.strong else ""
    return (
        f'<tr{kind}><th scope="row">{name}{note}</th><td class="bar" aria-hidden="true">{bar}</td>'
        f'<td class="num">{escape(r.figure)}<small>{escape(r.detail)}</small></td></tr>'
    )


def lines(rows: Iterable[Line], caption: str) -> str:
    """Named rows below each other, the way to each, and its files."""
    body = "".join(map(_line, rows))
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><tbody>{body}</tbody>'
    return wrap(scroll(f"<table>{inner}</table>", caption), "ak-named")


def _line(r: Line) -> str:
    sources = "".join(f'<span class="ak-src">{escape(s)}</span>' for s in r.sources)
    replies = "".join(f'<span class="ak-reply">{escape(x)}</span>' for x in r.replies)
    said = f'<span class="said">{escape(r.said)}</span>' if r.said else ""
    return (
        f'<tr><td class="num">{escape(r.figure)}</td><th scope="row"><a href="{escape(r.address)}">{escape(r.title)}</a>'
        f"<small>{escape(r.where)}</small>{said}{sources}{replies}</th></tr>"
    )

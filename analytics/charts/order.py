"""Pairs of a list as light HTML: counted in bars whose length is their number, and named side by side with room for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap
from analytics.locale.fate_words import SYMBOLS


@dataclass(frozen=True)
class Counted:
    """One row of pairs; `kept`, `not_kept`, `unknown` are 0..1 of the longest row, `cells` the words of the other columns."""

    name: str
    note: str
    kept: float
    not_kept: float
    unknown: float
    cells: Sequence[str]
    pairs: tuple[int, int, int] = (0, 0, 0)  # the same three parts as numbers


@dataclass(frozen=True)
class Pairs:
    """What `counted` drew."""

    rows: Sequence[Counted]
    headings: Sequence[str]


@dataclass(frozen=True)
class Side:
    """One proposal of a named pair."""

    rank: str
    title: str
    address: str
    where: str
    fate: str
    verdict: str
    money: str


@dataclass(frozen=True)
class Named:
    """A higher-ranked proposal, what was written about it, and the lower ones that received money; `more`: how many further."""

    place: str
    higher: Side
    reason: str
    written: bool
    replies: Sequence[str]
    lower: Sequence[Side]
    more: str = ""


def legend(kept: str, not_kept: str, unknown: str) -> Drawn:
    parts = (("i", kept), ("s", not_kept), ("u", unknown))
    drawn = wrap('<p class="ak-legend">' + "".join(f"<span><{k}></{k}>{escape(w)}</span>" for k, w in parts) + "</p>")
    return Drawn(drawn, Keys((("kept", kept), ("not_kept", not_kept), ("unknown", unknown))))


def counted(rows: Sequence[Counted], headings: Sequence[str], caption: str) -> Drawn:
    """`headings`: of the names, the bars and of each cell. On a phone each row becomes a block whose cells bear their heading."""
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in headings)
    body = ""
    for r in rows:
        note = f"<small>{escape(r.note)}</small>" if r.note else ""
        parts = (("i", r.kept), ("s", r.not_kept), ("u", r.unknown))
        bar = "".join(f'<{tag} style="width:{part:.2%}"></{tag}>' for tag, part in parts if part > 0)
        cells = "".join(
            f'<td class="num" data-head="{escape(h)}">{escape(c)}</td>'
            for h, c in zip(headings[2:], r.cells, strict=True)
        )
        drawn = f'<td class="bar"><div aria-hidden="true">{bar}</div></td>'
        body += f'<tr><th scope="row">{escape(r.name)}{note}</th>{drawn}{cells}</tr>'
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    return Drawn(wrap(f"<table>{inner}</table>", "ak-order"), Pairs(tuple(rows), tuple(headings)))


def named(listed: Iterable[Named], heads: tuple[str, str, str], caption: str) -> str:
    """`heads`: of the higher side, of the lower ones, and of the reason."""
    body = "".join(_named(n, heads) for n in listed)
    return wrap(f'<ol aria-label="{escape(caption)}">{body}</ol>', "ak-named")


def _named(n: Named, heads: tuple[str, str, str]) -> str:
    replies = "".join(f'<span class="reply">{escape(r)}</span>' for r in n.replies)
    kind = "" if n.written else ' class="none"'
    reason = f"<p{kind}><em>{escape(heads[2])}:</em> {escape(n.reason)}{replies}</p>"
    more = f'<p class="more">{escape(n.more)}</p>' if n.more else ""
    lower = "".join(map(_side, n.lower))
    return (
        f'<li><h3>{escape(n.place)}</h3><div class="sides">'
        f"<section><h4>{escape(heads[0])}</h4>{_side(n.higher)}{reason}</section>"
        f"<section><h4>{escape(heads[1])}</h4>{lower}{more}</section></div></li>"
    )


def _side(s: Side) -> str:
    symbol = SYMBOLS.get(s.fate, "–")
    return (
        f'<div class="side {escape(s.fate)}"><span class="rank">{escape(s.rank)}</span><span class="what">'
        f'<a href="{escape(s.address)}">{escape(s.title)}</a><small>{escape(s.where)}</small></span>'
        f'<span class="became"><b><i aria-hidden="true">{symbol}</i> {escape(s.verdict)}</b> · {escape(s.money)}</span></div>'
    )

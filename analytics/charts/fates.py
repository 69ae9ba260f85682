"""The list of one district or village as light HTML: what was asked, what became of it, and where that is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from analytics.charts.drawn import Drawn, Lines
from analytics.charts.html import wrap
from analytics.locale.fate_words import SYMBOLS

ROOM = 0.06  # share of the bar that has room for a symbol and a number


@dataclass(frozen=True)
class Item:
    """One proposal ready for the screen; every text is plain words, escaped here."""

    number: str
    title: str
    address: str
    where: str
    money: str
    fate: str
    verdict: str
    brief: str = ""
    evidence: Sequence[str] = field(default_factory=tuple)
    replies: Sequence[str] = field(default_factory=tuple)
    next: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the bar over all proposals: its class, share of the whole, number (in words and plain) and words."""

    fate: str
    share: float
    number: str
    words: str
    n: int = 0


@dataclass(frozen=True)
class Listed:
    """What `items` drew."""

    items: Sequence[Item]
    left: int = 0


@dataclass(frozen=True)
class Whole:
    """What `whole` drew."""

    parts: Sequence[Part]


def items(listed: Iterable[Item], caption: str, left: int = 0) -> Drawn:
    """The list in its own order; on a phone each becomes a card. `left`: those not drawn."""
    found = tuple(listed)
    body = "".join(map(_item, found))
    return Drawn(
        wrap(f'<ol class="ak-fates" aria-label="{escape(caption)}">{body}</ol>', "ak-figure"), Listed(found, left)
    )


def _item(i: Item) -> str:
    evidence = "".join(f"<span>{escape(e)}</span>" for e in i.evidence if e)
    replies = "".join(f'<span class="ak-reply">{escape(r)}</span>' for r in i.replies)
    symbol = SYMBOLS.get(i.fate, "–")
    brief = f" · {escape(i.brief)}" if i.brief else ""
    step = f'<span class="ak-next">→ {escape(i.next)}</span>' if i.next else ""
    return (
        f'<li class="{escape(i.fate)}"><span class="ak-rank">{escape(i.number)}</span>'
        f'<span class="ak-what"><a href="{escape(i.address)}">{escape(i.title)}</a> <small>{escape(i.where)}</small></span>'
        f'<span class="ak-money">{escape(i.money)}</span>'
        f'<span class="ak-fate"><b><i aria-hidden="true">{symbol}</i> {escape(i.verdict)}</b>'
        f"{brief}{evidence}{replies}{step}</span></li>"
    )


def whole(parts: Sequence[Part], lines: Sequence[str], caption: str) -> Drawn:
    """One bar of all proposals in their classes, the words of each class, and the sentences below it, as one block."""
    bar = "".join(
        f'<i class="{escape(p.fate)}" style="width:{p.share:.3%}" title="{escape(p.words)}">'
        + (f"<b>{SYMBOLS[p.fate]} {escape(p.number)}</b>" if p.share >= ROOM else "")
        + "</i>"
        for p in parts
    )
    said = ", ".join(f"{p.number} {p.words}" for p in parts)
    keys = "".join(
        f'<span><i class="{escape(p.fate)}"></i>{SYMBOLS[p.fate]} {escape(p.number)} {escape(p.words)}</span>'
        for p in parts
    )
    below = "".join(f'<p class="ak-line">{escape(x)}</p>' for x in lines if x)
    drawn = wrap(
        f'<div class="ak-whole" role="img" aria-label="{escape(caption)}: {escape(said)}">{bar}</div>'
        f'<p class="ak-whole-key" aria-hidden="true">{keys}</p>{below}',
        "ak-head",
    )
    return Drawn(drawn, Whole(tuple(parts)), Lines(tuple(x for x in lines if x), "lead"))

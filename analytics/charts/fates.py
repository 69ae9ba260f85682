"""The list of one district or village as light HTML: what was asked, what became of it, and where that is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from analytics.charts.html import wrap

# a symbol and a word, never colour alone; the symbols differ in shape, so that a black-and-white print says the same
SYMBOLS = {
    "funded": "●",
    "funded_size_unknown": "●",
    "partial": "◐",
    "late": "◔",
    "elsewhere": "◇",
    "unfunded": "○",
    "unknown": "?",
}


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
    evidence: Sequence[str] = field(default_factory=tuple)
    replies: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Part:
    """One part of the bar over all proposals: its class, share of the whole, number and word."""

    fate: str
    share: float
    number: str
    word: str


def items(listed: Iterable[Item], caption: str) -> str:
    """The list in its own order; on a phone each becomes a card."""
    return wrap(f'<ol class="ak-fates" aria-label="{escape(caption)}">{"".join(map(_item, listed))}</ol>', "ak-figure")


def _item(i: Item) -> str:
    evidence = "".join(f"<span>{escape(e)}</span>" for e in i.evidence if e)
    replies = "".join(f'<span class="ak-reply">{escape(r)}</span>' for r in i.replies)
    symbol = SYMBOLS.get(i.fate, "–")
    return (
        f'<li class="{escape(i.fate)}"><span class="ak-rank">{escape(i.number)}</span>'
        f'<span class="ak-what"><a href="{escape(i.address)}">{escape(i.title)}</a> <small>{escape(i.where)}</small></span>'
        f'<span class="ak-money">{escape(i.money)}</span>'
        f'<span class="ak-fate"><b><i aria-hidden="true">{symbol}</i> {escape(i.verdict)}</b>{evidence}{replies}</span></li>'
    )


def whole(parts: Sequence[Part], caption: str) -> str:
    """One bar of all proposals in their classes, and the same as words with their numbers."""
    bar = "".join(f'<i class="{escape(p.fate)}" style="width:{p.share:.3%}"></i>' for p in parts if p.share)
    legend = "".join(
        f'<li class="{escape(p.fate)}"><i aria-hidden="true"></i><b>{escape(p.number)}</b> '
        f"{SYMBOLS.get(p.fate, '–')} {escape(p.word)}</li>"
        for p in parts
        if p.share
    )
    return wrap(
        f'<div class="ak-whole" aria-hidden="true">{bar}</div><ul class="ak-parts" aria-label="{escape(caption)}">{legend}</ul>'
    )

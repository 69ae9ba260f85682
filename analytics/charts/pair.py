"""A proposal beside a budget line as light HTML: words both sides have stay plain, words only one has are marked and underlined.
Says nothing of how likely the pair is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.html import wrap
from analytics.linkage.lexicon import PLACE
from analytics.linkage.tokens import spell

QUIET = frozenset[str]().union(
    *(PLACE[name] for name in ("village", "district", "hamlet", "nearby"))
)  # "di", "Desa", "Kec."
EMPTY = ' class="none"'
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Row:
    """One aspect of both sides, e.g. ("Volume", "300 m", "1 paket"). `compared`: its words are held against the other side's;
    `note` stands below the right one."""

    label: str
    left: str
    right: str
    compared: bool = False
    note: str = ""


def pair(heads: tuple[str, str], rows: Sequence[Row], caption: str, marked: str) -> str:
    """Both sides as a table of two columns, one above the other on a phone. `heads` name the sides; where no row has a right
    side there is no line yet; `marked` tells a screen reader what a mark means."""
    mine = words_of(r.left for r in rows if r.compared)
    theirs = words_of(r.right for r in rows if r.compared)
    alone = not theirs  # with nothing to compare, nothing is marked
    body = ""
    for r in rows:
        cells = [
            (heads[0], difference(r.left, theirs) if r.compared and not alone else escape(r.left)),
            (heads[1], difference(r.right, mine) if r.compared and not alone else escape(r.right)),
        ]
        note = f"<small>{escape(r.note)}</small>" if r.note else ""
        sides = "".join(
            f'<td data-side="{escape(head)}"{"" if text else EMPTY}>{text or "–"}{note if i else ""}</td>'
            for i, (head, text) in enumerate(cells)
        )
        kind = ' class="said"' if r.compared else ""
        body += f'<tr{kind}><th scope="row">{escape(r.label)}</th>{sides}</tr>'
    top = f'<td></td><th scope="col">{escape(heads[0])}</th><th scope="col">{escape(heads[1])}</th>'
    inner = f'<caption class="ak-vh">{escape(caption)}. {escape(marked)}</caption><thead><tr>{top}</tr></thead>'
    return wrap(f"<table>{inner}<tbody>{body}</tbody></table>", "ak-pair")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """What the words of texts spell: "Jln." and "jalan" are the same word."""
    return frozenset(each for text in texts for word in WORD.findall(text.lower()) for each in spell(word))


def difference(text: str, other: frozenset[str]) -> str:
    """The text, escaped, with every word marked that the other side does not have."""
    out, at = "", 0
    for found in WORD.finditer(text):
        out += escape(text[at : found.start()])
        word = found[0].lower()
        shared = (len(word) == 1 and word.isalpha()) or all(each in other or each in QUIET for each in spell(word))
        out += escape(found[0]) if shared else f"<mark>{escape(found[0])}</mark>"
        at = found.end()
    # neighbours are one mark: a name that differs reads as one
    return re.sub(r"</mark>(\s+)<mark>", r"\1", out + escape(text[at:]))


def said(lines: Iterable[str]) -> str:
    """Who judged the pair and how, one line each."""
    body = "".join(f"<li>{escape(x)}</li>" for x in lines)
    return wrap(f'<ul class="ak-said">{body}</ul>') if body else ""


def opinion(words: str, reasons: str = "") -> str:
    """What the engine thinks, small and below: a hint, never the verdict."""
    below = f" <span>{escape(reasons)}</span>" if reasons else ""
    return wrap(f'<p class="ak-opinion">{escape(words)}{below}</p>')

"""The account of one dataset that was read, as light HTML: its rows, its rupiah, what it changes. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.html import wrap


@dataclass(frozen=True)
class Part:
    """A kind of row: its id (accepted, rejected, structure, blank), the words with their number, its share of all rows."""

    kind: str
    words: str
    share: float


@dataclass(frozen=True)
class Account:
    """One dataset: what it is, whose, where it stands in the file; its rows; lines of (name, value, is it as it should be)."""

    title: str
    sub: str
    parts: Sequence[Part]
    whole: str
    lines: Sequence[tuple[str, str, bool]]


def account(a: Account) -> str:
    """A bar of the file's rows with every part named, then the lines. A mark and words, never colour alone."""
    bar = "".join(f'<i class="{p.kind}" style="flex-grow:{p.share:.6f}"></i>' for p in a.parts if p.share > 0)
    named = "".join(f'<li class="{p.kind}">{escape(p.words)}</li>' for p in a.parts)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{"" if good else "▲ "}{escape(value)}</td></tr>'
        for name, value, good in a.lines
    )
    return wrap(
        f'<h3 class="ak-h3">{escape(a.title)}</h3><p class="ak-sub">{escape(a.sub)}</p>'
        f'<p class="ak-whole-rows">{escape(a.whole)}</p><div class="ak-rows" aria-hidden="true">{bar}</div>'
        f'<ul class="ak-rows-named">{named}</ul><table class="ak-lines"><tbody>{rows}</tbody></table>',
        "ak-list ak-account",
    )

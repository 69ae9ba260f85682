"""The completeness matrix as light HTML: which source is here for which year, by a symbol and a word. Every word is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from analytics.charts.html import SYMBOLS, scroll, wrap


def states(words: dict[str, str]) -> str:
    """What the symbols of the matrix say."""
    return wrap(
        '<p class="ak-legend">' + " &nbsp; ".join(f"{SYMBOLS[s]} {escape(w)}" for s, w in words.items()) + "</p>"
    )


def matrix(
    years: Sequence[int],
    rows: Iterable[tuple[str, bool, Sequence[tuple[str, str]]]],
    words: dict[str, str],
    corner: str,
    core: str,
) -> str:
    """Year x source: (source, is it core, [(state, why)] by year). A symbol and a word, never colour alone."""
    head = f'<th scope="col">{escape(corner)}</th>' + "".join(f'<th scope="col">{y}</th>' for y in years)
    body = ""
    for name, needed, cells in rows:
        mark = f' <span class="core">{escape(core)}</span>' if needed else ""
        body += f'<tr><th scope="row">{escape(name)}{mark}</th>'
        for state, why in cells:
            tip = f' title="{escape(why)}"' if why else ""
            hidden = ' class="ak-vh"' if state == "missing" else ""
            body += f'<td class="{state}"{tip}>{SYMBOLS[state]}<span{hidden}>{escape(words[state])}</span></td>'
        body += "</tr>"
    inner = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    span = f"{corner}, {min(years)}–{max(years)}" if years else corner
    return wrap(scroll(f'<table class="ak-matrix">{inner}</table>', span))

"""What is folded until somebody opens it: ways to many places, and the choices of a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from analytics.charts.html import wrap


def ways(groups: Iterable[tuple[str, str, Sequence[tuple[str, str]]]]) -> str:
    """Ways to many places, folded by what they lie in: (name, how many, [(place, address)])."""
    body = ""
    for name, note, places in groups:
        links = "".join(f'<li><a href="{escape(href)}">{escape(words)}</a></li>' for words, href in places)
        body += (
            f"<details><summary><b>{escape(name)}</b> <span>{escape(note)}</span></summary><ul>{links}</ul></details>"
        )
    return wrap(body, "ak-ways")


def opener(words: str) -> str:
    """What opens and closes the choices on a phone (style.css)."""
    return f'<details class="ak-opener"><summary><span class="ak-vh">{escape(words)}</span></summary></details>'


def chosen(words: str) -> str:
    """The choices in one line."""
    return wrap(f"<p>{escape(words)}</p>", "ak-chosen")

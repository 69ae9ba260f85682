"""Slides that fill the screen: one picture each, scaled to fit, moved through by arrow keys in the browser (tools.js)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def show(slides: Sequence[tuple[str, str, str, str]], words: dict[str, str]) -> str:
    """(kicker, title, body, foot) of each slide; body is finished HTML. `words`: next, back, close, full."""
    last = len(slides)
    body = "".join(
        f'<section class="ak-slide" aria-label="{i} / {last}"{"" if i == 1 else " hidden"}><div class="fit">'
        f'<p class="ak-kicker">{escape(kicker)}</p><h2 class="ak-h1">{escape(title)}</h2>{picture}</div>'
        f'<p class="foot">{escape(foot)} · {i} / {last}</p></section>'
        for i, (kicker, title, picture, foot) in enumerate(slides, 1)
    )
    buttons = "".join(
        f'<button type="button" data-ak-show="{k}">{escape(words[k])}</button>'
        for k in ("back", "next", "full", "close")
    )
    return f'<div class="ak ak-show" id="paparan" tabindex="-1">{body}<nav>{buttons}</nav></div>'

"""Years across, what happened in each below: a time line as light HTML. Every word is escaped; nothing is computed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analytics.charts.html import wrap


def timeline(years: Sequence[int], rows: Sequence[tuple[str, Sequence[Sequence[str]]]], caption: str) -> str:
    """Rows of (name, what stands in each year): a year without anything is a dash. Read aloud it is a table."""
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    body = ""
    for name, cells in rows:
        inner = "".join(f"<td>{_cell(each)}</td>" for each in cells)
        body += f'<tr><th scope="row">{escape(name)}</th>{inner}</tr>'
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody>'
    frame = f'<div class="ak-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    return wrap(f"{frame}<table>{inner}</table></div>", "ak-years")


def _cell(said: Sequence[str]) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in said) or "–"

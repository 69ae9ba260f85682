"""The months of one year as light HTML: a bar per step, today's month marked. Every word is escaped; nothing is computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.html import SYMBOLS, wrap


@dataclass(frozen=True)
class Step:
    """One file: what it is, for which budget year, its usual months and its state (present, partial, missing)."""

    name: str
    year: str
    what: str
    holder: str
    begins: dt.date
    ends: dt.date
    state: str


def months(
    names: Sequence[str],
    groups: Iterable[tuple[str, Sequence[Step]]],
    today: dt.date,
    step: str,
    file: str,
    caption: str,
) -> str:
    """Groups of steps under twelve months: a bar from the first to the last month that lies in this year."""
    head = "".join(
        f'<th scope="col" class="m{" now" if m == today.month else ""}">{escape(name)}</th>'
        for m, name in enumerate(names, 1)
    )
    body = ""
    for title, steps in groups:
        body += f'<tr class="g"><th colspan="14" scope="colgroup">{escape(title)} · {len(steps)}</th></tr>'
        body += "".join(_row(s, today) for s in steps)
    inner = (
        f'<caption class="ak-vh">{escape(caption)}</caption><thead><tr><th scope="col">{escape(step)}</th>{head}'
        f'<th scope="col">{escape(file)}</th></tr></thead><tbody>{body}</tbody>'
    )
    return wrap(f'<table class="ak-months">{inner}</table>')


def _row(s: Step, today: dt.date) -> str:
    cells = ""
    for m in range(1, 13):
        inside = s.begins <= dt.date(today.year, m, 1) <= s.ends
        classes = " ".join(c for c, on in (("m", True), ("on", inside), ("now", m == today.month)) if on)
        cells += f'<td class="{classes}" aria-hidden="true"></td>'
    mark = f'<b aria-hidden="true">{SYMBOLS[s.state]}</b>'
    name = f'<th scope="row">{mark} {escape(s.name)}<small>{escape(s.year)}</small></th>'
    return (
        f'<tr class="{s.state}">{name}{cells}<td class="f">{escape(s.what)}<small>{escape(s.holder)}</small></td></tr>'
    )

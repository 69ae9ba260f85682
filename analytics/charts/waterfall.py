"""A way from one figure to another as bars in a table: levels from the left edge, between them what is taken away or added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap


@dataclass(frozen=True)
class Fall:
    """One bar over low..high of 0..1. `kind`: level, ours, less or more; `unsure` is the part of it (0..1 of the whole track)
    that nobody has settled. `figure` bears its sign; `notes` say what it is made of."""

    label: str
    figure: str
    detail: str
    low: float
    high: float
    kind: str
    unsure: float = 0.0
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Falls:
    """What `waterfall` drew; a full track is `whole`."""

    rows: Sequence[Fall]
    whole: int


def waterfall(rows: Sequence[Fall], caption: str, whole: int) -> Drawn:
    """The steps from top to bottom: read aloud they are a table. A full track is `whole`."""
    body = "".join(map(_row, rows))
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><tbody>{body}</tbody>'
    return Drawn(wrap(f"<table>{inner}</table>", "ak-falls"), Falls(tuple(rows), whole))


def _row(r: Fall) -> str:
    notes = "".join(f'<span class="note">{escape(x)}</span>' for x in r.notes)
    hatch = f'<u style="left:{r.low:.2%};width:{r.unsure:.2%}"></u>' if r.unsure > 0 else ""
    track = f'<div><i style="left:{r.low:.2%};width:{r.high - r.low:.2%}"></i>{hatch}</div>'
    return (
        f'<tr class="{escape(r.kind)}"><th scope="row">{escape(r.label)}{notes}</th>'
        f'<td class="bar" aria-hidden="true">{track}</td>'
        f'<td class="num">{escape(r.figure)}<small>{escape(r.detail)}</small></td></tr>'
    )


def legend(settled: str, unsure: str, ours: str) -> Drawn:
    """What the bars between two levels say."""
    pairs = (("less", settled), ("unsure", unsure), ("ours", ours))
    keys = "".join(f'<span><i class="{k}"></i>{escape(w)}</span>' for k, w in pairs)
    return Drawn(wrap(f'<p class="ak-falls-key">{keys}</p>'), Keys(pairs))

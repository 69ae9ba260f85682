"""A rate over the years as upright bars in a table: proven solid, at most hatched, n below, breaks as named dotted lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn
from analytics.charts.html import wrap


@dataclass(frozen=True)
class Column:
    """One year. `why` stands instead of figures where nothing can be said; `note` marks a year that is not finished; `more` is a
    second figure that is not drawn."""

    year: str
    figure: str
    detail: str
    n: str
    share: float
    high: float
    note: str = ""
    why: str = ""
    chosen: bool = False
    break_before: str = ""
    more: str = ""


@dataclass(frozen=True)
class Trend:
    """What `trend` drew."""

    columns: Sequence[Column]
    labels: dict[str, str]


MANY = 12  # years from which figures are set closer
STEPS = (0.25, 0.5, 0.75, 1.0)


def trend(columns: Sequence[Column], labels: dict[str, str], caption: str) -> Drawn:
    """`labels`: words of the rows (year, figure, n, more, note). The scale ends at the first quarter above every bar."""
    top = next((s for s in STEPS if s >= max(c.high for c in columns)), 1.0)
    rows = [
        f'<tr class="names"><td></td>{_breaks(columns)}</tr>' if any(c.break_before for c in columns) else "",
        f'<tr class="bars"><th scope="row"><span>{round(top * 100)} %</span><span>0 %</span></th>'
        + "".join(f"<td{_class(c)}>{_bar(c, top)}</td>" for c in columns)
        + "</tr>",
        f'<tr class="year"><td>{escape(labels["year"])}</td>'
        + "".join(f'<th scope="col"{_class(c)}>{escape(c.year)}</th>' for c in columns)
        + "</tr>",
        _row(labels["figure"], columns, "figure"),
        _row(labels["n"], columns, "n"),
        _row(labels["more"], columns, "more") if any(c.more for c in columns) else "",
        _row(labels["note"], columns, "note") if any(c.note for c in columns) else "",
    ]
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><tbody>{"".join(rows)}</tbody>'
    where = f'role="region" tabindex="0" aria-label="{escape(caption)}"'
    many = " many" if len(columns) > MANY else ""
    table = f'<table style="min-width:{5 + 3.7 * len(columns):.1f}rem">{inner}</table>'
    drawn = wrap(f'<div class="ak-scroll newest" {where}>{table}</div>', f"ak-trend{many}")
    return Drawn(drawn, Trend(tuple(columns), labels))


def _class(column: Column, *more: str) -> str:
    kinds = [*more, *(["cut"] if column.break_before else []), *(["now"] if column.chosen else [])]
    return f' class="{" ".join(kinds)}"' if kinds else ""


def _breaks(columns: Sequence[Column]) -> str:
    """Each name has the room from its own line to the next one, so that names never meet."""
    cuts = [i for i, c in enumerate(columns) if c.break_before]
    parts = f'<td colspan="{cuts[0]}"></td>' if cuts[0] else ""
    for at, end in zip(cuts, [*cuts[1:], len(columns)], strict=True):
        parts += f'<td class="cut" colspan="{end - at}"><span>{escape(columns[at].break_before)}</span></td>'
    return parts


def _bar(column: Column, top: float) -> str:
    low, high = column.share / top, column.high / top
    hatch = f'<u style="bottom:{low:.2%};height:{high - low:.2%}"></u>' if high > low else ""
    return f'<div aria-hidden="true"><i style="height:{low:.2%}"></i>{hatch}</div>'


def _row(label: str, columns: Sequence[Column], part: str) -> str:
    cells = ""
    for c in columns:
        words = c.why if c.why and part == "figure" else getattr(c, part)
        detail = f"<small>{escape(c.detail)}</small>" if part == "figure" and not c.why else ""
        cells += f"<td{_class(c, *(['why'] if c.why and part == 'figure' else []))}>{escape(words)}{detail}</td>"
    return f'<tr class="{part}"><th scope="row">{escape(label)}</th>{cells}</tr>'

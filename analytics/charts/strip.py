"""One rate under every definition: a table of small interval bars. Proven is solid, what is not yet known hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn
from analytics.charts.html import wrap


@dataclass(frozen=True)
class Interval:
    """A cell: `figure` in words, `share` proven and `high` at most (0..1), `guess` below; or only `why` it cannot be said."""

    figure: str = ""
    detail: str = ""
    share: float = 0.0
    high: float = 0.0
    why: str = ""
    marked: str = ""
    guess: str = ""


Group = tuple[str, Sequence[tuple[str, str, Sequence[Interval]]]]  # (what is counted, [(how, n, cells)])


@dataclass(frozen=True)
class Strip:
    """What `strip` drew."""

    groups: Sequence[Group]
    columns: Sequence[tuple[str, str]]
    corner: tuple[str, str]
    legend: tuple[str, str, str]


def track(share: float, high: float) -> str:
    """A small bar from 0 to 1; the hatched part begins where the solid one ends."""
    hatch = f'<u style="left:{share:.2%};width:{high - share:.2%}"></u>' if high > share else ""
    return f'<em class="ak-mini" aria-hidden="true"><i style="width:{share:.2%}"></i>{hatch}</em>'


def strip(
    groups: Sequence[Group],
    columns: Sequence[tuple[str, str]],
    corner: tuple[str, str],
    title: str,
    legend: tuple[str, str, str],
) -> Drawn:
    """Rows by universe, then by count and value; one column (name, its years) per budget version.

    `legend`: proven, not yet known, marked."""
    heads = [(c, "") for c in corner] + list(columns)
    head = "".join(f'<th scope="col">{escape(c)}{f"<small>{escape(n)}</small>" if n else ""}</th>' for c, n in heads)
    body = ""
    for name, lines in groups:
        for i, (how, n, cells) in enumerate(lines):
            first = f'<th scope="rowgroup" rowspan="{len(lines)}">{escape(name)}</th>' if i == 0 else ""
            kind = ' class="first"' if i == 0 else ""
            second = f'<th scope="row">{escape(how)} <small>{escape(n)}</small></th>'
            body += f"<tr{kind}>{first}{second}{''.join(map(_cell, cells))}</tr>"
    keys = "".join(f"<span><{k}></{k}>{escape(w)}</span>" for k, w in zip("ius", legend, strict=True))
    above = f'<div class="head"><h2>{escape(title)}</h2><p>{keys}</p></div>'
    inner = f'<caption class="ak-vh">{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
    where = f'role="region" tabindex="0" aria-label="{escape(title)}"'
    drawn = wrap(f'{above}<div class="ak-scroll" {where}><table>{inner}</table></div>', "ak-strip")
    return Drawn(drawn, Strip(tuple(groups), tuple(columns), corner, legend))


def _cell(cell: Interval) -> str:
    if cell.why:
        return f'<td class="why">{escape(cell.why)}</td>'
    mark = f'<span class="ak-vh">{escape(cell.marked)}</span>' if cell.marked else ""
    small = f" <small>{escape(cell.detail)}</small>" if cell.detail else ""
    kind = ' class="marked"' if cell.marked else ""
    guess = f'<small class="guess">{escape(cell.guess)}</small>' if cell.guess else ""
    return f"<td{kind}>{mark}<b>{escape(cell.figure)}</b>{small}{track(cell.share, cell.high)}{guess}</td>"

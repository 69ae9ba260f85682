"""How many still wait, year by year: two step curves, hatched between them, above a table that says the same in figures.

Boxes and not SVG: what st.html shows has been through a cleaner that takes SVG out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap

MANY = 12  # years from which figures are set closer


@dataclass(frozen=True)
class Point:
    """One year. `most` and `least` are shares of 0..1, `low` and `high` the limits of `most`; `cells` stand in the table."""

    year: str
    most: float
    least: float | None
    low: float | None
    high: float | None
    cells: Sequence[str]


@dataclass(frozen=True)
class Curve:
    """What `curve` drew."""

    points: Sequence[Point]
    labels: Sequence[str]


def curve(points: Sequence[Point], labels: Sequence[str], caption: str) -> Drawn:
    """`labels`: of the years, then of each row of cells. Each year's step stands above its own column."""
    scale = '<td class="scale" aria-hidden="true"><span>100 %</span><span>50 %</span><span>0 %</span></td>'
    drawn = f'<td colspan="{len(points)}" aria-hidden="true"><div>{_drawing(points)}</div></td>'
    years = "".join(f'<th scope="col">{escape(p.year)}</th>' for p in points)
    rows = f'<tr class="drawn">{scale}{drawn}</tr><tr class="year"><th scope="row">{escape(labels[0])}</th>{years}</tr>'
    for i, label in enumerate(labels[1:]):
        cells = "".join(f"<td>{escape(p.cells[i])}</td>" for p in points)
        rows += f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>'
    columns = f'<colgroup><col class="name"><col span="{len(points)}"></colgroup>'
    inner = f'<caption class="ak-vh">{escape(caption)}</caption>{columns}<tbody>{rows}</tbody>'
    where = f'role="region" tabindex="0" aria-label="{escape(caption)}"'
    table = f'<table style="min-width:{9 + 3.1 * len(points):.1f}rem">{inner}</table>'
    many = " many" if len(points) > MANY else ""
    drawn = wrap(f'<div class="ak-scroll" {where}>{table}</div>', f"ak-curve{many}")
    return Drawn(drawn, Curve(tuple(points), tuple(labels)))


def legend(proven: str, unknown: str, limits: str) -> Drawn:
    parts = (('<i class="line"></i>', proven), ("<u></u>", unknown), ("<b></b>", limits))
    drawn = wrap('<p class="ak-legend">' + "".join(f"<span>{mark}{escape(w)}</span>" for mark, w in parts) + "</p>")
    return Drawn(drawn, Keys((("found", proven), ("unknown", unknown), ("limits", limits))))


def _drawing(points: Sequence[Point]) -> str:
    """The limits, what is not known, then both lines on top."""
    reach = [p for p in points if p.least is not None]
    sides = [(p.most if p.low is None else p.low, p.most if p.high is None else p.high) for p in points]
    n = len(points)
    unknown = _area("u", [(p.least or 0.0, p.most) for p in reach], n)
    least, most = _line("b", [p.least or 0.0 for p in reach], n), _line("i", [p.most for p in points], n)
    return unknown + _area("s", sides, n) + least + most


def _area(tag: str, sides: Sequence[tuple[float, float]], n: int) -> str:
    """The area between two step curves, (lower, upper) by year, cut out of the whole drawing; nothing where there is no year."""
    if not sides:
        return ""
    upper = [(x / n, high) for i, (_, high) in enumerate(sides) for x in (i, i + 1)]
    lower = [(x / n, low) for i, (low, _) in enumerate(sides) for x in (i, i + 1)]
    corners = ",".join(f"{x:.2%} {1 - y:.2%}" for x, y in [*upper, *reversed(lower)])
    return f'<{tag} style="clip-path:polygon({corners})"></{tag}>'


def _line(tag: str, shares: Sequence[float], n: int) -> str:
    """Down from the share of the year before (at first all of them wait), then across."""
    return "".join(
        f'<{tag} style="left:{i / n:.2%};width:{1 / n:.2%};bottom:{share:.2%};height:{max(before - share, 0):.2%}"></{tag}>'
        for i, (before, share) in enumerate(zip((1.0, *shares), shares, strict=False))
    )

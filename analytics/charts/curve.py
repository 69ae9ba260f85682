"""How many still wait, year by year: two step curves, hatched between them, over a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from zlib import crc32

from analytics.charts.html import wrap

TALL, WIDE = 100, 430  # the drawing in its own units: near its shape on a desk, stretched to the table elsewhere
MANY = 12  # years from which figures are set closer
LINES = (25, 50, 75)


@dataclass(frozen=True)
class Point:
    """One year. `most` and `least` are shares of 0..1, `low` and `high` the limits of `most`; the rest stands in the table."""

    year: str
    most: float
    least: float | None
    low: float | None
    high: float | None
    cells: Sequence[str]


def curve(points: Sequence[Point], labels: Sequence[str], caption: str) -> str:
    """`labels`: of the years, then of each row of cells. Each year's step stands above its own column."""
    width = len(points)
    rows = f'<tr class="year"><th scope="row">{escape(labels[0])}</th>' + "".join(
        f'<th scope="col">{escape(p.year)}</th>' for p in points
    )
    rows += "</tr>"
    for i, label in enumerate(labels[1:]):
        cells = "".join(f"<td>{escape(p.cells[i])}</td>" for p in points)
        rows += f'<tr><th scope="row">{escape(label)}</th>{cells}</tr>'
    scale = '<td class="scale" aria-hidden="true"><span>100 %</span><span>50 %</span><span>0 %</span></td>'
    drawn = f'<tr class="drawn">{scale}<td colspan="{width}" aria-hidden="true">{_drawing(points)}</td></tr>'
    inner = f'<caption class="ak-vh">{escape(caption)}</caption><tbody>{drawn}{rows}</tbody>'
    where = f'role="region" tabindex="0" aria-label="{escape(caption)}"'
    table = f'<table style="min-width:{7 + 3.1 * width:.1f}rem">{inner}</table>'
    many = " many" if width > MANY else ""
    return wrap(f'<div class="ak-scroll" {where}>{table}</div>', f"ak-curve{many}")


def legend(proven: str, unknown: str, limits: str) -> str:
    return wrap(
        f'<p class="ak-legend"><i class="line"></i>{escape(proven)}<u></u>{escape(unknown)}<b></b>{escape(limits)}</p>'
    )


def _drawing(points: Sequence[Point]) -> str:
    step = WIDE / len(points)
    reach = [p for p in points if p.least is not None]
    least = [p.least or 0.0 for p in reach]
    band = _band([p.most for p in reach], least, step)
    sides = [(p.most if p.low is None else p.low, p.most if p.high is None else p.high) for p in points]
    limits = _band([high for _, high in sides], [low for low, _ in sides], step)
    mark = f"ak-h{crc32(band.encode()):08x}"  # several curves of one page each have a pattern of their own
    grid = "".join(f'<path class="grid" d="M0 {y}H{WIDE}"/>' for y in LINES)
    pattern = (
        f'<pattern id="{mark}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="4" height="4" fill="#FBEBD8"/><rect width="1" height="4" fill="#B45309"/></pattern>'
    )
    return (
        f'<svg viewBox="0 0 {WIDE} {TALL}" preserveAspectRatio="none"><defs>{pattern}</defs>{grid}'
        f'<path d="{band}" fill="url(#{mark})"/><path class="limits" d="{limits}"/>'
        f'<path class="least" d="M0 0{_steps(least, step)}"/>'
        f'<path class="proven" d="M0 0{_steps([p.most for p in points], step)}"/></svg>'
    )


def _y(share: float) -> str:
    return f"{TALL * (1 - share):.2f}"


def _steps(shares: Sequence[float], step: float) -> str:
    """To each year's share, then across that year."""
    return "".join(f"V{_y(s)}H{(i + 1) * step:.2f}" for i, s in enumerate(shares))


def _band(upper: Sequence[float], lower: Sequence[float], step: float) -> str:
    """The area between two step curves of the same years; empty where there is no year."""
    if not upper:
        return ""
    back = "".join(f"V{_y(s)}H{i * step:.2f}" for i, s in reversed(list(enumerate(lower))))
    return f"M0 {_y(upper[0])}{_steps(upper, step)}{back}Z"

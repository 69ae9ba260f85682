"""Charts of the plain pages as SVG: a bar of fates, a small bar of a rate, a rate over the years. Each says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.locale.fate_words import SYMBOLS
from analytics.query.rates import Rate
from analytics.reports.site_text import esc

UNKNOWN = "unknown"
SCALES = (0.25, 0.5, 0.75, 1.0)  # where the axis of the years may end
WIDE, LEFT, TOP, HIGH = 400, 40, 24, 120  # of the years: units of the drawing, which is as wide as a phone
MOST, LEAST = 56, 14  # of one year
CLOSE = 22  # a year set closer than this is written with two figures


@dataclass(frozen=True)
class Column:
    """One year: `rate` is None where there is nothing to draw; `cut` numbers the break before it."""

    year: int
    rate: Rate | None
    words: str
    cut: str = ""


def whole(parts: Sequence[tuple[str, int, str]], caption: str) -> str:
    """One bar of all proposals by their fates, and below it the words of each."""
    n, at, drawn = sum(k for _, k, _ in parts), 0.0, ""
    for name, k, _ in parts:
        width = 1000 * k / n
        fill = ' fill="url(#hatch)"' if name == UNKNOWN else ""
        drawn += f'<rect class="{esc(name)}" x="{at:.1f}" y="0" width="{width:.1f}" height="40"{fill}/>'
        at += width
    said = ", ".join(f"{k} {words}" for _, k, words in parts)
    keys = "".join(f'<li><b aria-hidden="true">{SYMBOLS[name]}</b> {k} {esc(words)}</li>' for name, k, words in parts)
    return (
        f'<svg class="whole" role="img" viewBox="0 0 1000 40" '
        f'preserveAspectRatio="none"><title>{esc(caption)}</title><desc>{esc(said)}</desc>{drawn}</svg>'
        f'<ul class="key">{keys}</ul>'
    )


def small(rate: Rate | None) -> str:
    """A rate inside a table whose cells say its numbers: proven solid, not yet known hatched."""
    if rate is None or not rate.n:
        return ""
    low, high = 100 * rate.value, 100 * rate.high
    open_ = f'<rect x="{low:.1f}" y="0" width="{high - low:.1f}" height="10" fill="url(#hatch)"/>' if high > low else ""
    solid = f'<rect class="funded" x="0" y="0" width="{low:.1f}" height="10"/>' if low else ""
    return (
        '<svg class="small" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="ground" x="0" y="0" width="100" height="10"/>{solid}{open_}</svg>'
    )


def years(columns: Sequence[Column], title: str, desc: str) -> str:
    """Upright bars, one a calendar year: a dash where there is nothing to draw, a dashed line before a break."""
    highs = [c.rate.high for c in columns if c.rate]
    top = next((s for s in SCALES if highs and s >= max(highs)), 1.0)
    step = max(LEAST, min(MOST, (WIDE - LEFT - 4) / len(columns)))
    width = max(WIDE, LEFT + 4 + step * len(columns))
    base = TOP + HIGH
    marks = "".join(_mark(base - HIGH * i / 2, f"{round(50 * i * top)} %", width) for i in range(3))
    drawn = "".join(_column(c, LEFT + step * i, step, top, base) for i, c in enumerate(columns))
    return (
        f'<svg class="years" role="img" viewBox="0 0 {width:.0f} {base + 22}">'
        f"<title>{esc(title)}</title><desc>{esc(desc)}</desc>{marks}{drawn}</svg>"
    )


def _mark(y: float, words: str, width: float) -> str:
    line = f'<line class="grid" x1="{LEFT}" x2="{width:.0f}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return f'{line}<text x="{LEFT - 4}" y="{y + 3.5:.1f}" text-anchor="end">{esc(words)}</text>'


def _column(c: Column, x: float, step: float, top: float, base: int) -> str:
    middle, wide = x + step / 2, step * 0.66
    name = str(c.year) if step >= CLOSE + 4 else f"{c.year % 100:02d}"
    found = f'<text x="{middle:.1f}" y="{base + 15}" text-anchor="middle">{name}</text>'
    if c.cut:
        found += f'<line class="cut" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{base}"/>'
        found += f'<text class="no" x="{x:.1f}" y="{TOP - 12}" text-anchor="middle">{esc(c.cut)}</text>'
    if c.rate is None:
        found += f'<text x="{middle:.1f}" y="{base - 5}" text-anchor="middle">–</text>'
    else:
        low, high = HIGH * c.rate.value / top, HIGH * c.rate.high / top
        box = f'x="{middle - wide / 2:.1f}" width="{wide:.1f}"'
        if low:
            found += f'<rect class="funded" {box} y="{base - low:.1f}" height="{low:.1f}"/>'
        if high > low:
            found += f'<rect {box} y="{base - high:.1f}" height="{high - low:.1f}" fill="url(#hatch)"/>'
        if not high:
            found += f'<text x="{middle:.1f}" y="{base - 5}" text-anchor="middle">0</text>'
    return f"<g><title>{esc(c.words)}</title>{found}</g>"

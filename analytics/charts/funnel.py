"""A funnel plot: the rate of every place against how many it has, and the limits within which places of one rate
fall by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt
from urllib.parse import quote

from analytics.charts.axis import end, marks
from analytics.charts.drawn import Drawn
from analytics.charts.html import wrap

WIDE, HIGH = 640, 360  # of the drawing; it grows with the page, and never shrinks below a legible size
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 16, 52
LETTER, LINE = 7.6, 15  # how wide a letter and how high a line of 13 pixels are, to keep names apart


@dataclass(frozen=True)
class Spot:
    """One place at n and its rate; `most` what it may still be. Only a spot with a `name` is named in the drawing."""

    n: int
    share: float
    most: float
    name: str = ""


# an image has its own styles: the page takes inline SVG away
STYLE = (
    "text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#1B1F24}path{fill:none;stroke:#1B1F24}"
    ".tick{font-size:12.5px;fill:#4A5560}.count{font-size:11px;font-weight:700;fill:#fff}"
    ".name{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    ".grid{stroke:#EEF1F4}.l95,.l998{stroke:#4A5560;stroke-width:1.5}.l998{stroke-dasharray:5 4}"
    ".whole{stroke-width:2;stroke-dasharray:2 3}.open{stroke:#B45309;stroke-width:2;stroke-dasharray:2 2}"
    "circle{fill:#0B5C7A;stroke:#fff}"
)

Bound = tuple[float, float, float, float, float]  # n; 95 % low, high; 99.8 % low, high


@dataclass(frozen=True)
class Funnel:
    """What `funnel` drew."""

    spots: Sequence[Spot]
    bounds: Sequence[Bound]
    whole: float
    labels: dict[str, str]


def funnel(spots: Sequence[Spot], bounds: Sequence[Bound], whole: float, labels: dict[str, str], caption: str) -> Drawn:
    """`labels`: x, y, whole, l95, l998. `caption` says in words what the drawing shows."""
    most = max(b[0] for b in bounds)
    top = end([whole, *(max(s.share, s.most) for s in spots)])

    def x(n: float) -> float:
        return LEFT + n / most * (WIDE - LEFT - RIGHT)

    def y(share: float) -> float:
        return TOP + (1 - min(share, top) / top) * (HIGH - TOP - BOTTOM)

    def path(column: int) -> str:
        return "M" + "L".join(f"{x(b[0]):.1f} {y(b[column]):.1f}" for b in bounds)

    lines = "".join(f'<path class="l95" d="{path(c)}"/>' for c in (1, 2))
    lines += "".join(f'<path class="l998" d="{path(c)}"/>' for c in (3, 4))
    lines += f'<path class="whole" d="M{x(0):.1f} {y(whole):.1f}H{x(most):.1f}"/>'
    axis = "".join(
        f'<path class="grid" d="M{LEFT} {y(share):.1f}H{WIDE - RIGHT}"/>'
        f'<text class="tick" x="{LEFT - 6}" y="{y(share) + 4:.1f}" text-anchor="end">{words}</text>'
        for share, words in marks(top)
    )
    step = _step(most)
    axis += "".join(
        f'<text class="tick" x="{x(n):.1f}" y="{HIGH - BOTTOM + 24}" text-anchor="middle">{n}</text>'
        for n in range(step, int(most) + 1, step)
    )
    axis += f'<text class="tick" x="{(LEFT + WIDE - RIGHT) / 2}" y="{HIGH - 8}" text-anchor="middle">{escape(labels["x"])}</text>'
    alike: dict[tuple[int, float], list[Spot]] = {}
    for s in spots:
        alike.setdefault((s.n, s.share), []).append(s)
    drawn = "".join(
        _spot(x(n), y(share), y(max(s.most for s in same)), len(same)) for (n, share), same in alike.items()
    )
    names = _names([(x(s.n), y(s.share), s.name) for s in spots])
    key = "".join(
        f'<span><i class="{k}"></i>{escape(labels[k])}</span>' for k in ("spot", "open", "whole", "l95", "l998")
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}">'
        f"<style>{STYLE}</style>{axis}{lines}{drawn}{names}</svg>"
    )
    where = f'role="region" tabindex="0" aria-label="{escape(labels["y"])}"'
    image = f'<img alt="{escape(caption)}" src="data:image/svg+xml,{quote(svg)}">'
    drawn = wrap(
        f'<p class="keys" aria-hidden="true">{key}</p><p class="axis">{escape(labels["y"])}</p>'
        f'<div class="ak-scroll newest" {where}>{image}</div>',
        "ak-funnel",
    )
    return Drawn(drawn, Funnel(tuple(spots), tuple(bounds), whole, labels))


def _spot(x: float, y: float, most: float, n: int) -> str:
    """Places of one rate and size are one dot, the larger the more they are, with their number in it."""
    radius = 5 if n == 1 else min(7 + sqrt(n), 15)
    number = f'<text class="count" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{n}</text>' if n > 1 else ""
    open_ = f'<path class="open" d="M{x:.1f} {y:.1f}V{most:.1f}"/>' if most < y else ""
    return f'{open_}<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>{number}'


def _step(most: float) -> int:
    """A round step with at most eight marks on the axis."""
    return next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**9) if most / s <= 8)


def _names(spots: Sequence[tuple[float, float, str]]) -> str:
    """Each name where it meets no dot and no other name: right, left, above or below; none where there is no room."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y, _ in spots]
    words = ""
    for x, y, name in sorted(spots, key=lambda s: -s[0]):
        long = len(name) * LETTER
        sides = [(x + 9, y + 4), (x - 9 - long, y + 4), (x - long / 2, y - 10), (x - long / 2, y + 20)]
        sides += [(left, base) for base in (y + 19, y - 9) for left in (x + 3, x - 3 - long)]
        for left, base in sides:
            box = (left, base - LINE + 3, left + long, base + 3)
            inside = box[0] >= LEFT and box[2] <= WIDE and box[1] >= TOP - 10 and box[3] <= HIGH - BOTTOM
            if name and inside and not any(_meet(box, t) for t in taken):
                taken.append(box)
                words += f'<text class="name" x="{left:.1f}" y="{base:.1f}">{escape(name)}</text>'
                break
    return words


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

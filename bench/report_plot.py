"""Growth over regencies as a small SVG, axes by powers of ten: a line no steeper than the dashed one is linear or better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 20, 50
COLOURS = ("#0B5C7A", "#B4540A", "#3F6B2A", "#6A3D9A", "#8C2D04")
Points = Sequence[tuple[float, float]]


def plot(lines: Mapping[str, Points], across: str, up: str) -> str:
    """One line per name, its points sorted by x; values at or below 0 are left out."""
    kept = {name: [(x, y) for x, y in points if x > 0 and y > 0] for name, points in lines.items()}
    xs = [x for points in kept.values() for x, _ in points]
    ys = [y for points in kept.values() for _, y in points]
    x_range, y_range = _powers(xs), _powers(ys)

    def place(x: float, y: float) -> tuple[float, float]:
        return _along(x, x_range, LEFT, WIDTH - RIGHT), _along(y, y_range, HEIGHT - BOTTOM, TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<title>{up} by {across}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(x_range[0], x_range[1] + 1):
        x, _ = place(10**power, 10 ** y_range[0])
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{_said(power)}</text>')
    for power in range(y_range[0], y_range[1] + 1):
        _, y = place(10 ** x_range[0], 10**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_said(power)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{across}</text>')
    parts.append(f'<text x="{LEFT - 8}" y="{TOP - 6}" text-anchor="end">{up}</text>')
    taken: list[float] = []
    for i, (name, points) in enumerate((n, p) for n, p in kept.items() if p):
        colour, found = COLOURS[i % len(COLOURS)], [place(x, y) for x, y in points]
        first, last = points[0], points[-1]
        straight = place(last[0], min(first[1] * last[0] / first[0], 10 ** y_range[1]))
        if len(points) > 1:
            parts.append(_line([found[0], straight], colour, ' stroke-dasharray="3 4" stroke-opacity=".6"'))
        parts.append(_line(found, colour, ' stroke-width="2"'))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in found]
        y = found[-1][1] + 4
        while any(abs(y - other) < 14 for other in taken):
            y += 2
        taken.append(y)
        parts.append(f'<text x="{found[-1][0] + 8:.1f}" y="{y:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _powers(values: Iterable[float]) -> tuple[int, int]:
    low, high = min(values, default=1), max(values, default=1)
    first = math.floor(math.log10(low))
    return first, max(math.ceil(math.log10(high)), first + 1)


def _along(value: float, powers: tuple[int, int], begin: float, end: float) -> float:
    return begin + (end - begin) * (math.log10(value) - powers[0]) / (powers[1] - powers[0])


def _said(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _line(points: Sequence[tuple[float, float]], colour: str, more: str) -> str:
    along = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{along}" fill="none" stroke="{colour}"{more}/>'

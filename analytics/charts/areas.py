"""Places as areas of a map: an image with hatches and lines, and over it a link of each area's own form. The words stand in HTML,
legible at every width; an area has its name and numbers in its link. Never says more by its size: tiles stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from analytics.charts.drawn import Drawn
from analytics.charts.html import wrap
from analytics.charts.tiles import SHADES

WIDE, EDGE = 1000, 3  # units the drawing is wide, and room around it for half a line
LETTER, FIGURE = 8.1, 8.8  # pixels a letter of a name and of a figure take
WIDTHS = (300, 480, 640, 820)  # pixels of the drawing from which a label may be shown; as in style_pages.css
COLOURS = ("#fff", "#E3EFF4", "#BFDAE5", "#86B7CC", "#0B5C7A")
SAFE = " ,.:;=/()-'"  # what stands in an address of data as it is, to keep it short

PATTERNS = (
    # lines of few are grey, of what is not yet known orange; a place without a list is dotted
    "<pattern id='few' width='9' height='9' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
    "<rect width='9' height='9' fill='#fff'/><rect width='2' height='9' fill='#B4BDC6'/></pattern>"
    "<pattern id='vague' width='11' height='11' patternUnits='userSpaceOnUse' patternTransform='rotate(-45)'>"
    "<rect width='3' height='11' fill='#DDA96F'/></pattern>"
    "<pattern id='none' width='11' height='11' patternUnits='userSpaceOnUse'>"
    "<rect width='11' height='11' fill='#fff'/><circle cx='3' cy='3' r='1.4' fill='#8894A0'/></pattern>"
)
STYLE = "path{stroke:#5B6770;stroke-width:1.3;stroke-linejoin:round}.edge{fill:none;stroke:#1B1F24;stroke-width:3.4}"

Ring = Sequence[tuple[float, float]]  # closed, right and down, of the drawing's width


@dataclass(frozen=True)
class Area:
    """One place. `share`, `vague` and `few` as of a tile (None: no proposals); `at` and `room` where a label has most room, of
    the drawing's width; `words` all of it in a sentence."""

    rings: Sequence[Ring]
    at: tuple[float, float]
    room: float
    name: str
    figure: str
    words: str
    share: float | None
    href: str = ""
    vague: bool = False
    few: bool = False


def areas(
    places: Sequence[Area], high: float, caption: str, borders: Sequence[Ring] = (), *, small: bool = False
) -> str:
    """The map, `high` of its width. `caption` says in words what it shows; a small one, without links, says every figure."""
    drawn = "".join(_drawn(p) for p in places)
    edges = f"<path class='edge' d='{_path(borders)}'/>" if borders else ""
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='-{EDGE} -{EDGE} {_full(1):.0f} {_full(high):.0f}'>"
        f"<style>{STYLE}</style>{PATTERNS}{drawn}{edges}</svg>"
    )
    said = caption if not small else f"{caption}. {'; '.join(p.words for p in places)}"
    image = f'<img alt="{escape(said)}" src="data:image/svg+xml,{quote(svg, safe=SAFE)}">'
    in_order = sorted(places, key=lambda p: (round(p.at[1], 1), p.at[0]))
    links = "" if small else "".join(_link(p, high) for p in in_order if p.href)
    labels = "".join(_label(p, high, small) for p in places)
    style = f"aspect-ratio:{_full(1) / _full(high):.4f};max-width:{'none' if small else f'min(100%,{74 / high:.0f}vh)'}"
    return f'<div class="ak-area{" small" if small else ""}" style="{style}">{image}{links}{labels}</div>'


def framed(drawn: Drawn, key: Drawn, caption: str) -> Drawn:
    """One map with its key."""
    body = f'{key}<div class="frame" role="group" aria-label="{escape(caption)}">{drawn}</div>'
    return Drawn(wrap(body, "ak-areas ak-tiles"), *key.of, *drawn.of)


def shade(p: Area) -> str:
    """The class of a place: none, few, or s0 to s4."""
    return "none" if p.share is None else "few" if p.few else f"s{sum(p.share >= s for s in SHADES)}"


def _drawn(p: Area) -> str:
    kind = shade(p)
    fill = f"url(#{kind})" if kind in {"none", "few"} else COLOURS[int(kind[1])]
    path = _path(p.rings)
    over = f"<path fill='url(#vague)' d='{path}'/>" if p.vague else ""
    return f"<path fill='{fill}' fill-rule='evenodd' d='{path}'/>{over}"


def _path(rings: Sequence[Ring]) -> str:
    return "".join(f"M{' '.join(f'{x * WIDE:.0f},{y * WIDE:.0f}' for x, y in ring[:-1])}Z" for ring in rings)


def _link(p: Area, high: float) -> str:
    """All of the drawing, cut to the area: one ring after the other, each left where it began, so that holes stay holes."""
    first = p.rings[0][0]
    points = [q for ring in p.rings for q in (*ring, first)]
    form = ",".join(f"{_at(x, 1):.1f}% {_at(y, high):.1f}%" for x, y in points)
    words = escape(p.words)
    return f'<a href="{escape(p.href)}" aria-label="{words}" title="{words}" style="clip-path:polygon(evenodd,{form})"></a>'


def _full(length: float) -> float:
    return length * WIDE + 2 * EDGE


def _at(value: float, length: float) -> float:
    """Per cent of the image's width or height."""
    return (value * WIDE + EDGE) / _full(length) * 100


def _label(p: Area, high: float, small: bool) -> str:
    """Name and figure, each from the width on at which it fits; of a small map the figure alone."""
    least = [_from(len(words) * letter, p.room) for words, letter in ((p.name, LETTER), (p.figure, FIGURE))]
    name = "" if small or least[0] is None else f'<span class="w{least[0]}">{escape(p.name)}</span>'
    figure = "" if least[1] is None else f'<b class="w{least[1]}">{escape(p.figure)}</b>'
    if not figure:
        return ""
    at = f"left:{_at(p.at[0], 1):.1f}%;top:{_at(p.at[1], high):.1f}%"
    dark = " dark" if shade(p) == "s4" and not p.vague else ""
    return f'<div class="label{dark}" aria-hidden="true" style="{at}">{name}{figure}</div>'


def _from(pixels: float, room: float) -> int | None:
    return next((w for w in WIDTHS if room * w >= pixels), None)

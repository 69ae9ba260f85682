"""Places as equal tiles of a schematic map: a number and a small bar on every tile, its colour only repeats them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analytics.charts.drawn import Drawn, Keys
from analytics.charts.html import wrap
from analytics.charts.strip import track

SHADES = (0.1, 0.2, 0.35, 0.5)  # where the next darker shade of a rate begins
LARGE, WIDE, SMALL = (
    (72, 150),
    (86, 200),
    (62, 84),
)  # pixels a tile is wide at least and at most; the small one is nameless
ROOM = 6  # columns up to which numbers are set larger

Cell = tuple[int, int]  # column and row, from the north-west


@dataclass(frozen=True)
class Tile:
    """One place. `figure` is its rate, `detail` how many of how many; `share` proven and `most` at most; None where it has no
    proposals. `vague`: most of it is not yet known; `few`: too few for a colour. A line is drawn to neighbours of
    another `group`."""

    at: Cell
    name: str
    figure: str
    detail: str
    words: str
    share: float | None
    most: float = 0.0
    href: str = ""
    vague: bool = False
    few: bool = False
    group: str = ""


@dataclass(frozen=True)
class Map:
    """What `tiles` drew; its name stands above it where it is one of several."""

    places: Sequence[Tile]
    name: str = ""


def tiles(places: Sequence[Tile], caption: str, *, small: bool = False) -> Drawn:
    """The map; tiles with `href` are links that a keyboard reaches, row by row. Every tile is read aloud with its name."""
    first = [min(t.at[i] for t in places) for i in (0, 1)]
    columns = max(t.at[0] for t in places) - first[0] + 1
    wide = columns <= ROOM and not small
    least, most = SMALL if small else WIDE if wide else LARGE
    groups = {t.at: t.group for t in places}
    body = "".join(_cell(t, first, groups, small) for t in sorted(places, key=lambda t: (t.at[1], t.at[0])))
    size = f"grid-template-columns:repeat({columns},minmax({least}px,1fr));max-width:{columns * most}px"
    kind = f"map{' wide' if wide else ''}"
    drawn = f'<div class="{kind}" role="group" aria-label="{escape(caption)}" style="{size}">{body}</div>'
    return Drawn(drawn, Map(tuple(places), caption if small else ""))


def framed(drawn: Drawn, key: Drawn, caption: str) -> Drawn:
    """One map with its key, scrolling by itself where the screen is narrower than it is."""
    where = f'role="region" tabindex="0" aria-label="{escape(caption)}"'
    return Drawn(wrap(f'{key}<div class="ak-scroll" {where}>{drawn}</div>', "ak-tiles"), *key.of, *drawn.of)


def several(maps: Sequence[tuple[str, str, Drawn]], key: Drawn) -> Drawn:
    """Small maps side by side: (name, note, drawn)."""
    body = "".join(
        f'<div class="one"><p><b>{escape(name)}</b> {escape(note)}</p>{drawn}</div>' for name, note, drawn in maps
    )
    of = (part for _, _, drawn in maps for part in drawn.of)
    return Drawn(wrap(f'{key}<div class="many">{body}</div>', "ak-tiles"), *key.of, *of)


def key(labels: Sequence[str], nothing: str, vague: str, few: str = "") -> Drawn:
    """What the shades mean: one label per shade, the lightest first; `few` where those have a hatch of their own."""
    shades = "".join(f'<span><i class="s{i}"></i>{escape(w)}</span>' for i, w in enumerate(labels))
    more = f'<span><i class="vague"></i>{escape(vague)}</span><span><i class="none"></i>{escape(nothing)}</span>'
    more += f'<span><i class="few"></i>{escape(few)}</span>' if few else ""
    hatched = " hatched" if few else ""
    pairs = [*((f"s{i}", w) for i, w in enumerate(labels)), ("vague", vague), ("none", nothing)]
    return Drawn(f'<p class="keys{hatched}" aria-hidden="true">{shades}{more}</p>', Keys(tuple(pairs)))


def _cell(t: Tile, first: Sequence[int], groups: Mapping[Cell, str], small: bool) -> str:
    column, row = t.at
    edges = [
        name
        for name, there in (("right", (column + 1, row)), ("below", (column, row + 1)))
        if groups.get(there, t.group) != t.group
    ]
    at = f"grid-area:{row - first[1] + 1}/{column - first[0] + 1}"
    return f'<div class="{" ".join(["cell", *edges])}" style="{at}">{_tile(t, small)}</div>'


def _tile(t: Tile, small: bool) -> str:
    shade = "none" if t.share is None else "few" if t.few else f"s{sum(t.share >= s for s in SHADES)}"
    kind = f"tile {shade}{' vague' if t.vague else ''}"
    bar = "" if t.share is None else track(t.share, t.most)
    name = f'<span class="{"ak-vh" if small else "name"}">{escape(t.name)}</span> '
    body = f"{name}<b>{escape(t.figure)}</b> <small>{escape(t.detail)}</small>{bar}"
    if t.href:
        words = escape(t.words)
        return f'<a class="{kind}" href="{escape(t.href)}" aria-label="{words}" title="{words}">{body}</a>'
    return f'<span class="{kind}" title="{escape(t.words)}">{body}</span>'

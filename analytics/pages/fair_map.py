"""Pemerataan, the map: equal tiles near where places lie, a way into each; and one small map a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.tiles import SHADES, Tile, framed, key, several, tiles
from analytics.locale.format import share
from analytics.measures.definitions import measure
from analytics.pages.fair_rates import PATHS, found, got, inside, words
from analytics.pages.links import way
from analytics.pages.narrow import fits
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.places import Place, Places, Season, few, seasons
from analytics.query.rates import Rate
from analytics.query.tiles import Tiles
from analytics.query.tiles import tiles as arranged

FEW = measure("equity").settings["few"]
MAPS = 8  # small maps, one a year


def map_of(view: View, level: str) -> Picture | None:
    """Every kecamatan or desa one tile; a chosen kecamatan shows its own. None where no centre point is known."""
    p, grid = found(view, level), arranged(view.mart, view.regency.code, level)
    if p is None or grid is None or not p.asking:
        return None
    known = {x.code: x for x in p.listed}
    codes = [c for c in grid.cells if c.startswith(inside(view))]
    drawn = [tile_of(view, level, grid, c, known.get(c)) for c in codes]
    if not drawn:
        return None
    title = map_title(view, level, p)
    without = [c for c in grid.without if c.startswith(inside(view))]
    below = [view.t("fair.map_below", few=view.n(FEW))]
    below += [view.t("fair.map_borders")] if level == "village" else []
    if without:
        told = ", ".join(words(view, known[c]) if c in known else place_name(view, c) for c in without)
        below.append(view.t("fair.map_without", places=told))
    file = f"peta-{level}-{view.regency.code}-{view.year or 'semua'}"
    return Picture(
        "fair.map" if level == "district" else "fair.map_village",
        title,
        framed(tiles(drawn, title), shades(view), title)
        + html.hit(" ".join(below))
        + html.hint(view.t("fair.map_hint")),
        file,
        (view.ask("equity", (level,)),),
        view.t("fair.map_sub"),
    )


def map_title(view: View, level: str, p: Places) -> str:
    """The finding of the map, however it is drawn."""
    served = sum(x.rate.proven > 0 for x in p.asking)
    facts = {"n": view.n(len(p.asking)), "served": view.n(served), "places": view.t(f"fair.{level}")}
    facts |= {"version": view.term("version", view.version), "year": str(view.year or view.t("app.all_years").lower())}
    return view.t("fair.map_title", got=got(view), **facts)


def tile_of(view: View, level: str, grid: Tiles, code: str, x: Place | None) -> Tile:
    name = place_name(view, code)
    group = code[:8] if level == "village" else ""
    if x is None or not x.rate.n:
        return Tile(grid.cells[code], name, "–", "", f"{name}: {view.t('home.matrix_empty')}", None, group=group)
    href = way(view, PATHS[level], **{level: code})
    mark = {"above": "▲ ", "below": "▼ "}.get(x.apart, "")
    tile = _rated(view, grid.cells[code], name, x.rate, words(view, x), href, group, mark)
    # of a village the numbers themselves come first: a share of so few says more than it knows
    return (
        replace(tile, figure=f"{mark}{tile.detail}", detail=tile.figure.removeprefix(mark))
        if level == "village"
        else tile
    )


def _rated(
    view: View, at: tuple[int, int], name: str, r: Rate, said: str, href: str = "", group: str = "", mark: str = ""
) -> Tile:
    figure, detail = f"{mark}{share(r.value, view.lang)}", f"{view.n(r.proven)}/{view.n(r.n)}"
    return Tile(at, name, figure, detail, said, r.value, r.high, href, r.mostly_unknown, few(r), group)


def years_picture(view: View) -> Picture | None:
    """The map of kecamatan, small, for the last years there are."""
    grid = arranged(view.mart, view.regency.code, "district")
    if grid is None or "district" in dict(view.where) or not fits(view, "equity"):
        return None
    answer = replace(view, year=None).ask("equity", ("district", "year"))
    shown = seasons(answer, "district", view.year, MAPS)
    if len(shown) < 2:
        return None
    maps = []
    for season in shown:
        codes = [c for c in grid.cells if c.startswith(inside(view))]
        there = [small_tile(view, grid, code, season.rates.get(code)) for code in codes]
        whole = view.t("fair.season", share=share(season.whole.value, view.lang), n=view.n(season.whole.n))
        maps.append((str(season.year), whole, tiles(there, f"{season.year}, {whole}", small=True)))
    file, sub = f"peta-tahun-{view.regency.code}", view.t("fair.years_sub")
    return Picture("fair.years", years_title(view, shown), several(maps, shades(view)), file, (answer,), sub)


def years_title(view: View, shown: Sequence[Season]) -> str:
    """The finding of the small maps, however they are drawn."""
    a, b = shown[0], shown[-1]
    facts = {"first": a.year, "last": b.year}
    whole = {"a": share(a.whole.value, view.lang), "b": share(b.whole.value, view.lang)}
    return view.t("fair.years_title", **facts, **whole)


def small_tile(view: View, grid: Tiles, code: str, r: Rate | None) -> Tile:
    name = place_name(view, code)
    if r is None or not r.n:
        return Tile(grid.cells[code], name, "–", "", f"{name}: {view.t('home.matrix_empty')}", None)
    told = view.t("home.matrix_cell", proven=view.n(r.proven), n=view.n(r.n), unknown=view.n(r.unknown))
    return _rated(view, grid.cells[code], name, r, f"{name}: {told}")


def shades(view: View, *, hatched: bool = False) -> Drawn:
    """What the colours mean; on areas those with few proposals are hatched and must be told."""
    steps = [share(s, view.lang).replace(",0", "").replace(".0", "") for s in SHADES]
    labels = [f"< {steps[0]}", *(f"≥ {s}" for s in steps)]
    return key(
        labels,
        view.t("home.matrix_empty"),
        view.t("fair.vague"),
        view.t("fair.few", few=view.n(FEW)) if hatched else "",
    )


MAPS_OF = {"fair.map": partial(map_of, level="district"), "fair.map_village": partial(map_of, level="village")}

"""Pemerataan, the map of own boundaries where they were brought: coloured like the tiles, each area leads where its tile does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from analytics.charts import html
from analytics.charts.areas import Area, areas, framed
from analytics.charts.drawn import Drawn
from analytics.charts.tiles import Map, several
from analytics.locale.format import share
from analytics.pages.fair_map import FEW, MAPS, map_title, shades, small_tile, tile_of, years_title
from analytics.pages.fair_rates import PATHS, found, inside, words
from analytics.pages.links import way
from analytics.pages.narrow import fits
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.boundaries import Outlines, outlines, within
from analytics.query.places import Place, Season, few, seasons
from analytics.query.rates import Rate
from analytics.query.tiles import tiles as arranged


def there(view: View, level: str) -> bool:
    """Boundaries of this level were brought."""
    return outlines(view.mart, view.regency.code, level) is not None


def area_of(view: View, level: str) -> Picture | None:
    """Every kecamatan or desa in its own boundaries; a chosen kecamatan shows its own."""
    p, drawn = found(view, level), outlines(view.mart, view.regency.code, level)
    if p is None or drawn is None or not p.asking or not any(c.startswith(inside(view)) for c in drawn.areas):
        return None
    shown = within(drawn, inside(view))
    known = {x.code: x for x in p.listed}
    places = [_area(view, level, shown, code, known.get(code)) for code in shown.areas]
    title = map_title(view, level, p)
    body = areas(places, shown.high, title, shown.borders)
    below = [view.t("fair.area_below", few=view.n(FEW))]
    below += [view.t("fair.map_borders")] if shown.borders else []
    if shown.without:
        told = ", ".join(words(view, known[c]) if c in known else place_name(view, c) for c in shown.without)
        below.append(view.t("fair.area_without", places=told))
    return Picture(
        "fair.area" if level == "district" else "fair.area_village",
        title,
        framed(_with_tiles(view, level, body, known), shades(view, hatched=True), title) + html.hit(" ".join(below)),
        f"peta-batas-{level}-{view.regency.code}-{view.year or 'semua'}",
        (view.ask("equity", (level,)),),
        view.t("fair.area_sub"),
    )


def _area(view: View, level: str, shown: Outlines, code: str, x: Place | None) -> Area:
    name = place_name(view, code)
    if x is None or not x.rate.n:
        return _rated(shown, code, name, None, f"{name}: {view.t('home.matrix_empty')}", "–")
    mark = {"above": "▲ ", "below": "▼ "}.get(x.apart, "")
    figure = f"{mark}{view.n(x.rate.proven)}/{view.n(x.rate.n)}"
    return _rated(shown, code, name, x.rate, words(view, x), figure, way(view, PATHS[level], **{level: code}))


def _with_tiles(view: View, level: str, body: str, known: dict[str, Place]) -> Drawn:
    """A slide draws its places as equal tiles, where their centres are known: it has no outlines."""
    grid = arranged(view.mart, view.regency.code, level)
    codes = [c for c in grid.cells if c.startswith(inside(view))] if grid else []
    return (
        Drawn(body, Map([tile_of(view, level, grid, c, known.get(c)) for c in codes]))
        if grid and codes
        else Drawn(body)
    )


def _small_tiles(view: View, shown: Outlines, season: Season, caption: str) -> list[Map]:
    grid = arranged(view.mart, view.regency.code, "district")
    codes = [c for c in grid.cells if c in shown.areas] if grid else []
    return [Map([small_tile(view, grid, c, season.rates.get(c)) for c in codes], caption)] if grid and codes else []


def _rated(shown: Outlines, code: str, name: str, r: Rate | None, said: str, figure: str, href: str = "") -> Area:
    at = shown.spots[code]
    area = Area(shown.areas[code], (at.x, at.y), at.room, name, figure, said, None, href)
    return area if r is None else replace(area, share=r.value, vague=r.mostly_unknown, few=few(r))


def area_years_picture(view: View) -> Picture | None:
    """The map of kecamatan in their boundaries, small, for the last years there are."""
    drawn = outlines(view.mart, view.regency.code, "district")
    if drawn is None or "district" in dict(view.where) or not fits(view, "equity"):
        return None
    answer = replace(view, year=None).ask("equity", ("district", "year"))
    shown = seasons(answer, "district", view.year, MAPS)
    if len(shown) < 2:
        return None
    maps, drawn = [], within(drawn, inside(view))
    for season in shown:
        places = [_small(view, drawn, code, season.rates.get(code)) for code in drawn.areas]
        whole = view.t("fair.season", share=share(season.whole.value, view.lang), n=view.n(season.whole.n))
        caption = f"{season.year}, {whole}"
        small = areas(places, drawn.high, caption, small=True)
        maps.append((str(season.year), whole, Drawn(small, *_small_tiles(view, drawn, season, caption))))
    file, sub = f"peta-batas-tahun-{view.regency.code}", view.t("fair.area_years_sub")
    key = shades(view, hatched=True)
    return Picture("fair.area_years", years_title(view, shown), several(maps, key), file, (answer,), sub)


def _small(view: View, shown: Outlines, code: str, r: Rate | None) -> Area:
    name = place_name(view, code)
    if r is None or not r.n:
        return _rated(shown, code, name, None, f"{name}: {view.t('home.matrix_empty')}", "–")
    told = view.t("home.matrix_cell", proven=view.n(r.proven), n=view.n(r.n), unknown=view.n(r.unknown))
    return _rated(shown, code, name, r, f"{name}: {told}", f"{view.n(r.proven)}/{view.n(r.n)}")


AREAS_OF = {"fair.area": partial(area_of, level="district"), "fair.area_village": partial(area_of, level="village")}

"""From what a page drew to what a slide draws: the same rows as native charts and tables. Reckons nothing, asks nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analytics.charts import (
    cells,
    curve,
    diverging,
    dots,
    fates,
    funnel,
    html,
    matrix,
    order,
    shares,
    stacked,
    strip,
    tiles,
)
from analytics.charts import trend as trends
from analytics.charts import waterfall as falls
from analytics.charts.drawn import Drawn, Keys, Lines
from analytics.pages import deck_bars, deck_more, deck_tables
from analytics.pages.view import View
from analytics.reports.deck_data import Drawing


@dataclass
class Drew:
    """What one picture comes to on a slide: drawings, sentences above, below and as a list of their own, and what only the notes
    hold."""

    drawings: list[Drawing] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


Made = tuple[Drawing, list[str], list[str]]  # the drawing, sentences below it, sentences for the notes
MAKERS: Mapping[type, Callable[[View, Any, dict[str, str], str], Made]] = {
    html.Bars: deck_bars.bars,
    dots.Dots: deck_bars.dots,
    trends.Trend: deck_bars.trend,
    fates.Whole: deck_bars.whole,
    stacked.Stacks: deck_more.stacks,
    order.Pairs: deck_more.pairs,
    shares.Shares: deck_more.parts,
    falls.Falls: deck_more.falls,
    cells.Lists: deck_more.lists,
    curve.Curve: deck_more.waiting,
    funnel.Funnel: deck_more.scatter,
    strip.Strip: deck_tables.strip,
    matrix.Rates: deck_tables.rates,
    diverging.Sides: deck_tables.sides,
    fates.Listed: deck_tables.listed,
}


def drew(view: View, body: Drawn, title: str) -> Drew:
    """Everything in the body of a picture, in its order."""
    found, keys, maps = Drew(), dict[str, str](), list[tiles.Map]()
    for part in body.of:
        match part:
            case Keys():
                keys |= dict(part.pairs)
            case Lines():
                {"lead": found.above, "hit": found.below, "told": found.told}[part.kind].extend(part.lines)
            case tiles.Map():
                maps.append(part)
            case _:
                drawing, below, noted = MAKERS[type(part)](view, part, keys, title)
                found.drawings.append(drawing)
                found.below[:0] = below
                found.noted += noted
    if maps:
        found.drawings.append(deck_tables.squares(view, maps, keys, title))
    if not found.drawings and not found.told:  # words alone are the slide
        found.told, found.above = found.above, []
    return found

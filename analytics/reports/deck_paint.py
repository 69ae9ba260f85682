"""The look of anything drawn: fill, pattern and outline, which together survive black and white."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.reports.deck_style import colour, look


def paint(thing: Any, kind: str) -> None:
    """Fill, pattern and outline of a bar, a point or a shape."""
    like = look(kind)
    if like.fill is None:
        thing.fill.background()
    elif like.pattern is None:
        thing.fill.solid()
        thing.fill.fore_color.rgb = colour(like.fill)
    else:
        thing.fill.patterned()
        thing.fill.pattern = like.pattern
        thing.fill.fore_color.rgb, thing.fill.back_color.rgb = colour(like.fore), colour(like.fill)
    if like.line:
        thing.line.color.rgb, thing.line.width = colour(like.line), Pt(1.25)
    else:
        thing.line.fill.background()


def plain(shape: Any) -> Any:
    """A shape without the shadow and colours its theme would give it."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    return shape

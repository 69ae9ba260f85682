"""Slides as a PowerPoint file whose charts and tables can be edited. Takes finished words and numbers; asks nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Inches

from analytics.reports.deck_data import Deck, Slide
from analytics.reports.deck_page import page
from analytics.reports.deck_style import FONT, HIGH, WIDE, clean

TITLE_ONLY = 5  # the layout of the library's own template whose title is the outline's


def deck_bytes(deck: Deck) -> bytes:
    """The whole file."""
    made = Presentation()
    _wide(made)
    about = made.core_properties
    about.title, about.author, about.language = clean(deck.title)[:250], "Akomodasi", deck.lang
    about.subject, about.keywords = f"Mart {deck.mart}", deck.mark
    for i, slide in enumerate(deck.slides, 1):
        _slide(made, slide, deck, f"{i} / {len(deck.slides)}")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _wide(made: Any) -> None:
    """16:9 and one font, also for the slides somebody adds."""
    stretch = Inches(WIDE) / made.slide_width
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    for master in made.slide_masters:
        for shape in (s for holder in (master, *master.slide_layouts) for s in holder.placeholders):
            if shape._element.spPr.find(".//{*}off") is not None:  # a place of its own, not its master's
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
        theme = master.part.part_related_by(RT.THEME)
        theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())


def _slide(made: Any, slide: Slide, deck: Deck, number: str) -> None:
    there = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    moved = page(there, slide, replace(deck, mark=slide.mark), number)  # a chart's workbook says it of its own data
    told = [*slide.notes[:1], (deck.words["moved"], moved), *slide.notes[1:]]
    words = "\n\n".join("\n".join([heading.upper(), *lines]) for heading, lines in told if lines)
    there.notes_slide.notes_text_frame.text = clean(words)

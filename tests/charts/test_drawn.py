"""A drawing knows what it is drawn of as long as it is put together with +; plain text knows nothing."""

from __future__ import annotations

from analytics.charts import html
from analytics.charts.drawn import Drawn, Keys, Lines, of
from analytics.charts.html import Bar, Bars


def test_pieces_put_together_keep_all_they_are_drawn_of_in_order() -> None:
    whole = "<p>" + html.legend("a", "b") + html.bars([Bar("x", "1")], "t") + html.hit("c") + "</p>"
    assert [type(x) for x in of(whole)] == [Keys, Bars, Lines]
    assert isinstance(whole, Drawn) and whole.startswith("<p><div")


def test_a_frame_around_a_drawing_keeps_it_too() -> None:
    assert of(html.wrap(html.lead(["x"]), "ak-ranks")) == (Lines(("x",), "lead"),)


def test_text_and_hints_of_a_page_are_of_nothing() -> None:
    assert of("text") == () and of(html.hint("Pilih kotak")) == ()
    assert of(f"{html.hit('x')}") == ()

"""Paparan: a set of slides goes through its own address unharmed, and what is no slide changes nothing."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.pages.slides import LARGEST, MOST, Slide, read, written

slides = st.builds(
    Slide,
    st.sampled_from(("home.strip", "home.trend", "journey.stages")),
    st.sampled_from(("99.01", "73.02")),
    st.one_of(st.none(), st.integers(2011, 2027)),
    st.sampled_from(("district", "all")),
    st.just("apbd"),
    st.lists(st.tuples(st.sampled_from(("dapil", "district", "agency")), st.text(max_size=30)), max_size=3).map(tuple),
    st.text(max_size=60),
)


@given(st.lists(slides, max_size=12).map(tuple))
def test_a_set_comes_out_of_its_address_as_it_went_in(found: tuple[Slide, ...]) -> None:
    assert read(written(found)) == found


@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_reading_of_an_address(text: str) -> None:
    assert all(isinstance(s, Slide) for s in read(text))


def held_in(screen) -> str:
    """The set in the page's address."""
    found = screen.app.query_params["s"]
    return found if isinstance(found, str) else found[-1]


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(value).encode())).decode()


@pytest.mark.parametrize("value", [1, {"a": 1}, [1, 2], [["x"]], [["p", "r", "2026", "u", "v", [], ""]], [[None] * 7]])
def test_what_is_no_slide_is_left_out(value: object) -> None:
    assert read(packed(value)) == ()


def test_an_address_that_unfolds_without_end_is_cut_off() -> None:
    assert read(packed("x" * (50 * LARGEST))) == ()
    many = [["home.strip", "99.01", 2026, "district", "apbd", [], ""]] * 200
    assert len(read(packed(many))) == MOST


def test_the_plenary_set_fills_the_page_and_stands_in_the_address(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "paparan", regency="99.01")
    assert screen.heading == "Paparan: 0 salindia"
    assert screen.app.get("download_button") == [], "no file of nothing"
    screen.app.button(key="plenary").click().run()
    assert "Unduh PowerPoint" in [b.proto.label for b in screen.app.get("download_button")]
    held = read(held_in(screen))
    assert [s.picture for s in held][:2] == ["home.strip", "home.changes"]
    assert {(s.regency, s.year) for s in held} == {("99.01", 2026)}


def test_a_set_opens_from_its_address_and_fills_the_screen(demo_workspace, open_page) -> None:
    held = (
        Slide("home.trend", "99.01", 2026, "district", "apbd", (), "Judul <b>sendiri</b>"),
        Slide("home.strip", "99.01", 2026, "district", "apbd", (("district", "00.00.00"),)),
        Slide("no.such", "99.01", 2026, "district", "apbd"),
    )
    screen = open_page(demo_workspace, "paparan", regency="99.01", s=written(held), show="1")
    assert screen.broken == []
    assert screen.html.count("ak-slide") == 1
    assert "Judul &lt;b&gt;sendiri&lt;/b&gt;" in screen.html
    assert "DATA REKAAN" in screen.words


def test_a_title_of_ones_own_stays_and_the_order_changes(demo_workspace, open_page) -> None:
    held = tuple(Slide(p, "99.01", 2026, "district", "apbd") for p in ("home.strip", "home.trend"))
    screen = open_page(demo_workspace, "paparan", regency="99.01", s=written(held))
    screen.app.text_input(key="title-0-home.strip").set_value("Terbukti saja").run()
    screen.app.button(key="down-0").click().run()
    now = read(held_in(screen))
    assert [(s.picture, s.title) for s in now] == [("home.trend", ""), ("home.strip", "Terbukti saja")]

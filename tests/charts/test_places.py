"""Scales, wholes cut into parts, dots with limits, funnels and tiles: where things stand, and what is read aloud of them."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from analytics.charts.axis import PIECES, end, marks
from analytics.charts.dots import Dot, dots
from analytics.charts.funnel import Spot, funnel
from analytics.charts.shares import Part, Whole, shares
from analytics.charts.tiles import Tile, tiles

EVIL = '<b onclick="x">"Desa" & co'


@pytest.mark.parametrize("top", PIECES)
def test_a_scale_has_marks_at_whole_per_cent_from_nothing_to_its_end(top: float) -> None:
    found = marks(top)
    assert (found[0], found[-1]) == ((0.0, "0 %"), (top, f"{round(top * 100)} %"))
    assert all(abs(share * 100 - float(words.removesuffix(" %"))) < 1e-9 for share, words in found)


def test_a_scale_ends_at_or_above_everything_on_it() -> None:
    assert [end([s]) for s in (0.0, 0.25, 0.26, 0.75, 0.9, 1.3)] == [0.25, 0.25, 0.5, 0.75, 1.0, 1.0]


def test_a_whole_says_its_parts_and_writes_a_share_only_where_there_is_room() -> None:
    parts = [
        Part("musrenbang", 0.6, "musrenbang", "60 %", "musrenbang 60 %"),
        Part("both", 0.03, "keduanya", "3 %", "keduanya 3 %"),
        Part("untraced", 0.37, EVIL, "37 %", "belum ditemukan 37 %"),
    ]
    drawn = shares([Whole(EVIL, "Rp 1", parts, above="2021: aturan")], [("musrenbang", EVIL)], "asal", ("a", "b", "c"))
    assert "<b onclick" not in drawn
    assert 'aria-label="musrenbang 60 %; keduanya 3 %; belum ditemukan 37 %"' in drawn
    assert "<b>60 %</b>" in drawn
    assert "<b>3 %</b>" not in drawn
    assert [float(w) for w in re.findall(r'style="width:([\d.]+)%"', drawn)] == [60.0, 3.0, 37.0]


def test_a_dot_stands_between_its_limits_on_the_scale_of_all_rows() -> None:
    rows = [
        Dot(EVIL, "20,0 %", "2/10", 0.2, 0.4, 0.05, 0.5, EVIL, href='desa?x="'),
        Dot("B", "0", "0/1", 0, 0, 0, 0.3, "B"),
    ]
    labels = dict.fromkeys(("name", "figure", "n", "dot", "limits", "unknown", "whole"), "x")
    drawn = dots(rows, 0.25, labels, "c")
    assert "<b onclick" not in drawn and 'href="desa?x=&quot;"' in drawn
    assert '<b style="left:40.00%"></b>' in drawn
    assert '<i style="left:10.00%;width:90.00%"></i>' in drawn
    assert '<u style="left:40.00%;width:40.00%"></u>' in drawn
    assert drawn.count('<s style="left:50.00%"></s>') == 2


def image(drawn: str) -> str:
    """The drawing inside the image, as it is drawn."""
    return unquote(re.search(r'src="data:image/svg\+xml,([^"]*)"', drawn)[1])


LABELS = dict.fromkeys(("x", "y", "spot", "open", "whole", "l95", "l998"), "x")
BOUNDS = [(1.0, 0.0, 1.0, 0.0, 1.0), (50.0, 0.1, 0.4, 0.05, 0.5)]


def test_places_of_one_rate_and_size_are_one_dot_with_their_number() -> None:
    spots = [Spot(5, 0.2, 0.4), Spot(5, 0.2, 0.2), Spot(50, 0.3, 0.3, EVIL)]
    svg = image(funnel(spots, BOUNDS, 0.25, LABELS, EVIL))
    assert svg.count("<circle") == 2
    assert re.findall(r'class="count"[^>]*>(\d+)<', svg) == ["2"]
    assert svg.count('class="open"') == 1
    assert "<b onclick" not in svg


def test_names_of_a_funnel_never_cover_each_other() -> None:
    spots = [Spot(40 + i % 3, 0.3 + i / 500, 0.3 + i / 500, f"Kecamatan {i}") for i in range(12)]
    svg = image(funnel(spots, BOUNDS, 0.3, LABELS, "c"))
    found = [
        (float(x), float(y), len(w)) for x, y, w in re.findall(r'class="name" x="([\d.]+)" y="([\d.]+)">(.*?)<', svg)
    ]
    assert found
    for i, (x, y, n) in enumerate(found):
        for other_x, other_y, m in found[:i]:
            assert abs(y - other_y) >= 12 or x + n * 7 <= other_x or other_x + m * 7 <= x


def test_a_tile_leads_on_and_is_read_aloud_by_its_name() -> None:
    places = [
        Tile((2, 1), EVIL, "50,0 %", "1/2", EVIL, 0.5, 0.5, 'desa?v="', few=True, group="a"),
        Tile((3, 1), "B", "–", "", "B: tidak ada usulan", None, group="b"),
        Tile((3, 0), "C", "60,0 %", "6/10", "C: 6 dari 10", 0.6, 0.9, vague=True, group="b"),
    ]
    drawn = tiles(places, "peta")
    assert "<b onclick" not in drawn
    assert re.findall(r'class="(cell[^"]*)" style="grid-area:(\d)/(\d)"', drawn) == [
        ("cell", "1", "2"),
        ("cell right", "2", "1"),
        ("cell", "2", "2"),
    ]
    assert re.findall(r'<(?:a|span) class="(tile[^"]*)"', drawn) == ["tile s4 vague", "tile few", "tile none"]
    assert drawn.count("<a ") == 1 and 'href="desa?v=&quot;"' in drawn
    assert '<span class="ak-vh">B</span>' in tiles(places, "peta", small=True)

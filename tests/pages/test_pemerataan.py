"""Pemerataan: rates with their limits, the map that leads on, and what is never ranked."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from analytics.pages.pictures import PICTURES
from analytics.pages.slides import Slide, written
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.facts import dapils
from analytics.register.workspace import open_workspace
from analytics.vocabulary import regions

YEAR = "2026"


@pytest.fixture(scope="module")
def mart(demo_workspace) -> Mart:
    return open_mart(open_workspace(demo_workspace))


def asked(level: str, **where: str) -> Question:
    found = {"regency": "99.01", "year": YEAR, **where}
    return Question("equity", (level,), tuple((k, (v,)) for k, v in found.items()))


def dotted(html: str) -> list[str]:
    table = re.search(r'<div class="ak ak-dots">.*?</table>', html, re.DOTALL)[0]
    return re.findall(r'<td class="n">([\d.]+/[\d.]+)</td>', table)


def mapped(html: str) -> str:
    return re.search(r'<div class="ak ak-tiles">.*?</figure>', html, re.DOTALL)[0]


def test_the_heading_counts_only_what_surely_differs(demo_workspace, mart, open_page) -> None:
    rows = [r for r in ask(mart, asked("district")).rows if r["n"] and r["district"]]
    sides = [sum(r["apart"] == side for r in rows) for side in ("above", "below")]
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR)
    assert screen.broken == []
    said = f"{sides[0]} pasti di atas dan {sides[1]} pasti di bawah" if any(sides) else "tidak satu pun pasti berbeda"
    assert f"Dari {len(rows)} kecamatan, {said}" in screen.heading
    assert "pasti di atas" not in screen.heading or any(sides)


def test_places_stand_by_their_number_of_proposals_never_by_their_rate(demo_workspace, mart, open_page) -> None:
    rows = [r for r in ask(mart, asked("district")).rows if r["n"] and r["district"]]
    rows.sort(key=lambda r: (-r["n"], r["district"]))
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR)
    assert dotted(screen.html) == [f"{r['numerator']}/{r['n']}" for r in rows]
    assert "Ini bukan peringkat." in screen.words
    assert "Belum selesai: masih dapat didanai kemudian." in screen.words


def test_every_district_is_a_tile_that_leads_to_its_list(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR)
    leads = re.findall(r'href="(kecamatan\?[^"]*district=(99\.01\.\d\d)[^"]*)"', mapped(screen.html))
    assert {code for _, code in leads} == {f"99.01.{i:02}" for i in range(1, 11)}
    assert all(f"year={YEAR}" in href for href, _ in leads)
    area = re.findall(r"grid-area:(\d+/\d+)", mapped(screen.html))
    assert len(area) == len(set(area)) == 10


def test_villages_are_tiles_too_and_a_chosen_district_shows_its_own(demo_workspace, mart, open_page) -> None:
    everywhere = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, level="village")
    assert everywhere.broken == []
    asking = {r["village"] for r in ask(mart, asked("village")).rows if r["n"] and r["village"]}
    assert set(re.findall(r"village=(99\.01\.\d\d\.\d{4})", mapped(everywhere.html))) == asking
    inside = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, district="99.01.03")
    own = {code for code in asking if code.startswith("99.01.03")}
    assert set(re.findall(r"village=(99\.01\.\d\d\.\d{4})", mapped(inside.html))) == own
    assert len(dotted(inside.html)) == len(own)


def test_dapil_are_compared_like_other_places(demo_workspace, mart, open_page) -> None:
    rows = [r for r in ask(mart, asked("dapil")).rows if r["n"] and r["dapil"]]
    rows.sort(key=lambda r: (-r["n"], r["dapil"]))
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, level="dapil")
    assert screen.broken == []
    assert f"Dari {len(rows)} dapil," in screen.heading
    assert dotted(screen.html) == [f"{r['numerator']}/{r['n']}" for r in rows]
    assert "ak-tiles" in screen.html and "grid-area" not in screen.html.partition('<div class="many">')[0], "no map"
    people = {r["dapil"]: r["population"] for r in rows}
    assert people and all(people.values())


def test_a_chosen_dapil_shows_its_districts_alone(demo_workspace, mart, open_page) -> None:
    [first, *_] = dapils(mart, "99.01", int(YEAR)).items()
    name, codes = first
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, dapil=name)
    assert screen.broken == []
    drawn = set(re.findall(r"district=(99\.01\.\d\d)", mapped(screen.html)))
    assert drawn and drawn <= set(codes)
    assert mapped(screen.html).count('class="cell') == len(codes)


def test_few_proposals_bear_no_colour(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, level="village")
    tiles = re.findall(r'<a class="tile (\w+)[^"]*"[^>]*>.*?<b>[^<\d]*(\d+)/(\d+)</b>', mapped(screen.html))
    assert tiles
    assert all((shade == "few") == (int(n) < 5) for shade, _, n in tiles)


def test_concentration_is_one_sentence_with_its_n(demo_workspace, mart, open_page) -> None:
    total = ask(mart, asked("village")).totals[0]
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR)
    value = round(total["concentration"], 2)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    assert f"Indeks konsentrasi rupiah {sign}{abs(value):.2f}".replace(".", ",") in screen.words
    assert f"{total['n_index']} dari {total['n_places']} desa/kelurahan mempunyai indeks" in screen.words


def test_a_small_map_for_every_year_and_at_most_eight(demo_workspace, mart, open_page) -> None:
    years = {r["year"] for r in ask(mart, Question("equity", ("district", "year"), (("regency", ("99.01",)),))).rows}
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR)
    shown = re.findall(r'<div class="one"><p><b>(\d{4})</b>', screen.html)
    assert shown == [str(y) for y in sorted(years)[-8:]]


def drawn_area(html: str) -> str:
    return re.search(r'<div class="ak ak-areas ak-tiles">.*?</figure>', html, re.DOTALL)[0]


def test_without_boundaries_there_are_tiles_and_nothing_to_choose(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, drawn="area")
    assert screen.broken == []
    assert "ak-area" not in screen.html and "grid-area" in mapped(screen.html)


@pytest.mark.parametrize("level", ["district", "village"])
def test_an_area_leads_where_its_tile_leads_and_says_the_same(mapped_workspace, open_page, level: str) -> None:
    choices = {"regency": "99.01", "year": YEAR, "level": level}
    areas = open_page(mapped_workspace, "pemerataan", **choices)
    tiles = open_page(mapped_workspace, "pemerataan", **choices, drawn="tiles")
    assert areas.broken == tiles.broken == []
    links = re.compile(r'<a [^>]*?href="([^"]*)" aria-label="([^"]*)"')
    found = set(links.findall(drawn_area(areas.html)))
    without_drawn = {(href.replace("drawn=tiles&amp;", ""), said) for href, said in links.findall(mapped(tiles.html))}
    assert found == without_drawn and len(found) >= 10
    assert "grid-area" not in drawn_area(areas.html)


def test_the_map_says_the_same_finding_and_its_small_ones_say_every_figure(mapped_workspace, open_page) -> None:
    areas = open_page(mapped_workspace, "pemerataan", regency="99.01", year=YEAR)
    tiles = open_page(mapped_workspace, "pemerataan", regency="99.01", year=YEAR, drawn="tiles")
    heads = re.compile(r"<h[12][^>]*>(.*?)</h")
    assert heads.findall(areas.html) == heads.findall(tiles.html)
    small = re.findall(r'<div class="ak-area small"[^>]*><img alt="([^"]*)"', areas.html)
    assert len(small) == len(re.findall(r'<div class="one">', tiles.html)) > 2
    assert all(alt.count(";") >= 9 and alt.count("terbukti dari") == 10 for alt in small)


def test_few_and_none_bear_no_colour_on_the_map_either(mapped_workspace, mart, open_page) -> None:
    screen = open_page(mapped_workspace, "pemerataan", regency="99.01", year=YEAR, level="village")
    image = unquote(re.search(r'src="data:image/svg\+xml,([^"]*)"', drawn_area(screen.html))[1])
    rows = {r["village"]: r for r in ask(mart, asked("village")).rows if r["village"]}
    counts = [rows[c]["n"] if c in rows else 0 for c in (v.code for v in regions.regency("99.01").villages)]
    assert image.count("url(#few)") == sum(0 < n < 5 for n in counts)
    assert image.count("url(#none)") == counts.count(0)
    assert "kurang dari 5 usulan" in drawn_area(screen.html)


def test_a_chosen_district_shows_its_own_areas(mapped_workspace, open_page) -> None:
    screen = open_page(mapped_workspace, "pemerataan", regency="99.01", year=YEAR, district="99.01.03")
    leads = re.findall(r"village=(99\.01\.\d\d)\.\d{4}", drawn_area(screen.html))
    assert leads and set(leads) == {"99.01.03"}


def test_the_map_is_a_slide(mapped_workspace, open_page) -> None:
    ours = [p for p in PICTURES if p.startswith("fair.area")]
    held = tuple(Slide(p, "99.01", int(YEAR), "district", "apbd") for p in ours)
    screen = open_page(mapped_workspace, "paparan", regency="99.01", s=written(held), show="1")
    assert screen.broken == []
    assert screen.html.count("<section") == len(ours) == 3


def test_a_plan_holds_and_never_funds(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "pemerataan", regency="99.01", year=YEAR, version="rkpd")
    assert "terbukti termuat dalam RKPD" in screen.heading
    headings = re.findall(r"<h[12][^>]*>(.*?)</h", screen.html)
    assert len(headings) > 4
    assert not any("didanai" in words for words in headings)


@pytest.mark.parametrize("regency", ["32.02", "52.01", "73.02"])
def test_without_lists_or_budget_the_page_names_the_file(real_workspace, open_page, regency: str) -> None:
    screen = open_page(real_workspace, "pemerataan", regency=regency)
    assert screen.broken == []
    assert "belum dapat ditunjukkan" in screen.heading
    assert "– biasanya di" in screen.words


def test_every_picture_of_both_pages_is_a_slide(demo_workspace, open_page) -> None:
    ours = [p for p in PICTURES if p.startswith(("fair.", "origin."))]
    held = tuple(Slide(p, "99.01", int(YEAR), "district", "apbd") for p in ours)
    screen = open_page(demo_workspace, "paparan", regency="99.01", s=written(held), show="1")
    assert screen.broken == []
    assert screen.html.count("<section") == len([p for p in ours if not p.startswith("fair.area")]) == 20

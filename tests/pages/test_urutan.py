"""Urutan & Antrean: what the order of the lists came to, who waits longest, and what an activist takes along."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from analytics.pages.order_pairs import FIRST as HIGHER
from analytics.pages.pictures import PICTURES, draw
from analytics.pages.queue_files import plain
from analytics.pages.queue_lists import FIRST, GROUPS
from analytics.pages.slides import slide_of
from analytics.pages.view import View
from analytics.query import order
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.facts import regencies
from analytics.query.queue import NEEDS, not_asked_any_more, queue
from analytics.register.workspace import open_workspace

REGENCY, YEAR = "99.01", "2026"
OURS = [name for name in PICTURES if name.startswith(("order.", "queue."))]


@pytest.fixture(scope="module")
def mart(demo_workspace: Path) -> Mart:
    return open_mart(open_workspace(demo_workspace))


@pytest.fixture
def view(demo_workspace: Path, mart: Mart) -> View:
    regency = next(r for r in regencies(mart) if r.code == REGENCY)
    return View(open_workspace(demo_workspace), mart, "id", regency, int(YEAR), "district")


def asked(measure: str, by: tuple[str, ...] = (), **where: str) -> Question:
    return Question(measure, by, tuple((k, (v,)) for k, v in {"regency": REGENCY, **where}.items()))


def titles(screen) -> list[str]:
    """Titles of the needs on the page, in their order."""
    return [html.unescape(t) for t in re.findall(r'<span class="ak-what"><a [^>]*>(.*?)</a>', screen.html)]


def test_the_finding_counts_the_first_ranks_proven_and_at_most(demo_workspace, mart, open_page) -> None:
    rows = {r["part"]: r for r in ask(mart, asked("top_k", year=YEAR)).rows}
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, year=YEAR)
    assert screen.broken == []
    first = rows["1"]
    begin = f"Dari {first['n']} prioritas nomor satu, {first['numerator']} terbukti didanai dalam APBD"
    most = f"; paling banyak {first['most']}" if first["n_unknown"] else ""
    assert screen.heading == begin + most
    for r in rows.values():
        assert f"{r['numerator']} dari {r['denominator']}" in screen.words


def test_the_line_to_compare_with_leaves_out_who_bears_no_rank(demo_workspace, mart, open_page) -> None:
    where = (("regency", (REGENCY,)), ("year", (YEAR,)))
    rows = ask(mart, Question("accommodation_count", ("rank_band",), where, "all")).rows
    ranked = [r for r in rows if r["rank_band"] is not None]
    assert len(ranked) < len(rows)
    proven, n = (f"{sum(r[k] for r in ranked):,}".replace(",", ".") for k in ("numerator", "n"))
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, year=YEAR, universe="all")
    assert f"Garis tegak: semua yang berperingkat, {proven} dari {n}" in screen.words


def test_ranks_fall_from_the_first_down(demo_workspace, mart, open_page) -> None:
    rows = {r["rank_band"]: r for r in ask(mart, asked("accommodation_count", ("rank_band",), year=YEAR)).rows}
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, year=YEAR)
    part = screen.html[screen.html.index("ak-ranks") :]
    drawn = re.findall(r'<tr class="n">.*?</tr>', part, re.DOTALL)[0]
    bands = sorted(rows, key=lambda b: int(re.match(r"\d+", b)[0]))
    assert re.findall(r">(\d+/\d+)<", drawn) == [f"{rows[b]['numerator']}/{rows[b]['n']}" for b in bands]


def test_agencies_stand_by_their_pairs_and_never_by_how_they_did(demo_workspace, mart, open_page) -> None:
    rows = ask(mart, asked(order.MEASURE, ("agency",), year=YEAR)).rows
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, year=YEAR)
    table = screen.html[screen.html.index("ak-order") :]
    named = [html.unescape(n) for n in re.findall(r'<tr><th scope="row">(.*?)<small>', table)][: len(rows)]
    pairs = {r["agency"]: r["pairs"] for r in rows}
    assert [pairs[n] for n in named] == sorted(pairs.values(), reverse=True)
    assert sorted(named) == sorted(pairs)
    assert "bukan peringkat" in screen.words
    assert not re.search("terburuk|terbaik|paling tidak sejalan", screen.words.lower())


def test_named_pairs_stand_side_by_side_with_room_for_a_reason(demo_workspace, mart, open_page) -> None:
    found = order.beside(order.pairs(mart, asked(order.MEASURE)))
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, year="all")
    shown = re.findall(r"<li><h3>.*?</li>", screen.html, re.DOTALL)
    assert len(shown) == min(HIGHER, len(found)) > 0
    for words, (pair, lower) in zip(shown, found, strict=False):
        assert f"telusur?id={pair['higher']['id']}" in words
        assert f"telusur?id={lower[0]['id']}" in words
        assert html.escape(pair["reason_text"]) in words
        assert ('class="none"' in words) is not pair["reasoned"]


def test_the_ten_that_wait_longest_come_first_and_the_rest_on_request(demo_workspace, mart, open_page) -> None:
    found, total = queue(mart, asked(NEEDS), 200, proven=True)
    assert total > FIRST
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, year=YEAR, half="queue")
    assert screen.broken == []
    assert screen.heading.startswith(f"{total} kebutuhan masih diusulkan, sudah diperiksa")
    assert screen.heading.endswith(f"tertua sejak {found[0].first_asked}")
    assert titles(screen) == [w.title for w in found[:FIRST]]
    screen.app.toggle(key="all-checked").set_value(True).run()
    after = type(screen)(screen.app)
    assert titles(after) == [w.title for w in found]


def test_a_queue_is_the_same_whatever_year_is_chosen(demo_workspace, open_page) -> None:
    now, then = (open_page(demo_workspace, "urutan", regency=REGENCY, year=y, half="queue") for y in (YEAR, "2024"))
    assert titles(now) == titles(then) != []


@pytest.mark.parametrize(("name", "of", "proven"), [("unknown", queue, False), ("gone", not_asked_any_more, None)])
def test_what_is_not_known_and_what_is_asked_for_no_more_are_queues_of_their_own(
    demo_workspace, mart, open_page, name, of, proven
) -> None:
    found, total = of(mart, asked(NEEDS), FIRST, proven=proven)
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, half="queue", queue=name)
    assert screen.heading.startswith(f"{total:,}".replace(",", "."))
    assert titles(screen) == [w.title for w in found]
    unknown = [w for w in found if not w.proven]
    assert screen.words.count("BELUM DAPAT DIPASTIKAN") == len(unknown)


def test_the_curve_says_both_bounds_and_how_many_are_followed(demo_workspace, mart, open_page) -> None:
    row = ask(mart, asked("waiting_time")).rows[0]
    screen = open_page(demo_workspace, "urutan", regency=REGENCY, half="queue")
    table = screen.html[screen.html.index('class="ak ak-curve') :]
    cells = [re.findall(r"<td>(.*?)</td>", r) for r in re.findall(r"<tr><th scope=.*?</tr>", table)][:3]
    assert cells[2] == [f"{r['at_risk']:,}".replace(",", ".") for r in row["curve"]]
    assert cells[0] == [f"{100 * r['waiting']:.1f} %".replace(".", ",") for r in row["curve"]]
    assert "clip-path:polygon" in table


def test_narrowing_is_said_and_goes_into_every_link(demo_workspace, open_page) -> None:
    screen = open_page(
        demo_workspace, "urutan", regency=REGENCY, year=YEAR, district="99.01.03", half="queue", queue="gone"
    )
    assert screen.broken == []
    assert "Kec. Wanacita" in screen.words
    links = re.findall(r'href="(telusur\?[^"]*)"', screen.html)
    assert links and all("district=99.01.03" in x for x in links)


@pytest.mark.parametrize("name", OURS)
def test_every_picture_can_be_a_slide(view: View, name: str) -> None:
    found = draw(view, slide_of(view, name))
    assert found is not None
    assert found.id == name
    assert found.title and found.body


@pytest.mark.parametrize("name", GROUPS)
def test_the_files_hold_the_whole_queue(view: View, mart: Mart, name: str) -> None:
    group = GROUPS[name]
    of = not_asked_any_more if group.gone else queue
    found, total = of(mart, asked(NEEDS), 10_000, proven=group.proven)
    pic = PICTURES[f"queue.{name}"](view)
    assert pic is not None and pic.rows is not None
    rows = pic.rows()
    assert len(rows) == total == len(found)
    assert [r["title"] for r in rows] == [w.title for w in found]
    assert {r["keterangan"] for r in rows} == {"DATA REKAAN"}
    assert plain(view, group.kind, pic.answers[0], found) == rows


def test_without_ranks_or_a_budget_the_page_names_the_file(real_workspace, open_page) -> None:
    for half in ("order", "queue"):
        screen = open_page(real_workspace, "urutan", regency="32.02", half=half)
        assert screen.broken == []
        assert screen.heading.startswith("Belum ada yang dapat dikatakan")
        assert "biasanya di" in screen.words
    screen = open_page(real_workspace, "urutan", regency="73.02")
    assert screen.heading.startswith("Belum ada daftar usulan")


def test_a_choice_that_holds_nothing_says_so(demo_workspace, open_page) -> None:
    address = {"regency": REGENCY, "year": YEAR, "district": "99.01.03", "dapil": "Dapil 1"}
    for half in ("order", "queue"):
        screen = open_page(demo_workspace, "urutan", **address, half=half)
        assert screen.broken == []
        assert screen.heading

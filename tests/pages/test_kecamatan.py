"""Nasib Prioritas Kecamatan: what a councillor, a planner, an activist and a village head read on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.pages.slides import written
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.fates import fates
from analytics.register.workspace import open_workspace

Open = Callable[..., object]
YEAR, DISTRICT = "2026", "99.01.03"


@pytest.fixture(scope="module")
def mart(demo_workspace: Path) -> Mart:
    return open_mart(open_workspace(demo_workspace))


def question(**where: str) -> Question:
    found = {"regency": "99.01", "year": YEAR, "district": DISTRICT, **where}
    return Question("accommodation_count", (), tuple((k, (v,)) for k, v in found.items()))


def test_the_heading_says_how_many_are_proven_of_how_many(demo_workspace, mart, open_page):
    row = ask(mart, question()).rows[0]
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT)
    assert screen.broken == []
    assert (
        screen.heading
        == f"Kec. Wanacita: {row['numerator']} dari {row['n']} prioritas terbukti didanai dalam APBD 2026"
    )
    most = row["numerator"] + row["n_unknown"]
    known = "Tidak ada yang belum dapat dipastikan."
    unknown = f"{row['n_unknown']} belum dapat dipastikan, jadi paling banyak {most}."
    assert (unknown if row["n_unknown"] else known) in screen.words
    assert "Musrenbang 2025 → APBD 2026 (Perda" in screen.words
    assert "Dapil" in screen.words


def test_last_year_stands_beside_this_year_with_its_own_n(demo_workspace, mart, open_page):
    last = ask(mart, question(year="2025")).rows[0]
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT)
    assert f"Tahun lalu {last['numerator']} dari {last['n']}" in screen.words


def test_every_proposal_of_the_list_stands_once_with_a_symbol_and_a_word(demo_workspace, mart, open_page):
    listed = fates(mart, question())
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT)
    rows = re.findall(r'<li class="(\w+)"><span class="ak-rank">', screen.html)
    assert rows == [f.fate for f in listed]
    for f in listed:
        assert f"id={f.id}" in screen.html
    for mark in re.findall(r'<span class="ak-fate"><b><i aria-hidden="true">(.)</i> (.*?)</b>', screen.html):
        assert mark[1]


def test_a_village_head_sees_the_own_village_alone(demo_workspace, mart, open_page):
    village = next(f.village for f in fates(mart, question()) if f.village)
    mine = fates(mart, question(village=village))
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT, village=village)
    assert f"dari {len(mine)} prioritas" in screen.heading
    assert screen.html.count('class="ak-rank"') == len(mine)


def test_a_village_brings_its_own_district_along(demo_workspace, open_page):
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", district="99.01.02", village="99.01.03.2001")
    assert "99.01.03" in screen.app.query_params["district"]
    screen.app.selectbox(key="choice-village").select("all").run()
    assert screen.app.selectbox(key="choice-district").value == "99.01.03"


def test_a_funded_proposal_names_the_row_of_the_budget_file(demo_workspace, mart, open_page):
    funded = next(f for f in fates(mart, question()) if f.fate == "funded")
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT, fate="funded")
    assert f"{funded.links[0].file} · lembar" in screen.words
    assert "BELUM DAPAT DIPASTIKAN" not in screen.words


def test_a_plan_holds_a_proposal_and_never_funds_it(demo_workspace, open_page):
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT, version="rkpd")
    assert "terbukti termuat dalam RKPD 2026" in screen.heading
    assert not re.search(r"<b><i[^>]*>.</i> DIDANAI", screen.html)
    assert "TERMUAT" in screen.words


def test_a_list_nobody_looked_at_has_no_rate_of_zero(demo_workspace, open_page):
    screen = open_page(
        demo_workspace, "kecamatan", regency="99.01", year="2024", district=DISTRICT, version="realisation"
    )
    assert "terbukti" in screen.heading  # realised money is not offered here: the approved budget takes its place
    empty = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT, universe="village")
    assert "prioritas" not in empty.heading


def test_the_first_ten_are_told_beside_the_whole(demo_workspace, mart, open_page):
    first = [f for f in fates(mart, question()) if f.rank and f.rank <= 10]
    proven = sum(f.fate in ("funded", "funded_size_unknown") for f in first)
    most = proven + sum(f.fate == "unknown" for f in first)
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT)
    assert f"Dari 10 prioritas teratas, {proven} terbukti didanai; paling banyak {most}." in screen.words


def test_recent_lists_are_not_finished_and_say_so(demo_workspace, open_page):
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT)
    assert "Belum selesai: masih dapat didanai kemudian." in screen.words


def test_all_years_show_the_newest_and_say_which(demo_workspace, open_page):
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year="all", district=DISTRICT)
    assert [i.value for i in screen.app.info] == ["Semua tahun dipilih: di sini ditampilkan 2026."]


def test_an_agency_narrows_the_list(demo_workspace, mart, open_page):
    agency = next(f.agency for f in fates(mart, question()) if f.agency)
    mine = [f for f in fates(mart, question()) if f.agency == agency]
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT, agency=agency)
    assert f"dari {len(mine)} prioritas" in screen.heading


def test_invented_data_says_so_on_the_page(demo_workspace, open_page):
    for path in ("", "kecamatan", "perjalanan", "telusur", "kelengkapan"):
        screen = open_page(demo_workspace, path, regency="99.01")
        assert "DATA REKAAN angka ciptaan untuk peragaan" in screen.words, path
        assert "body::after { background-image" in screen.html, path


def test_real_data_bears_no_such_mark(demo_workspace, open_page):
    assert "DATA REKAAN" not in open_page(demo_workspace, "", regency="73.02").words


def test_a_regency_without_budget_lines_shows_its_list_and_no_rate(real_workspace, open_page):
    screen = open_page(real_workspace, "kecamatan", regency="32.02", year="2019")
    assert screen.broken == []
    assert "usulan dalam daftar" in screen.heading
    assert "terbukti didanai" not in screen.heading
    assert "berapa yang didanai belum dapat dikatakan" in screen.words


def test_a_regency_without_any_list_says_what_would_fill_the_page(real_workspace, open_page):
    screen = open_page(real_workspace, "kecamatan", regency="73.02")
    assert screen.heading == "Belum ada daftar usulan untuk Kabupaten Bulukumba"


def test_the_proof_page_holds_the_verdict_and_the_reply_and_leads_back(demo_workspace, mart, open_page):
    everything = Question("accommodation_count", (), (("regency", ("99.01",)), ("year", (YEAR,))))
    answered = next(f for f in fates(mart, everything) if f.replies and f.rank)
    screen = open_page(demo_workspace, "telusur", regency="99.01", id=answered.id, district=answered.district)
    assert screen.broken == []
    assert "Tanggapan tertulis" in screen.words
    assert answered.replies[0].text in screen.words
    assert f"APBD {YEAR}" in screen.words
    labels = [link.proto.label for link in screen.app.get("page_link")]
    assert labels[0] == "Kembali ke daftar"


def test_a_whole_dapil_is_one_list_of_its_kecamatan(demo_workspace, mart, open_page):
    dapil = next(f.dapil for f in fates(mart, question()) if f.dapil)
    everything = Question("accommodation_count", (), (("regency", ("99.01",)), ("year", (YEAR,)), ("dapil", (dapil,))))
    row, mine = ask(mart, everything).rows[0], fates(mart, everything)
    assert len({f.district for f in mine}) > 1
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, dapil=dapil)
    assert screen.broken == []
    said = f"{dapil}, Kabupaten Rekaan: {row['numerator']} dari {len(mine)} prioritas terbukti didanai dalam APBD 2026"
    assert screen.heading == said
    assert "prioritas teratas" not in screen.words, "ranks are those of one kecamatan's list"
    shown = re.findall(r'<span class="ak-what"><a href="[^"]*[?&]id=(\w+)', screen.html.replace("&amp;", "&"))
    order = [f.id for f in sorted(mine, key=lambda f: f.district)]
    assert shown == order[: len(shown)] and len(shown) == min(len(order), 60)
    one = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, dapil=dapil, district=DISTRICT)
    assert one.heading.startswith("Kec. Wanacita: ")
    outside = next(d for d in ("99.01.01", "99.01.10", "99.01.05") if d not in {f.district for f in mine})
    other = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, dapil=dapil, district=outside)
    assert other.heading == said and outside in other.words, "what a link asks for and is not in the dapil is said"


def test_the_head_is_a_picture_that_a_slide_shows_too(demo_workspace, open_page):
    screen = open_page(demo_workspace, "kecamatan", regency="99.01", year=YEAR, district=DISTRICT)
    screen.app.button(key="slide-head").click().run()
    held = screen.app.session_state["slides"]
    assert [(s.picture, s.where, s.year) for s in held] == [("fate.head", (("district", DISTRICT),), int(YEAR))]
    shown = open_page(demo_workspace, "paparan", s=written(held), show="1")
    assert shown.broken == []
    assert screen.heading in shown.html
    bar = re.search(r'<div class="ak-whole" role="img".*?</div>', screen.html)
    assert bar and bar[0] in shown.html
    assert re.search(r"\d catatan tentang usulan Kec. Wanacita", screen.words)

"""Asal Belanja: what its finding says, what stands below it, and where a figure leads."""

from __future__ import annotations

import re

import pytest

from analytics.locale.format import rupiah, share
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.register.workspace import open_workspace

YEAR = "2026"


@pytest.fixture(scope="module")
def mart(demo_workspace) -> Mart:
    return open_mart(open_workspace(demo_workspace))


def asked(measure: str, *by: str, **where: str) -> Question:
    found = {"regency": "99.01", "year": YEAR, **where}
    return Question(measure, by, tuple((k, (v,)) for k, v in found.items()))


def test_the_heading_says_the_share_of_every_origin(demo_workspace, mart, open_page) -> None:
    rows = ask(mart, asked("origin_share", "origin")).rows
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR)
    assert screen.broken == []
    assert screen.heading.startswith(
        f"Asal {rupiah(rows[0]['denominator'])} belanja APBD {YEAR} yang masih bisa diarahkan: "
    )
    assert [f"{share(r['value'])} " in screen.heading for r in rows if r["numerator"]] == [True] * len(rows)
    assert "usulan asal belum ditemukan" in screen.heading


def test_every_year_and_every_district_stands_once(demo_workspace, mart, open_page) -> None:
    years = {
        r["year"] for r in ask(mart, Question("origin_share", ("year", "origin"), (("regency", ("99.01",)),))).rows
    }
    districts = {r["district"] for r in ask(mart, asked("origin_share", "district", "origin")).rows}
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR)
    first, second = re.findall(r'<div class="ak ak-shares">.*?</table>', screen.html, re.DOTALL)
    assert re.findall(r'<th scope="row">(\d{4})', first) == [str(y) for y in sorted(years, reverse=True)]
    assert set(re.findall(r"district=(99\.01\.\d\d)", second)) == districts
    for bar in re.findall(r'role="img"[^>]*>(.*?)</div>', first):
        assert sum(float(w) for w in re.findall(r"width:([\d.]+)%", bar)) == pytest.approx(100, abs=0.01)


def test_the_split_goes_by_agency_and_a_chosen_district_does_so_by_itself(demo_workspace, open_page) -> None:
    for address in ({"split": "agency"}, {"district": "99.01.03"}):
        screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR, **address)
        assert screen.broken == []
        assert "perangkat daerah</h2>" in screen.html
        assert "agency=Dinas" in screen.html


def test_an_envelope_is_not_divided_by_agency_and_the_page_says_so(demo_workspace, open_page) -> None:
    agency = "Dinas Pekerjaan Umum dan Penataan Ruang"
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR, agency=agency)
    assert screen.broken == []
    assert "Pagu indikatif kecamatan tidak dibagi menurut perangkat daerah" in screen.words
    assert "terbukti dialokasikan dari" not in screen.words


def test_a_line_without_an_origin_leads_to_its_row(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR)
    lines = re.findall(r'href="telusur\?[^"]*id=([0-9a-f]{16})["&]', screen.html)
    assert 0 < len(lines) <= 8
    story = open_page(demo_workspace, "telusur", regency="99.01", id=lines[0])
    assert story.broken == []
    assert "rekaan_apbd" in story.words


def test_an_absence_that_is_not_proven_is_no_removal(demo_workspace, mart, open_page) -> None:
    told = {r["part"]: r for r in ask(mart, asked("revision")).rows}
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR)
    assert (
        f"terbukti {told['added']['numerator']} ditambahkan, {told['removed']['numerator']} dikeluarkan" in screen.words
    )
    assert f"Dikeluarkan paling banyak {told['removed']['most']}" in screen.words


def test_a_plan_spends_nothing(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR, version="rkpd")
    assert "belanja APBD" in screen.heading
    assert "ditampilkan" in screen.words  # the address asked for what is not offered here


def test_meaning_speaks_of_rupiah_and_needs_not_of_proposals(demo_workspace, mart, open_page) -> None:
    needs = ask(mart, asked("overlap")).totals[0]
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR)
    assert f"{needs['n']} kebutuhan" in screen.words.replace(".", "")


def test_all_years_say_so(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "asal", regency="99.01", year="all")
    assert screen.broken == []
    assert "belanja APBD semua tahun" in screen.heading


@pytest.mark.parametrize("regency", ["32.02", "52.01", "73.02"])
def test_without_budget_lines_the_page_names_the_file(real_workspace, open_page, regency: str) -> None:
    screen = open_page(real_workspace, "asal", regency=regency)
    assert screen.broken == []
    assert "belum dapat ditunjukkan" in screen.heading
    assert "Rincian APBD (penjabaran) – biasanya di" in screen.words


def test_the_page_speaks_english(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "asal", regency="99.01", year=YEAR, lang="en")
    assert screen.heading.startswith("Where Rp")
    assert "belum" not in screen.heading

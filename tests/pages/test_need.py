"""The history of a need on the story of a proposal, and its words on Nasib Prioritas."""

from __future__ import annotations

import pytest

from analytics.vocabulary import regions
from tests.spec.harness import REGENCY, Given, given

PROPOSALS = """
id | year | stage               | district    | village | title                               | cost        | rank | agency
a  | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan               | 100_000_000 | 3    | Dinas PU
b  | 2024 | musrenbang_district | Bontobahari | Ara     | Pemb. drainase <b>Dusun Krajan</b>  | 110_000_000 | 1    | Dinas PU
c  | 2024 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati                     | 50_000_000  | 2    | Dinas PU
"""
LINES = """
id | year | amount      | text                           | pays
L  | 2024 | 110_000_000 | Drainase Dusun Krajan Desa Ara | b
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    made = given(tmp_path_factory.mktemp("need"), PROPOSALS, LINES)
    made.mart()
    return made


def test_the_story_shows_the_need_over_the_years(made, open_page):
    screen = open_page(made.workspace.path, "telusur", id="b")
    assert screen.broken == []
    assert "Riwayat kebutuhan" in screen.words
    assert "Kebutuhan ini diminta 2 kali sejak 2023. Terbukti didanai dalam APBD 2024: Rp 110 jt." in screen.words
    head, rows = screen.html.split('class="ak ak-years"')[1].split("</thead>")[:2]
    assert [year for year in ("2023", "2024") if f'<th scope="col">{year}</th>' in head] == ["2023", "2024"]
    assert "nomor 3 · Rp\u00a0100\u00a0jt" in rows and "didanai" in rows
    assert "<b>Dusun" not in screen.html


def test_a_member_says_why_it_was_joined_and_where_it_stands(made, open_page):
    words = open_page(made.workspace.path, "telusur", id="b").words
    assert "2024 · Musrenbang kecamatan · diminta lagi" in words and "kemungkinan 0,9" in words
    assert "proposals-0.csv · lembar CSV · baris 2" in words
    assert "penyatuan seperti itu bisa keliru" in words


def test_a_need_of_one_proposal_needs_no_history(made, open_page):
    screen = open_page(made.workspace.path, "telusur", id="c")
    assert screen.broken == [] and "Riwayat kebutuhan" not in screen.words


def test_english(made, open_page):
    words = open_page(made.workspace.path, "telusur", id="b", lang="en").words
    assert "This need was asked for 2 times since 2023." in words


def test_the_list_says_how_often_the_need_was_asked_for(made, open_page):
    where = regions.regency(REGENCY).districts
    district = next(d.code for d in where if d.name == "Bonto Bahari")
    screen = open_page(made.workspace.path, "kecamatan", regency=REGENCY, year="2024", district=district)
    assert screen.broken == []
    assert screen.words.count("diminta 2 kali sejak 2023") == 1

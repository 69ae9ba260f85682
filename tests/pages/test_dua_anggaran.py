"""Dua Anggaran: the finding, whose lines they were, proposals that turned, and what is said where a budget is not here."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.pages.pictures import PICTURES
from analytics.query.budgets import budgets
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from tests.spec.harness import given

PROPOSALS = "id | cost | rank | agency | title\nP | 100 | 1 | Dinas A | Jalan tani\nQ | 100 | 2 | Dinas A | Talud"
LINES = """
id | version | amount      | agency  | text            | pays
1  | apbd    | 100000000   | Dinas A | Jalan tani | P
2  | apbd    | 50000000    | Dinas A | ATK             |
3  | apbd    | 9000000     | Dinas A | Posyandu <b>M</b> |
1  | apbd_p  | 100000000   | Dinas A | Jalan tani |
2  | apbd_p  | 70000000    | Dinas A | ATK             |
3  | apbd_p  | 9000000     | Dinas B | Posyandu <b>M</b> |
4  | apbd_p  | 30000000    | Dinas A | Talud Desa Ara Kec. Bonto Bahari | Q
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = given(tmp_path_factory.mktemp("two"), PROPOSALS, LINES)
    made.mart()
    return made.workspace.path


def test_the_finding_says_both_sums_and_what_came_and_went(folder: Path, open_page) -> None:
    screen = open_page(folder, "dua-anggaran", regency="73.02")
    assert screen.broken == []
    assert screen.heading.replace("\u00a0", " ") == (
        "Dari APBD 2026 ke APBD perubahan 2026: Rp 159 jt menjadi Rp 209 jt; 1 baris baru, 0 tidak ada lagi, 1 berubah jumlahnya"
    )
    assert "Pindah perangkat daerah atau tempat Rp 0 1 baris" in screen.words
    assert "Baris dipasangkan lewat nomor rincian (3)." in screen.words
    assert "+Rp 50,0 jt" in screen.words


def test_proposals_are_named_with_what_is_known_of_the_other_budget(folder: Path, open_page) -> None:
    screen = open_page(folder, "dua-anggaran", regency="73.02")
    assert (
        "1 usulan terbukti dalam APBD 2026 dan belum ditemukan dalam APBD perubahan 2026 (0 sudah diperiksa)"
        in screen.words
    )
    assert "Barisnya masih ada, kaitannya belum ditemukan." in screen.words
    assert "Barisnya baru; anggaran sebelumnya belum diperiksa." in screen.words
    assert "tidak didanai" not in screen.words.lower()


def test_lines_of_the_kind_in_the_address_lead_to_their_trace(folder: Path, open_page) -> None:
    screen = open_page(folder, "dua-anggaran", regency="73.02", kind="moved")
    assert "Dinas A → Dinas B" in screen.words and "Rp 9,00 jt → Rp 9,00 jt" in screen.words
    assert screen.html.count('href="telusur?id=') == 3  # two proposals and the line that moved
    assert "Posyandu &lt;b&gt;M&lt;/b&gt;" in screen.html


@pytest.mark.parametrize(
    ("split", "says"), [("agency", "Dinas B"), ("origin", "musrenbang"), ("district", "Tidak digambar: 3")]
)
def test_the_same_by_origin_agency_and_district(folder: Path, open_page, split: str, says: str) -> None:
    screen = open_page(folder, "dua-anggaran", regency="73.02", split=split)
    assert says in screen.words and screen.broken == []


def test_narrowed_to_an_agency_a_line_moves_out_of_it(folder: Path, open_page) -> None:
    screen = open_page(folder, "dua-anggaran", regency="73.02", agency="Dinas B")
    assert screen.heading.startswith("Dinas B: dari APBD 2026") and "Pindah masuk" in screen.words


def test_without_the_other_budget_it_names_the_file(folder: Path, open_page, real_workspace) -> None:
    screen = open_page(folder, "dua-anggaran", regency="73.02", pair="draft")
    assert screen.heading == "RAPBD 2026 dan APBD 2026 belum dapat dibandingkan" and "RAPBD" in screen.words
    years = open_page(folder, "dua-anggaran", regency="73.02", pair="years")
    assert years.heading == "APBD 2025 dan APBD 2026 belum dapat dibandingkan" and "penjabaran" in years.words
    empty = open_page(real_workspace, "dua-anggaran", regency="73.02")
    assert empty.heading == "APBD dan APBD perubahan belum dapat dibandingkan" and empty.broken == []


def test_where_no_line_names_a_place_the_split_says_so(tmp_path: Path, open_page) -> None:
    made = given(tmp_path, "", "id | version | text | amount\n1 | apbd | ATK | 5\n1 | apbd_p | ATK | 5")
    made.mart()
    screen = open_page(made.workspace.path, "dua-anggaran", regency="73.02", split="district")
    assert "Tidak ada baris yang menyebut kecamatan" in screen.words and screen.broken == []


def test_the_figures_of_the_page_are_those_of_the_comparison(demo_workspace: Path, open_page) -> None:
    mart = open_mart(open_workspace(demo_workspace, "petugas"))
    year = max(r["year"] for r in mart.rows("select year from version_cover where version = 'apbd_p'"))
    found = budgets(mart, "99.01", year, "apbd", "apbd_p")
    screen = open_page(demo_workspace, "dua-anggaran", regency="99.01", year=str(year), pair="revision")
    for kind in ("added", "gone"):
        assert f"{found.whole.of(kind).n} " in screen.heading
    assert "DATA REKAAN" in screen.words


def test_every_picture_of_it_can_be_a_slide() -> None:
    named = {name for name in PICTURES if name.startswith("budgets.")}
    assert len(named) == 12 and {"budgets.revision", "budgets.years.agency"} <= named

"""Sebelum Ketok Palu: what a coming draft lacks, whom to ask, and never a word that says more than was looked at."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest

from analytics.pages.slides import Slide, written
from analytics.query.database import open_mart
from analytics.query.warning import warning
from analytics.register.workspace import open_workspace
from analytics.reports.questions import workbook
from tests.spec.harness import given

YEAR = dt.date.today().year + 2  # far enough ahead: whatever day it is, its drafts can still be discussed
PROPOSALS = f"""
id | year   | stage               | parent | district    | village  | title         | cost | rank | agency   | decision  | reason
d1 | {YEAR} | musrenbang_district |        | Bontobahari | Ara      | Jalan <b>tani | 100  | 1    | Dinas PU |           |
d2 | {YEAR} | musrenbang_district |        | Bontobahari | Darubiah | =SUM(A1)      | 200  | 2    | Dinas PU |           |
d3 | {YEAR} | musrenbang_district |        | Bontobahari | Darubiah | Air bersih    |      | 3    | Dinas PU |           |
d4 | {YEAR} | musrenbang_district |        | Gantarang   |          | Balai         | 300  | 1    |          |           |
d5 | {YEAR} | musrenbang_district |        | Gantarang   |          | Bibit         | 400  | 2    | Dinas TP |           |
f2 | {YEAR} | agency_forum        | d2     | Bontobahari | Darubiah | =SUM(A1)      | 200  |      | Dinas PU | rejected  | ceiling
"""
DRAFT = f"""
id | year   | version | pays | amount | text
R1 | {YEAR} | rapbd   | d1   | 60     | Jalan
R5 | {YEAR} | rapbd   | d5   | 400    | Bibit
"""
JUDGEMENTS = """
by  | proposal | line  | verdict
ani | d3       | rapbd | absent
"""
DAPIL = """
district_text | from_year | dapil
Bontobahari   | 2024      | Dapil 1
Gantarang     | 2024      | Dapil 2
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = given(tmp_path_factory.mktemp("sebelum"), PROPOSALS, DRAFT, JUDGEMENTS, DAPIL)
    made.mart()
    return made.workspace.path


def test_one_sentence_says_how_many_how_much_and_that_it_may_still_be_discussed(folder, open_page):
    screen = open_page(folder, "sebelum", regency="73.02", year=str(YEAR))
    assert screen.broken == []
    assert screen.heading == (
        f"RAPBD {YEAR}: 3 dari 5 prioritas belum ditemukan, Rp 500; masih bisa dibahas sampai persetujuan bersama"
    )
    assert "1 sudah diperiksa dan belum dimuat, 1 ditolak" in screen.words
    assert "biasanya disusun mulai Desember" in screen.words and "bukan batas hukum" in screen.words
    assert "tidak didanai" not in screen.words.replace("bukan berarti tidak didanai", "")


def test_a_draft_nobody_brought_has_no_bar(folder, open_page):
    screen = open_page(folder, "sebelum", regency="73.02", year=str(YEAR))
    rows = re.findall(r'<th scope="row">(Rancangan Renja|KUA-PPAS|RAPBD)(.*?)</tr>', screen.html)
    assert [name for name, row in rows if "ak-whole" in row] == ["Rancangan Renja", "RAPBD"]
    assert "rancangan ini belum dibawa" in dict(rows)["KUA-PPAS"]


def test_a_dapil_is_named_never_called_the_readers_own(folder, open_page):
    screen = open_page(folder, "sebelum", regency="73.02", year=str(YEAR), dapil="Dapil 1")
    assert screen.heading.startswith(f"RAPBD {YEAR}: 2 dari 3 prioritas Dapil 1 belum ditemukan")
    assert "pilih dapil Anda" not in screen.words
    whole = open_page(folder, "sebelum", regency="73.02", year=str(YEAR))
    found = re.findall(r'href="(sebelum\?[^"]*dapil[^"]*)"', whole.html)
    assert [f.rsplit("=", 1)[1] for f in found] == ["Dapil+1", "Dapil+2"]


def test_the_list_says_the_answer_the_reason_and_a_neutral_question(folder, open_page):
    screen = open_page(folder, "sebelum", regency="73.02", year=str(YEAR))
    listed = re.findall(r"<li class=\"(\w+)\"><span class=\"ak-rank\">(.*?)</span>", screen.html)
    assert sorted(listed) == [("unfunded", "2"), ("unfunded", "3"), ("unknown", "1")]
    assert "alasan tertulis: pagu tidak cukup" in screen.words
    assert f"akan dimuat dalam APBD {YEAR}?" in screen.words
    screen.app.pills[0].select("unknown").run()
    blocks = "".join(h.proto.body for h in screen.app.get("html"))
    assert blocks.count('class="ak-rank"') == 1


def test_the_sheet_of_questions_holds_all_of_them_and_runs_nothing(folder, open_page):
    screen = open_page(folder, "sebelum", regency="73.02", year=str(YEAR))
    button = next(b for b in screen.app.get("download_button") if "pertanyaan (Excel)" in b.proto.label)
    assert button.proto.label == "Lembar 3 pertanyaan (Excel)"
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(warning(open_mart(open_workspace(folder)), "73.02", YEAR))))
    cells = [c for row in sheet.worksheets[0].iter_rows() for c in row]
    assert sum(str(c.value).startswith("Apakah usulan") for c in cells) == 3
    assert not any(c.data_type == "f" for c in cells)


def test_without_a_draft_the_files_that_bring_one_are_named(tmp_path, open_page):
    made = given(tmp_path, PROPOSALS.split("f2 |", maxsplit=1)[0])
    made.mart()
    screen = open_page(made.workspace.path, "sebelum", regency="73.02", year=str(YEAR))
    assert screen.broken == []
    assert screen.heading.startswith("Belum ada rancangan Renja, KUA-PPAS, atau RAPBD")
    assert "RAPBD dan RKA" in screen.words and "Sekretariat DPRD" in screen.words
    assert "ak-whole" not in screen.html


def test_a_regency_without_a_list_says_so_and_names_the_list(real_workspace, open_page):
    screen = open_page(real_workspace, "sebelum", regency="73.02")
    assert screen.broken == []
    assert re.fullmatch(r"Belum ada daftar usulan \d{4} di sini", screen.heading)
    assert "Daftar prioritas musrenbang kecamatan" in screen.words
    assert not screen.app.info


def test_a_list_without_ranks_holds_no_priorities(real_workspace, open_page):
    screen = open_page(real_workspace, "sebelum", regency="32.02")
    assert screen.broken == []
    assert "prioritas" not in screen.heading


def test_an_earlier_year_shows_what_became_of_it_and_what_the_coming_one_lacks(demo_workspace, open_page):
    screen = open_page(demo_workspace, "sebelum", regency="99.01", year="2026")
    assert screen.broken == []
    assert screen.heading.endswith("; APBD 2026 sudah ada")
    assert re.search(r"Dari \d+ yang belum ditemukan dalam RAPBD itu, \d+ kemudian terbukti termuat", screen.words)
    coming = dt.date.today().year + 1
    assert f"Anggaran {coming} belum dapat diperiksa di sini" in screen.words
    english = open_page(demo_workspace, "sebelum", regency="99.01", year="2026", lang="en")
    assert english.broken == [] and "{" not in english.words


def test_its_pictures_stand_on_slides_with_their_narrowing(folder, open_page):
    where = (("dapil", "Dapil 1"),)
    held = tuple(Slide(f"warning.{p}", "73.02", YEAR, "district", "apbd", where) for p in ("drafts", "district"))
    screen = open_page(folder, "paparan", regency="73.02", s=written(held), show="1")
    assert screen.broken == []
    assert screen.html.count("ak-slide") == 1, "one district is no comparison"
    assert "prioritas Dapil 1 belum ditemukan" in screen.words

"""Mutu & Metode: the finding with its n, the bars, the sample; and a regency of which nobody judged anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from analytics.locale.format import rupiah
from analytics.marts.build import build
from analytics.marts.verify import verify
from analytics.measures.definitions import measures
from analytics.pages.mutu import TOPICS
from analytics.query.database import open_mart
from analytics.query.versions import reconciled, versions_of
from analytics.register.judgements import judge
from analytics.register.workspace import default_author, open_workspace
from tests.pages.conftest import Screen


def test_the_finding_is_what_people_said_of_the_surest_links(
    open_page: Callable[..., Screen], demo_workspace: Path
) -> None:
    screen = open_page(demo_workspace, "mutu", regency="99.01")
    assert screen.broken == []
    assert "tautan yang menurut program hampir pasti" in screen.heading
    assert "kemungkinan mulai 0,95" in screen.words and "tidak terpikir oleh program" in screen.words
    assert "Sampel acak" in screen.words and "Urutan bukti" in screen.words


def test_where_nobody_judged_anything_the_page_says_so(open_page: Callable[..., Screen], demo_workspace: Path) -> None:
    screen = open_page(demo_workspace, "mutu", regency="73.02")
    assert screen.broken == [] and screen.heading == "Belum ada tautan hampir pasti yang diperiksa orang"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("regency", ["99.01", "73.02"])
@pytest.mark.parametrize("topic", list(TOPICS))
def test_every_subject_opens_for_every_kind_of_data_in_both_languages(
    open_page: Callable[..., Screen], demo_workspace: Path, topic: str, regency: str, lang: str
) -> None:
    screen = open_page(demo_workspace, "mutu", regency=regency, topic=topic, lang=lang)
    assert screen.broken == [] and screen.heading and "{" not in screen.words


def test_every_measure_is_defined_in_both_languages_and_one_can_be_read_whole(
    open_page: Callable[..., Screen], demo_workspace: Path
) -> None:
    every = open_page(demo_workspace, "mutu", topic="definitions")
    for m in measures().values():
        assert all(" ".join(escape(m.definition[lang]).split()) in every.html for lang in ("id", "en")), m.id
    one = open_page(demo_workspace, "mutu", topic="definitions", about="top_k")
    assert "Nomor satu" in one.words and "peringkat dalam daftar" in one.words
    assert "p.rank_band in ('1', '2-3')" in one.app.code[0].value


def test_every_measure_can_be_read_whole(open_page: Callable[..., Screen], demo_workspace: Path) -> None:
    for name in measures():
        screen = open_page(demo_workspace, "mutu", topic="definitions", about=name)
        assert screen.broken == [] and "{n}" not in screen.words, name


def test_the_perda_is_held_against_the_lines_to_the_rupiah(
    open_page: Callable[..., Screen], demo_workspace: Path
) -> None:
    told = reconciled(held := versions_of(open_mart(open_workspace(demo_workspace)), "99.01"))
    screen = open_page(demo_workspace, "mutu", regency="99.01", topic="perda")
    assert f"{told.agree} cocok sampai rupiah, {told.differ} berbeda" in screen.heading
    shown = next(h.fact for h in held if h.fact.published)
    assert screen.words.count(rupiah(shown.amount, short=False)) >= 2 and "RKPD" not in screen.words
    every = open_page(demo_workspace, "mutu", regency="99.01", topic="perda", **{"perda-all": "true"})
    assert "tidak ditetapkan dengan Perda" in every.words


def test_a_recap_that_does_not_add_up_is_told_with_its_cells(
    open_page: Callable[..., Screen], demo_workspace: Path
) -> None:
    screen = open_page(demo_workspace, "mutu", topic="recap")
    screen.app.text_area(key="recap-text").set_value("Kecamatan;Usulan\nA;120\nB;80\nJumlah;210")
    told = Screen(screen.app.run())
    assert told.broken == [] and "selisih 10" in told.words and "baris 4, kolom 2: 210" in told.words
    told.app.text_area(key="recap-text").set_value("x" * 3_000_000)
    assert len(Screen(told.app.run()).broken) == 1


def test_every_identity_is_said_with_yes_or_no(open_page: Callable[..., Screen], demo_workspace: Path) -> None:
    screen = open_page(demo_workspace, "mutu", topic="identities")
    n = len(verify(open_workspace(demo_workspace)))
    assert screen.heading == f"Semua {n} kesetaraan terpenuhi"
    assert screen.html.count("<td>ya</td>") == n and "Rantai buku catatan utuh" in screen.words


def test_the_difference_between_two_marts_is_told_by_cause(
    open_page: Callable[..., Screen], demo_workspace: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(demo_workspace, tmp_path / "workspace"))
    workspace = open_workspace(folder)
    mart = open_mart(workspace)
    sql = "select external_id, proposal_id from proposal_fact where apbd_class = 'unknown' and u_district and year = 2026 limit 1"
    [row] = mart.rows(sql)
    judge(workspace, default_author(), "99.01", f"{row['proposal_id']:016x}", "apbd", "absent")
    screen = open_page(folder, "mutu", regency="99.01", year="2026", topic="difference")
    assert "pernah dibuat" in screen.heading
    build(workspace, default_author())
    screen = open_page(folder, "mutu", regency="99.01", year="2026", topic="difference")
    told = Screen(screen.app.button(key="difference-do").click().run())
    assert told.broken == [] and "Penilaian orang" in told.words and "Selisih: " in told.words

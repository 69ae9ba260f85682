"""Beranda of a regency whose proposals meet APBD lines: one sentence, every definition, places, years, what changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.marts.build import current
from analytics.pages import home_rate
from analytics.pages.slides import Slide, written
from analytics.register.workspace import open_workspace
from tests.spec.harness import given

AGENCIES = [f"Dinas {name}" for name in ("Perhubungan & Air", *"BCDEFGHIJK")]
DISTRICTS = ("Gantarang", "Kajang", "Herlang")


def rows(year: int, ranks: bool = True) -> list[str]:
    """Thirty proposals in each of three districts; the first agencies are named most often."""
    found = []
    for d, district in enumerate(DISTRICTS):
        for i in range(30):
            agency = AGENCIES[(i * i + d) % len(AGENCIES) if i % 3 else 0]
            found.append(
                f"{year}-{d}-{i} | {year} | musrenbang_district | {district} | Jalan {i} | 1000000 | "
                f"{i + 1 if ranks else ''} | {agency}"
            )
    return found


PROPOSALS = "\n".join(
    ["id | year | stage | district | title | cost | rank | agency", *rows(2024), *rows(2025), *rows(2026, False)]
)
PAID = {2024: 3, 2025: 12, 2026: 2}
LINES = "\n".join(
    [
        "id | year | version | pays | amount",
        *(f"L{y}-{i} | {y} | apbd | {y}-0-{i} | 1000000" for y, n in PAID.items() for i in range(n)),
        "K | 2025 | kua_ppas |  | 5",
    ]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = given(tmp_path_factory.mktemp("home"), PROPOSALS, LINES)
    for i in range(5, 25):
        made.judgement("ani", f"2025-1-{i}", "apbd", "absent")
    made.mart()
    return made.workspace.path


def test_the_year_is_one_sentence_with_its_value_and_the_year_before(folder, open_page):
    screen = open_page(folder, year="2025")
    assert screen.broken == []
    assert screen.heading == (
        "Dari 90 prioritas dalam daftar musrenbang kecamatan, 12 terbukti didanai dalam APBD 2025; paling banyak 70"
    )
    assert "Nilainya Rp 12,0 jt dari Rp 90,0 jt (13,3 %)." in screen.words
    assert "Sebelumnya, APBD 2024: 3 terbukti dari 90 (3,3 %); paling banyak 90." in screen.words


def test_a_list_without_ranks_holds_proposals_not_priorities(folder, open_page):
    assert "prioritas" not in open_page(folder, year="2026").heading


def test_the_strip_marks_the_headline_and_says_why_it_is_silent(folder, open_page):
    screen = open_page(folder, year="2025")
    marked = re.findall(r'<td class="marked">(.*?)</td>', screen.html)
    assert len(marked) == 1
    assert "13,3–77,8 %" in marked[0]
    assert "belum diperiksa" in screen.words
    assert "belum ada daftarnya" in screen.words


def test_another_universe_moves_the_mark(folder, open_page):
    screen = open_page(folder, year="2025", universe="all")
    assert screen.broken == []
    assert screen.html.count('class="marked"') == 1


def test_every_cell_of_the_matrix_leads_to_its_list(folder, open_page):
    html = open_page(folder, year="2025").html
    found = re.findall(r'<td[^>]*><a href="([^"]+)"', html)
    assert "kecamatan?regency=73.02&amp;year=2025&amp;district=73.02.01&amp;agency=Dinas+Perhubungan+%26+Air" in found
    assert all(h.startswith("kecamatan?regency=73.02&amp;year=20") for h in found)
    assert "lang=en" in open_page(folder, year="2025", lang="en").html


def test_a_cell_keeps_the_mart_of_the_link(folder, open_page):
    mart = current(open_workspace(folder))
    cells = re.findall(r'href="([^"]+)"', open_page(folder, year="2025", mart=mart).html)
    assert cells and all(f"mart={mart}" in h for h in cells)


def test_a_cell_of_all_years_leads_nowhere_but_that_of_a_year_does(folder, open_page):
    screen = open_page(folder, year="all")
    found = re.findall(r'href="(kecamatan[^"]+)"', screen.html)
    assert found and all("&amp;year=20" in h and "agency" not in h for h in found)
    assert "Pilih satu kotak" not in screen.words
    assert "Pilih satu kotak" in open_page(folder, year="2025").words


def test_a_comparison_names_the_break_between_and_what_is_not_finished(folder, open_page):
    words = open_page(folder, year="2025").words
    said = "Di antara keduanya: Efisiensi belanja 2025. Belum selesai: 2024, 2025."
    assert words.count(said) == 2, "beside the year before, and below what changed"


def test_the_strip_of_all_years_names_the_years_of_each_version(folder, open_page):
    html = open_page(folder, year="all").html
    assert '<th scope="col">KUA-PPAS<small>2025</small></th>' in html
    assert '<th scope="col">APBD<small>2024–2026</small></th>' in html
    assert '<th scope="col">APBD</th>' in open_page(folder, year="2025").html


def test_the_matrix_groups_the_tail_and_says_how_many(folder, open_page):
    words = open_page(folder, year="2025").words
    assert "lainnya n = " in words
    assert re.search(r"\d perangkat daerah dengan usulan paling sedikit digabung", words)


def test_every_year_shows_its_n_its_breaks_and_whether_it_is_finished(folder, open_page):
    screen = open_page(folder, year="2025")
    assert screen.words.count("n=90") == 3
    assert "Efisiensi belanja 2025" in screen.words
    assert "3/90" in screen.words
    assert "belum selesai" in screen.words
    assert "Lebih dari separuh belum dapat dipastikan pada 2024, 2025, 2026." in screen.words


def test_what_changed_is_said_with_both_n(folder, open_page):
    words = open_page(folder, year="2025").words
    assert "Apa yang berubah dari 2024 ke 2025" in words
    assert "Kecamatan Gantarang: 3 terbukti dari 30 (10,0 %) menjadi 12 dari 30 (40,0 %); yang belum dapat" in words
    assert "Belum dapat dipastikan: 87 dari 90 (96,7 %) menjadi 58 dari 90 (64,4 %)." in words
    assert re.search(r"Bagian yang paling bertambah, [^:]+: 0 dari 90 \(0,0 %\) menjadi 20 dari 90 \(22,2 %\)", words)


def test_all_years_open_with_the_years(folder, open_page):
    screen = open_page(folder, year="all")
    assert screen.broken == []
    assert "APBD 2024–2026" in screen.heading
    assert screen.words.index("menurut kecamatan, APBD 2024–2026") < screen.words.index("dan perangkat daerah")
    assert "Apa yang berubah" not in screen.words


def test_every_picture_has_its_file_and_its_meaning(folder, open_page):
    screen = open_page(folder, year="2025")
    assert len([b for b in screen.app.get("download_button") if b.label == "Unduh CSV"]) == 7
    assert len(screen.app.expander) == 7


def test_english_says_the_same(folder, open_page):
    screen = open_page(folder, year="2025", lang="en")
    assert screen.broken == []
    assert screen.heading == (
        "Of 90 priorities in the district musrenbang list, 12 are proven funded in APBD 2025; at most 70"
    )
    assert "{" not in screen.words


def test_one_year_with_one_agency_is_bars_by_district(tmp_path, open_page):
    made = given(
        tmp_path,
        "id | district | title | agency\na | Gantarang | Jalan | Dinas\nb | Kajang | Jalan | Dinas",
        "id | pays | amount\nL | a | 5",
    )
    made.mart()
    screen = open_page(made.workspace.path)
    assert screen.broken == []
    assert "ak-rates" not in screen.html
    assert "menurut kecamatan" in screen.words
    assert "ak-trend" not in screen.html


def test_no_cost_no_value(tmp_path, open_page):
    made = given(tmp_path, "id | title\na | Jalan", "id | pays | amount\nL | a | 5")
    made.mart()
    screen = open_page(made.workspace.path)
    assert "Daftar ini tidak memuat perkiraan biaya" in screen.words
    assert "tanpa perkiraan biaya" in screen.words
    assert screen.heading.endswith("1 terbukti didanai dalam APBD 2026")


def test_what_could_have_been_paid_stands_beside_the_value(folder, open_page, monkeypatch):
    monkeypatch.setattr(home_rate, "attainable", lambda answer: 0.33)
    assert (
        "Nilainya Rp 12,0 jt dari Rp 90,0 jt. Belanja yang masih bisa diarahkan paling jauh membiayai 33,0 %; "
        "tercapai 13,3 %." in open_page(folder, year="2025").words
    )


def test_a_journey_says_what_reaching_a_budget_means(folder, real_workspace, open_page):
    said = "berarti ada uang yang terbukti terkait, berapa pun besarnya"
    assert said in open_page(folder, "perjalanan", year="2025").words
    assert said not in open_page(real_workspace, "perjalanan", regency="32.02").words


def test_no_list_that_year_names_the_year(folder, open_page):
    screen = open_page(folder, year="2025", universe="eligible")
    assert screen.heading.endswith("untuk Kabupaten Bulukumba 2025")


def test_what_else_the_year_says_leads_to_its_proof(demo_workspace, open_page):
    html = open_page(demo_workspace, regency="99.01", year="2026").html
    line = r'<li>([^<]*) <a href="([^"]+)">([^<]+)</a> <a href="([^"]+)" aria-label="Sertifikat: ([^"]*)">Sertifikat</a></li>'
    told = re.findall(line, html)
    assert len(told) == html.split('class="ak-told"')[1].count("<li>") == 5
    assert "5 catatan tentang usulan Kabupaten Rekaan untuk APBD 2026" in html
    reasons = next(t for t in told if "belum mempunyai alasan tertulis" in t[0])
    assert reasons[1:3] == ("kecamatan?regency=99.01&amp;year=2026&amp;fate=unfunded", "Nasib Prioritas")
    assert all(words.replace("\u00a0", " ") == said for words, *_, said in told)
    proofs = [re.search(r"sertifikat\?.*measure=(\w+)", t[3])[1] for t in told]
    assert len(set(proofs)) > 2, "each leads to the certificate of its own question, not of the first"
    measure = proofs[told.index(reasons)]
    assert measure == "answered"
    figure = html.split('class="ak-told"')[1].split("</figure>")[0]
    assert figure.count("sertifikat?") == 5, "and the picture itself to none"


def test_what_cannot_be_said_is_left_out(folder, open_page):
    told = open_page(folder, year="2025").html.split('class="ak-told"')[1].split("</ul>")[0]
    assert told.count("<li>") == 1 and "Dari 3 prioritas nomor satu, 1 terbukti didanai; paling banyak 3." in told
    assert "ak-told" not in open_page(folder, year="all").html


def test_the_estimate_is_shown_on_request_and_never_on_a_slide(folder, open_page):
    assert "≈" not in open_page(folder, year="2025").html
    asked = open_page(folder, year="2025", estimate="true")
    assert asked.broken == []
    marked = re.search(r'<td class="marked">(.*?)</td>', asked.html)
    assert marked and re.search(r'</em><small class="guess">≈ \d', marked[1])
    assert "bukan bukti" in asked.words
    slide = written((Slide("home.strip", "73.02", 2025, "district", "apbd"),))
    shown = open_page(folder, "paparan", s=slide, show="1", estimate="true")
    assert shown.html.count("ak-slide") == 1 and "≈" not in shown.html


def test_the_bridge_leads_from_the_plan_to_our_figure(tmp_path, folder, open_page):
    made = given(
        tmp_path,
        "id | stage | title | cost | path\na | musrenbang_district | Jalan | 100 | musrenbang_district,rkpd\n"
        "b | musrenbang_district | Talud | 100 | musrenbang_district,rkpd\n"
        "c | musrenbang_district | Pasar | 100 |\np | pokir | Reses | 700 | pokir,rkpd",
        "id | version | pays | amount\nK | kua_ppas | a | 100\nA | apbd | a | 100\nC | apbd | c | 100",
    )
    made.mart()
    screen = open_page(made.workspace.path, universe="district")
    assert screen.broken == []
    rows = re.findall(r'<tr class="(\w+)"><th scope="row">([^<]*).*?<td class="num">([^<]*)<small>', screen.html)
    assert [(kind, figure) for kind, _, figure in rows] == [
        ("level", "3"),
        ("less", "−1"),
        ("level", "2"),
        ("less", "−1"),
        ("level", "1"),
        ("more", "+1"),
        ("level", "2"),
        ("ours", "2"),
    ]
    assert "Terakomodir dalam RKPD 2026: 3 usulan; terbukti didanai dalam APBD 2026: 2" in screen.words
    assert "Belum ada berkas RAPBD untuk 2026" in screen.words
    assert "ak-falls" not in open_page(folder, year="2026").html, "one version alone is no bridge"


@pytest.mark.parametrize("year", ["2026", "all"])
def test_everything_of_the_regency_is_one_button_away(open_page, demo_workspace, year):
    """the workbook is made when asked for: the page only says what it will hold"""
    app = open_page(demo_workspace, regency="99.01", year=year).app
    buttons = {b.proto.label: b.proto for b in app.get("download_button")}
    assert ("2026" if year == "2026" else "semua tahun") in buttons["Buku kerja Excel"].help

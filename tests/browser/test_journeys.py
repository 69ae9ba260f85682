"""What people come to do, done with a mouse, a keyboard or a link, in a real browser."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SETTLE_SECONDS, SETTLED, choose_page

Visit = Callable[[str], Page]


@pytest.mark.usefixtures("real")
def test_an_activist_walks_from_a_word_to_a_row_in_a_file(visit: Visit) -> None:
    page = visit("/telusur?regency=32.02")
    box = page.get_by_label("Cari", exact=True)
    box.fill("irigasi sirnasari")
    box.press("Enter")
    first = page.locator(".st-key-hits a").first
    first.wait_for()
    first.click()
    step = page.locator(".ak-steps li").first
    expect(step).to_contain_text("baris")
    expect(step).to_contain_text("sukabumi_rkpd2019_semua_tahapan.csv")
    expect(page.locator("body")).to_contain_text("Ini bukan berarti tidak didanai")


@pytest.mark.usefixtures("real")
def test_a_link_opens_the_same_view_in_either_language(visit: Visit) -> None:
    page = visit("/perjalanan?universe=district&lang=en")
    expect(page.locator("h1")).to_contain_text("Of 9,425 proposals in the district musrenbang list")
    page.get_by_role("radio", name="ID").or_(page.get_by_role("button", name="ID", exact=True)).first.click()
    expect(page.locator("h1")).to_contain_text("Dari 9.425 usulan dalam daftar musrenbang kecamatan")
    assert "universe=district" in page.url
    assert "lang=en" not in page.url


@pytest.mark.usefixtures("real")
def test_choices_go_along_to_the_next_page(visit: Visit) -> None:
    page = visit("/?regency=52.01")
    expect(page.locator("h1")).to_contain_text("Rencana pengadaan")
    choose_page(page, "Data", "Kelengkapan Data")
    expect(page.locator("h1")).to_contain_text("Kabupaten Lombok Barat")
    page.wait_for_function("location.search.includes('regency=52.01')")


def test_a_step_back_takes_a_choice_back_and_the_menu_is_one_step(visit: Visit) -> None:
    page = visit("/kelengkapan")
    page.get_by_role("radio", name="EN").or_(page.get_by_role("button", name="EN", exact=True)).first.click()
    page.wait_for_function("location.search.includes('lang=en')")
    expect(page.get_by_text("Budget year", exact=True).first).to_be_visible()
    before = page.evaluate("history.length")
    choose_page(page, "Dapil & districts", "Proposals' Journey")
    page.wait_for_function("location.pathname == '/perjalanan' && location.search.includes('lang=en')")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_function("location.pathname == '/kelengkapan' && location.search.includes('lang=en')")
    page.go_back()
    expect(page.get_by_text("Tahun anggaran", exact=True).first).to_be_visible()
    assert "lang=en" not in page.url


def test_a_step_back_from_a_list_leads_to_the_matrix_again(visit: Visit) -> None:
    page = visit("/?regency=99.01&year=2026")
    before = page.url
    page.locator('a[href*="kecamatan?"][href*="agency="]').first.click()
    expect(page.locator(".ak-fates")).to_be_visible()
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    page.go_back()
    expect(page.locator(".ak-rates").first).to_be_visible()
    assert page.url == before


def test_another_regency_is_chosen_with_the_keyboard(visit: Visit) -> None:
    page = visit("/")
    box = page.get_by_role("combobox", name="Kabupaten/kota")
    box.focus()
    box.fill("Bulukumba")
    box.press("Enter")
    expect(page.locator("h1")).to_contain_text("Kabupaten Bulukumba: belum ada usulan")


@pytest.mark.usefixtures("real")
def test_the_csv_holds_what_the_page_shows(visit: Visit, tmp_path: Path) -> None:
    page = visit("/perjalanan")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").first.click()
    target = tmp_path / "perjalanan.csv"
    waiting.value.save_as(target)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["stage"], int(r["numerator"])) for r in rows] == [
        ("musrenbang_village", 6021),
        ("musrenbang_district", 5193),
        ("agency_forum", 437),
        ("musrenbang_regency", 9),
    ]
    assert {r["denominator"] for r in rows} == {"6021"}


@pytest.mark.usefixtures("real")
def test_a_breakdown_leads_to_its_proposals(visit: Visit) -> None:
    page = visit("/perjalanan?by=district&in=32.02.28")
    expect(page.locator("body")).to_contain_text("104 usulan: Cicantayan")


@pytest.mark.usefixtures("real")
def test_the_meaning_of_a_figure_is_one_click_away(visit: Visit) -> None:
    page = visit("/perjalanan")
    page.locator("[data-testid=stExpander] summary").first.click()
    for word in ("Perjalanan usulan", "Penyebut", "Berkas sumber", "sidik jari", "Mart"):
        expect(page.locator("[data-testid=stExpander]")).to_contain_text(word)


def test_a_screen_reader_is_told_the_language(visit: Visit) -> None:
    assert visit("/").evaluate("document.documentElement.lang") == "id"
    assert visit("/?lang=en").evaluate("document.documentElement.lang") == "en"


FATES = "/kecamatan?regency=99.01&year=2026&district=99.01.03"


def test_a_councillor_goes_from_the_matrix_to_the_list_to_the_row(visit: Visit) -> None:
    page = visit("/?regency=99.01&year=2026")
    page.locator('a[href*="kecamatan?"][href*="agency="]').first.click()
    expect(page.locator("h1")).to_contain_text("terbukti didanai")
    assert "agency=" in page.url
    title = page.locator(".ak-fates a").first
    words = title.inner_text()
    title.click()
    expect(page.locator("h1")).to_have_text(words)
    expect(page.locator(".ak-steps li").first).to_contain_text("rekaan_")


@pytest.mark.parametrize("viewport", [(390, 844)])
def test_a_village_head_finds_the_own_village_on_a_phone(visit: Visit) -> None:
    page = visit(FATES)
    box = page.get_by_role("combobox", name="Desa saya")
    box.click()
    box.fill("Tirtacita")
    page.get_by_role("option", name="Desa Tirtacita").first.click()
    expect(page.locator("h1")).to_contain_text("Desa Tirtacita, Kec. Wanacita")
    assert "village=99.01.03" in page.url


def test_an_activist_keeps_those_not_yet_found(visit: Visit) -> None:
    page = visit(FATES)
    everything = page.locator(".ak-fates > li").count()
    page.get_by_role("radio", name="belum ditemukan").or_(
        page.get_by_role("button", name="belum ditemukan")
    ).first.click()
    expect(page.locator(".ak-fates > li:not(.unfunded)")).to_have_count(0)
    assert 0 < page.locator(".ak-fates > li.unfunded").count() < everything
    assert "fate=unfunded" in page.url


def test_a_planner_takes_the_list_along_as_excel(visit: Visit, tmp_path: Path) -> None:
    page = visit(FATES)
    page.get_by_role("button", name="Bagikan").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh Excel").click()
    assert waiting.value.suggested_filename.startswith("REKAAN-")
    target = tmp_path / "daftar.xlsx"
    waiting.value.save_as(target)
    sheet = openpyxl.load_workbook(target)["Daftar"]
    assert str(sheet["A1"].value).startswith("DATA REKAAN")
    assert sheet.max_row - 4 == page.locator(".ak-fates > li").count()


def test_a_shared_link_opens_the_same_figures(visit: Visit) -> None:
    page = visit(FATES)
    heading = page.locator("h1").inner_text()
    page.get_by_role("button", name="Bagikan").click()
    text = page.locator("[data-testid=stCode]").inner_text()
    assert text.startswith("DATA REKAAN. Kec. Wanacita")
    address = text[text.index("http") :].strip()
    assert "mart=" in address
    again = visit(address)
    expect(again.locator("h1")).to_have_text(heading)


def test_every_picture_of_invented_data_says_so(visit: Visit) -> None:
    for path in ("/?regency=99.01", FATES, "/perjalanan?regency=99.01", "/telusur?regency=99.01"):
        page = visit(path)
        band = page.locator(".ak-invented")
        expect(band).to_be_in_viewport()
        expect(band).to_contain_text("DATA REKAAN")
        written = page.evaluate("decodeURIComponent(getComputedStyle(document.body, '::after').backgroundImage)")
        assert "DATA REKAAN" in written
        assert page.evaluate("getComputedStyle(document.body, '::after').position") == "fixed"
    page = visit("/?regency=73.02")
    assert page.locator(".ak-invented").count() == 0
    assert page.evaluate("getComputedStyle(document.body, '::after').backgroundImage") == "none"


def test_a_picture_is_taken_along_as_a_file_a_link_and_a_slide(visit: Visit, tmp_path: Path) -> None:
    page = visit("/?regency=99.01&year=2026")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Gambar (PNG)").first.click()
    assert taken.value.suggested_filename.startswith("REKAAN-beranda")
    taken.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Salin tautan").first.click()
    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    page.get_by_role("button", name="Tambah ke Paparan").first.click()
    page.get_by_role("link", name="Paparan", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Paparan: 1 salindia")


def test_slides_fill_the_screen_and_follow_the_arrow_keys(visit: Visit) -> None:
    page = visit("/paparan?regency=99.01&year=2026")
    page.get_by_role("button", name="Isi dengan susunan rapat paripurna").click()
    page.get_by_role("button", name="Mulai paparan").click()
    first = page.locator(".ak-slide").nth(0)
    expect(first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(first).to_be_hidden()
    expect(page.locator(".ak-slide").nth(1)).to_be_visible()
    address = page.url
    page.keyboard.press("Escape")
    expect(page.locator(".ak-show")).to_have_count(0)
    again = visit("/" + address.split("/", 3)[3])
    expect(again.locator(".ak-slide").nth(1)).to_be_visible()


def test_the_search_box_of_every_page_leads_to_telusur(visit: Visit) -> None:
    page = visit("/tahun-ini?regency=99.01")
    box = page.get_by_label("Telusur", exact=True)
    box.fill("drainase")
    box.press("Enter")
    expect(page.locator("h1")).to_have_text("Telusur")
    page.wait_for_function("location.search.includes('q=drainase')")
    expect(page.locator(".st-key-hits a").first).to_be_visible()


def test_an_activist_takes_the_ten_that_wait_longest_along(visit: Visit, tmp_path: Path) -> None:
    page = visit("/?regency=99.01")
    choose_page(page, "Dapil & Kecamatan", "Urutan & Antrean")
    page.get_by_role("radio", name="Antrean").or_(page.get_by_role("button", name="Antrean", exact=True)).first.click()
    expect(page.locator("h1")).to_contain_text("kebutuhan masih diusulkan, sudah diperiksa")
    titles = page.locator(".ak-queue .ak-what a").all_inner_texts()
    assert len(titles) == 10
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh Excel (").click()
    assert waiting.value.suggested_filename.startswith("REKAAN-antrean")
    target = tmp_path / "antrean.xlsx"
    waiting.value.save_as(target)
    sheet = openpyxl.load_workbook(target)["Daftar"]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    head = next(i for i, row in enumerate(rows) if "usulan" in row)
    at = rows[head].index("usulan")
    assert [row[at] for row in rows[head + 1 : head + 11]] == titles
    page.locator(".ak-queue .ak-what a").first.click()
    expect(page.locator("h1")).to_have_text(titles[0])


@pytest.mark.parametrize("viewport", [(390, 844)])
def test_on_a_phone_the_choices_are_one_line_that_opens_and_stays_open(visit: Visit) -> None:
    page = visit("/?regency=99.01&year=2026")
    line, years = page.locator(".ak-opener summary"), page.get_by_role("combobox", name="Tahun anggaran")
    expect(page.locator(".ak-chosen")).to_have_text("Rekaan · 2026 · daftar kecamatan")
    expect(years).to_be_hidden()
    top = page.locator("h1").evaluate("e => e.getBoundingClientRect().top")
    assert top < 844 / 4, "the finding begins in the first quarter"
    line.focus()
    page.keyboard.press("Enter")
    expect(years).to_be_visible()
    years.click()
    page.get_by_role("option", name="2025", exact=True).click()
    expect(page.locator(".ak-chosen")).to_have_text("Rekaan · 2025 · daftar kecamatan")
    expect(years).to_be_visible()
    line.click()
    expect(years).to_be_hidden()


def test_on_a_desk_all_choices_are_in_sight_and_the_line_is_not(visit: Visit) -> None:
    page = visit("/?regency=99.01&year=2026")
    expect(page.get_by_role("combobox", name="Tahun anggaran")).to_be_visible()
    expect(page.locator(".ak-opener summary")).to_be_hidden()


@pytest.mark.parametrize("viewport", [(390, 844)])
def test_a_village_head_finds_the_village_in_its_kecamatan(visit: Visit) -> None:
    page = visit("/desa?regency=99.01&year=2026")
    expect(page.locator("h1")).to_have_text("Kabupaten Rekaan: desa atau kelurahan mana?")
    page.locator(".ak-ways summary", has_text="Wanacita").click()
    page.get_by_role("link", name="Desa Tirtacita").click()
    expect(page.locator("h1")).to_contain_text("Desa Tirtacita, Kec. Wanacita")
    page.reload()
    expect(page.locator("h1")).to_contain_text("Desa Tirtacita")

"""Six people with one question each, from the front page to the answer; what stood in their way is told in docs/decisions.

Two of them have files of their own: the clerk with three errors (test_import_journey.py) and the reviewer who judges twenty pairs
by keyboard (test_review_journey.py).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SETTLE_SECONDS, SETTLED, choose_page

Visit = Callable[[str], Page]
EIGHT = 8
FRONT = "/?regency=99.01&year=2026"
COUNT = "() => { window.presses = 0; document.addEventListener('pointerdown', () => window.presses++, true); }"


def settled(page: Page) -> Page:
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    return page


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_a_councillor_sees_how_her_dapil_fared_in_four_clicks(visit: Visit) -> None:
    page = visit(FRONT)
    page.evaluate(COUNT)
    choose_page(page, "Dapil & Kecamatan", "Nasib Prioritas")
    page.get_by_role("combobox", name="Dapil").click()
    page.get_by_role("option", name="Dapil 2", exact=True).click()
    heading = page.locator("h1")
    expect(heading).to_have_text(
        re.compile(r"Dapil 2, Kabupaten Rekaan: \d+ dari \d+ prioritas terbukti didanai dalam APBD 2026")
    )
    assert page.evaluate("window.presses") == 4
    settled(page)
    expect(heading).to_be_in_viewport()
    expect(page.get_by_text("belum dapat dipastikan, jadi paling banyak").first).to_be_in_viewport()
    assert "dapil=Dapil+2" in page.url
    said = heading.inner_text()
    again = visit("/" + page.url.split("/", 3)[3])
    expect(again.locator("h1")).to_have_text(said)
    assert page.outside == [] and page.errors == []


def test_an_activist_downloads_the_ten_that_wait_longest(visit: Visit, tmp_path: Path) -> None:
    page = visit(FRONT)
    choose_page(page, "Dapil & Kecamatan", "Urutan & Antrean")
    page.get_by_role("radio", name="Antrean").or_(page.get_by_role("button", name="Antrean")).first.click()
    listed = page.locator(".ak-fates > li")
    expect(listed.first).to_be_visible()
    settled(page)
    shown = [listed.nth(i).locator(".ak-what a").inner_text() for i in range(listed.count())]
    assert 1 <= len(shown) <= 10
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").first.click()
    assert waiting.value.suggested_filename.startswith("REKAAN-")
    waiting.value.save_as(tmp_path / "antrean.csv")
    rows = list(csv.reader((tmp_path / "antrean.csv").read_text(encoding="utf-8-sig").splitlines()))
    held = [cell for row in rows[1 : 1 + len(shown)] for cell in row]
    assert all(any(title in cell for cell in held) for title in shown), "the file begins with what the page shows"


def test_a_planner_prepares_eight_slides_and_defends_one_number_down_to_its_cell(visit: Visit) -> None:
    page = visit("/kecamatan?regency=99.01&year=2026&district=99.01.03")
    page.get_by_role("button", name="Bagikan").click()
    page.get_by_role("button", name="Tambah ke Paparan").first.click()
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("link", name="Paparan", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Paparan: 1 salindia")
    page.get_by_role("button", name="Isi dengan susunan rapat paripurna").click()
    expect(page.locator("h1")).not_to_have_text("Paparan: 1 salindia")
    n = int(re.findall(r"\d+", settled(page).locator("h1").inner_text())[0])
    assert n >= EIGHT
    for left in range(n - 1, EIGHT - 1, -1):
        page.get_by_role("button", name="Keluarkan").last.click()
        expect(page.locator("h1")).to_have_text(f"Paparan: {left} salindia")
        settled(page)
    page.get_by_role("button", name="Mulai paparan").click()
    slides = page.locator(".ak-slide")
    expect(slides).to_have_count(EIGHT)
    expect(slides.first).to_contain_text("Kec. Wanacita")
    number = slides.locator(".ak-rates td a[href*='agency=']").first
    while not number.is_visible():
        page.keyboard.press("ArrowRight")
    proven, whole = number.locator("b").inner_text().split("/")
    number.click()
    expect(page.locator("h1")).to_contain_text(f"{proven} dari {whole} prioritas terbukti didanai dalam APBD 2026")
    assert settled(page).locator(".ak-fates > li").count() == int(whole)
    page.go_back()
    expect(slides).to_have_count(EIGHT)
    expect(number).to_be_visible()
    number.click()
    expect(page.locator("h1")).to_contain_text(f"{proven} dari {whole} prioritas")
    settled(page)
    page.locator(".ak-fates > li.funded .ak-what a, .ak-fates > li .ak-what a").first.click()
    settled(page)
    expect(page.locator(".ak-steps .ak-src").first).to_contain_text(re.compile(r"rekaan_\S+ · lembar .+ · baris \d+"))
    assert page.outside == [] and page.errors == []


@pytest.mark.parametrize("viewport", [(390, 844)])
def test_a_village_head_reads_what_became_of_the_list_on_a_phone(visit: Visit) -> None:
    page = visit("/desa?regency=99.01&year=2026")
    box = page.get_by_role("combobox", name="Desa saya")
    box.click()
    box.fill("Tirtacita")
    page.get_by_role("option", name="Desa Tirtacita").first.click()
    expect(page.locator("h1")).to_contain_text("Desa Tirtacita")
    settled(page)
    first = page.locator(".ak-fates > li").first
    expect(first.locator(".ak-fate b")).to_have_text(re.compile(r"[A-Z]{5,}"))
    expect(first.locator(".ak-next")).to_be_visible()
    top = first.evaluate(
        "e => e.getBoundingClientRect().top + document.querySelector('[data-testid=stMain]').scrollTop"
    )
    assert top < 2 * 844, "the list begins within one swipe"
    sideways = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert sideways <= 1
    small = first.evaluate(
        "e => Math.min(...[e, ...e.querySelectorAll('*')].map(x => parseFloat(getComputedStyle(x).fontSize)))"
    )
    assert small >= 13
    page.get_by_role("button", name="Bagikan").click()
    text = page.locator("[data-testid=stCode]").inner_text()
    assert text.startswith("DATA REKAAN. Desa Tirtacita") and "village=99.01.03" in text
    assert page.outside == [] and page.errors == []

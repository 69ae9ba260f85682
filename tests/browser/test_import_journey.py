"""A clerk brings a file with three errors, takes the rejected rows along, mends them in a spreadsheet, and they go in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SETTLE_SECONDS, SETTLED, free_port, start_server, wait_until_healthy
from tests.intake.desk import csv_file, proposal

WRONG = {2: {"estimated_cost": "dua juta"}, 3: {"title": ""}, 5: {"estimated_cost": "1.250"}}
RIGHT = {3: ("estimated_cost", 2_000_000), 4: ("title", "Talud Dusun Rekaan"), 6: ("estimated_cost", "Rp 1.250.000,00")}
Visit = Callable[[str], Page]


@pytest.fixture(scope="module")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk of its own: what is imported here must not stand in the pages of other tests."""
    folder = tmp_path_factory.mktemp("desk")
    port, log = free_port(), folder / "log.txt"
    with pytest.MonkeyPatch.context() as patch, log.open("w") as out:
        patch.setenv("AKOMODASI_DEMO", "off")
        process = start_server(root, folder / "workspace", port, out)
        try:
            wait_until_healthy(f"http://localhost:{port}", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(30)


def settled(page: Page) -> Page:
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    return page


def brings(page: Page, path: Path) -> None:
    page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", path)
    expect(page.locator(".ak-h2", has_text=f"Berkas 1 dari 1: {path.name}")).to_be_visible()
    settled(page)


def mended(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    titles: list[object] = []
    for i, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if row[0] is None and row[2] == "regency_code":
            titles = list(row)
        if row[1] in RIGHT:
            heading, value = RIGHT[int(str(row[1]))]
            sheet.cell(i, titles.index(heading) + 1, value)
    book.save(target)


def test_three_errors_are_told_mended_and_imported(visit: Visit, tmp_path: Path) -> None:
    page = visit("/impor?regency=73.02")
    brings(page, csv_file(tmp_path / "usulan.csv", [proposal(n, **WRONG.get(n, {})) for n in range(1, 7)]))
    expect(page.locator(".ak-rows-named")).to_contain_text("3 diterima")
    expect(page.get_by_text("CSV, baris 4: 'title' kosong; isi dahulu")).to_be_visible()
    page.get_by_role("button", name="Impor 1 berkas").click()
    expect(page.get_by_text("1 himpunan data masuk")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Perbaiki 3 baris yang ditolak").click()
    waiting.value.save_as(tmp_path / "tolak.xlsx")
    mended(tmp_path / "tolak.xlsx", tmp_path / "perbaikan.xlsx")

    page = visit("/impor?regency=73.02")
    brings(page, tmp_path / "perbaikan.xlsx")
    expect(page.locator(".ak-rows-named")).to_contain_text("6 diterima")
    expect(page.locator(".ak-account")).to_contain_text("3 baru, 0 berubah, 3 sama, 0 tidak ada lagi")
    page.get_by_role("button", name="Impor 1 berkas").click()
    expect(page.get_by_text("1 himpunan data masuk")).to_be_visible()
    expect(page.locator(".ak-account").first).to_contain_text("6 diterima")
    page = visit("/telusur?regency=73.02&id=U2")
    expect(page.locator("body")).to_contain_text("diperbaiki dalam perbaikan.xlsx")
    assert page.outside == [] and page.errors == []


@pytest.mark.parametrize("viewport", [(390, 844), (1280, 720)])
def test_the_desk_fits_a_phone_and_a_projector(visit: Visit, tmp_path: Path) -> None:
    page = visit("/impor?regency=73.02")
    brings(page, csv_file(tmp_path / "lain.csv", [proposal(n, fiscal_year=2025) for n in (1, 2)]))
    sideways = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert sideways <= 1
    expect(page.locator("[data-testid=stFileUploaderDropzoneInstructions]")).to_be_hidden()

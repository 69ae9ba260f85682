"""From a picture to the certificate of one of its rows, and back to it by its code, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[[str], Page]


def test_a_number_of_a_picture_is_defended_down_to_its_files(visit: Visit) -> None:
    page = visit("/?regency=99.01&year=2026")
    page.locator("figure", has_text="menurut kecamatan dan perangkat daerah").get_by_role(
        "link", name="Sertifikat"
    ).click()
    page.wait_for_function("location.pathname.endsWith('/sertifikat')")
    expect(page.locator("h1")).to_contain_text("Usulan yang terbukti didanai")
    whole = page.locator(".ak-card").inner_text()
    box = page.get_by_role("combobox", name="Angka untuk")
    box.fill("99.01.02")
    box.press("Enter")
    expect(page.locator(".ak-card")).not_to_have_text(whole)
    expect(page.locator("h1 + *, .ak-sub").first).to_contain_text("99.01.02")
    expect(page.get_by_role("table").last).to_contain_text("rekaan_apbd_rincian_2026")
    with page.expect_download() as got:
        page.get_by_role("button", name="Halaman cetak (HTML)").click()
    assert got.value.suggested_filename.startswith("REKAAN-sertifikat-AKM-")
    assert page.outside == [] and page.errors == []


def test_a_code_is_typed_where_methods_are_told(visit: Visit) -> None:
    page = visit("/mutu?regency=99.01&topic=certificate")
    box = page.get_by_label("Kode", exact=True)
    box.fill("AKM-0000-0000-0001")
    box.press("Enter")
    page.wait_for_function("location.pathname.endsWith('/sertifikat') && location.search.includes('code=')")
    expect(page.locator("main, [data-testid=stMain]").first).to_contain_text("AKM-0000-0000-0001")

"""Every page opens, whole and alone, on a desk, on a projector and on a phone, for every kind of data."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

VIEWPORTS = [(1440, 900), (1280, 720), (390, 844)]
SHIPPED = [
    "/",
    "/perjalanan",
    "/telusur",
    "/kelengkapan?regency=73.02",
    "/?regency=73.02&lang=en",
    "/?regency=99.01",
    "/?regency=99.01&year=all",
    "/?regency=99.01&estimate=true",
    "/kecamatan?regency=99.01&year=2026&district=99.01.03",
    "/kecamatan?regency=99.01&year=2026&dapil=Dapil+2",
    "/kecamatan?regency=73.02",
    "/kelengkapan?regency=99.01",
    "/impor?regency=73.02",
    "/mutu?regency=99.01",
    *(
        f"/mutu?regency=99.01&topic={t}"
        for t in ("definitions", "coverage", "perda", "difference", "recap", "identities", "record")
    ),
    "/sertifikat",
    "/sertifikat?measure=accommodation_count&by=district,agency&regency=99.01&year=2026",
    "/terbitkan?regency=99.01",
    "/terbitkan?regency=99.01&lang=en",
    "/impor?regency=99.01&part=history",
    "/paparan?regency=99.01",
    "/urutan?regency=99.01",
    "/urutan?regency=99.01&half=queue",
    "/sebelum?regency=99.01",
    "/sebelum?regency=73.02",
    "/simulasi?regency=99.01",
    "/asal?regency=99.01",
    "/asal?regency=73.02",
    "/dua-anggaran?regency=99.01",
    "/dua-anggaran?regency=99.01&pair=years&split=agency&kind=gone",
    "/dua-anggaran?regency=73.02",
    "/pemerataan?regency=99.01",
    "/pemerataan?regency=99.01&level=village",
    "/pemerataan?regency=99.01&level=dapil",
    "/desa?regency=99.01",
    "/desa?regency=99.01&village=99.01.01.1001",
]
REAL = ["/telusur?q=irigasi", "/kelengkapan", "/?regency=52.01"]

# How many pixels the page, or its main area, could be scrolled sideways.
SIDEWAYS = """() => Math.max(...[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .map(e => e.scrollWidth - e.clientWidth))"""
SMALL = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.children.length === 0
  && e.textContent.trim().length > 2 && e.getClientRects().length && !e.closest('svg')
  && parseFloat(getComputedStyle(e).fontSize) < 11).map(e => e.textContent.slice(0, 40))"""


@pytest.mark.parametrize("path", SHIPPED)
@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_page_loads(visit: Callable[[str], Page], path: str) -> None:
    whole_and_alone(visit(path))


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("path", REAL)
@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_page_of_real_files_loads(visit: Callable[[str], Page], path: str) -> None:
    whole_and_alone(visit(path))


def whole_and_alone(page: Page) -> None:
    """Nothing went wrong, nothing came from outside, nothing is too small or too wide."""
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert page.outside == []
    assert page.errors == []
    heading = page.locator("h1").first
    assert heading.is_visible()
    assert heading.inner_text().strip()
    assert page.evaluate(SIDEWAYS) <= 1
    assert page.evaluate(SMALL) == []

"""Every page opens, whole and alone, on a desk, on a projector and on a phone, for every kind of data."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

VIEWPORTS = [(1440, 900), (1280, 720), (390, 844)]
PATHS = ["/", "/perjalanan", "/telusur?q=irigasi", "/kelengkapan", "/?regency=52.01", "/?regency=73.02&lang=en"]

# How many pixels the page, or its main area, could be scrolled sideways.
SIDEWAYS = """() => Math.max(...[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .map(e => e.scrollWidth - e.clientWidth))"""
SMALL = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.children.length === 0
  && e.textContent.trim().length > 2 && e.getClientRects().length && !e.closest('svg')
  && parseFloat(getComputedStyle(e).fontSize) < 11).map(e => e.textContent.slice(0, 40))"""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_page_loads(visit: Callable[[str], Page], path: str) -> None:
    page = visit(path)
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert page.outside == []
    assert page.errors == []
    heading = page.locator("h1").first
    assert heading.is_visible()
    assert heading.inner_text().strip()
    assert page.evaluate(SIDEWAYS) <= 1
    assert page.evaluate(SMALL) == []

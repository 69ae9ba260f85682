"""The first page opens, whole and alone, on a desk, on a projector and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

VIEWPORTS = [(1440, 900), (1280, 720), (390, 844)]

# How many pixels the page, or its main area, could be scrolled sideways.
SIDEWAYS = """() => Math.max(...[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .map(e => e.scrollWidth - e.clientWidth))"""


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_first_page_loads(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.outside == []
    assert page.errors == []
    heading = page.locator("h1").first
    assert heading.is_visible()
    assert heading.inner_text().strip()
    assert page.evaluate(SIDEWAYS) <= 1

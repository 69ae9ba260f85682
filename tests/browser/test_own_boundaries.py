"""The map of own boundaries in a real browser: an area is a link of its own form, for a mouse, a finger and the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.cli import main
from analytics.query.database import open_mart, template
from analytics.register.workspace import open_workspace
from tests.browser.conftest import free_port, start_server, wait_until_healthy
from tests.intake.maps import around_centres, feature, written

Visit = Callable[[str], Page]
MAP = "/pemerataan?regency=99.01&year=2026"
# of every label in sight: the area that lies under its middle
UNDER = """() => [...document.querySelectorAll('.ak-areas .ak-area .label')].filter(l => l.innerText).map(l => {
  l.scrollIntoView({block: 'center'});
  const r = l.getBoundingClientRect(), at = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
  return [l.innerText, at && at.getAttribute('aria-label') || ''];
})"""
VIEWPORTS = [(1440, 900), (1280, 720), (390, 844)]


@pytest.fixture(scope="module")
def server(root: Path, served_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard of the same workspace with boundaries of Rekaan's villages brought to it."""
    folder = tmp_path_factory.mktemp("mapped")
    workspace, log = folder / "workspace", folder / "log.txt"
    shutil.copytree(served_workspace, workspace)
    rings = around_centres(open_mart(open_workspace(workspace)).rows(template("centres"), {"regency": "99.01"}))
    path = written(folder / "batas.geojson", [feature(ring, KODE=code) for code, ring in rings.items()])
    assert main(["import", str(path), "--workspace", str(workspace)]) == 0
    port = free_port()
    url = f"http://localhost:{port}"
    with log.open("w") as out:
        process = start_server(root, workspace, port, out)
        try:
            wait_until_healthy(url, process, log)
            yield url
        finally:
            process.terminate()
            process.wait(30)


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("level", ["district", "village"])
def test_an_area_lies_under_its_own_label(visit: Visit, level: str) -> None:
    page = visit(f"{MAP}&level={level}")
    found = page.evaluate(UNDER)
    assert len(found) == 10 if level == "district" else found
    for words, said in found:
        figure = words.split("\n")[-1].strip(" ▲▼")
        if figure != "–":
            proven, whole = figure.split("/")
            assert f": {proven} terbukti dari {whole}" in said, (words, said)
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 1
    assert page.outside == [] and page.errors == []


def test_an_area_leads_to_its_list_by_mouse_and_by_keyboard(visit: Visit) -> None:
    page = visit(MAP)
    area = page.locator(".ak-areas a[aria-label^='Kotareka']")
    label = page.locator(".ak-areas .label", has_text="Kotareka")
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("h1")).to_contain_text("Kec. Kotareka")
    page = visit(MAP)
    area = page.locator(".ak-areas a[aria-label^='Kotareka']")
    area.focus()
    colour = "e => getComputedStyle(e).backgroundColor"
    page.keyboard.press("Shift+Tab")
    assert area.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.keyboard.press("Tab")
    assert area.evaluate(colour) == "rgb(180, 83, 9)", "where the keyboard stands is seen"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Kec. Kotareka")


def test_the_tiles_are_one_choice_away_and_kept_in_the_address(visit: Visit) -> None:
    page = visit(MAP)
    expect(page.locator(".ak-area.small").first).to_be_visible()
    name = "Ubin sama besar"
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name, exact=True)).first.click()
    expect(page.locator(".ak-tiles .map").first).to_be_visible()
    expect(page.locator(".ak-area")).to_have_count(0)
    assert "drawn=tiles" in page.url


@pytest.mark.parametrize("viewport", [(1280, 720), (390, 844)])
@pytest.mark.parametrize("level", ["district", "village"])
def test_the_map_is_for_everybody(visit: Visit, level: str) -> None:
    page = visit(f"{MAP}&level={level}")
    violations = Axe().run(page, context=".ak-areas").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []

"""The plain pages from a disk, in a browser that knows no script and reaches nothing; then the script that finds a village."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.reports.site import site

REGENCY = ("regency", ("99.01",))


@pytest.fixture(scope="session")
def folder(served_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = open_workspace(served_workspace)
    out = tmp_path_factory.mktemp("site") / "out"
    site(book, open_mart(book), "99.01", out)
    return out


@pytest.fixture(scope="session")
def one(served_workspace: Path) -> dict[str, object]:
    """A village of the newest year with something proven, and most that is not known, as `ask` tells it."""
    mart = open_mart(open_workspace(served_workspace))
    rows = ask(mart, Question("accommodation_count", ("village", "year"), (REGENCY,))).rows
    last = max(r["year"] for r in rows)
    mine = [r for r in rows if r["year"] == last and r["village"] and r["numerator"]]
    return max(mine, key=lambda r: (r["n_unknown"], r["village"]))


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of the folder from the disk; whatever it asks of the network is refused and remembered."""
    contexts, outside = [], list[str]()

    def go(path: str, *, script: bool, width: int = 1440) -> Page:
        context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
        contexts.append(context)

        def refuse(route: Route) -> None:
            outside.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith(("file:", "data:")), refuse)
        page = context.new_page()
        page.on("pageerror", lambda error: outside.append(str(error)))
        page.goto((folder / path).as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert outside == []


@pytest.mark.parametrize("width", [1440, 390])
def test_from_the_front_to_a_village_and_its_numbers_without_a_script(
    opened: Callable[..., Page], one: dict[str, object], width: int
) -> None:
    page = opened("index.html", script=False, width=width)
    expect(page.locator(".find")).to_be_hidden()
    page.locator(f'.villages a[href="desa/REKAAN-{one["village"]}.html"]').click()
    page.locator(".go a").click()
    told = page.locator("dl.facts").first
    expect(told).to_contain_text(f"{one['numerator']} dari {one['n']}")
    expect(told).to_contain_text(f"{one['most']} dari {one['n']}")
    expect(page.locator("ol.items > li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    anchor = page.locator("ol.items > li").last.get_attribute("id")
    page.locator("ol.items > li").last.locator(".src a").click()
    assert page.url.endswith(f"#{anchor}")


def test_a_village_is_found_by_a_part_of_its_name(opened: Callable[..., Page], one: dict[str, object]) -> None:
    page = opened("index.html", script=True)
    link = page.locator(f'.villages a[href="desa/REKAAN-{one["village"]}.html"]')
    name = link.inner_text().partition(" ")[2]
    everything = page.locator(".villages li:visible").count()
    box = page.get_by_label("Cari desa, kelurahan, atau kecamatan")
    box.fill(name.upper())
    expect(link).to_be_visible()
    assert 0 < page.locator(".villages li:visible").count() < everything
    box.fill("tidak ada nama begini")
    expect(page.get_by_role("status")).to_contain_text("Tidak ada nama yang cocok")
    box.fill(name)
    box.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)


@pytest.mark.parametrize("path", ["index.html", "REKAAN-metode.html", "village", "district"])
def test_nothing_stands_in_the_way_of_a_screen_reader_or_a_keyboard(
    opened: Callable[..., Page], one: dict[str, object], path: str
) -> None:
    code = str(one["village"])
    named = {
        "village": f"desa/REKAAN-{code}-{one['year']}.html",
        "district": f"kecamatan/REKAAN-{code[:8]}-{one['year']}.html",
    }
    page = opened(named.get(path, path), script=True)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#isi")).to_be_focused()


def test_on_paper_the_ways_are_gone_and_the_mark_stays(opened: Callable[..., Page], one: dict[str, object]) -> None:
    page = opened(f"desa/REKAAN-{one['village']}-{one['year']}.html", script=False)
    page.emulate_media(media="print")
    for gone in (".crumbs", ".ways", ".take"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".mark")).to_be_visible()
    expect(page.locator("footer .path")).to_contain_text(f"desa/REKAAN-{one['village']}-{one['year']}.html")

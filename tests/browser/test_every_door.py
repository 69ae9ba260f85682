"""Every page behind every door: nothing serious for a screen reader, and everything a mouse can use a keyboard can reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.locale.words import t
from analytics.pages.doors import ALONE, DATA, DISTRICTS, DOORS
from tests.browser.conftest import SETTLE_SECONDS, SETTLED

Visit = Callable[[str], Page]
SERIOUS = ("serious", "critical")
REKAAN = "regency=99.01&year=2026"
MORE = {"trace": "&q=drainase", "fate": "&district=99.01.03", "slides": "&show=1"}  # a page that shows something
DEEPER = (
    "/?regency=99.01&year=2026&estimate=true",
    "/kecamatan?regency=99.01&year=2026&dapil=Dapil+2",
    "/desa?regency=99.01&year=2026&village=99.01.01.1001",
    "/?regency=73.02",
)
PATHS = (*(f"/{door.path}?{REKAAN}{MORE.get(name, '')}" for name, door in DOORS.items()), *DEEPER)

# Marks everything in the page a person can use, and tells how much that is. Of radio buttons that belong together a keyboard
# reaches one and moves on by arrows; what is only there for code (aria-hidden, tabindex -1) is reached by other ways.
MARK = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const folded = e => e.tagName !== 'SUMMARY' && e.closest('details:not([open])');
  const seen = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && !folded(e);
  const wanted = 'a[href], button, input, select, textarea, summary, [role=button], [role=combobox], [tabindex="0"]';
  let n = 0;
  for (const e of main.querySelectorAll(wanted)) {
    if (!seen(e) || e.disabled || e.closest('[aria-hidden=true], [inert]') || e.tabIndex < 0) continue;
    const group = e.closest('[role=radiogroup]');
    e.dataset.aim = group ? (group.dataset.aimed ||= `g${++n}`) : `e${++n}`;
  }
  for (const e of main.querySelectorAll('[data-ak], a[href]'))
    if (seen(e) && e.tabIndex < 0) e.dataset.aim = `lost${++n}`;
  return [...new Set([...main.querySelectorAll('[data-aim]')].map(e => e.dataset.aim))];
}"""
HERE = "() => document.activeElement?.closest('[data-aim]')?.dataset.aim || ''"
FIRST = "() => { const e = document.querySelector('[data-testid=stMain]'); e.tabIndex = -1; e.focus(); }"


@pytest.mark.parametrize("path", PATHS)
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(visit: Visit, path: str) -> None:
    page = visit(path)
    assert page.locator("[data-testid=stException]").count() == 0
    found = Axe().run(page, context="[data-testid=stMain]").response["violations"]
    ours = [(v["id"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found if v["impact"] in SERIOUS]
    assert ours == []


@pytest.mark.parametrize("path", [p for p in PATHS if "show=1" not in p])
def test_everything_on_a_page_is_reached_by_tab(visit: Visit, path: str) -> None:
    page = visit(path)
    wanted = set(page.evaluate(MARK))
    assert wanted
    page.evaluate(FIRST)
    reached: set[str] = set()
    for _ in range(2 * len(wanted) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(HERE))
        if wanted <= reached:
            break
    left = [
        page.locator(f"[data-aim={name}]").first.evaluate("e => e.outerHTML.slice(0, 160)") for name in wanted - reached
    ]
    assert left == []


@pytest.mark.parametrize("group", [DISTRICTS, DATA])
def test_every_page_of_a_menu_is_opened_by_keyboard(visit: Visit, group: str) -> None:
    inside = [(name, door) for name, door in DOORS.items() if door.group == group and door.listed]
    assert inside
    page = visit(f"/?{REKAAN}")
    for i, (_, door) in enumerate(inside):
        menu = page.get_by_test_id("stTopNav").get_by_text(t(f"app.{group}"), exact=True)
        menu.locator("xpath=ancestor-or-self::*[self::button or @tabindex][1]").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("menuitem")).to_have_count(len(inside))
        for _ in range(i):  # the first is chosen already
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function("path => location.pathname === path", arg=f"/{door.path}")
        page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)


def test_a_door_that_stands_alone_is_one_key_away(visit: Visit) -> None:
    page = visit(f"/perjalanan?{REKAAN}")
    alone = [name for name, door in DOORS.items() if door.group == ALONE and door.listed]
    for name in alone:
        link = page.get_by_test_id("stTopNav").get_by_role("link", name=t(f"app.{name}"), exact=True)
        link.focus()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", name

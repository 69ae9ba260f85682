"""A hostile register in a real browser, behind the real headers: on every page nothing runs that is not ours, nothing is asked
elsewhere, and no policy is broken by our own pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from analytics.pages.doors import DOORS
from tests.browser.conftest import SETTLE_SECONDS, SETTLED, free_port, start_server, wait_until_healthy
from tests.hostile.register import MARK, TEXTS, hostile

HERE = "regency=73.02&year=2026"
MORE = {
    "trace": f"&q={quote(TEXTS[2])}",
    "fate": "&district=73.02.03",
    "village": "&district=73.02.03&village=73.02.03.2006",
    "slides": "&show=1",
}
PATHS = [f"/{door.path}?{HERE}{MORE.get(name, '')}" for name, door in DOORS.items()]
LISTEN = """window.__broken = []; document.addEventListener('securitypolicyviolation',
  e => window.__broken.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`));"""
PLANT = "html => { const e = document.createElement('div'); e.innerHTML = html; document.body.append(e); }"


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    workspace = hostile(tmp_path_factory.mktemp("hostile")).workspace.path
    port, log = free_port(), tmp_path_factory.mktemp("log") / "log.txt"
    with log.open("w") as out:
        process = start_server(root, workspace, port, out)
        try:
            wait_until_healthy(f"http://localhost:{port}", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def screen(browser: Browser, address: str) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, what it asked elsewhere, and what the browser's console called an error."""
    context = browser.new_context(base_url=address)
    context.add_init_script(LISTEN)
    outside: list[str] = []
    errors: list[str] = []

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    own = urlsplit(address).netloc
    context.route(lambda url: urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc != own, refuse)
    page = context.new_page()
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "_stcore" not in _where(m) else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("dialog", lambda d: (errors.append(f"dialog {d.message}"), d.dismiss()))
    yield page, outside, errors
    context.close()


def _where(message: object) -> str:
    """A deep link makes Streamlit look for its own parts under /<page>/_stcore/ first: a 404 of Streamlit's own."""
    return str(getattr(message, "location", {}).get("url", ""))


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_a_file_runs_on_a_page(screen: tuple[Page, list[str], list[str]], path: str) -> None:
    page, outside, errors = screen
    outside.clear()
    errors.clear()
    page.goto(path)
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate(f"window.{MARK}") is None
    assert page.evaluate("window.__broken") == [] and outside == [] and errors == []
    assert page.evaluate("document.documentElement.lang") == "id"  # our own script does run
    assert page.evaluate("!!window.akTools")
    made = "[data-testid=stMain] :is(a[href^=javascript], img[src*=luar], .katex, h1:text-is('Palsu'))"
    assert page.locator(made).count() == 0


def test_what_a_page_forgot_to_escape_would_not_run(screen: tuple[Page, list[str], list[str]]) -> None:
    """The second lock: markup put into the page as it is neither runs nor asks anybody."""
    page, outside, _ = screen
    page.goto(f"/perjalanan?{HERE}")
    page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
    page.evaluate(PLANT, f"<img src=x onerror='window.{MARK}=1'><img src=http://luar.example/x.png>")
    page.evaluate(
        f"() => {{ const s = document.createElement('script'); s.text = 'window.{MARK}=1'; document.body.append(s); }}"
    )
    page.wait_for_function("window.__broken.length >= 3")
    assert page.evaluate(f"window.{MARK}") is None and outside == []
    told = " ".join(page.evaluate("window.__broken"))
    assert "script-src-attr" in told and "script-src-elem" in told and "img-src http://luar.example" in told

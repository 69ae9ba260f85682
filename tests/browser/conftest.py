"""A running dashboard, and a real Chromium that cannot reach anything else.

A test asks for `visit` (go to a path and wait until Streamlit has finished) and `page`. The window is 1440 x 900 unless
the test says otherwise: `@pytest.mark.parametrize("viewport", [(390, 844)])`. All tests here are marked `browser`.
"""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket
from typing import IO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

# What the served workspace holds beside the facts that ship: each line is one run of `akomodasi`, in this order; {real} is
# the folder of real files. Where that is absent, only what needs no such file is run, and tests that ask for `real` skip.
WORKSPACE_STEPS: tuple[tuple[str, ...], ...] = (
    ("demo", "--size", "small"),
    ("import", "{real}/proposals/sukabumi_rkpd2019_semua_tahapan.csv"),
    ("import", "{real}/apbd/lombokbarat_rup_2026_asli.xlsx", "--year", "2026"),
)

STEP_SECONDS = 300
EXPECT_SECONDS = 20  # the longest wait for something to appear; on an idle machine it is there at once
START_SECONDS = 60
SETTLE_SECONDS = 30

expect.set_options(timeout=EXPECT_SECONDS * 1000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]

# True once nothing has been running, spinning or still missing for half a second without a break.
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const busy = !document.querySelector('[data-testid=stMain]')
    || ['initial', 'running', 'rerunRequested'].includes(app && app.getAttribute('data-test-script-state'))
    || document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton], [data-testid=stSpinner]');
  if (busy) { window.__quietSince = null; return false; }
  window.__quietSince = window.__quietSince || performance.now();
  return performance.now() - window.__quietSince > 500;
}"""


@pytest.hookimpl(tryfirst=True)  # before `-m browser` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


def choose_page(page: Page, group: str, name: str) -> None:
    """Opens one of the menus above the page and goes to a page in it."""
    page.get_by_test_id("stTopNav").get_by_text(group, exact=True).click()
    page.get_by_role("menuitem", name=name, exact=True).click()


@pytest.fixture(scope="session")
def chromium_path(root: Path) -> str:
    got = subprocess.run(
        [sys.executable, root / "tests" / "browser" / "get_chromium.py"], capture_output=True, text=True, check=False
    )
    if got.returncode:
        pytest.fail(got.stderr.strip().splitlines()[-1], pytrace=False)
    return got.stdout.strip()


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Per module: while Playwright is open an event loop is running in this thread, and other tests could not start one.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_workspace(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "workspace"
    folder.mkdir()
    real = root.parent / "shared" / "real"
    for step in WORKSPACE_STEPS:
        if not real.is_dir() and any("{real}" in part for part in step):
            continue
        command = [
            sys.executable,
            "-m",
            "analytics",
            *(part.format(real=real) for part in step),
            "--workspace",
            str(folder),
        ]
        done = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            text=True,
            timeout=STEP_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            pytest.fail(
                f"`akomodasi {' '.join(step)}` ended with {done.returncode}:\n{done.stderr[-3000:]}", pytrace=False
            )
    return folder


@pytest.fixture(scope="session")
def server(root: Path, served_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard, without a slash at the end."""
    port = free_port()
    url = f"http://localhost:{port}"
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("w") as out:
        process = start_server(root, served_workspace, port, out)
        try:
            wait_until_healthy(url, process, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def start_server(root: Path, workspace: Path, port: int, out: IO[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analytics", "serve", "--port", str(port), "--workspace", str(workspace)]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)


def free_port() -> int:
    with socket() as s:
        s.bind(("localhost", 0))
        return int(s.getsockname()[1])


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no business here
    deadline = time.monotonic() + START_SECONDS
    problem = "no answer"
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with ask.open(f"{url}/api/v1/health", timeout=5) as answer:
                if answer.status == 200 and "html" not in answer.headers.get_content_type():
                    return
                problem = f"{answer.status} {answer.headers.get_content_type()}"
        except OSError as error:
            problem = str(error)
        time.sleep(0.05)
    state = "still running" if process.poll() is None else f"ended with {process.returncode}"
    pytest.fail(f"The server did not become healthy ({problem}; {state}):\n{log.read_text()[-3000:]}", pytrace=False)


@pytest.fixture
def viewport() -> tuple[int, int]:
    return (1440, 900)


@pytest.fixture
def page(browser: Browser, server: str, viewport: tuple[int, int]) -> Iterator[Page]:
    """A fresh context's page. `page.outside`: hosts it tried to reach; `page.errors`: console errors."""
    width, height = viewport
    phone = width < 600
    context = browser.new_context(
        base_url=server,
        viewport={"width": width, "height": height},
        locale="id-ID",
        timezone_id="Asia/Makassar",
        is_mobile=phone,
        has_touch=phone,
    )
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.outside = outside  # type: ignore[attr-defined]
    page.errors = errors  # type: ignore[attr-defined]
    own = urlsplit(server).netloc

    def is_outside(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own

    def refuse(route: Route) -> None:
        outside.append(urlsplit(route.request.url).netloc)
        route.abort()

    def heard(message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        # A deep link makes Streamlit look for its own parts under /<page>/_stcore/ first: a 404 of Streamlit's own.
        if message.type == "error" and "_stcore" not in where:
            errors.append(f"{message.text} {where}".strip())

    context.route(is_outside, refuse)
    context.route_web_socket(is_outside, lambda ws: (outside.append(urlsplit(ws.url).netloc), ws.close()))
    page.on("console", heard)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def visit(page: Page) -> Callable[[str], Page]:
    """Go to a path and wait until Streamlit has stopped running."""

    def go(path: str) -> Page:
        page.goto(path)
        page.wait_for_function(SETTLED, timeout=SETTLE_SECONDS * 1000)
        return page

    return go

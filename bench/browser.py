"""What a reader waits for in a real Chromium: a page in an empty browser, the same once more, a click until the number has
changed.

Times are the browser's own clock: from the beginning of the navigation, and from the press on the option, until the frame
after the one in which the number stands. `server_cpu` is the processor time (ms) the server spent meanwhile; `bytes` is what
went over the wire, packed; `socket` the messages of the page before they are packed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.served import Server
from bench.timing import ROOT, percentiles, say, spread

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)
PATIENCE = 120_000  # milliseconds
WILL_BE_CHART = "[data-testid=stPlotlyChart]"
NUMBERS, CHART = ".ak-h1", ".js-plotly-plot .main-svg"  # the page's finding with its figures; a chart of Plotly
PLACES = {
    "beranda": "/?regency={regency}",
    "beranda_with_chart": "/?regency={facts}",
    "kecamatan": "/kecamatan?regency={regency}",
}
# when each of them first stood there (in the frame after), in milliseconds since the navigation began
WATCH = """(() => {
  window.__seen = {};
  const look = () => {
    for (const [name, what] of Object.entries(WANTED))
      if (!(name in window.__seen) && document.querySelector(what)) {
        window.__seen[name] = null;
        requestAnimationFrame(() => { window.__seen[name] = performance.now(); });
      }
    requestAnimationFrame(look);
  };
  look();
})()""".replace("WANTED", json.dumps({"numbers": NUMBERS, "chart": CHART}))
# the time from the press on an option until the frame after the words of the finding have changed
PRESS = """(() => {
  const words = () => (document.querySelector(NUMBERS) || {}).textContent;
  const before = words();
  window.__waited = null;
  const press = (event) => {
    if (!event.target.closest('[role=option]')) return;
    document.removeEventListener('click', press, true);
    const begun = performance.now();
    const look = () => {
      if (words() && words() !== before) requestAnimationFrame(() => { window.__waited = performance.now() - begun; });
      else requestAnimationFrame(look);
    };
    look();
  };
  document.addEventListener('click', press, true);
})()""".replace("NUMBERS", json.dumps(NUMBERS))
READY = "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"


def look(server: Server, repeat: int, regency: str, facts: str) -> dict[str, Any]:
    """Every place cold and warm `repeat` times, then clicks; a word instead where there is no Chromium."""
    path = chromium()
    if path is None:
        return {"skipped": "no Chromium on this computer"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            found: dict[str, Any] = {"version": browser.version}
            for name, address in PLACES.items():
                url = server.url + address.format(regency=regency, facts=facts)
                found[name] = place(browser, server, url, repeat)
                say(f"  {name}: {found[name]}")
            found["click"] = clicks(browser, server, f"{server.url}/?regency={regency}", 4 * repeat)
            say(f"  click: {found['click']}")
            return found
        finally:
            browser.close()


def chromium() -> str | None:
    """As the browser tests find it; None where there is none."""
    got = subprocess.run(
        [sys.executable, ROOT / "tests" / "browser" / "get_chromium.py"], capture_output=True, text=True, check=False
    )
    return got.stdout.strip() or None if got.returncode == 0 else None


def place(browser: Browser, server: Server, url: str, repeat: int) -> dict[str, Any]:
    """One page in an empty browser, and the same once more."""
    cold: list[dict[str, Any]] = []
    warm: list[dict[str, Any]] = []
    for _ in range(repeat):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
        context.add_init_script(WATCH)
        page = context.new_page()
        cold.append(_visit(page, server, url))
        warm.append(_visit(page, server, url))
        context.close()
    return {"cold": _told(cold), "warm": _told(warm)}


def _visit(page: Page, server: Server, url: str) -> dict[str, Any]:
    wire = {"bytes": 0, "requests": 0, "socket": 0}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda e: _add(wire, e["encodedDataLength"]))
    devtools.on("Network.webSocketFrameReceived", lambda e: _framed(wire, e["response"]))
    before = server.cpu or 0.0
    page.goto(url)
    page.wait_for_function("window.__seen.numbers", timeout=PATIENCE)
    page.wait_for_function(READY, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    if page.locator(WILL_BE_CHART).count():
        page.wait_for_function("window.__seen.chart", timeout=PATIENCE)
    seen = page.evaluate("window.__seen")
    devtools.detach()
    return {**seen, "server_cpu": 1000 * ((server.cpu or 0.0) - before), **wire}


def _add(wire: dict[str, int], length: float) -> None:
    wire["bytes"] += int(length)
    wire["requests"] += 1


def _framed(wire: dict[str, int], frame: dict[str, Any]) -> None:
    """A binary frame is told in base64."""
    wire["socket"] += len(frame["payloadData"]) * 3 // 4 if frame["opcode"] == 2 else len(frame["payloadData"])


def _told(visits: list[dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {"numbers": spread([v["numbers"] for v in visits], 0)}
    charts = [v["chart"] for v in visits if v.get("chart")]
    told["first_chart"] = spread(charts, 0) if charts else "no chart of Plotly on this page"
    told["server_cpu"] = round(median(v["server_cpu"] for v in visits))
    told |= {k: round(median(v[k] for v in visits)) for k in ("bytes", "requests", "socket")}
    return told


def clicks(browser: Browser, server: Server, url: str, times: int) -> dict[str, Any]:
    """Another year chosen in its box, again and again; the first click of each year asks the mart, a later one is remembered."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="id-ID")
    page.goto(url)
    page.wait_for_function(READY, timeout=PATIENCE)
    page.wait_for_selector(NUMBERS)
    box = page.locator(".st-key-choice-year input, .st-key-choice-year [role=combobox]").first
    waited, cpu = [], []
    for i in range(times):
        box.click()
        options = page.get_by_role("option")
        options.first.wait_for()
        page.evaluate(PRESS)
        before = server.cpu or 0.0
        options.nth((2 * i + 1) % min(options.count(), 7)).click()
        page.wait_for_function("window.__waited !== null", timeout=PATIENCE)
        waited.append(page.evaluate("window.__waited"))
        page.wait_for_function(READY, timeout=PATIENCE)
        page.wait_for_timeout(300)
        cpu.append(1000 * ((server.cpu or 0.0) - before))
    page.close()
    return {"times": times, "repainted": percentiles(waited), "server_cpu": percentiles(cpu)}

"""Our first page beside the naive one (bench/peers_app.py): a change of year over a real websocket, then both in a real Chromium.

The naive page answers six questions and draws six charts; ours answers more and says what is not known. Both serve one regency.
"""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

from analytics.register.workspace import Workspace
from bench.browser import FLAGS, chromium, clicks, place
from bench.peers_data import REGENCY
from bench.served import Server, served
from bench.sessions import Person
from bench.timing import ROOT, percentiles, ratio, say

APP = ROOT / "bench" / "peers_app.py"
YEARS = 5  # newest years a reader goes through, again and again


def pages(workspace: Workspace, tables: Path, repeat: int) -> dict[str, Any]:
    """{ours, naive, naive_cached, ratios}: milliseconds of a change, bytes, and what a browser waits for."""
    told: dict[str, Any] = {}
    for name, folder, words in (
        ("ours", workspace.path, None),
        ("naive", tables, ()),
        ("naive_cached", tables, ("cached",)),
    ):
        with served(folder, *((APP, *words) if words is not None else ())) as server:
            told[name] = asyncio.run(_changes(server, repeat))
            told[name] |= {"browser": _browser(server, repeat), "megabytes": server.megabytes}
        say(f"    {name}: a change {told[name]['again']['answer']} ms, {told[name]['bytes']}")
    return {**told, "ours_over_naive": _ratios(told, "naive"), "ours_over_naive_cached": _ratios(told, "naive_cached")}


async def _changes(server: Server, repeat: int) -> dict[str, Any]:
    """One reader: arrives, goes through the newest years once (`first`) and then `repeat` times more (`again`)."""
    url = server.url.replace("http", "ws") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
        person = Person(socket, random.Random(1), REGENCY)
        await person.arrive()
        sent = {"arrival": person.received}
        widget, years = person.options["choice-year"]
        newest = [y for y in years if y.isdigit()][:YEARS]
        server.runs()
        told: dict[str, Any] = {}
        for name, rounds in (("first", 1), ("again", repeat)):
            waited: list[float] = []
            person.received = 0
            for year in [*newest[1:], newest[0]] * rounds:
                person.widgets[widget] = WidgetState(id=widget, string_value=year)
                begun = time.perf_counter()
                await person.run()
                waited.append(1000 * (time.perf_counter() - begun))
            runs = server.runs()
            told[name] = {"answer": percentiles(waited), "script": percentiles([r["wall"] for r in runs])}
            told[name]["processor"] = percentiles([r["cpu"] for r in runs])
            sent[name] = round(person.received / len(waited))
    return {**told, "bytes": sent, "exceptions_shown": person.broken}


def _browser(server: Server, repeat: int) -> Any:
    path = chromium()
    if path is None:
        return "no Chromium on this computer"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            url = f"{server.url}/?regency={REGENCY}"
            return {**place(browser, server, url, repeat), "click": clicks(browser, server, url, 2 * repeat)}
        finally:
            browser.close()


def _ratios(told: dict[str, Any], other: str) -> dict[str, Any]:
    ours, theirs = told["ours"], told[other]
    found: dict[str, Any] = {
        f"change_{name}": ratio(ours[name]["answer"]["p50"], theirs[name]["answer"]["p50"])
        for name in ("first", "again")
    }
    found |= {
        f"processor_{name}": ratio(ours[name]["processor"]["p50"], theirs[name]["processor"]["p50"])
        for name in ("first", "again")
    }
    found |= {f"bytes_{name}": ratio(ours["bytes"][name], theirs["bytes"][name]) for name in ours["bytes"]}
    found["memory"] = ratio(ours["megabytes"], theirs["megabytes"])
    if isinstance(ours["browser"], dict):
        for visit in ("cold", "warm"):
            a, b = ours["browser"][visit], theirs["browser"][visit]
            found[f"{visit}_numbers"] = ratio(a["numbers"]["median"], b["numbers"]["median"])
            found[f"{visit}_bytes"] = ratio(a["bytes"], b["bytes"])
        found["click"] = ratio(
            ours["browser"]["click"]["repainted"]["p50"], theirs["browser"]["click"]["repainted"]["p50"]
        )
    return found

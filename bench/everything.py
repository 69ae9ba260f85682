"""Every route of the API and every page of one regency in a workspace of any size, each asked twice: what takes long that nobody
thought of. Milliseconds: routes over HTTP, pages as the server's own run."""

from __future__ import annotations

import asyncio
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from websockets.asyncio.client import connect

from analytics.api.examples import Values
from analytics.api.route import Route
from analytics.api.table import PREFIX, ROUTES
from analytics.pages.doors import DOORS
from bench.served import Server
from bench.sessions import Person
from bench.timing import say

AHEAD = 1.0  # seconds after a page in which the server asks what may be wanted next
PATIENCE = 60  # seconds one request may take


def everything(server: Server, values: Values) -> dict[str, Any]:
    """`values`: of one regency, by the names of the API's parameters. {regency, country, pages: {what: {first, again, status}}};
    of the country what need not be told a regency."""
    told: dict[str, Any] = {"regency": {}, "country": {}}
    for route in ROUTES:
        needed = [p.name for p in route.parameters if p.required]
        if any(name not in values for name in needed):
            continue
        known = [p.name for p in route.parameters if p.name in ("regency", "year", "share")]
        if "regency" in known or not route.of_data:
            told["regency"][route.path] = _twice(
                server, route, {n: values[n] for n in dict.fromkeys([*needed, *known])}
            )
        if "regency" in known and "regency" not in needed:
            told["country"][route.path] = _twice(server, route, {n: values[n] for n in needed})
    told["pages"] = asyncio.run(_pages(server, values))
    for what, found in told.items():
        name, slowest = max(found.items(), key=lambda item: float(item[1]["first"]), default=("", {}))
        say(f"  {what}: slowest {name} {slowest}")
    return told


def _twice(server: Server, route: Route, values: Values) -> dict[str, Any]:
    path = route.path
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", urllib.parse.quote(value, safe=""))
    query = {n: v for n, v in values.items() if f"{{{n}}}" not in route.path}
    url = f"{server.url}{PREFIX}/{path}?{urllib.parse.urlencode(query)}"
    (first, status), (again, _) = _asked(url), _asked(url)
    return {"first": first, "again": again, "status": status}


def _asked(url: str) -> tuple[float, int]:
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as reply:
            reply.read()
            status = int(reply.status)
    except urllib.error.HTTPError as refusal:
        refusal.read()
        status = refusal.code
    return round(1000 * (time.perf_counter() - begun), 1), status


async def _pages(server: Server, values: Values) -> dict[str, Any]:
    """One reader opens every page of the menu, and a search, a record, a district."""
    where = f"regency={values['regency']}"
    visits = {name: (door.path, where) for name, door in DOORS.items()}
    more = {"search": f"q={values['q']}", "search_everywhere": f"q={values['q']}&anywhere=true"}
    more |= {"record": f"id={values['id']}"} if "id" in values else {}
    visits |= {name: (DOORS["trace"].path, f"{where}&{asked}") for name, asked in more.items()}
    if "district" in values:
        visits["district"] = (DOORS["fate"].path, f"{where}&district={values['district']}")
    found: dict[str, Any] = {}
    url = server.url.replace("http", "ws") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
        person = Person(socket, random.Random(0), values["regency"])
        await person.arrive()
        for name, (path, query) in visits.items():
            runs = []
            for _ in range(2):
                server.runs()
                person.page, person.query, person.widgets, person.options = path, query, {}, {}
                await person.run()
                await asyncio.sleep(AHEAD)
                runs.append(round(sum(run["wall"] for run in server.runs()), 1))
            found[name] = {"first": runs[0], "again": runs[1], "status": 500 if person.broken else 200}
    return found

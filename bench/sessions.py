"""People at work: browsers' websockets without browsers, each changing year, universe or page every two to three seconds.

`answer` is what a reader's browser waits: from the change sent to the run's end received, with the queues and the network of
this machine. `script` is the run alone on the server, `cpu` its own thread's processor time, `gc` the part of that spent on
garbage; `server_cpu` is all of the process's time, shared out over the runs.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

from bench.served import Server
from bench.timing import percentiles, say

PACE = (2.0, 3.0)  # seconds between the changes of one person
WARM_UP = 2  # changes of each person before anything is counted
PATIENCE = 60.0  # seconds to wait for one run
PAGES = ("", "desa", "kecamatan", "perjalanan", "urutan", "sebelum", "simulasi", "asal", "pemerataan", "mutu")
CHOICES = ("choice-year", "choice-universe")
KINDS = ("page", *CHOICES)


@dataclass
class Person:
    """One browser: what it sees (the widgets there are, the address) and what it has waited (kind, milliseconds)."""

    socket: ClientConnection
    chance: random.Random
    regency: str
    page: str = ""
    query: str = ""
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    options: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)
    waited: list[tuple[str, float]] = field(default_factory=list)
    received: int = 0
    broken: int = 0

    async def arrive(self) -> None:
        self.query = f"regency={self.regency}"
        await self.run()

    async def change(self) -> None:
        """One change a person makes: another page, or another value of a choice."""
        kind = self.chance.choice([k for k in KINDS if k == "page" or k in self.options])
        if kind == "page":
            self.page = self.chance.choice([p for p in PAGES if p != self.page])
            self.query, self.widgets, self.options = "", {}, {}  # the menu leads to a bare address
        else:
            widget, values = self.options[kind]
            self.widgets[widget] = WidgetState(id=widget, string_value=self.chance.choice(values))
        begun = time.perf_counter()
        await self.run()
        self.waited.append((kind, 1000 * (time.perf_counter() - begun)))

    async def run(self) -> None:
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self.query, calc_hash(self.page)
        state.widget_states.widgets.extend(self.widgets.values())
        state.cached_message_hashes.extend(self.cached)
        await self.socket.send(asked.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            self.received += len(raw)
            told = ForwardMsg.FromString(bytes(raw, "utf-8") if isinstance(raw, str) else raw)
            if told.hash and told.metadata.cacheable:
                self.cached.add(told.hash)
            kind = told.WhichOneof("type")
            if kind == "delta":
                self._see(told.delta.new_element)
            elif kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            elif kind == "script_finished":
                return

    def _see(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in ("alert", "exception"):
            self.broken += kind == "exception"
        if kind == "selectbox":
            box = element.selectbox
            name = next((c for c in CHOICES if box.id.endswith(c)), None)
            if name:
                self.options[name] = (box.id, list(box.options))


async def _live(server: Server, number: int, seconds: float, ready: asyncio.Barrier, regency: str) -> Person:
    chance = random.Random(number)
    url = server.url.replace("http", "ws") + "/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
        person = Person(socket, chance, regency)
        await person.arrive()
        for _ in range(WARM_UP):
            await asyncio.sleep(chance.uniform(0.2, 1.0))
            await person.change()
        person.waited.clear()
        person.received = 0
        await ready.wait()
        end = time.monotonic() + seconds
        await asyncio.sleep(chance.uniform(0, PACE[1]))
        while time.monotonic() < end:
            await person.change()
            await asyncio.sleep(chance.uniform(*PACE))
        return person


async def _together(server: Server, users: int, seconds: float, regency: str) -> tuple[list[Person], float]:
    ready, before = asyncio.Barrier(users + 1), 0.0

    async def begin() -> None:
        nonlocal before
        await ready.wait()
        server.runs()  # those of warming up are not counted
        before = server.cpu or 0.0

    people = asyncio.gather(*(_live(server, n, seconds, ready, regency) for n in range(users)))
    await begin()
    return await people, (server.cpu or 0.0) - before


def work(server: Server, users: int, seconds: float, regency: str) -> dict[str, Any]:
    """So many people for so many seconds."""
    people, cpu = asyncio.run(_together(server, users, seconds, regency))
    runs = server.runs()
    waited = [w for p in people for w in p.waited]
    told = {
        "users": users,
        "changes": len(waited),
        "runs": len(runs),
        "answer": percentiles([ms for _, ms in waited]),
        "script": percentiles([r["wall"] for r in runs]),
        "cpu": percentiles([r["cpu"] for r in runs]),
        "gc": percentiles([r["gc"] for r in runs]),
        "server_cpu": round(1000 * cpu / len(runs), 1),
        "cores_used": round(cpu / seconds, 2),
        "megabytes": server.megabytes,
        "bytes_a_change": round(sum(p.received for p in people) / len(waited)),
        "exceptions_shown": sum(p.broken for p in people),
        "by_change": {k: percentiles([ms for kind, ms in waited if kind == k]) for k in KINDS},
        "by_page": {p or "beranda": _of(runs, calc_hash(p)) for p in PAGES},
    }
    say(f"  {users} users: answer {told['answer']}, script {told['script']}, cpu {told['cpu']}")
    return told


def _of(runs: list[dict[str, Any]], page: str) -> dict[str, Any]:
    mine = [r for r in runs if r["page"] == page]
    if not mine:
        return {"runs": 0}
    return {
        "runs": len(mine),
        "script": percentiles([r["wall"] for r in mine]),
        "cpu": percentiles([r["cpu"] for r in mine]),
    }

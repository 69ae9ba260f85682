"""People of the soak: pages over websockets and the API over HTTP, at a person's pace; what they were told is kept."""

from __future__ import annotations

import asyncio
import html
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx2
from streamlit.proto.Alert_pb2 import Alert
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from analytics.api.table import PREFIX
from analytics.measures.definitions import measures
from analytics.register.reader import NAME, PROOF
from analytics.vocabulary.terms import UNIVERSES
from bench.served import Server
from bench.sessions import PACE, Person
from bench.soak_ground import REGENCY, SECRET, STAFF, Ground

API, PUBLIC = 0.3, 5  # share of changes that ask the API; every so many-th person is the public
VISIT = (40.0, 120.0)  # seconds a person stays before the next one sits down there
MART = re.compile(r"mart ([0-9a-f]{12})\b")
TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]+>", re.DOTALL)
# routes whose answers rest on nothing but the mart and what is asked
ROUTES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ask", ("measure", "by", "universe")),
    ("ask", ("measure", "by", "universe")),
    ("bridge", ("universe",)),
    ("fates", ()),
    ("queue", ()),
    ("order", ()),
    ("strip", ()),
    ("whatif", ("share",)),
    ("search", ("q",)),
)
WHERE = {"ask", "bridge"}  # routes that take their year as a filter
SAID: dict[str, tuple[str, ...]] = {
    "measure": tuple(measures()),
    "by": ("", "district", "agency", "field"),
    "universe": UNIVERSES,
    "share": ("0.1", "0.3"),
    "q": ("jalan", "drainase", "air bersih"),
}


@dataclass(frozen=True)
class Answered:
    """One answer of the API: what was asked, by whom, its status, its mart and its document."""

    who: int
    asked: str
    public: bool
    status: int
    mart: str
    body: Any


@dataclass(frozen=True)
class Seen:
    """One page as somebody saw it: page, address, mart, and the words of each of its blocks."""

    who: int
    page: str
    query: str
    public: bool
    mart: str
    blocks: tuple[str, ...]


@dataclass
class Book:
    """Everything everybody was told, and what went wrong."""

    answers: list[Answered] = field(default_factory=list)
    pages: list[Seen] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Visitor(Person):
    """A person who remembers what each run showed."""

    blocks: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def run(self) -> None:
        self.blocks, self.errors = [], []
        self.cached.clear()  # everything is sent whole, so that everything can be read
        await super().run()

    async def show(self, query: str) -> None:
        """The page at an address."""
        self.query = query
        await self.run()

    def _see(self, element: Any) -> None:
        super()._see(element)
        kind = element.WhichOneof("type")
        if kind == "html":
            self.blocks.append(words(element.html.body))
        elif kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
            self.errors.append(str(element.exception.message or element.alert.body)[:200])

    def seen(self, who: int) -> Seen:
        """The page as it stands now. Raises LookupError where it does not say its mart."""
        marts = MART.findall(self.blocks[-1] if self.blocks else "") or MART.findall(" ".join(self.blocks))
        if not marts:
            raise LookupError("a page without a mart")
        return Seen(who, self.page, self.query, is_public(who), marts[-1], tuple(b for b in self.blocks if b))


def words(body: str) -> str:
    """What a block of HTML says, without its tags."""
    return " ".join(html.unescape(TAG.sub(" ", body)).split())


def headers(public: bool) -> dict[str, str]:
    """What the proxy would say of a visitor."""
    return {} if public else {NAME: STAFF, PROOF: SECRET}


def browser(server: Server, mine: dict[str, str]) -> connect:
    """The connection a browser makes, with what the proxy says of its visitor."""
    url = server.url.replace("http", "ws") + "/_stcore/stream"
    return connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None, additional_headers=mine)


def asked(chance: random.Random, years: tuple[int, ...]) -> str:
    """A question somebody may put to the API about one regency and year."""
    route, own = chance.choice(ROUTES)
    year = str(chance.choice(years))
    said = {name: value for name in own if (value := chance.choice(SAID[name]))}
    about = [("where", f"regency={REGENCY}"), ("where", f"year={year}")] if route in WHERE else []
    about = about or [("regency", REGENCY), *([] if route == "search" else [("year", year)])]
    return f"{PREFIX}/{route}?{urlencode([*about, *said.items()])}"


async def live(server: Server, number: int, until: Callable[[], float], ground: Ground, book: Book) -> None:
    """Visits at one desk until that moment; what could not be shown is told in the book, never raised."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, PACE[1]))
    while time.monotonic() < until():
        end = min(until(), time.monotonic() + chance.uniform(*VISIT))
        try:
            await _visit(server, number, chance, end, ground, book)
        except Exception as problem:  # a closed socket, a run that never ended: what the soak is there to find
            book.wrong.append(f"person {number}: {type(problem).__name__}: {problem}"[:300])


async def _visit(server: Server, who: int, chance: random.Random, end: float, ground: Ground, book: Book) -> None:
    mine = headers(is_public(who))
    async with (
        httpx2.AsyncClient(base_url=server.url, headers=mine, timeout=60, trust_env=False) as client,
        browser(server, mine) as socket,
    ):
        person = Visitor(socket, chance, REGENCY)
        await person.arrive()
        while time.monotonic() < end:
            _look(person, who, book)
            await asyncio.sleep(chance.uniform(*PACE))
            while chance.random() < API:
                await _ask(client, asked(chance, ground.years), who, book)
                await asyncio.sleep(chance.uniform(*PACE))
            await person.change()


def is_public(who: int) -> bool:
    return who % PUBLIC == 0


def _look(person: Visitor, who: int, book: Book) -> None:
    book.wrong += [f"page {person.page or 'beranda'} ?{person.query}: {e}" for e in person.errors]
    if person.errors:
        return
    try:
        book.pages.append(person.seen(who))
    except LookupError:
        book.wrong.append(f"page {person.page or 'beranda'} ?{person.query}: says no mart: {person.blocks[-1:]}")


async def _ask(client: httpx2.AsyncClient, address: str, who: int, book: Book) -> None:
    answer = await client.get(address)
    body = answer.json()
    mart = body.get("mart", "")
    book.answers.append(Answered(who, address, is_public(who), answer.status_code, mart, body))

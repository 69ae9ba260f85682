"""Holds what people of the soak were told against the marts it was said of: every answer of the API asked again of the file it
names, pages shown again by a fresh server to one person alone."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from analytics.api import written
from analytics.api.reading import read
from analytics.api.table import PREFIX, ROUTES
from analytics.errors import AkomodasiError
from analytics.locale.words import t
from analytics.marts.build import mart_path
from analytics.query.database import Mart, Named
from bench.served import Server
from bench.soak_ground import OFFICE, REGENCY, Ground
from bench.soak_people import Answered, Book, Seen, Visitor, browser, headers

PAGES_AGAIN = 150  # pages shown again, at most
SAMPLE = 60  # answers asked of other marts
OWN = "bukan dokumen resmi Pemda"  # in the foot, which says the mart
TAGS = ("tag_over", "tag_response", "tag_published", "tag_response_since", "tag_published_since", "tag_draft")


def answers(book: Book, ground: Ground) -> tuple[int, int, list[str]]:
    """Answers checked, different ones among them, and what is wrong with any."""
    wrong: list[str] = []
    known: dict[tuple[str, Named], Any] = {}
    for one in book.answers:
        if one.status not in (200, 400):
            wrong.append(f"{one.status} {one.asked}: {one.body}"[:300])
            continue
        if one.status == 200 and one.mart not in ground.served:
            wrong.append(f"of a mart that never served: {one.asked}: {one.mart}")
            continue
        allowed = _allowed(one, ground)
        for named in allowed:
            if (one.asked, named) not in known:
                known[one.asked, named] = again(one.asked, named)
        if _told(one) not in [known[one.asked, named] for named in allowed]:
            wrong.append(f"mart {one.mart}{' (public)' if one.public else ''} answers otherwise: {one.asked}")
    return len(book.answers), len(known), wrong


def told_apart(book: Book, ground: Ground) -> dict[str, int]:
    """Of some answers, how many another mart of the soak would give otherwise: those the check above could find wrong."""
    chosen = random.Random(0).sample(found := [a for a in book.answers if a.status == 200], min(SAMPLE, len(found)))
    others = [Named(m, mart_path(ground.workspace, m)) for m in ground.served]
    differ = [any(_bare(again(a.asked, n)) != _bare(a.body) for n in others if n.id != a.mart) for a in chosen]
    return {"answers": len(differ), "differ": sum(differ)}


def _bare(body: Any) -> Any:
    return {k: v for k, v in body.items() if k != "mart"} if isinstance(body, dict) else body


def _allowed(one: Answered, ground: Ground) -> list[Named]:
    """What this answer may have been read from; a refusal names no mart, and is the same of each."""
    if one.public:
        return [n for n in ground.public if one.status == 400 or n.id == one.mart]
    marts = ground.served if one.status == 400 else [one.mart]
    return [Named(mart, mart_path(ground.workspace, mart)) for mart in marts]


def _told(one: Answered) -> Any:
    return one.body if one.status == 200 else one.body.get("error")


def again(asked: str, named: Named) -> Any:
    """The document, or the code of the refusal, as this process reads it from the mart's file."""
    path, _, query = asked.removeprefix(f"{PREFIX}/").partition("?")
    route = next(r for r in ROUTES if r.path == path)
    scope = {"type": "http", "query_string": query.encode(), "path_params": {}, "headers": []}
    try:
        told = route.answer(Mart(*named), read(route, Request(scope)))
    except AkomodasiError as refusal:
        return refusal.code
    return json.loads(bytes(written.as_json(told.body).body))


def order(book: Book, ground: Ground) -> list[str]:
    """Pages of marts that never served, public pages of what was never published, and older figures after newer ones."""
    public = {n.id for n in ground.public}
    wrong = [
        f"page {s.page or 'beranda'} ?{s.query}{' (public)' if s.public else ''}: mart {s.mart} is not for it"
        for s in book.pages
        if s.mart not in (public if s.public else ground.served)
    ]
    last: dict[int, int] = {}
    for s in (s for s in book.pages if s.mart in ground.served):
        now = ground.served.index(s.mart)
        if now < last.get(s.who, 0):
            wrong.append(f"person {s.who}: mart {s.mart} after {ground.served[last[s.who]]}")
        last[s.who] = now
    return wrong


def pages(book: Book, server: Server) -> tuple[int, list[str]]:
    """Pages shown again, and blocks that somebody saw and that are not on the page alone."""
    seen = list({(s.page, s.query, s.mart): s for s in book.pages if not s.public}.values())
    chosen = random.Random(0).sample(seen, min(PAGES_AGAIN, len(seen)))
    return len(chosen), asyncio.run(_shown(chosen, server))


async def _shown(chosen: list[Seen], server: Server) -> list[str]:
    wrong: list[str] = []
    for one in chosen:
        async with browser(server, headers(False)) as socket:
            alone = Visitor(socket, random.Random(0), REGENCY, page=one.page)
            await alone.show(f"{one.query}&{urlencode({'mart': one.mart})}")
        other = [b for b in _figures(one.blocks) - _figures(alone.blocks) if OWN not in b]
        wrong += [
            f"page {one.page or 'beranda'} ?{one.query} of mart {one.mart}: not there alone: {b[:200]}" for b in other
        ]
    return wrong


def _figures(blocks: Iterable[str]) -> Counter[str]:
    """Blocks without how official their figures were at the moment they were seen."""
    return Counter(STANDING.sub("", b) for b in blocks)


def _standing() -> re.Pattern[str]:
    said = (re.escape(t(f"publication.{tag}", "id", at="AT", until="AT", office=OFFICE)) for tag in TAGS)
    return re.compile(" · (?:" + "|".join(s.replace("AT", r"\d{1,2} \w+ \d{4}") for s in said) + ")")


STANDING = _standing()

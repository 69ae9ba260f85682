"""Many people at work while an office imports, builds and publishes: no error, no wrong figure, memory flat.

`python -m bench --only soak --people 50 --seconds 600`: the real server behind a sign-in, every fifth person the public. Every
answer of the API is asked again of the mart it names, pages are shown again by a fresh server. `wrong` lists all that was not as
it should be: it is to be empty.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock

from bench.served import Server, served
from bench.soak_check import answers, order, pages, told_apart
from bench.soak_ground import AUTHOR, SECRET, TIMES, Ground, ground
from bench.soak_people import Book, live
from bench.timing import load, say

QUIET = re.compile(
    r"^  |^Akomodasi: |Application startup|Uvicorn running|WebSocket /_stcore/stream|connection (open|closed)$"
    r"|No runtime found, using MemoryCacheStorageManager$"  # said while the program is read, before its log is set up
)
SAMPLE = 1.0  # seconds between looks at the server's memory


def measure(repeat: int, seconds: float = 600.0, people: int = 50, small: bool = False) -> dict[str, Any]:
    """Everything above; `wrong` is empty where all is well."""
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, AKOMODASI_SIGN_IN="proxy", AKOMODASI_PROXY_SECRET=SECRET, AKOMODASI_AUTHOR=AUTHOR),
    ):
        office, book = ground(Path(folder), "small" if small else "full"), Book()
        os.environ["AKOMODASI_WORKSPACE"] = str(office.workspace.path)
        with served(office.workspace.path) as server:
            sizes, still = asyncio.run(_together(server, people, seconds, office, book))
            log = server.log.read_text(encoding="utf-8")
            runs = len(server.runs())
        told: dict[str, Any] = {
            "people": people,
            "seconds": seconds,
            "load_after": load(),
            "runs": runs,
            "marts": office.served,
        }
        wrong = [
            *book.wrong,
            *office.wrong,
            *(f"log: {line}" for line in log.splitlines() if line.strip() and not QUIET.search(line)),
        ]
        checked, different, other = answers(book, office)
        told["another_mart_answers_otherwise"] = told_apart(book, office)
        say(f"  {checked} answers, {different} asked again, {len(other)} otherwise")
        with served(office.workspace.path) as server:
            shown, blocks = pages(book, server)
        say(f"  {len(book.pages)} pages, {shown} shown again, {len(blocks)} blocks otherwise")
        wrong += [*other, *order(book, office), *blocks]
    told |= {
        "answers": checked,
        "answers_asked_again": different,
        "said": dict(Counter(a.status for a in book.answers)),
    }
    told |= {
        "pages": len(book.pages),
        "pages_shown_again": shown,
        "pages_of": dict(Counter(s.mart for s in book.pages)),
    }
    return {**told, "memory": _memory(sizes, still), "wrong": wrong}


Sizes = list[tuple[float, float]]


async def _together(server: Server, people: int, seconds: float, office: Ground, book: Book) -> tuple[Sizes, float]:
    """Memory (seconds since the beginning, megabytes) while people and the office are at work, and when the office was done."""
    begun = time.monotonic()
    sizes: Sizes = []
    at_work = asyncio.create_task(_office(seconds, office))
    watching = asyncio.create_task(_watch(server, begun, sizes))
    await asyncio.gather(*(live(server, n, lambda: begun + seconds, office, book) for n in range(people)))
    done = await at_work
    watching.cancel()
    return sizes, done - begun


async def _office(seconds: float, office: Ground) -> float:
    """An import with its build, then a publication, so many times: spread over the middle of the time. When it was done."""
    for _ in range(TIMES):
        await asyncio.sleep(seconds / (2 * TIMES + 1))
        await asyncio.to_thread(office.bring)
        await asyncio.sleep(seconds / (4 * TIMES + 2))
        await asyncio.to_thread(office.publish)
    return time.monotonic()


async def _watch(server: Server, begun: float, sizes: Sizes) -> None:
    while True:
        if (now := server.megabytes) is not None:
            sizes.append((time.monotonic() - begun, now))
        await asyncio.sleep(SAMPLE)


def _memory(sizes: Sizes, still: float) -> dict[str, Any]:
    """Medians of the quarters of the time, and of both halves of the time after the office was done, when no mart is new; none
    where nothing tells."""
    if len(sizes) < 8:
        return {}
    end = sizes[-1][0]
    quarters = [_median(sizes, q * end / 4, (q + 1) * end / 4) for q in range(4)]
    told: dict[str, Any] = {"megabytes_by_quarter": quarters, "most": max(mb for _, mb in sizes)}
    told["grown"] = round(quarters[3] - quarters[0], 1)
    middle = (still + end) / 2
    if sum(at > still for at, _ in sizes) >= 4:
        told["grown_after_the_last_mart"] = round(_median(sizes, middle, end) - _median(sizes, still, middle), 1)
        told["seconds_after_it"] = round(end - still)
    return told


def _median(sizes: Sizes, first: float, last: float) -> float:
    return statistics.median(mb for at, mb in sizes if first <= at <= last)

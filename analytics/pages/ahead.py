"""Asks ahead what readers of a regency ask next: the pictures of other years and pages, while no page is being made.
Answers are remembered with the mart, as if somebody had asked; nothing is shown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from queue import Full, Queue

import duckdb

from analytics.errors import AkomodasiError
from analytics.events import tell, trouble
from analytics.pages.home_journey import origins
from analytics.pages.pictures import PICTURES
from analytics.pages.view import View
from analytics.query.facts import documents

Asked = Callable[[View], object]
PAGES = ("home", "journey", "order", "queue", "origin", "fair")  # whose pictures tell of a whole regency
ASKED: tuple[Asked, ...] = (
    *(draw for name, draw in PICTURES.items() if name.partition(".")[0] in PAGES),
    origins,
    lambda view: documents(view.mart, view.regency.code, view.year),
)
LIST: tuple[Asked, ...] = (  # of a district, village or agency
    lambda view: view.fates(dict(view.where), view.version),
    PICTURES["fate.head"],
    PICTURES["home.said"],
    lambda view: (view.ask("accommodation_count"), view.ask("accommodation_value")),
)
GONE = (AkomodasiError, duckdb.Error, OSError)
WAITING = 20  # regencies that may wait; what comes later is asked when somebody asks it
TAKEN = 2_000  # regencies of marts it knows it has been given
PAUSE = 0.02  # seconds between looks whether pages are being made


@dataclass(frozen=True)
class Wanted:
    """What is asked for each year of a view's regency, as the view is narrowed."""

    view: View
    asked: tuple[Asked, ...]


class Ahead:
    """One worker of a process, which gives way to every page; until it has begun nothing is asked ahead."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted: Queue[Wanted | None] = Queue(WAITING)
        self._taken: set[tuple[object, ...]] = set()
        self._pages = 0
        self._ended = False
        self._worker: threading.Thread | None = None

    def begin(self) -> None:
        if self._worker is None:
            self._ended = False
            self._worker = threading.Thread(target=self._work, name="ahead", daemon=True)
            self._worker.start()

    def end(self) -> None:
        """Lets the worker finish the question it is at."""
        if self._worker is not None:
            self._ended = True
            with suppress(Full):  # then it does not wait for anything
                self._wanted.put_nowait(None)
            self._worker.join()
            self._worker = None

    @contextmanager
    def page(self) -> Iterator[None]:
        """While a page is being made nothing is asked ahead."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def ask(self, view: View) -> None:
        """Has the whole regency of a view asked ahead for its other years, in the reader's universe."""
        self._want(Wanted(replace(view, where=(), version="apbd"), ASKED))

    def ask_list(self, view: View) -> None:
        """Has a list, narrowed as the view is, asked ahead for its other years."""
        self._want(Wanted(view, LIST))

    def _want(self, wanted: Wanted) -> None:
        """Once for each mart, language, universe and narrowing."""
        view = wanted.view
        key = (view.mart.named, view.regency.code, view.lang, view.universe, view.where, view.version)
        with self._lock:
            if self._worker is None or key in self._taken:
                return
            try:
                self._wanted.put_nowait(wanted)
            except Full:
                return
            if len(self._taken) >= TAKEN:
                self._taken.clear()  # asking once more what is remembered costs little
            self._taken.add(key)

    def finish(self) -> None:
        """Waits until all that was wanted has been asked."""
        self._wanted.join()

    def _count(self, pages: int) -> None:
        with self._lock:
            self._pages += pages

    def _work(self) -> None:
        while not self._ended:
            wanted = self._wanted.get()
            try:
                if wanted is not None:
                    self._ask(wanted)
            except GONE:  # a mart that was taken away: nobody waits for this
                tell("not_asked_ahead", mart=wanted.view.mart.id if wanted else "")
            except Exception:
                trouble("ahead")
            finally:
                self._wanted.task_done()

    def _ask(self, wanted: Wanted) -> None:
        view = wanted.view
        years = sorted(view.regency.proposal_years, key=lambda y: (abs(y - (view.year or y)), -y))
        for year in (*years, None) if wanted.asked is ASKED else years:
            for ask in wanted.asked:
                while self._pages and not self._ended:
                    time.sleep(PAUSE)
                if self._ended:
                    return
                ask(replace(view, year=year))


AHEAD = Ahead()

"""Opens marts for reading: one connection per mart and process, a cursor per query (a shared connection gives wrong rows)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import duckdb

from analytics.errors import AkomodasiError, BadQuestion, Damaged
from analytics.events import tell, warn
from analytics.marts.build import ensure, mart_path
from analytics.marts.damaged import is_busy, is_damaged, put_aside
from analytics.marts.steps import reading
from analytics.query.public import Seen, connect
from analytics.register.workspace import Workspace, default_author

HERE = Path(__file__).parent
REMEMBERED = 4_000  # answers to questions with values that one open mart remembers
AT_ONCE = 5_000  # rows of a stream that are in memory at a time
MARTS = 2  # one process keeps open: the serving one and another; one that is still in use stays open until it is let go
OPEN = 8  # ways of seeing them that are kept open: each has blocks of the file in memory

Rows = list[dict[str, Any]]
R = TypeVar("R")


class _File:
    """One open mart file and the answers it remembers: they never change, because the file never does."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.again = lru_cache(maxsize=REMEMBERED)(partial(_ask, connection))
        self.found: dict[Any, OrderedDict[Any, Any]] = {}
        self.lock = threading.Lock()

    def remembered(self, about: Any, key: Any, most: int, find: Callable[[], R]) -> R:
        """What was found before, else what `find` finds now; two who ask at once may both look."""
        with self.lock:
            kept = self.found.setdefault(about, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return cast("R", kept[key])
        fresh = find()
        with self.lock:
            kept[key] = fresh
            while len(kept) > most:
                kept.popitem(last=False)
        return fresh


def _ask(connection: duckdb.DuckDBPyConnection, sql: str, values: Any = ()) -> Rows:
    """`values`: a list, a dictionary, or the items of one (which can be remembered)."""
    cursor = connection.cursor()
    try:
        cursor.execute(sql, dict(values) if isinstance(values, tuple) else values)
        names = [d[0] for d in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        cursor.close()


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    try:
        while some := cursor.fetchmany(AT_ONCE):
            yield from some
    finally:
        cursor.close()


def _let_go() -> None:
    """Of the marts and ways of seeing them the last used stay open."""
    newest = list(dict.fromkeys(path for path, *_ in reversed(_files)))[:MARTS]
    for key in [k for k in _files if k[0] not in newest]:
        del _files[key]
    while len(_files) > OPEN:
        _files.popitem(last=False)


_files: OrderedDict[tuple[Path, Seen | None, bool], _File] = OrderedDict()
_lock = threading.Lock()


class Named(NamedTuple):
    """A mart by name: `Mart(*named)` opens it."""

    id: str
    path: Path
    seen: Seen | None = None
    nameless: bool = False


class Mart:
    """One immutable mart, opened read-only. `id` names it everywhere a figure is shown; `seen` is what may be seen of it where
    that is not all; `nameless`: all of it, but its free text names nobody."""

    def __init__(self, mart: str, path: Path, seen: Seen | None = None, nameless: bool = False) -> None:
        self.id, self.path, self.seen, self.is_nameless = mart, path, seen, nameless
        key = (path, seen, nameless)
        with _lock:
            if key not in _files:
                whole = seen is None and not nameless
                tell("mart_opened", mart=mart)
                _files[key] = _File(
                    duckdb.connect(str(path), read_only=True, config=reading()) if whole else connect(path, seen)
                )
            _files.move_to_end(key)
            self._file = _files[key]
            _let_go()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mart) and other.named == self.named

    def __hash__(self) -> int:
        return hash(self.named)

    @property
    def named(self) -> Named:
        """What opens it again: for what remembers answers without keeping a mart open."""
        return Named(self.id, self.path, self.seen, self.is_nameless)

    def nameless(self) -> Mart:
        """The same mart for what people carry away: names of people and who receives grants are hidden in all its free text, as
        they are for a reader who does not see all. Figures are the same; names of agencies are keys, and stay."""
        return self if self.seen is not None else Mart(self.id, self.path, nameless=True)

    def rows(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> Rows:
        """Rows of a query as dictionaries; `values` are bound, never pasted in."""
        with self._sound():
            return _ask(self._file.connection, sql, values or [])

    def stream(self, sql: str, values: dict[str, Any] | None = None) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Names and rows of a query too large to hold: rows come as they are read, once."""
        cursor = self._file.connection.cursor()
        with self._sound():
            cursor.execute(sql, values or {})
        return [d[0] for d in cursor.description or []], _rows(cursor)

    def again(self, sql: str, values: dict[str, Any]) -> Rows:
        """As `rows`, remembered with the mart: for what several parts of one page ask alike. Not to be changed."""
        with self._sound():
            return self._file.again(sql, tuple(values.items()))

    def once(self, sql: str) -> Rows:
        """Rows of a query without values, asked once per mart: lists of places and of values somebody may type."""
        with self._sound():
            return self._file.again(sql, ())

    def remembered(self, about: Any, key: Any, most: int, find: Callable[[], R]) -> R:
        """What `find` found, remembered with the open mart under `about` and `key`: see `with_mart`."""
        return self._file.remembered(about, key, most, find)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """A file that turns out damaged is put aside, so that whoever asks next finds the mart built again. Raises Damaged, and
        BadQuestion for what does not fit into the memory a server may take."""
        try:
            yield
        except duckdb.OutOfMemoryException as problem:
            raise BadQuestion("question_large") from problem
        except duckdb.Error as problem:
            if not is_damaged(problem):
                raise
            warn("mart_damaged", mart=self.id)
            put_aside(self.path)
            close(self.path)
            raise Damaged("mart_damaged", mart=self.id) from problem


def close(path: Path) -> None:
    """Lets go of a mart file that is about to be taken away; nobody may ask it any more."""
    with _lock:
        for key in [k for k in _files if k[0] == path]:
            _files.pop(key).connection.close()


def open_mart(workspace: Workspace, mart: str | None = None) -> Mart:
    """The serving mart (built first where there is none), or the one named, built again where it expired or is damaged. Raises
    AkomodasiError where its file cannot be opened now, which says nothing of what it holds."""
    found = ensure(workspace, default_author(), mart)
    try:
        return Mart(found, mart_path(workspace, found))
    except duckdb.Error as problem:
        warn("mart_not_opened", mart=found)
        if is_busy(problem):
            raise AkomodasiError("mart_busy", mart=found, detail=str(problem).splitlines()[0]) from problem
        put_aside(mart_path(workspace, found))
        found = ensure(workspace, default_author(), mart)
        return Mart(found, mart_path(workspace, found))


@cache
def template(name: str) -> str:
    """A .sql file of this folder, read once."""
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")

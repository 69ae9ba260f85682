"""Processes that compare pairs beside this one, a core each: they are given tables and give tables back. They never read or write
files; where one ends before its work does, the work is done here."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:  # loaded where pairs are compared: most builds find all of them kept
    import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
MOST = 4  # processes: each holds one regency's words and pairs, up to 1.5 GB for the largest
Work = Callable[..., "pd.DataFrame"]


class Crew:
    """Starts its processes when they are first wanted; `with` ends them."""

    def __init__(self, size: int | None = None) -> None:
        self.size = min(size or os.cpu_count() or 1, MOST)
        self._turn = BoundedSemaphore(self.size)
        self._free: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._all:
            with suppress(OSError):
                if one.stdin:
                    one.stdin.close()  # it ends by itself where nothing more comes
            one.wait()

    def __call__(self, work: Work, *tables: pd.DataFrame) -> pd.DataFrame:
        """`work(*tables)` in one of the processes; a thread waits while all are at work."""
        with self._turn:
            return self._given(work, *tables)

    def _given(self, work: Work, *tables: pd.DataFrame) -> pd.DataFrame:
        try:
            one = self._free.get_nowait()
        except queue.Empty:
            words = [sys.executable, "-m", "analytics.marts.crew"]
            one = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - our own module
            self._all.append(one)
        try:
            assert one.stdin is not None and one.stdout is not None  # noqa: S101 - both are pipes
            tell(one.stdin, {"name": work.__name__}, tables)
            found = hear(one.stdout)
        except (OSError, ValueError):  # it ended: too little memory, or somebody ended it
            one.kill()
            return work(*tables)
        self._free.put(one)
        return found[1][0]


def tell(to: IO[bytes], said: dict[str, Any], tables: tuple[pd.DataFrame, ...]) -> None:
    """A line of JSON, then each table as an Arrow stream of the length it says."""
    streams = []
    for table in tables:
        arrow = pa.Table.from_pandas(table, preserve_index=False)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, arrow.schema) as writer:
            writer.write_table(arrow)
        streams.append(sink.getvalue())
    to.write(json.dumps({**said, "sizes": [s.size for s in streams]}).encode() + b"\n")
    for stream in streams:
        to.write(memoryview(stream))
    to.flush()


def hear(of: IO[bytes]) -> tuple[dict[str, Any], list[pd.DataFrame]]:
    """What `tell` told. Raises ValueError where it ends before that."""
    said = json.loads(of.readline())
    tables = [pa.ipc.open_stream(of.read(size)).read_all().to_pandas() for size in said["sizes"]]
    return said, tables


def main() -> None:
    """Works until nothing more comes."""
    from analytics.linkage.engine import links
    from analytics.linkage.needs import needs

    known: dict[str, Work] = {"links": links, "needs": needs}
    while True:
        try:
            said, tables = hear(sys.stdin.buffer)
        except ValueError:
            return
        tell(sys.stdout.buffer, {}, (known[said["name"]](*tables),))


if __name__ == "__main__":
    main()

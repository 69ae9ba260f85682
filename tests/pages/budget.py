"""What opening a page costs, counted and never timed; `python -m tests.pages.budget` prints budget.toml with today's figures.

Three runs of one session, as a browser asks for them: the page opened where nothing was ever asked (`first`), the same once more
(`again`), and another year chosen (`change`). Questions are those that reach DuckDB. Bytes are those of the messages a browser is
sent: what it still holds of an earlier run goes as a reference, as Streamlit's server sends it.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any
from unittest import mock

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg, populate_hash_if_needed
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from analytics.pages import shell
from analytics.query import database

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("budget.toml")
KEPT = ("analytics.pages", "analytics.query")  # modules that remember answers
RUNS = ("first", "again", "change")
KEYS = ("questions", "kilobytes")
PICTURES = (
    "plotly_chart",
    "imgs",
    "vega_lite_chart",
    "deck_gl_json_chart",
)  # elements that are one, whatever is in them

Cost = dict[str, Any]


def budget() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def limit(kind: str, figure: int, slack: dict[str, int]) -> int:
    """The most a page may cost whose figure stands in the budget; a page that asks nothing again must go on asking nothing."""
    if kind == "kilobytes":
        return figure + -(-figure * slack["percent_of_kilobytes"] // 100)
    return figure + slack[kind] if figure else 0


def cost(workspace: Path, path: str, address: dict[str, str]) -> Cost:
    """{questions: {run: n}, kilobytes: {run: n}, figures, broken} of one page of a workspace."""
    held: set[str] = set()
    found: Cost = {"questions": {}, "kilobytes": {}}
    with mock.patch.dict(os.environ, AKOMODASI_WORKSPACE=str(workspace)), _counted() as asked, _sent() as messages:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        app.query_params.update(address)
        app._page_hash = calc_hash(path)
        for run in RUNS:
            asked.clear()
            messages.clear()
            if run == "change":
                years = app.selectbox(key="choice-year")
                years.select_index((years.index + 1) % len(years.options))
            app.run()
            found["questions"][run] = len(asked)
            found["kilobytes"][run] = -(-_bytes(messages, held) // 1000)
            if run == "first":
                found["figures"] = sum(map(_figures, messages))
    found["broken"] = [e.value for e in (*app.error, *app.exception)]
    return found


@contextmanager
def _counted() -> Iterator[list[str]]:
    """The SQL of every question that reaches DuckDB, in a process that remembers no answer."""
    asked: list[str] = []
    plain = database._ask

    def noted(connection: Any, sql: str, values: Any = ()) -> database.Rows:
        asked.append(sql)
        return plain(connection, sql, values)

    with mock.patch.object(database, "_ask", noted):
        _forget()
        yield asked
    _forget()  # what was opened meanwhile counts


def _forget() -> None:
    shell._workspace.clear()
    with database._lock:
        database._files.clear()
    for name, module in list(sys.modules.items()):
        if name.startswith(KEPT):
            for kept in vars(module).values():
                if isinstance(kept, _lru_cache_wrapper):
                    kept.cache_clear()


@contextmanager
def _sent() -> Iterator[list[ForwardMsg]]:
    """The messages of the last run, as its queue held them."""
    messages: list[ForwardMsg] = []
    plain = LocalScriptRunner.forward_msgs

    def noted(runner: LocalScriptRunner) -> list[ForwardMsg]:
        messages[:] = plain(runner)
        return messages

    with mock.patch.object(LocalScriptRunner, "forward_msgs", noted):
        yield messages


def _bytes(messages: list[ForwardMsg], held: set[str]) -> int:
    """Bytes on the way to a browser that holds what it was sent in earlier runs; it says so when it asks for the next."""
    for message in messages:
        populate_hash_if_needed(message)
    total = sum((create_reference_msg(m) if m.hash in held else m).ByteSize() for m in messages)
    held |= {m.hash for m in messages if m.metadata.cacheable}
    return total


def _figures(message: ForwardMsg) -> int:
    if message.WhichOneof("type") != "delta":
        return 0
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    return element.html.body.count('<figure class="ak-figure"') if kind == "html" else int(kind in PICTURES)


def main() -> int:
    """Today's figures with the addresses of the budget, to be looked at before they take its place."""
    from tests.pages.conftest import small_demo

    logging.disable(logging.WARNING)
    print(FILE.read_text(encoding="utf-8").partition("\n\n[page.")[0])
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(sys.stderr):
            workspace = small_demo(Path(folder) / "workspace")
        for name, page in budget()["page"].items():
            found = cost(workspace, page["path"], page["address"])
            print(f"\n[page.{name}]\npath = {_toml(page['path'])}\naddress = {_toml(page['address'])}")
            for key in ("figures", *KEYS):
                print(f"{key} = {_toml(found[key])}")
    return 0


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + " }" if value else "{}"
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    raise SystemExit(main())

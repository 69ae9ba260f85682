"""The server's log: one line per event, as JSON for machines or as text. It never holds the words of an error, an address of a
visitor or what somebody asked: those are of people. The proxy's log has the address, `request` leads from one to the other."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, TextIO

import streamlit.logger

from analytics.errors import AkomodasiError
from analytics.events import FACTS, LOG, trouble

WAYS = ("text", "json")
OURS = Path(__file__).resolve().parents[1]
# addresses hold what people search for; that nothing is served yet while modules are imported is no news
QUIET = ("uvicorn.access", "streamlit.runtime.caching.cache_data_api")
TALKERS = ("uvicorn", "uvicorn.error")  # of other loggers only their words before anything is filled in, and only these


def told(record: logging.LogRecord) -> dict[str, Any]:
    """A record as {time (UTC), level, event, facts..., error, trace}. Of other programs' records: who spoke, and where."""
    at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
    line: dict[str, Any] = {"time": at, "level": record.levelname.lower()}
    if record.name == LOG.name:
        facts = getattr(record, "facts", {})
        line |= {"event": str(record.msg), **{k: facts[k] for k in FACTS if facts.get(k) not in (None, "")}}
    else:
        line |= {"event": "library", "from": record.name, "at": f"{record.module}:{record.lineno}"}
        if record.name in TALKERS:
            line["words"] = str(record.msg)
    error = record.exc_info[1] if record.exc_info else None
    return line | (_error(error) if error else {})


def _error(error: BaseException) -> dict[str, Any]:
    """Which error, and where it came from: its own words may be a cell of somebody's file. $AKOMODASI_DEBUG shows them too."""
    found: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(found) < 5:  # an error behind an error behind an error
        name = f"{type(seen).__name__}({seen.code})" if isinstance(seen, AkomodasiError) else type(seen).__name__
        frames = traceback.extract_tb(seen.__traceback__)
        found.append(": ".join([name, " > ".join(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames)]))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    words = {"words": str(error)} if os.environ.get("AKOMODASI_DEBUG") else {}
    return {"error": found[0].split(":")[0], "trace": " <- ".join(found), **words}


def _short(name: str) -> str:
    path = Path(name)
    return path.relative_to(OURS).as_posix() if path.is_relative_to(OURS) else "/".join(path.parts[-2:])


class Json(logging.Formatter):
    """One JSON document per line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(told(record), ensure_ascii=False, default=str)


class Text(logging.Formatter):
    """The same in one line for a person at a terminal; the trace of an error stands below it."""

    def format(self, record: logging.LogRecord) -> str:
        line = told(record)
        trace = line.pop("trace", "")
        first = " ".join(str(line.pop(k)) for k in ("time", "level", "event"))
        return " ".join([first, *(f"{k}={v}" for k, v in line.items())]) + (f"\n    {trace}" if trace else "")


class ToStderr(logging.StreamHandler[TextIO]):
    """To what is stderr when something is said, not to what it was before."""

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, _value: TextIO) -> None:
        """Stays."""


def configure(way: str) -> None:
    """Sends everything that is logged in this process to stderr: `text` and `json` with what went well, "" what did not alone.
    Raises AkomodasiError for a way there is not."""
    if way and way not in WAYS:
        raise AkomodasiError("log_no_such", way=way, ways=", ".join(WAYS))
    handler = ToStderr()
    handler.setFormatter(Json() if way == "json" else Text())
    handler.addFilter(_worth_telling)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    LOG.setLevel(logging.INFO if way else logging.WARNING)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).disabled = True
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            _through_root(logger)
    streamlit.logger.setup_formatter = _through_root  # each of its loggers has a way to the screen of its own
    threading.excepthook = lambda told: _in_thread(told.exc_value)


def _worth_telling(record: logging.LogRecord) -> bool:
    """Libraries speak when something is wrong, whatever level they think they have."""
    return record.name == LOG.name or record.levelno >= logging.WARNING


def _through_root(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


def _in_thread(error: BaseException | None) -> None:
    try:
        if error is not None:
            raise error
    except BaseException:
        trouble("thread")

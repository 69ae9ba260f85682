"""Keeps a reader's own crash report off the terminal: who brings a damaged file is told one sentence. Hides no exception."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_OPEN = [0]  # readers at work at this moment
_KEPT = [-1]  # where the error output went before the first of them
ERRORS = 2


@contextmanager
def quiet() -> Iterator[None]:
    """What is written straight to the process's error output meanwhile goes nowhere, as the panics of a library written in
    Rust: Python cannot catch their report. Several threads may be in it at once."""
    with _LOCK:
        if not _OPEN[0]:
            _KEPT[0] = _turned()
        _OPEN[0] += 1
    try:
        yield
    finally:
        with _LOCK:
            _OPEN[0] -= 1
            if not _OPEN[0] and _KEPT[0] >= 0:
                os.dup2(_KEPT[0], ERRORS)
                os.close(_KEPT[0])


def _turned() -> int:
    """Turns the error output away; where it went before, or -1 for a program without one."""
    try:
        kept, nowhere = os.dup(ERRORS), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        return -1
    os.dup2(nowhere, ERRORS)
    os.close(nowhere)
    return kept

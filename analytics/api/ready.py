"""Asks, while the server starts, what its first reader would wait for: the program's fingerprint, figures of the whole workspace.
Builds nothing and tells nobody anything."""

from __future__ import annotations

from contextlib import suppress

import duckdb

from analytics.api.tag import program
from analytics.errors import AkomodasiError
from analytics.marts.build import current, mart_path
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.register.workspace import look_at

FIRST = ("accommodation_count", "funnel")  # between them they read what most questions of a country read


def ready() -> None:
    """A mart that cannot be asked, or by this program not, is left to whoever asks first: it is told, and built again, then."""
    program()
    with suppress(AkomodasiError, duckdb.Error):
        held = look_at()
        if mart := current(held):
            opened = Mart(mart, mart_path(held, mart))  # `open_mart` would build one in the place of what does not open
            for measure in FIRST:
                ask(opened, Question(measure))

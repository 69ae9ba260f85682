"""The field's terms as small ordered dictionaries: id -> label in Bahasa Indonesia and English. No I/O beyond this package."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("id", "en")


@cache
def load(name: str) -> dict[str, Any]:
    """One TOML of this folder, parsed once, e.g. `load("terms")`. Shape as in the file."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def ids(group: str) -> tuple[str, ...]:
    """All ids of a group of terms ("stage", "version", "universe", ...) in reading order."""
    return tuple(load("terms")[group])


def label(group: str, term: str | None, lang: str = "id") -> str:
    """The words for one term; an id that is not a term comes back as it is, None as "tidak diketahui"."""
    if term is None or term == "":
        return "tidak diketahui" if lang == "id" else "unknown"
    words = load("terms")[group].get(term)
    return str(words[lang]) if words else str(term)


STAGES = ids("stage")
DECISIONS = ids("decision")
REASONS = ids("reason")
VERSIONS = ids("version")
UNIVERSES = ids("universe")
CLASSES = ids("class")
DIMENSIONS = ids("dimension")

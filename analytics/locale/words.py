"""The words of the screen: one TOML per language, the same keys in both (a test holds that)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def words(lang: str) -> dict[str, dict[str, str]]:
    """All words of a language by room and key."""
    return tomllib.loads((HERE / f"{lang}.toml").read_text(encoding="utf-8"))


def t(key: str, lang: str = "id", **facts: object) -> str:
    """The words for "room.key", facts filled in. Raises KeyError for a key that is not there."""
    room, name = key.split(".", 1)
    return words(lang)[room][name].format(**facts)

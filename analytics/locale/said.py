"""Whole sentences that are computed, one TOML per room: both languages side by side, with forms for none and for one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def sentences(room: str) -> dict[str, dict[str, str]]:
    """Every sentence of a room by key: {id, en} and, where the words change with the number, id_0, en_0, id_1, en_1."""
    return tomllib.loads((HERE / f"{room}.toml").read_text(encoding="utf-8"))


def said(room: str, key: str, lang: str = "id", number: int | None = None, /, **facts: object) -> str:
    """The sentence for a key; its form follows `number`. Raises KeyError for a sentence that is not there."""
    forms = sentences(room)[key]
    return forms.get(f"{lang}_{number}", forms[lang]).format(**facts)

"""What must hold, in the reader's language: the names `verify` gives in English, said in Bahasa Indonesia."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

STEP = re.compile(r" \(\w+\)$")  # the mart's step that holds it


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def identity(name: str, lang: str = "id") -> str:
    """A name as `verify` gives it, without its step; one that nobody translated stays as it is."""
    bare = STEP.sub("", name)
    return _words().get(bare, bare) if lang == "id" else bare

"""The sentence for a rejected row, from reasons.toml."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from analytics.intake.columns import Reject


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def sentence(reject: Reject, lang: str | None = None) -> str:
    """Why the row was not accepted and what to do, in one sentence with its sheet and row."""
    words = _words()[reject.reason][lang or os.environ.get("AKOMODASI_LANG", "id")]
    return f"{reject.sheet}, baris {reject.row}: " + words.format(column=reject.column, value=reject.value)

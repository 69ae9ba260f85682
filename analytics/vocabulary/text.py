"""Small text keys shared by everything that compares names, and cells that no spreadsheet runs. Never decides what a
name means."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_NOT_KEY = re.compile(r"[^a-z0-9]+")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def squeeze(text: str) -> str:
    """The comparison key of a name: accents folded, lower case, only a-z and 0-9 ("Bug-Bug" -> "bugbug")."""
    # Accents only need folding where there are any; most names are plain ASCII and scans are hot.
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold()
    return _NOT_KEY.sub("", folded)


def clean_spaces(text: str) -> str:
    """The same text with every run of white space as one blank and none at the ends."""
    return " ".join(text.split())


def harmless(cell: Any) -> Any:
    """Text a spreadsheet would run as a formula gets an apostrophe in front, and so does text that looks as if it had got one:
    `as_written` gives back exactly what there was. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip("'").lstrip().startswith(DANGEROUS) else cell


def as_written(cell: str) -> str:
    """What a cell held before it was made harmless."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell

"""Small text keys shared by everything that compares names. Never decides what a name means."""

from __future__ import annotations

import re
import unicodedata

_NOT_KEY = re.compile(r"[^a-z0-9]+")


def squeeze(text: str) -> str:
    """The comparison key of a name: accents folded, lower case, only a-z and 0-9 ("Bug-Bug" -> "bugbug")."""
    # Accents only need folding where there are any; most names are plain ASCII and scans are hot.
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold()
    return _NOT_KEY.sub("", folded)


def clean_spaces(text: str) -> str:
    """The same text with every run of white space as one blank and none at the ends."""
    return " ".join(text.split())

"""Free text of files for paper and pages: nothing that turns the words around it; for paper one line, and no longer than there is
room for."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = {"Cf", "Cs", "Co", "Cn"}  # marks that turn or join, halves of signs, what has no shape
APART = {"Cc", "Zl", "Zp"}  # ends of lines, tabs and other controls part words
WORD = re.compile(r"\S{25,}")
STOPS = re.compile(
    r"(?<=[_/.,;:\-])(?=\w)|(?<=\w)(?=[(\[])"
)  # where a long word may part and still be read, e.g. a file's name
LONG = re.compile(r"\S{25}")
BREAK = "\u200b"
# controls, halves of signs, and signs that turn the direction of writing round: none belongs into a page
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]")


def fitting(text: str) -> str:
    """The text with a blank for every sign that does not belong into a page; ends of lines stay."""
    return UNFIT.sub(" ", text)


def plain(text: str, most: int = 300) -> str:
    """The text without signs nobody sees, white space as one blank; dots at the end where it was longer than `most` letters."""
    kinds = ((c, unicodedata.category(c)) for c in text)
    words = " ".join("".join(" " if k in APART else c for c, k in kinds if k not in UNSEEN).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def breakable(text: str) -> str:
    """The same text to the eye, with places where a very long word may go on in the next line."""
    return WORD.sub(lambda m: BREAK.join(LONG.sub(rf"\g<0>{BREAK}", w) for w in STOPS.split(m[0])), text)

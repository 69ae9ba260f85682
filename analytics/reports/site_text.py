"""Texts of files on their way into a plain page: the one door all free text passes (it names nobody), escaping, names
of files. Never a link."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from html import escape

from analytics.locale.said import said
from analytics.query.fates import Fate
from analytics.query.masked import masked
from analytics.reports.harmless_text import fitting
from analytics.reports.nameless import nameless
from analytics.reports.nameless import office as nameless_office

ROOM = "site"
LONGEST = 400  # letters of one text on a page; the CSV has all of it
SLUG = 60  # letters of a file's name made of words


@lru_cache(maxsize=100_000)
def tidy(text: str) -> str:
    """A name of a place or of who publishes, without signs that do not belong into a page."""
    return fitting(text)


@lru_cache(maxsize=100_000)
def shown(text: str) -> str:
    """Free text of a file (title, place, answer, description, name of a file) as anybody may read it: nobody is named."""
    return tidy(masked(tidy(text)))


def clean(f: Fate) -> Fate:
    """A proposal all of whose free text went through `shown`; its agency stays the key it is asked by, see `office`."""
    found = nameless(f, shown, tidy)
    return found if found.title else replace(found, title="–")


def office(f: Fate) -> Fate:
    """The same proposal with its agency as anybody may read it: for the last step before it is written."""
    return nameless_office(f, shown)


@lru_cache(maxsize=50_000)
def esc(text: str) -> str:
    """Words of our own, or text that was `shown`, inside HTML or an attribute."""
    return escape(text, quote=True)


def short(text: str | None, lang: str) -> str:
    """The same of a text of any length: never more than LONGEST letters, and it says where the rest is."""
    text = text or ""
    return esc(text if len(text) <= LONGEST else text[:LONGEST] + said(ROOM, "cut", lang))


def slugs(names: list[str]) -> dict[str, str]:
    """A file's name for each of these words: small letters, digits and hyphens, all different, the same tomorrow."""
    plain = {n: _slug(shown(n)) for n in names}
    taken = list(plain.values())
    unsure = {n for n, s in plain.items() if taken.count(s) > 1 or len(s) == SLUG or not s}
    return {n: "-".join(w for w in (s, _print(n) if n in unsure else "") if w) for n, s in plain.items()}


@cache
def _slug(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:SLUG].rstrip("-")


def _print(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]

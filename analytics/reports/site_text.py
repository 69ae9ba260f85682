"""Texts of files on their way into a plain page: the one door all free text passes, escaping, names of files. Never a link."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from html import escape

from analytics.locale.said import said
from analytics.query.fates import Fate, Link, Reply

ROOM = "site"
LONGEST = 400  # letters of one text on a page; the CSV has all of it
SLUG = 60  # letters of a file's name made of words
# controls, and signs that turn the direction of writing round: neither belongs into a page
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]")


@lru_cache(maxsize=100_000)
def shown(text: str) -> str:
    """Free text of a file (title, place, answer, description, name of a file) as anybody may read it."""
    return _UNFIT.sub(" ", text)


def clean(f: Fate) -> Fate:
    """A proposal all of whose free text went through `shown`; its agency stays the key it is asked by, see `office`."""
    return replace(
        f,
        title=_shown(f.title) or "–",
        location_text=_shown(f.location_text),
        village_name=_shown(f.village_name),
        district_name=_shown(f.district_name),
        external_id=_shown(f.external_id),
        field=_shown(f.field),
        unit=_shown(f.unit),
        document=_shown(f.document),
        file=shown(f.file),
        sheet=shown(f.sheet),
        replies=tuple(_reply(r) for r in f.replies),
        links=tuple(_link(k) for k in f.links),
    )


def office(f: Fate) -> Fate:
    """The same proposal with its agency as anybody may read it: for the last step before it is written."""
    return replace(f, agency=_shown(f.agency))


def _reply(r: Reply) -> Reply:
    return replace(r, office=_shown(r.office), text=_shown(r.text), file=shown(r.file), sheet=shown(r.sheet))


def _link(k: Link) -> Link:
    return replace(
        k, agency=_shown(k.agency), description=_shown(k.description), file=shown(k.file), sheet=shown(k.sheet)
    )


def _shown(text: str | None) -> str | None:
    return shown(text) if text else text


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
    plain = {n: _slug(n) for n in names}
    taken = list(plain.values())
    unsure = {n for n, s in plain.items() if taken.count(s) > 1 or len(s) == SLUG or not s}
    return {n: "-".join(w for w in (s, _print(n) if n in unsure else "") if w) for n, s in plain.items()}


@cache
def _slug(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:SLUG].rstrip("-")


def _print(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]

"""Where a village's page is found again from paper: its address where the dashboard has one, else a short code to type."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from analytics.errors import BadQuestion
from analytics.vocabulary import regions, terms

PAGE = "desa"  # the address of the page Desa
CODE = re.compile(r"\s*(\d\d\.\d\d\.\d\d\.\d{4})(?:-(\d{4}))?(?:-([a-z_]+))?\s*", re.IGNORECASE)
HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - names of this very machine: on paper they lead nowhere


def base_of(text: str) -> str:
    """The address a dashboard is served under, without a stroke at its end. Raises BadQuestion."""
    try:
        parts = urlsplit(text.strip())
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment
    except ValueError:
        wrong = True
    if wrong or re.search(r"\s", text.strip()):
        raise BadQuestion("sheet_base", text=text)
    return text.strip().rstrip("/")


def public(base: str) -> bool:
    """An address that others can open too."""
    return urlsplit(base).hostname not in HERE


def address(base: str, village: str, year: int, mart: str, version: str, universe: str, lang: str) -> str:
    """The page that shows these very figures; `universe` "" where it is the one the regency opens with."""
    choices = {
        "regency": village[:5],
        "year": str(year),
        "village": village,
        "universe": universe,
        "version": version if version != "apbd" else "",
        "lang": lang if lang != "id" else "",
        "mart": mart,
    }
    return f"{base}/{PAGE}?{urlencode({k: v for k, v in choices.items() if v})}"


def sheet_code(village: str, year: int, version: str) -> str:
    """What is typed into the box Telusur: "99.01.02.2001-2025", and the budget version where it is not the APBD."""
    return f"{village}-{year}" + (f"-{version}" if version != "apbd" else "")


def typed(text: str) -> dict[str, str] | None:
    """The choices a typed code leads to; None for any other text, and for a village there is not."""
    found = CODE.fullmatch(text)
    if not found or not regions.exists(found[1]):
        return None
    version = (found[3] or "").lower()
    if version and version not in terms.VERSIONS:
        return None
    choices = {"regency": found[1][:5], "year": found[2], "village": found[1], "version": version}
    return {k: v for k, v in choices.items() if v}

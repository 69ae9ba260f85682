"""The pages of a PDF, read in other processes: what can hang or crash there cannot do so here. No scan passes for a table."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.errors import BadFile
from analytics.intake.pdf_text import Word
from analytics.intake.tables import LIMITS

ROOT = Path(__file__).resolve().parents[2]
LARGE = 500_000  # bytes from which two processes share the pages
SCANNED = 0.4  # of the page covered by one picture
FEW = 60  # letters: a scanner's own stamp
ODD = 0.05  # of the letters without a meaning
Rule = tuple[float, float, float]


@dataclass
class Page:
    """One page: its words, and its rules as (place, from, to) in points."""

    number: int
    width: float
    height: float
    words: list[Word]
    across: list[Rule]
    down: list[Rule]


def read_pages(file: str, raw: bytes) -> list[Page]:
    """All pages that hold text. Raises BadFile for a scan, a part of one, unreadable letters, a password, damage, or too many."""
    found = _read(file, raw)
    scans = [p["page"] for p in found if _scanned(p)]
    filled = [p for p in found if p["letters"] and not _scanned(p)]
    if scans and filled:
        raise BadFile("pdf_mixed", file=file, n=len(scans), pages=numbers(scans))
    if scans:
        raise BadFile("pdf_scan", file=file)
    if not filled:
        raise BadFile("pdf_blank", file=file, n=len(found))
    letters = sum(p["letters"] for p in filled)
    odd = [p["page"] for p in filled if p["odd"] > ODD * p["letters"]]
    if odd:
        raise BadFile("pdf_letters", file=file, pages=numbers(odd), n=sum(p["odd"] for p in filled), letters=letters)
    return [_page(p) for p in filled]


def _page(p: dict[str, Any]) -> Page:
    width, height = p["size"]
    across, down = ([(a, b, c) for a, b, c in p[way]] for way in ("across", "down"))
    return Page(p["page"], width, height, [Word(*w) for w in p["words"]], across, down)


def numbers(pages: list[int]) -> str:
    """3, 5-7, 9: page numbers as people write them."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def _scanned(page: dict[str, Any]) -> bool:
    """A picture in place of text, also with words that a machine guessed behind it; or letters drawn as shapes."""
    pictured = page["picture"] >= SCANNED and (page["letters"] < FEW or page["hidden"])
    return bool(pictured or (not page["letters"] and (page["picture"] > 0 or page["drawn"] > FEW)))


def _read(file: str, raw: bytes) -> list[dict[str, Any]]:
    """What each page holds, in order."""
    step = 2 if len(raw) > LARGE else 1
    with ThreadPoolExecutor(step) as pool:
        parts = list(pool.map(lambda first: _process(raw, first, step), range(step)))
    pages: list[dict[str, Any]] = []
    for i, (told, ended) in enumerate(parts):
        first, *mine = told or [{}]
        if first.get("encrypted"):
            raise BadFile("pdf_encrypted", file=file)
        if "pages" not in first:
            raise BadFile("pdf_damaged", file=file, detail=first.get("detail", "-"))
        if not first["pages"]:
            raise BadFile("pdf_blank", file=file, n=0)
        if first["pages"] > LIMITS["max_pdf_pages"]:
            raise BadFile("pdf_too_long", file=file, n=first["pages"], limit=LIMITS["max_pdf_pages"])
        bad = next((p["page"] for p in mine if p.get("damaged")), None if ended else i + 1 + step * len(mine))
        if bad:
            raise BadFile("pdf_damaged", file=file, detail=f"hal. {bad}")
        pages += mine
    return sorted(pages, key=lambda p: int(p["page"]))


def _process(raw: bytes, first: int, step: int) -> tuple[list[dict[str, Any]], bool]:
    """The lines of JSON one process wrote, and whether it came to its end."""
    limits = LIMITS["max_pdf_seconds"], LIMITS["max_pdf_pages"]
    words = [sys.executable, "-m", "analytics.intake.pdf_page", str(first), str(step), *map(str, limits)]
    done = subprocess.run(words, input=raw, capture_output=True, cwd=ROOT, check=False)  # noqa: S603 - our own module
    told = [json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")]
    return told, done.returncode == 0

"""Title rows without a colon that say whose list it is: "DESA ARA KECAMATAN BONTO BAHARI", "TAHUN ANGGARAN 2026"."""

from __future__ import annotations

import re

from analytics.intake.forms import Column
from analytics.intake.tables import Cell, blank
from analytics.vocabulary.text import squeeze

PLACES = ("regency_text", "district_text", "village_text")
PLACE = re.compile(r"(?!(?i:dan|di|se|dalam|menurut|yang|tahun)\b)[A-Za-z' .()-]{3,40}")
BUDGET_YEAR = re.compile(r"(?i)\b(?:tahun\s+anggaran|t\.?\s?a\.?)\s*(\d{4})\b(?!\s*[-/]|\s*s)")
PLAN_YEAR = re.compile(r"(?i)\btahun\s+(\d{4})$")
NUMBERED = re.compile(r"(?i)\b(?:nomor|no\.?)\s+\S+\s+tahun\b")  # "Peraturan Desa Nomor 5 Tahun 2025" is no budget year
LONGEST = 3  # words of a label
ENDS = re.compile(r"(?i)\s+tahun(?:\s+\d{4})?$|\s+prov(?:insi|\.)?\s+[a-z' .-]+$")  # behind a regency's name


def spoken(row: list[Cell], known: dict[str, Column], plan: bool = False) -> dict[str, str]:
    """Field -> what a title row says of it. `plan`: the year a title ends with is the one planned for, not that of a meeting."""
    filled = [c for c in row if not blank(c)]
    if len(filled) > 2 or not all(isinstance(c, str) for c in filled):
        return {}
    found: dict[str, str] = {}
    for cell in filled:
        words = " ".join(str(cell).split())
        if ":" in words or NUMBERED.search(words):
            continue
        year = BUDGET_YEAR.search(words) or (PLAN_YEAR.search(words) if plan else None)
        if year and any(c.field == "year" for c in known.values()):
            found.setdefault("year", year[1])
            words = words[: year.start()].strip()
        for field, said in _places(words.split(), known).items():
            found.setdefault(field, said)
    return found


def _places(words: list[str], known: dict[str, Column]) -> dict[str, str]:
    """Labels and the words behind each, where the row begins with a label, or with other words before a regency."""
    starts: list[tuple[int, int, Column]] = []
    i = 0
    while i < len(words):
        tails = (n for n in range(LONGEST, 0, -1) if squeeze(" ".join(words[i : i + n])) in known)
        n = next(tails, 0)
        column = known[squeeze(" ".join(words[i : i + n]))] if n else None
        if column is not None and column.field in PLACES:
            starts.append((i, n, column))
        i += n or 1
    if not starts or (starts[0][0] > 0 and starts[0][2].field != PLACES[0]):
        return {}  # only a regency is named behind other words: "RKPD KABUPATEN ..."
    found: dict[str, str] = {}
    ends = [i for i, *_ in starts[1:]] + [len(words)]
    for (i, n, column), end in zip(starts, ends, strict=True):
        name = " ".join(words[i + n : end]).strip(" ,-")
        name = ENDS.sub("", ENDS.sub("", name)) if column.field == PLACES[0] else name
        if PLACE.fullmatch(name):
            found.setdefault(column.field, f"{words[i]} {name}" if column.field == PLACES[0] else name)
    return found

"""What titles above a printout say without a label: PEMERINTAH KABUPATEN BULUKUMBA, TAHUN ANGGARAN 2026. Two answers: none."""

from __future__ import annotations

import re
from typing import Any

from analytics.intake.outline import words
from analytics.intake.tables import RawTable
from analytics.vocabulary import regions

YEAR = re.compile(r"(?i)\b(?:tahun\s+anggaran|t\.?\s?a\.?)\s*:?\s*(20\d\d)\b")
PLAN_YEAR = re.compile(r"(?i)\b(?:rkpd|daerah|renja|skpd|ppas|daerah\s*\(rkpd\))\s+tahun\s+(20\d\d)\b")
# "... PERANGKAT DAERAH KABUPATEN X TAHUN 2026"; "... YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2024 DAN 2023"
PLACE_YEAR = re.compile(r"(?i)\b(?:kabupaten|kota)\s+[a-z' .-]{3,40}?\s+tahun\s+(20\d\d)\s*$")
ALONE = re.compile(r"(?i)^\s*(?:untuk\s+)?tahun\s+(20\d\d)\s*$")
CLOSED = re.compile(r"(?i)\b(?:sampai dengan|berakhir(?: pada)?|per)\s+(?:tanggal\s+)?31\s+desember\s+(20\d\d)\b")
ISSUED = re.compile(r"(?i)\bnomor\b.*?\btahun\s+20\d\d")
VILLAGE = re.compile(
    r"(?i)\b(?:apb\s*des(?:a)?|pemerintah desa|peraturan desa|anggaran pendapatan dan belanja (?:desa|kampung|nagari|gampong))\b"
)
REGENCY = re.compile(
    r"(?i)\b(kabupaten|kota)\s+([a-z' .-]{3,40}?)(?=\s*(?:$|[,;(\d]|\bnomor\b|\bprovinsi\b|\btahun\b))"
)


def titled(table: RawTable, upto: int) -> dict[str, Any]:
    """`year` and `regency_text` of the rows above index `upto`; only what all of them agree on."""
    lines = [ISSUED.sub(" ", " ".join(filter(None, map(words, row)))) for row in table.rows[table.start : upto]]
    found: dict[str, Any] = {}
    years = {int(y) for line in lines for y in YEAR.findall(line)}
    for of in (PLAN_YEAR, CLOSED, PLACE_YEAR, ALONE):
        years = years or {int(y) for line in lines for y in of.findall(line)}
    if len(years) == 1:
        found["year"] = years.pop()
    names = {f"{kind} {name}".strip() for line in lines for kind, name in REGENCY.findall(line)}
    known = {region.code for name in names if (region := regions.find_regency(name)) is not None}
    if len(known) == 1:
        found["regency_text"] = known.pop()
    return found


def village(table: RawTable, upto: int) -> str | None:
    """The words of a title that say that a village's budget is printed here: the same codes and columns, another purse."""
    found = (VILLAGE.search(words(c)) for row in table.rows[table.start : upto] for c in row if isinstance(c, str))
    return next((m[0] for m in found if m), None)


def versions(table: RawTable, upto: int, known: dict[str, str]) -> set[str]:
    """The versions that the titles above index `upto` name, by the words of `known`."""
    said = " ".join(words(c).lower() for row in table.rows[table.start : upto] for c in row if isinstance(c, str))
    return {version for name, version in known.items() if re.search(rf"\b{re.escape(name)}\b", said)}

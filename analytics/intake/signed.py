"""Where a list ends and where it has not begun: signatures, lists of those who came, the row that numbers the columns."""

from __future__ import annotations

import re

from analytics.intake import composed
from analytics.intake.forms import Form
from analytics.intake.tables import Cell, blank
from analytics.vocabulary.text import squeeze

SIGNED = re.compile(r"[^\d,]{2,60}, *\d{1,2} +[A-Za-z]+ +\d{4}")  # "Wanacita, 12 Februari 2025"
NAME = {"Nama", "NAMA", "nama", "Nama Lengkap", "NAMA LENGKAP", "Nama lengkap"}
ATTENDED = {
    "jabatan",
    "instansi",
    "unsur",
    "utusan",
    "tandatangan",
    "ttd",
    "nohp",
    "notelp",
    "perwakilan",
    "jabataninstansi",
}


def of_people(row: list[Cell]) -> bool:
    """The heading of a list of those who came or signed: Nama, Jabatan, Instansi ..."""
    if NAME.isdisjoint(c for c in row if isinstance(c, str)):
        return False
    return any(squeeze(c) in ATTENDED for c in row if isinstance(c, str))


def ends(form: Form, row: list[Cell]) -> bool:
    """A signature, or a list of those who came, begins here."""
    words = first_words(row)
    found = SIGNED.fullmatch(words.strip()) is not None or squeeze(words).startswith(form.layout.end or ("\0",))
    return bool(form.layout.end) and (found or squeeze(words).startswith("daftarhadir"))


def numbers_columns(row: list[Cell]) -> bool:
    """(1) (2) (3) ..., a b c or 1 2 3=1+2 below the headings, as official tables have it; from the first on."""
    filled = [i for i, c in enumerate(row) if not blank(c)]
    first = composed.plain(row[filled[0]]).strip("().").lower() if filled else ""
    return first in {"1", "a"} and composed.numbers_columns(row, filled)


def first_words(row: list[Cell]) -> str:
    """The first filled cell of a row, as text."""
    return next((str(c) for c in row if not blank(c)), "")

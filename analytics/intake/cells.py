"""One cell of one column -> its typed value, by what the form says of the column: its reading, its words, its bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from analytics.intake.forms import Column, Form
from analytics.intake.readings import PARSERS
from analytics.intake.tables import Cell
from analytics.intake.values import Unreadable
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import squeeze

BLANKS, BARS = re.compile(r"\s+"), re.compile(r" ?\|\| ?")
DECIMALS = re.compile(r"\d+\.0+")


def reader(column: Column, form: Form, **how: Any) -> Callable[[Cell], Any]:
    """Cell -> typed value, None, or the Unreadable that says why not. `how` is what is settled for the whole column
    (conventions.py)."""
    parse = partial(PARSERS[column.parse], **how) if how else PARSERS[column.parse]
    mapped = _mapper(form.maps.get(column.map, {}))
    blanks = {b.lower() for b in form.spec.get("blanks", [])}  # what the source system writes where nobody chose
    numbers = form.ids == "sipd" and column.field.endswith("external_id")

    def read(cell: Cell) -> Any:
        try:
            value = None if blanks and isinstance(cell, str) and cell.strip().lower() in blanks else parse(cell)
        except Unreadable as problem:
            return problem
        if value is None:
            return Unreadable("required_blank") if column.required else None
        if column.map:
            return mapped(value)
        if numbers and DECIMALS.fullmatch(value):
            value = value.partition(".")[0]  # a number that went through a spreadsheet: 1.0
        if column.region == "name":
            return regions.find_area(value) or Unreadable("region_name_unknown")
        if column.says:
            return column.says.format(value)
        if column.digits and not (value.isascii() and value.isdigit()):
            return Unreadable("not_a_number")
        if column.region and not _is_region(value, column.region):
            return Unreadable("regency_unknown" if column.region == "regency" else "region_unknown")
        if column.indicator and value not in terms.load("indicators")["indicator"]:
            return Unreadable("indicator_unknown")
        return value

    return read


def _mapper(words: dict[str, str]) -> Callable[[str], Any]:
    """Words -> term: the whole words, words inside (`*lahan belum*`), or a beginning (`Kecamatan di *`); capitals and blanks
    never matter, nor the punctuation of whole words.

    Where the words inside stand for different terms they decide nothing.
    """
    inside = [(_even(k[1:-1]), v) for k, v in words.items() if k.startswith("*") and k.endswith("*")]
    starts = [(_even(k[:-1]), v) for k, v in words.items() if k.endswith("*") and not k.startswith("*")]
    whole: dict[str, str | None] = {}
    for key, term in words.items():
        if not key.endswith("*"):
            name = squeeze(key)
            whole[name] = term if whole.get(name, term) == term else None  # two terms alike but for their signs

    def mapped(value: str) -> Any:
        term = words.get(value)
        if term is None:
            term = whole.get(squeeze(value))
        even = _even(value)
        if term is None:
            held = {v for k, v in inside if k in even}
            term = held.pop() if len(held) == 1 else None
        if term is None:
            term = next((v for k, v in starts if even.startswith(k)), None)
        if term is None:
            return Unreadable("unknown_value")
        return term or None  # "" in a map: known words that fill nothing

    return mapped


def _even(words: str) -> str:
    """Small letters, one blank between words and none around "||"; a blank at an end stays."""
    return BARS.sub("||", BLANKS.sub(" ", words.lower()))


def _is_region(code: str, what: str) -> bool:
    """A code of a kabupaten or kota ("regency"), or of one with what lies in it ("within")."""
    return regions.exists(code) and (len(code) == 5 if what == "regency" else len(code) >= 5)

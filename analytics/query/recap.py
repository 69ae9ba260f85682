"""Checks a published table against itself: sums, percentages, wholes that moved, count and value. Keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from analytics.locale.format import LOCALES, count, rupiah
from analytics.locale.said import said
from analytics.query.recap_cells import settings
from analytics.query.recap_checks import Checked, Note, count_and_value, moved, percentages, shares, sums
from analytics.query.recap_groups import Group, groups
from analytics.query.recap_read import Sheet, of_bytes, of_file, of_text
from analytics.query.recap_table import understand

ROOM = "recap"
LANGUAGES = tuple(LOCALES)
POINTS = ("percent", "count_value")
ORDER = ("sum", "percent", "over", "moved", "count_value", "incomplete", "moved_years", "rounding")


@dataclass(frozen=True)
class Recap:
    """What was found: notes in the order of ORDER, each with its sentence; how many sums and shares agree; what was not written
    out; and whether a figure such as 1.234 was read as thousands."""

    notes: tuple[dict[str, Any], ...]
    agree: int
    n: int
    tables: int
    thousands: bool

    def summary(self, lang: str = "id") -> list[str]:
        """The whole in a sentence or two."""
        if not self.n:
            head = said(ROOM, "nothing" if self.agree else "unchecked", lang, n=count(self.agree, lang))
        else:
            head = said(ROOM, "some", lang, self.n, n=count(self.n, lang), agree=count(self.agree, lang))
        more = self.n - len(self.notes)
        told = [said(ROOM, "more", lang, n=count(more, lang))] if more else []
        return [head, *told, *([said(ROOM, "thousands", lang)] if self.thousands else [])]

    def json(self) -> dict[str, Any]:
        """As outside programs read it."""
        words = {lang: self.summary(lang) for lang in LANGUAGES}
        return {"n": self.n, "agree": self.agree, "tables": self.tables, "notes": list(self.notes), "summary": words}


def recap_text(text: str) -> Recap:
    """Of a pasted table. Raises BadFile for what is too large or empty."""
    return recap(of_text(text))


def recap_file(path: Path) -> Recap:
    """Of a file (xlsx, xls, ods, csv, PDF, text). Raises BadFile for what holds no table."""
    return recap(of_file(path))


def recap_bytes(name: str, raw: bytes) -> Recap:
    """Of an uploaded file."""
    return recap(of_bytes(name, raw))


def recap(sheets: list[Sheet]) -> Recap:
    """Every check on every table; wholes are compared between tables too."""
    out = Checked([])
    tables = [t for s in sheets if (t := understand(s))]
    found: list[Group] = []
    for table in tables:
        mine = groups(table, out.spend)
        found += mine
        for group in mine:
            sums(group, out)
            shares(group, out)
        if not any(g.shares for g in mine):
            percentages(table, out)
    out.notes += [*moved(found), *count_and_value(found)]
    ordered = sorted(dict.fromkeys(out.notes), key=lambda n: ORDER.index(n.kind))
    written = tuple(_told(n) for n in ordered[: settings()["max_findings"]])
    return Recap(written, out.agree, len(ordered), len(tables), any(t.doubtful for t in tables))


def _told(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind,
        "where": note.where,
        "printed": _plain(note.printed),
        "computed": _plain(note.computed),
        "difference": _plain(note.difference),
        "cells": [{"row": f.row, "column": f.column, "text": f.text} for f in note.cells if f.row],
        **{lang: _sentence(note, lang) for lang in LANGUAGES},
    }


def _sentence(note: Note, lang: str) -> str:
    sizes = (note.printed, note.computed, abs(note.difference))
    printed, computed, difference = (_say(v, note, lang) for v in sizes)
    where = " ".join(note.where.split())[:200]
    return said(ROOM, note.kind, lang, where=where, printed=printed, computed=computed, difference=difference)


def _say(value: Decimal, note: Note, lang: str) -> str:
    if note.kind in POINTS:
        value = round(value, 2 if note.cells[0].percent or note.kind == "percent" else 1)
    whole = value == value.to_integral_value()
    if note.money and whole and abs(value) >= 1_000_000:
        return rupiah(int(value), lang, short=False)
    return count(int(value) if whole else float(round(value, 3)), lang)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else round(float(value), 6)

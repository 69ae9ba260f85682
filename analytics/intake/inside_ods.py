"""How far the sheets of an OpenDocument workbook go: one row or cell may stand for a million. Reads tags only, never a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from analytics.intake.reach import Reach

TAG = re.compile(rb"<table:(table-row|(?:covered-)?table-cell|table)(?=[\s/>])([^>]*)>|</table:(table)>")
ROWS, COLUMNS = (re.compile(rb'table:number-%b-repeated=["\'](\d{1,12})["\']' % what) for what in (b"rows", b"columns"))
NAME = re.compile(rb'table:name=["\']([^"\']*)["\']')
OVERLAP = 100_000  # a tag that is longer is none


class _Sheet:
    def __init__(self, name: str) -> None:
        self.name, self.at, self.reach_rows, self.columns, self.filled = name, 0, 0, 0, 0
        self.empty: set[tuple[int, int]] = set()
        self.row = self.column = 0
        self.repeat = 1

    def begin(self, repeat: int) -> None:
        """A row of this sheet, or so many alike."""
        self.at += self.repeat if self.row else 0
        self.row, self.column, self.repeat = 1, 0, repeat

    def cell(self, repeat: int, says: bytes) -> None:
        """One cell of the row, or so many alike."""
        value = b"office:value-type=" in says or b"calcext:value-type=" in says
        if value or not says.rstrip().endswith(b"/"):
            self.columns = max(self.columns, self.column + repeat)
            self.reach_rows = self.at + self.repeat
            self.filled += repeat * self.repeat if repeat * self.repeat < 1000 else 1
        if not value and b"table:formula=" in says and len(self.empty) < 200_000:
            self.empty.add((self.at, self.column))
        self.column += repeat

    def reach(self) -> tuple[str, Reach]:
        return self.name, Reach(self.reach_rows, self.columns, self.filled, 0, frozenset(self.empty))


def reach_ods(pieces: Iterator[bytes]) -> Iterator[tuple[str, Reach]]:
    """Each sheet's name and reach. A value repeated a thousand times counts as one: nobody typed the others."""
    sheet: _Sheet | None = None
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<")
        text, rest = text[:cut], text[cut:] if len(text) - cut < OVERLAP else b""
        for kind, says, ends in TAG.findall(text):
            if ends and sheet:
                yield sheet.reach()
                sheet = None
            elif kind == b"table":
                found = NAME.search(says)
                sheet = _Sheet(unescape(found[1].decode("utf-8", "replace")) if found else "")
            elif sheet and kind == b"table-row":
                sheet.begin(_times(ROWS, says))
            elif sheet and kind:
                sheet.cell(_times(COLUMNS, says), says)
    if sheet:
        yield sheet.reach()


def _times(pattern: re.Pattern[bytes], says: bytes) -> int:
    found = pattern.search(says)
    return int(found[1]) if found else 1

"""A sheet that takes whole rows at once: a table of 50,000 rows in a third of the time that cell by cell takes.

It writes into the file of rows that the library keeps for a sheet in its constant_memory mode, by that library's own escapes; two
other readers read back what comes out (tests/reports/test_book.py)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

EXACT = 10**15  # Excel keeps 15 figures of a number; more stand as text, whole
LONGEST = 32_767  # characters of one cell, in UTF-16 units (Excel's limit)
CUT = " […]"
REMEMBERED = 20_000  # words of one column whose XML is kept: names and terms come again and again
SPECIAL = re.compile(r'[&<>"\x00-\x1f\ufffe\uffff]|_x')

Cell = Callable[[Any], str]  # a value to what follows its address: style, kind and content


class RowsSheet(Worksheet):  # type: ignore[misc] # the library ships no types
    """One sheet of a workbook in constant_memory mode."""

    def put(self, first: int, cells: Sequence[Cell], rows: Iterable[Sequence[Any]]) -> int:
        """Writes rows from row `first` (from 0) on, one cell maker a column; empty values leave no cell. Returns how many."""
        self._write_single_row(first)
        names = [f'<c r="{xl_col_to_name(c)}' for c in range(len(cells))]
        made = list(zip(names, cells, strict=True))
        n = 0
        for n, row in enumerate(rows, 1):
            at = f'{first + n}"'
            body = [
                f"{name}{at}{cell(value)}" for (name, cell), value in zip(made, row, strict=True) if value is not None
            ]
            self.fh.write(f'<row r="{at}>{"".join(body)}</row>')
        self.previous_row = self.dim_rowmax = first + max(n - 1, 0)
        return n


def number(plain: int, text: Cell) -> Cell:
    """Numbers in the format of that index; what Excel cannot hold whole stands as text."""

    def cell(value: Any) -> str:
        if abs(value) < EXACT:  # false of nan
            return f' s="{plain}"><v>{value}</v></c>'
        return text(value if math.isfinite(value) else str(value))

    return cell


def text(plain: int, quoted: int, dangerous: Callable[[str], bool], sheet: Any) -> Cell:
    """Strings in the first format, in the second where they begin like a formula; cut where they are longer than a cell."""
    known: dict[Any, str] = {}

    def cell(value: Any) -> str:
        if (found := known.get(value)) is not None:
            return found
        words = cut(str(value))
        space = ' xml:space="preserve"' if words != words.strip() else ""
        style = quoted if dangerous(words) else plain
        if SPECIAL.search(words):
            words = sheet._escape_data(sheet._escape_control_characters(words))
        made = f' s="{style}" t="inlineStr"><is><t{space}>{words}</t></is></c>'
        if len(known) < REMEMBERED:
            known[value] = made
        return made

    return cell


def cut(words: str) -> str:
    """At most what a cell holds; what is cut says so. Lone halves of a character are shown as such, not lost."""
    if words.isascii() and len(words) <= LONGEST:
        return words
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    units = words.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return words
    return units[: (LONGEST - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT

"""A printed table counts only where it proves itself whole: its printed sums are those of its rows, or its numbers run through.

A page that was left out, an amount read wrongly, a row that became two: each of them would show here. Nothing is mended.
"""

from __future__ import annotations

import re

from analytics.errors import BadFile
from analytics.intake.around import AMOUNTS
from analytics.intake.recognise import Heading
from analytics.intake.rejects import sentence
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.typed import Typed
from analytics.intake.values import Unreadable, rupiah

NUMBER = re.compile(r"(\d{1,6})[.)]?")


def reconcile(file: str, table: RawTable, head: Heading, typed: Typed) -> None:
    """Raises BadFile for a printed table whose sums (or, in a list without rupiah, whose running numbers) do not agree."""
    amounts = [v for name in AMOUNTS for v in typed.fields.get(name, []) if v is not None]
    if not typed.numbers:
        why, n = sentence(typed.rejects[0]), len(typed.rejects)
        raise BadFile("all_rejected", file=file, sheet=table.sheet, n=n, reason=why)
    if not amounts:
        _numbers(file, table, head, typed)
        return
    if typed.sums["agree"] and not typed.sums["differ"]:
        return
    printed, found = typed.totals.get(table.sheet), sum(amounts)
    if printed is not None and printed != found:
        where, differs = _where(table, head.index, printed), _money(abs(printed - found))
        raise BadFile(
            "pdf_sum_differs", file=file, where=where, printed=_money(printed), found=_money(found), differs=differs
        )
    where = _at(table, head.index)
    raise BadFile("pdf_no_sum", file=file, where=where, agree=typed.sums["agree"], differ=typed.sums["differ"])


def _numbers(file: str, table: RawTable, head: Heading, typed: Typed) -> None:
    """Every row of the list has the number behind the one above it, from 1."""
    at = head.columns.get("no")
    column = (
        [] if at is None else [(i, row[at]) for i, row in enumerate(table.rows) if i > head.index and at < len(row)]
    )
    found = [(i, int(m[1])) for i, cell in column if not blank(cell) and (m := NUMBER.fullmatch(str(cell).strip()))]
    for last, (i, number) in enumerate(found):
        if number != last + 1:
            raise BadFile("pdf_numbers", file=file, where=_at(table, i), before=last, value=number)
    if not found or len(found) != len(typed.numbers) + len(typed.rejects):
        raise BadFile("pdf_no_sum", file=file, where=_at(table, head.index), agree=0, differ=0)


def _where(table: RawTable, above: int, printed: int) -> str:
    """Where the last cell below the headings stands that prints this sum."""
    rows = range(len(table.rows) - 1, above, -1)
    return _at(table, next((i for i in rows if any(_reads(c) == printed for c in table.rows[i])), above))


def _reads(cell: Cell) -> int | None:
    try:
        return rupiah(cell)
    except Unreadable:
        return None


def _at(table: RawTable, i: int) -> str:
    page, row = table.where(i)
    return f"{page}, baris {row}"


def _money(value: int) -> str:
    return f"{value:,}".replace(",", ".")

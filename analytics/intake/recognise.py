"""Which form a sheet is, and on which row its headings stand: by the headings themselves, never by a file's name."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.errors import BadFile
from analytics.intake.forms import Form, form, forms
from analytics.intake.scales import bare
from analytics.intake.tables import LIMITS, Cell, RawTable, blank
from analytics.vocabulary.text import squeeze


@dataclass(frozen=True)
class Heading:
    """Where the headings stand (`index` into the table's rows) and which column each squeezed heading has."""

    index: int
    columns: dict[str, int]
    twice: frozenset[str]


def heading(index: int, row: list[Cell]) -> Heading:
    columns: dict[str, int] = {}
    twice = set()
    for i, cell in enumerate(row):
        name = squeeze(str(cell)) if not blank(cell) else ""
        if name in columns:
            twice.add(name)
        elif name:
            columns[name] = i
    for i, cell in enumerate(row):  # "Pagu (Rp juta)" is the column Pagu as well
        if isinstance(cell, str) and (name := squeeze(bare(cell))) and name not in columns:
            columns[name] = i
    return Heading(index, columns, frozenset(twice))


def _names(f: Form, wanted: str) -> tuple[str, ...]:
    known = f.column(wanted)
    return known.names if known else (squeeze(wanted),)


def _missing(f: Form, found: Heading) -> list[str]:
    return [w for w in f.recognise if not any(n in found.columns for n in _names(f, w))]


def is_heading(f: Form, found: Heading) -> bool:
    """True where every column that recognises the form has its heading there."""
    return not _missing(f, found)


def _shown(row: list[Cell]) -> str:
    """The headings for a sentence; a row with a number in it is data, perhaps somebody's name: not repeated."""
    words = [str(c) for c in row if not blank(c)]
    return "-" if any(w.strip(" .").replace(".", "").isdigit() for w in words) else ", ".join(words)


def recognise(table: RawTable, file: str, kind: str | None = None) -> tuple[Form, Heading]:
    """The form of `table` and its heading row. Raises BadFile naming the missing column or the headings that were found."""
    rows = table.rows[: LIMITS["header_search_rows"]]
    candidates = [heading(i, row) for i, row in enumerate(rows) if any(not blank(c) for c in row)]
    best: tuple[tuple[float, int], Form, Heading, list[str]] | None = None
    for f in [form(kind)] if kind else forms().values():
        for found in candidates:
            missing = _missing(f, found)
            # of several forms that fit wholly the one that asks for most columns is meant
            score = (1 - len(missing) / len(f.recognise), 0 if missing else len(f.recognise))
            if best is None or score > best[0]:
                best = (score, f, found, missing)
    if best is None:
        raise BadFile("file_empty", file=file)
    score, f, found, missing = best
    row = found.index + 1
    if missing and (kind or score[0] >= LIMITS["header_fit"]):
        raise BadFile("column_missing", file=file, sheet=table.sheet, row=row, column=missing[0], kind=f.kind)
    if missing:
        first = candidates[0]
        seen = _shown(table.rows[first.index])
        raise BadFile(
            "kind_unknown",
            file=file,
            sheet=table.sheet,
            row=first.index + 1,
            headers=seen,
            kinds=", ".join(forms()),
        )
    return f, found

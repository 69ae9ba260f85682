"""Which form a sheet is, and on which row its headings stand: by the headings themselves, never by a file's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.errors import BadFile
from analytics.intake import layered
from analytics.intake.forms import Form, form, forms
from analytics.intake.levelled import level
from analytics.intake.scales import bare
from analytics.intake.tables import LIMITS, Cell, RawTable, blank
from analytics.vocabulary.text import squeeze

FEWEST = 4  # names a row of headings has at least; the first such row is shown where no form fits


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


def _missing(f: Form, found: Heading) -> list[str]:
    there = found.columns.keys()
    return [w for w in f.recognise if there.isdisjoint(f.names(w))]


def _required(f: Form, found: Heading, named: list[str]) -> list[str]:
    """Headings of the columns a form cannot do without that are not here either, beside those already named."""
    there = {n for w in named for n in f.names(w)} | set(found.columns)
    return [c.heading for c in f.columns if c.required and not any(n in there for n in c.names)]


def said_missing(headings: Iterable[str]) -> str:
    """All that is missing at once, for the quotation marks of the sentence: who brings a file is sent back once."""
    return "', '".join(headings)


def is_heading(f: Form, found: Heading) -> bool:
    """True where every column that recognises the form has its heading there."""
    return not _missing(f, found)


def _shown(row: list[Cell]) -> str:
    """The headings for a sentence; a row with a number in it is data, perhaps somebody's name: not repeated."""
    words = [str(c) for c in row if not blank(c)]
    return "-" if any(w.strip(" .").replace(".", "").isdigit() for w in words) else ", ".join(words)


def recognise(table: RawTable, file: str, kind: str | None = None) -> tuple[RawTable, Form, Heading]:
    """The form of `table`, its heading row, and the table as it is read: the same one, or, where the headings stand over several
    rows, the one with them on one row. Raises BadFile naming the missing column or the headings that were found."""
    rows = table.rows[table.start : table.start + LIMITS["header_search_rows"]]
    candidates = [heading(i, row) for i, row in enumerate(rows, table.start) if any(not blank(c) for c in row)]
    best: tuple[tuple[float, int, int], Form, Heading, list[str]] | None = None
    wanted = [form(kind)] if kind else list(forms().values())
    for f in wanted:
        for found in candidates:
            missing = _missing(f, found)
            said = 0 if missing or kind else layered.called(f, table, found.index)
            if said < 0:
                continue
            # of several that fit wholly the first on the sheet is read first; of several forms the one its title names is meant,
            # else the one that asks for most columns
            fit = 1 - len(missing) / len(f.recognise)
            score = (fit, 0 if missing else -found.index, 0 if missing else said + len(f.recognise))
            if best is None or score > best[0]:
                best = (score, f, found, missing)
    if best is None:
        raise BadFile("file_empty", file=file)
    (fit, *_), f, found, missing = best
    alone = not missing and not layered.is_layered(table, f, found.index, found.twice)
    if alone and not layered.above(table, found.index):
        return table, f, found
    block = None if missing or alone else layered.find(wanted, table, found.index, not kind)
    higher = layered.find(wanted, table, None, not kind) if missing or layered.above(table, found.index) else None
    if higher is not None and not higher.match.missing and (missing or higher.bottom < found.index):
        block = higher
    if block is not None and not block.match.missing:
        flat = level(table, block.form, block.titles, block.match, block.top, block.bottom)
        return flat, block.form, heading(block.bottom, flat.rows[block.bottom])
    if not missing:
        if (
            block is not None and block.bottom > found.index
        ):  # what stands below its headings says more: a part of an amount
            where = {"file": file, "sheet": table.sheet, "row": block.bottom + 1}
            raise BadFile("column_parted", column=block.match.missing[0], **where)
        return table, f, found
    row, wanting = found.index + 1, [*missing, *_required(f, found, missing)]
    if higher is not None and 1 - len(higher.match.missing) / len(higher.form.recognise) > fit:
        f, wanting, row = higher.form, [*higher.match.missing], higher.bottom + 1
        fit = 1 - len(wanting) / len(f.recognise)
    if kind or fit >= LIMITS["header_fit"]:
        column = said_missing(wanting)
        raise BadFile("column_missing", file=file, sheet=table.sheet, row=row, column=column, kind=f.kind)
    first = max(candidates, key=lambda c: min(len(c.columns), FEWEST))  # a title says nothing of the columns
    seen = _shown(table.rows[first.index])
    raise BadFile("kind_unknown", file=file, sheet=table.sheet, row=first.index + 1, headers=seen)

"""Large plain lists by columns: one heading row, rows below it, nothing printed around. What is not as plain as that is left to
the way every table goes; the rows, the rejects and the counts are the same either way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from analytics.errors import BadFile
from analytics.intake import whose
from analytics.intake.coded import Coded, Rows, recoded, together
from analytics.intake.columns import _positions, _unread
from analytics.intake.datasets import _constants, _version
from analytics.intake.forms import Column, Form, forms
from analytics.intake.parquet import parquet_columns
from analytics.intake.parsed import Dataset, Options, Parsed, import_number
from analytics.intake.people import Veil
from analytics.intake.places import Seen, resolve
from analytics.intake.plain_cells import typed_column
from analytics.intake.plain_places import TAILS, scanned, shortened
from analytics.intake.plain_text import plain_text
from analytics.intake.recognise import Heading, heading, is_heading, recognise
from analytics.intake.rejects import Reject, reject, sharpen
from analytics.intake.rows import id_numbers, packed
from analytics.intake.scales import headed
from analytics.intake.tables import LIMITS, Cell, RawTable, blank
from analytics.intake.typed import Typed
from analytics.vocabulary.tables import columns as columns_of
from analytics.vocabulary.tables import schema
from analytics.vocabulary.text import clean_spaces

NAMED = ("district_text", "village_text", "district_number", "village_number", "location_scope")
FIRST = 2  # the number of the first row below the headings


class _NotPlain(Exception):
    """Something this way does not know; the other one does."""


def quick(source: tuple[str, str, int], raw: bytes, options: Options, said: str | None) -> list[Parsed] | None:
    """The datasets of a large plain list; None where the file is small, or anything about it is not plain."""
    packed = raw.startswith(b"PAR1")
    if len(raw) < LIMITS["plain_packed_from_bytes" if packed else "plain_from_bytes"] or options.sheet is not None:
        return None
    sheet, reader = ("Parquet", parquet_columns) if packed else ("CSV", plain_text)
    try:
        if (found := reader(source[0], raw, lambda titles: _fits(titles, options.kind))) is None:
            return None
        titles, columns, notes = found
        few = np.arange(min(LIMITS["header_search_rows"] - 1, len(columns[0].codes)))
        top = [titles, *map(list, zip(*(c.only(few).array().to_pylist() for c in columns), strict=True))]
        _, form, head = recognise(RawTable(sheet, top), source[0], options.kind)
        if head.index or not _is_plain(form):
            return None
        table = RawTable(sheet, [titles], notes)
        return list(_Sheet(source, table, form, head).datasets(columns, options, said))
    except (_NotPlain, BadFile, pa.ArrowException):  # what is wrong is told by the other way
        return None


def _fits(titles: list[Cell], kind: str | None) -> bool:
    """True for the headings of a plain form: anything else need not be read to see that it is none."""
    if len(titles) > LIMITS["max_columns"]:
        return False
    head = heading(0, titles)
    return any(kind in {None, f.kind} and _is_plain(f) and is_heading(f, head) for f in forms().values())


def _is_plain(form: Form) -> bool:
    """A form whose rows say themselves whose they are, with ids of their own and nothing printed around them."""
    spec = form.spec
    fields = [c.field for c in form.columns]
    needed = {c.field for c in form.columns if c.required}
    odd = {"layout", "sums", "scope", "people", "blanks", "spans_years", "key"} & set(spec)
    return (
        not (odd or form.head or form.extras or any(c.loose for c in form.columns))
        and len(fields) == len(set(fields))
        and spec["regency"]["mode"] == "code"
        and "column" not in spec["regency"]
        and {spec["regency"]["field"], "year", "external_id"} <= needed
        and {c.field for c in form.columns if c.unique} == {"external_id"}
        and spec.get("places", {}).get("mode") in {None, "names", "scan"}
    )


class _Sheet:
    """The one table of the file, on its way from cells to datasets."""

    def __init__(self, source: tuple[str, str, int], table: RawTable, form: Form, head: Heading) -> None:
        self.source, self.table, self.form = source, table, form
        self.places = _positions(table, form, head, source[0])
        self.head = head
        self.notes = list(table.notes)
        self.rejects: list[Reject] = []
        self.seen: Seen = {}
        if Veil(form, table.rows[0], self.places).columns or any(headed(str(t or "")) > 1 for t in table.rows[0]):
            raise _NotPlain

    def datasets(self, columns: list[Coded], options: Options, said: str | None) -> list[Parsed]:
        """All datasets, in the order of their keys."""
        empty = _alike(columns, lambda i, cells: [blank(c) for c in cells])
        titles = self.table.rows[0]
        again = _alike(columns, lambda i, cells: [c == titles[i] for c in cells])
        data = np.flatnonzero(~(empty | again))
        numbers = data + FIRST
        cells = [c.only(data) for c in columns]
        self.notes += _unread(self.table, self.form, self.head, self.places, lambda i: _filled(cells[i]))
        typed, good = self._typed(cells, numbers)
        numbers = numbers[good]
        if not len(numbers):
            raise _NotPlain
        if self.form.spec.get("places", {}).get("mode") == "scan":
            typed[TAILS] = shortened(self.form, typed, len(numbers))
        keys, groups = self._groups(typed, options, said)
        largest = max(groups, key=lambda key: sum(keys.counts[k] for k in groups[key]))
        found = []
        for key in sorted(groups, key=str):
            rows = np.flatnonzero(np.isin(keys.of, groups[key])) if len(groups) > 1 else np.arange(len(numbers))
            part = self._dataset(key, {f: c.only(rows) for f, c in typed.items()}, numbers[rows], options)
            if key == largest:
                part.rejects, part.notes = self.rejects, self.notes
                part.blank, part.structure = int(empty.sum()), int(again.sum())
            found.append(part)
        return found

    def _typed(self, cells: list[Coded], numbers: Rows) -> tuple[dict[str, Coded], Rows]:
        """The typed columns of the rows that can be read, and which these are; of the others each becomes a reject."""
        kinds = schema(self.form.table)
        wrong: dict[int, tuple[Column, str]] = {}
        typed = {}
        for column, i in self.places:
            read = typed_column(column, self.form, cells[i].values, kinds.field(column.field).type)
            if read is None:
                raise _NotPlain
            values, bad, same = read
            if bad:
                flags = np.zeros(len(values), np.bool_)
                flags[list(bad)] = True
                for row in np.flatnonzero(flags[cells[i].codes]).tolist():
                    wrong.setdefault(row, (column, bad[int(cells[i].codes[row])]))
            typed[column.field] = Coded(cells[i].codes, values) if same else recoded(cells[i].codes, values)
        for row, (column, reason) in wrong.items():
            whole = _row(cells, row)
            self.rejects.append(
                reject(self.table.sheet, int(numbers[row]), *sharpen(whole, self.places, column, reason), whole)
            )
        good = np.ones(len(numbers), np.bool_)
        good[list(wrong)] = False
        self._twice(typed, good, cells, numbers)
        self.rejects.sort(key=lambda r: r.row)
        return {field: c.only(good) for field, c in typed.items()}, np.flatnonzero(good)

    def _twice(self, typed: dict[str, Coded], good: Any, cells: list[Coded], numbers: Rows) -> None:
        """Refuses a second row with the id of an earlier one of its regency and year, as `joined.join` does."""
        ids = typed["external_id"]
        often = np.bincount(ids.codes[good], minlength=len(ids.values)) > 1
        rows = np.flatnonzero(good & often[ids.codes])
        columns = [
            typed[f].only(rows).array().to_pylist() for f in ("external_id", self.form.spec["regency"]["field"], "year")
        ]
        heading = next(c.heading for c in self.form.columns if c.unique)
        seen: set[tuple[Any, ...]] = set()
        for row, key in zip(rows.tolist(), zip(*columns, strict=True), strict=True):
            if key in seen:
                where = self.table.sheet, int(numbers[row])
                self.rejects.append(reject(*where, "id_twice", heading, key[0], _row(cells, row)))
                good[row] = False
            seen.add(key)

    def _groups(self, typed: dict[str, Coded], options: Options, said: str | None) -> Any:
        """Each distinct (regency, year) of the rows, and which of them make one dataset."""
        names = (self.form.spec["regency"]["field"], "year")
        n = len(typed["year"].codes)
        keys = together([typed[name] for name in names], n)
        few, file = len(keys.counts), self.source[0]
        each = Typed([self.table.sheet], [self.table.sheet] * few, numbers=list(range(few)))
        each.fields = dict(zip(names, keys.columns, strict=True))
        regencies = whose.regencies(file, self.form, each, said)
        years = whose.years(file, self.form, each, options.year)
        scopes = whose.scopes(self.form, each, regencies, clean_spaces(options.scope))
        groups: dict[tuple[str, int | None, str], list[int]] = {}
        for i, key in enumerate(zip(regencies, years, scopes, strict=True)):
            groups.setdefault(key, []).append(i)
        return keys, groups

    def _dataset(
        self, key: tuple[str, int | None, str], fields: dict[str, Coded], numbers: Rows, options: Options
    ) -> Parsed:
        form, kinds, n = self.form, schema(self.form.table), len(numbers)
        regency, year, scope = key
        dataset = Dataset(form.kind, regency, year, _version(self.source[0], form, options), scope)

        def fill(names: tuple[str, ...], work: Callable[[dict[str, list[Any]], list[int]], Any]) -> Any:
            """Lets `work` fill fields from the distinct values of others, and gives them to every row."""
            each = together([fields.get(name) for name in names], n)
            few = {name: v for name, v in zip(names, each.columns, strict=True) if name in fields}
            said = work(few, each.counts)
            for name, values in few.items():
                if name in kinds.names:
                    fields[name] = recoded(each.of, pa.array(values, kinds.field(name).type))
            return said

        fill(
            ("stage",),
            lambda few, rows: few.update(_constants(form, dataset, Typed(numbers=rows, fields=dict(few)))[2]),
        )
        spec = form.spec.get("places", {})
        aliases = options.aliases.get(regency, {})
        if spec.get("mode") == "scan":
            places = scanned(form, dataset, fields, n, aliases, self.seen)
        else:
            places = fill(NAMED, lambda few, rows: resolve(form, dataset, few, len(rows), aliases, rows, self.seen))
        import_id = import_number(self.source[1], self.table.sheet, dataset, form)
        ids = id_numbers(str(dataset), fields["external_id"].array().cast(pa.binary()).to_pylist())
        typed = {name: fields[name] for name in columns_of(form.table) if name in fields}
        rows = packed(form.table, import_id, ids, [self.table.sheet] * n, numbers, typed)
        return Parsed(
            *self.source, self.table.sheet, form, dataset, import_id, rows, [], 0, 0, places, held_in=n, options=options
        )


def _alike(columns: list[Coded], look: Callable[[int, list[Cell]], list[bool]]) -> Any:
    """Which rows hold in every column what `look` (column, distinct cells) looks for; few rows are left after the first one."""
    rows = np.arange(len(columns[0].codes))
    for i in sorted(range(len(columns)), key=lambda i: len(columns[i].values)):
        if len(rows):
            codes, at = np.unique(columns[i].codes[rows], return_inverse=True)
            cells = columns[i].values.take(pa.array(codes)).to_pylist()
            rows = rows[np.array(look(i, cells), np.bool_)[at]]
    found = np.zeros(len(columns[0].codes), np.bool_)
    found[rows] = True
    return found


def _filled(column: Coded) -> int:
    counts = np.bincount(column.codes, minlength=len(column.values)).tolist()
    return sum(n for n, cell in zip(counts, column.values.to_pylist(), strict=True) if n and not blank(cell))


def _row(cells: list[Coded], row: int) -> list[Cell]:
    return [c.values[int(c.codes[row])].as_py() for c in cells]

"""Which mapping a sheet is read by: the one that was named, else one all of whose headings stand there. Known forms go first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analytics.errors import BadFile
from analytics.intake.forms import MAPS, Form, form
from analytics.intake.mapping import PREFIX, Mapping, form_of
from analytics.intake.parsed import Options
from analytics.intake.recognise import Heading, heading, recognise, said_missing
from analytics.intake.tables import LIMITS, RawTable, blank
from analytics.vocabulary.text import squeeze


def form_named(kind: str, mappings: Iterable[Mapping]) -> Form:
    """The form of that kind, also of a mapping ("mapping.NAME"). Raises BadFile naming the kinds there are."""
    known = {m.kind: m for m in mappings}
    return form_of(known[kind]) if kind in known else MAPS[kind] if kind in MAPS else form(kind)


def recognised(table: RawTable, file: str, options: Options) -> tuple[RawTable, Form, Heading]:
    """The table as it is read, its form and its headings. Raises BadFile where it is neither a known form nor mapped."""
    if options.kind is not None and options.kind.startswith(PREFIX):
        return _as_named(table, file, options, options.kind)
    try:
        return recognise(table, file, options.kind)
    except BadFile:
        fits = [(m, found) for m in options.mappings if (found := heading_of(table, m)) is not None]
        if options.kind is not None or not fits:
            raise
    mapping, found = max(fits, key=lambda fit: len(fit[0].shape))  # the one that says most of the table
    return _told(table, mapping), form_of(mapping), found


def _as_named(table: RawTable, file: str, options: Options, kind: str) -> tuple[RawTable, Form, Heading]:
    """By the mapping that was named: its regency and year count where neither the person nor the file says another."""
    mapping = next((m for m in options.mappings if m.kind == kind), None)
    if mapping is None:
        raise BadFile("kind_no_such", kind=kind, kinds=", ".join(m.kind for m in options.mappings) or "-")
    found = heading_of(table, mapping)
    if found is None:
        row, missing = _nearest(table, mapping)
        raise BadFile("column_missing", file=file, sheet=table.sheet, row=row, column=missing, kind=kind)
    said = {"regency_text": None if options.regency else mapping.regency or None}
    said["year"] = None if options.year else mapping.year  # type: ignore[assignment]
    constants = {name: value for name, value in said.items() if value is not None}
    return _told(replace(table, said={**constants, **table.said}), mapping), form_of(mapping), found


def _told(table: RawTable, mapping: Mapping) -> RawTable:
    return replace(table, notes=[*table.notes, f"dibaca dengan pemetaan '{mapping.name}' (read by a mapping)"])


def heading_of(table: RawTable, mapping: Mapping) -> Heading | None:
    """The first row that has all headings of the mapping; None where there is none."""
    rows = table.rows[table.start : table.start + LIMITS["header_search_rows"]]
    found = (heading(i, row) for i, row in enumerate(rows, table.start))
    return next((h for h in found if mapping.shape <= h.columns.keys()), None)


def _nearest(table: RawTable, mapping: Mapping) -> tuple[int, str]:
    """The row (from 1) that has most of the mapping's headings, and those it lacks, as the mapping words it."""
    rows = table.rows[table.start : table.start + LIMITS["header_search_rows"]]
    filled = [heading(i, row) for i, row in enumerate(rows, table.start) if not all(blank(c) for c in row)]
    best = max(filled, key=lambda h: len(mapping.shape & h.columns.keys()))
    lost = [title for title, field in mapping.columns if field and squeeze(title) not in best.columns]
    return best.index + 1, said_missing(lost)

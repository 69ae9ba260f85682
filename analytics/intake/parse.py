"""One file -> parsed datasets, nothing written: the preview of an import and its content are the same thing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analytics.errors import BadFile, BadQuestion
from analytics.intake import whose
from analytics.intake.columns import read_columns
from analytics.intake.content import read
from analytics.intake.datasets import datasets
from analytics.intake.forms import Form
from analytics.intake.forms import forms as known_forms
from analytics.intake.heads import parts
from analytics.intake.joined import join
from analytics.intake.mapped import form_named
from analytics.intake.mending import apply, refuse_mending
from analytics.intake.parsed import Dataset, Options, Parsed
from analytics.intake.plain import quick
from analytics.intake.reconcile import reconcile
from analytics.intake.rejects import sentence
from analytics.intake.stacked import stacked
from analytics.intake.tables import RawTable, load, name_of
from analytics.intake.typed import Typed
from analytics.vocabulary import terms

GUIDES = {"Petunjuk", "Guide"}  # template.py writes them
__all__ = ["Dataset", "Options", "Parsed", "fingerprint", "parse"]


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def parse(path: Path, options: Options, name: str | None = None) -> list[Parsed]:
    """Every dataset found in `path`. Raises BadFile or BadQuestion with one sentence; then nothing of the file counts.

    `name` is what the file is called where `path` says something else.
    """
    file = name_of(path) if name is None else name
    said = _check(file, options)
    raw = load(path)
    source = file, hashlib.sha256(raw).hexdigest(), len(raw)
    if not options.patches and (plain := quick(source, raw, options, said)) is not None:
        return plain
    from analytics.intake.boundary import read_map  # loaded, as each kind of file, where one may be there

    if (maps := read_map(source, raw, options, said)) is not None:
        return maps
    sheets = read(file, raw, options.sheet)
    refuse_mending(file, sheets)
    apply(sheets, options.patches)
    tables, refusals = _typed(file, sheets, options)
    if not tables:
        raise refusals[0]
    found = [p for f, typed in tables for p in datasets(source, f, typed, options, said)]
    found[0].notes += map(_left_out, refusals)
    return found


def _left_out(refusal: BadFile) -> str:
    """Why a sheet was not read beside others that were; one of another form is no fault of the file."""
    if refusal.code in {"kind_unknown", "column_missing"}:
        sheet = refusal.facts["sheet"]
        return f"lembar '{sheet}' tidak dibaca: bukan bentuk yang dikenal; --sheet '{sheet}' menerangkan sebabnya (no known form)"
    return f"tidak dibaca: {refusal.sentence()} (sheet not read)"


def _check(file: str, options: Options) -> str | None:
    """What the person said is possible at all. Returns the code of the regency, where one was said."""
    if options.kind is not None:
        form_named(options.kind, options.mappings)
    if options.year is not None:
        whose.check_year(file, options.year)
    if options.version is not None and options.version not in terms.VERSIONS:
        raise BadQuestion("version_no_such", version=options.version, versions=", ".join(terms.VERSIONS))
    return whose.regency_code(options.regency) if options.regency is not None else None


def _is_guide(table: RawTable) -> bool:
    """The sheet that explains an empty form to whoever fills it in."""
    first = next(iter(next(iter(table.rows), [])), None)
    return table.sheet in GUIDES and any(first in f.name.values() for f in known_forms().values())


def _typed(file: str, tables: list[RawTable], options: Options) -> tuple[list[tuple[Form, Typed]], list[BadFile]]:
    """The rows of each form in the file, its sheets joined; and why the other sheets are none."""
    forms: dict[str, tuple[Form, list[Typed]]] = {}
    refusals: list[BadFile] = []
    own = [t for t in tables if not _is_guide(t)]
    for table in own or tables:
        try:
            read_parts = [
                (f, h, read_columns(part, f, h, file))
                for level, f, head in stacked(table, file, options)
                for part, h in parts(level, f, head, file)
            ]
        except BadFile as problem:
            refusals.append(problem)
            continue
        read_parts[0][2].structure[table.sheet] += table.frame
        for f, h, typed in read_parts:
            if table.printed and (typed.numbers or typed.rejects):
                reconcile(file, table, h, typed)
            if typed.numbers or typed.rejects:
                forms.setdefault(f.kind, (f, []))[1].append(typed)
            else:
                refusals.append(BadFile("sheet_empty", file=file, sheet=table.sheet, row=h.index + 1))
    joined = [(f, join(f, sheets)) for f, sheets in forms.values()]
    for _, typed in joined:
        if not typed.numbers:
            why, n = sentence(typed.rejects[0]), len(typed.rejects)
            raise BadFile("all_rejected", file=file, sheet=", ".join(typed.names), n=n, reason=why)
    return joined, refusals

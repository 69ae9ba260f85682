"""One file -> parsed datasets, nothing written: the preview of an import and its content are the same thing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.errors import BadFile, BadQuestion
from analytics.intake import places, whose
from analytics.intake.columns import Typed, read_columns
from analytics.intake.content import read
from analytics.intake.forms import Form, form
from analytics.intake.joined import join
from analytics.intake.recognise import recognise
from analytics.intake.rejects import Reject, sentence
from analytics.intake.rows import pack
from analytics.intake.tables import RawTable, load, name_of
from analytics.vocabulary import terms
from analytics.vocabulary.text import clean_spaces


@dataclass(frozen=True)
class Options:
    """What the person said about the file; None where the file must say it."""

    kind: str | None = None
    regency: str | None = None
    year: int | None = None
    version: str | None = None
    scope: str = ""
    sheet: str | None = None


@dataclass(frozen=True)
class Dataset:
    """What a file supersedes: only the same kind, regency, year, version and scope."""

    kind: str
    regency: str
    year: int | None
    version: str
    scope: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.regency}:{self.year or ''}:{self.version}:{self.scope}"


@dataclass
class Parsed:
    """One dataset of one sheet, typed: counts, rejects and rows. rows_read = accepted + rejected + blank + structure."""

    file: str
    sha256: str
    size: int
    sheet: str
    form: Form
    dataset: Dataset
    import_id: str
    rows: pa.Table
    rejects: list[Reject]
    blank: int
    structure: int
    places: dict[str, Any]
    notes: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        return int(self.rows.num_rows)

    @property
    def rows_read(self) -> int:
        return self.accepted + len(self.rejects) + self.blank + self.structure

    @property
    def by_reason(self) -> dict[str, int]:
        return dict(sorted(Counter(r.reason for r in self.rejects).items()))

    @property
    def accepted_amount(self) -> int | None:
        """Rupiah of the accepted rows; None where the table or the file has no rupiah."""
        name = {"line": "amount", "proposal": "estimated_cost"}.get(self.form.table)
        if name is None or self.rows.column(name).null_count == self.rows.num_rows:
            return None
        amounts: list[int] = self.rows.column(name).drop_null().to_pylist()
        return sum(amounts)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def parse(path: Path, options: Options) -> list[Parsed]:
    """Every dataset found in `path`. Raises BadFile or BadQuestion with one sentence; then nothing of the file counts."""
    file = name_of(path)
    said = _check(file, options)
    raw = load(path)
    tables, refusals = _typed(file, read(file, raw, options.sheet), options.kind)
    if not tables:
        raise refusals[0]
    source = file, hashlib.sha256(raw).hexdigest(), len(raw)
    found = [p for f, typed in tables for p in _datasets(source, f, typed, options, said)]
    found[0].notes += [r.sentence() for r in refusals]
    return found


def _check(file: str, options: Options) -> str | None:
    """What the person said is possible at all. Returns the code of the regency, where one was said."""
    if options.kind is not None:
        form(options.kind)
    if options.year is not None:
        whose.check_year(file, options.year)
    if options.version is not None and options.version not in terms.VERSIONS:
        raise BadQuestion("version_no_such", version=options.version, versions=", ".join(terms.VERSIONS))
    return whose.regency_code(options.regency) if options.regency is not None else None


def _typed(file: str, tables: list[RawTable], kind: str | None) -> tuple[list[tuple[Form, Typed]], list[BadFile]]:
    """The rows of each form in the file, its sheets joined; and why the other sheets are none."""
    parts: dict[str, list[Typed]] = {}
    refusals: list[BadFile] = []
    for table in tables:
        try:
            found, head = recognise(table, file, kind)
            typed = read_columns(table, found, head, file)
        except BadFile as problem:
            refusals.append(problem)
            continue
        if typed.numbers or typed.rejects:
            parts.setdefault(found.kind, []).append(typed)
        else:
            refusals.append(BadFile("sheet_empty", file=file, sheet=table.sheet, row=head.index + 1))
    joined = [(form(k), join(form(k), sheets)) for k, sheets in parts.items()]
    for _, typed in joined:
        if not typed.numbers:
            why, n = sentence(typed.rejects[0]), len(typed.rejects)
            raise BadFile("all_rejected", file=file, sheet=", ".join(typed.names), n=n, reason=why)
    return joined, refusals


def _datasets(
    source: tuple[str, str, int], form: Form, typed: Typed, options: Options, said: str | None
) -> Iterator[Parsed]:
    """One Parsed per regency and year; rejects, blanks, structure and notes are told with the largest."""
    file, sha, _ = source
    version, scope = _version(file, form, options), clean_spaces(options.scope)
    regencies = whose.regencies(file, form, typed, said)
    groups: dict[tuple[str, int | None], list[int]] = {}
    for i, key in enumerate(zip(regencies, whose.years(file, form, typed, options.year), strict=True)):
        groups.setdefault(key, []).append(i)
    largest = max(groups, key=lambda k: len(groups[k]))
    sheet = ", ".join(typed.names)
    for (regency, year), members in sorted(groups.items(), key=str):
        part = typed if len(groups) == 1 else typed.only(members)
        n = len(part.numbers)
        dataset = Dataset(form.kind, regency, year, version, scope)
        fields = _constants(form, dataset, part.fields, n)
        counts = places.resolve(form, regency, fields, n)
        identity = f"{sha}|{sheet}|{dataset}|{form.parser}"
        import_id = hashlib.sha256(identity.encode()).hexdigest()[:16]
        rows = pack(str(dataset), import_id, form.table, part.sheets, part.numbers, fields)
        parsed = Parsed(*source, sheet, form, dataset, import_id, rows, [], 0, 0, counts)
        if (regency, year) == largest:
            parsed.rejects, parsed.blank, parsed.structure = typed.rejects, typed.blank, typed.structure
            parsed.notes = list(typed.notes)
        yield parsed


def _version(file: str, form: Form, options: Options) -> str:
    fixed = form.table == "line" and not form.spec.get("version_free")
    if options.version and fixed and options.version != form.version:
        raise BadFile("version_differs", file=file, kind=form.kind, found=form.version, version=options.version)
    return (options.version or form.version) if form.table == "line" else ""


def _constants(form: Form, dataset: Dataset, fields: dict[str, list[Any]], n: int) -> dict[str, list[Any]]:
    """What holds for every row of the dataset, and the origin its stage implies."""
    if form.table == "context":
        return dict(fields)
    same = {**fields, "regency_code": [dataset.regency] * n, "year": [dataset.year] * n}
    if form.table == "line":
        return {**same, "version": [dataset.version] * n}
    default = form.spec.get("default_stage")
    stages = [s or default for s in fields.get("stage", [None] * n)]
    return {**same, "stage": stages, "origin": [form.spec["origin_of_stage"].get(s) for s in stages]}

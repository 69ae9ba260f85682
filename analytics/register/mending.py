"""Rejected rows out of an import and back in: the workbook to mend, and the file read again with what was mended."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from analytics.errors import AkomodasiError, BadFile
from analytics.intake.content import read
from analytics.intake.forms import MAPS
from analytics.intake.mending import MendsImport, Patch, apply, given_out, read_patch, refuse_mending
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.tables import RawTable, load, name_of
from analytics.register.imports import Import, imports
from analytics.register.rejects import rejected_rows
from analytics.register.workspace import Workspace


def find(workspace: Workspace, import_id: str) -> Import:
    """One import that was not withdrawn. Raises AkomodasiError."""
    found = next((i for i in imports(workspace) if i.id == import_id), None)
    if found is None:
        raise AkomodasiError("import_no_such", import_id=import_id)
    return found


def mending_workbook(workspace: Workspace, import_id: str, lang: str, notice: str = "") -> bytes:
    """The rejected rows of an import as a workbook to mend. Raises AkomodasiError where there are none."""
    one = find(workspace, import_id)
    rejects = rejected_rows(workspace, import_id)
    if one.facts["kind"] in MAPS:
        raise AkomodasiError("mending_of_map", file=one.facts["file"])
    if not rejects:
        raise AkomodasiError("mending_none", file=one.facts["file"], import_id=import_id)
    from analytics.intake.mending_book import workbook  # what writes workbooks is not loaded by those who only read

    return workbook(import_id, str(one.facts["file"]), _so_far(workspace, one)[0], rejects, lang, notice)


def read_file(workspace: Workspace, path: Path, options: Options) -> tuple[Path, list[Parsed]]:
    """`parse`, also of a mending workbook: then the original it mends and what is read of that now. Writes nothing."""
    try:
        return path, parse(path, options)
    except MendsImport as found:
        return _mended(workspace, path, found, options)


def _mended(workspace: Workspace, path: Path, found: MendsImport, options: Options) -> tuple[Path, list[Parsed]]:
    listed = {i.id: i for i in imports(workspace)}
    file = name_of(path)
    one = listed.get(found.import_id)
    if one is None:
        raise BadFile("mending_no_import", file=file, import_id=found.import_id)
    tables, before = _so_far(workspace, one)
    patch = read_patch(file, load(path), found.table, given_out(tables, rejected_rows(workspace, one.id)))
    newest = next(i for i in listed.values() if i.current and i.facts["dataset_id"] == one.facts["dataset_id"])
    if newest is not one and patch.sha256 not in {m["sha256"] for m in newest.facts.get("mended", [])}:
        raise BadFile("mending_superseded", file=file, import_id=one.id, newer=newest.facts["file"])
    original = workspace.original(str(one.facts["sha256"]))
    said = one.facts.get("said")
    if said is None:  # kept by an earlier program: the dataset says what can be said of it
        said = {k: one.facts["dataset"][k] or None for k in ("kind", "regency", "year", "version")}
    as_before = Options(**said, mappings=options.mappings, aliases=options.aliases, patches=(*before, patch))
    parsed = parse(original, as_before, str(one.facts["file"]))
    for p in parsed:
        p.notes.append(_note(patch))
    return original, [
        p for p in parsed if str(p.dataset) == one.facts["dataset_id"] or _differs(workspace, p, listed.values())
    ]


def _note(patch: Patch) -> str:
    rows = len(patch.rows)
    return f"{rows} baris memakai sel yang diperbaiki dalam '{patch.file}' (rows with cells mended there)"


def _differs(workspace: Workspace, p: Parsed, listed: Iterable[Import]) -> bool:
    """False for a dataset of the same file that the mended rows do not touch: it stays as it was imported."""
    before = next((i for i in listed if i.current and i.facts["dataset_id"] == str(p.dataset)), None)
    if before is None:
        return True
    kept = pq.read_table(workspace.imported(before.id) / "rows.parquet", columns=["row_id", "content"])
    same = kept.num_rows == p.rows.num_rows and before.facts["rejected"] == len(p.rejects)
    return not (same and kept.equals(p.rows.select(["row_id", "content"])))


def _so_far(workspace: Workspace, one: Import) -> tuple[list[RawTable], tuple[Patch, ...]]:
    """The sheets of the original with what was mended of it before, and that as it stands in the workbooks that were kept."""
    facts = one.facts
    tables = read(
        str(facts["file"]), load(workspace.original(str(facts["sha256"]))), facts.get("said", {}).get("sheet")
    )
    patches = []
    for m in facts.get("mended", []):
        raw = load(workspace.original(m["sha256"]))
        try:
            refuse_mending(m["file"], read(m["file"], raw))
        except MendsImport as found:
            shown = given_out(tables, rejected_rows(workspace, found.import_id))
            patches.append(read_patch(m["file"], raw, found.table, shown))
            apply(tables, patches[-1:])
    return tables, tuple(patches)

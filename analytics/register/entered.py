"""Totals a person reads off a printed Perda: written as a filled form file and published as any file is, so that they are kept,
traced, superseded and withdrawn like any other. Never a way of its own into the mart."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analytics.errors import AkomodasiError
from analytics.intake.forms import form
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.write import Sheet, write
from analytics.register.imports import Import, imports, publish
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import clean_spaces, squeeze

KIND = "perda"


@dataclass(frozen=True)
class Totals:
    """What one document states of one budget version: rupiah of the whole, and of agencies where it names them. The parts need
    not make the whole: what is printed is kept as it is printed."""

    regency: str
    year: int
    version: str
    total: int
    agencies: tuple[tuple[str, int], ...] = ()
    number: str = ""
    signed_on: dt.date | None = None
    source: str = ""

    @property
    def of_agencies(self) -> int:
        return sum(amount for _, amount in self.agencies)

    @property
    def difference(self) -> int | None:
        """The agencies' sum less the total; None where no agency is stated."""
        return self.of_agencies - self.total if self.agencies else None


def versions() -> tuple[str, ...]:
    """The budget versions the form has words of its own for: those that a regency passes or reports."""
    words: dict[str, str] = form(KIND).spec["map"]["version"]
    return tuple(dict.fromkeys(words.values()))


def scope(year: int, version: str) -> str:
    """What keeps typed totals of one year and version a dataset of their own: typing them again replaces these and no others."""
    return f"{year} {version}"


def file_name(totals: Totals) -> str:
    """`angka-perda-2026-apbd.csv`; that of an invented regency says so."""
    mark = "REKAAN-" if regions.fictional(totals.regency) else ""
    return f"{mark}angka-perda-{totals.year}-{totals.version}.csv".replace("_", "-")


def held(workspace: Workspace, regency: str, year: int, version: str) -> tuple[Import, Totals] | None:
    """What was typed for this year and version and is in force, with the import it came with; None where nothing was."""
    wanted = {"kind": KIND, "regency": regency, "scope": scope(year, version)}
    found = [i for i in imports(workspace) if i.current and wanted.items() <= i.facts["dataset"].items()]
    if not found:
        return None
    rows = pq.read_table(workspace.imported(found[-1].id) / "rows.parquet").to_pylist()
    rows = [r for r in rows if (r["year"], r["version"]) == (year, version)]
    whole = next((r for r in rows if r["agency"] is None), None)
    if whole is None:  # a file of somebody's own under the same scope, without a total
        return None
    parts = tuple((r["agency"], r["amount"]) for r in rows if r["agency"] is not None)
    said = (whole["number"] or "", whole["signed_on"], whole["source"] or "")
    return found[-1], Totals(regency, year, version, whole["amount"], parts, *said)


def enter(workspace: Workspace, author: str, totals: Totals) -> dict[str, Any]:
    """Publishes the totals and returns the receipt, as that of an import; the mart is not built.

    Raises NotAllowed for somebody who may not import, AkomodasiError for an agency stated twice or a version the form lacks.
    """
    _check(totals)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(totals)
        _fill(path, totals)
        parsed = parse(path, Options(kind=KIND, regency=totals.regency, scope=scope(totals.year, totals.version)))
        _same(parsed, totals)
        return publish(workspace, parsed, path, author)[0]


def _check(totals: Totals) -> None:
    if totals.version not in versions():
        raise AkomodasiError("version_no_such", version=totals.version, versions=", ".join(versions()))
    seen: set[str] = set()
    for name, _ in totals.agencies:
        if (key := squeeze(name)) in seen:
            raise AkomodasiError("entered_twice", agency=name)
        seen.add(key)


def _records(totals: Totals) -> list[dict[str, Any]]:
    """The rows of the form: one for the whole, then one for each agency."""
    same = {"year": totals.year, "version": totals.version, "number": clean_spaces(totals.number) or None}
    after = {"signed_on": totals.signed_on, "source": clean_spaces(totals.source) or None}
    stated = [(None, totals.total), *((clean_spaces(name), amount) for name, amount in totals.agencies)]
    return [{**same, "agency": name, "amount": amount, **after} for name, amount in stated]


def _fill(path: Path, totals: Totals) -> None:
    """The form as its own writer prints it."""
    banner = terms.label("notice", "fictional") if regions.fictional(totals.regency) else ""
    head = {"Kabupaten": regions.label(totals.regency)}
    write(form(KIND), path, [Sheet(form(KIND).layout.sheet, _records(totals), head)], banner=banner)


def _same(parsed: list[Parsed], totals: Totals) -> None:
    """What was read back is what was typed, to the letter and the rupiah: else nothing is published."""
    typed = _records(totals)
    read = parsed[0].rows.sort_by("row").select(list(typed[0])).to_pylist()
    if len(parsed) != 1 or parsed[0].rejects or read != typed:
        raise AkomodasiError("entered_unreadable", file=parsed[0].file)

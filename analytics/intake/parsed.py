"""What was said of a file, what it supersedes, and what was read of it."""

from __future__ import annotations

import hashlib
from collections import Counter, abc
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.forms import Form
from analytics.intake.mapping import Mapping
from analytics.intake.mending import Patch
from analytics.intake.rejects import Reject
from analytics.vocabulary.place_notes import Aliases


@dataclass(frozen=True)
class Options:
    """What the person said about the file; None where the file must say it."""

    kind: str | None = None
    regency: str | None = None
    year: int | None = None
    version: str | None = None
    scope: str = ""
    sheet: str | None = None
    mappings: tuple[Mapping, ...] = ()  # what people said of tables of no known form
    aliases: abc.Mapping[str, Aliases] = field(default_factory=dict, compare=False)  # by regency: words people settled
    patches: tuple[Patch, ...] = ()  # rejected rows of this very file that a person mended, in order

    def said(self) -> dict[str, Any]:
        """What must be said again for the same file to be read the same way."""
        return {n: v for n in ("kind", "regency", "year", "version", "scope", "sheet") if (v := getattr(self, n))}


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


def import_number(sha: str, sheet: str, dataset: Dataset, form: Form, patches: tuple[Patch, ...] = ()) -> str:
    """The id of one import: the same file, sheet, dataset, reading and mended rows are the same import."""
    mended = "".join(f"|{p.sha256}" for p in patches)
    return hashlib.sha256(f"{sha}|{sheet}|{dataset}|{form.parser}{mended}".encode()).hexdigest()[:16]


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
    printed_total: int | None = None
    held_in: int = -1  # rows of the file that hold `rows`; fewer, where one row of a wide table holds several figures
    reconciled: Counter[str] = field(default_factory=Counter)  # printed sums that agree, and that differ
    options: Options = field(default_factory=Options)

    @property
    def accepted(self) -> int:
        """Rows of the file that were accepted; `rows` may hold several figures of one of them."""
        return self.held_in if self.form.unpivot else int(self.rows.num_rows)

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
        return int(pc.sum(self.rows.column(name).cast(pa.decimal128(38))).as_py())  # whole, and wider than any sum

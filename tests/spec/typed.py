"""Typed rows a test gives directly: tables and columns that no canonical form brings."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.intake.forms import form as known_form
from analytics.intake.parse import Dataset, Parsed
from analytics.intake.rows import pack
from analytics.vocabulary import regions
from analytics.vocabulary.tables import schema
from analytics.vocabulary.text import squeeze

EXTRA = {"path", "signed_on", "document", "form", "ids", "process", "account_name", "volume", "unit"}


def enriched(parsed: Parsed, rows: dict[str, dict[str, str]]) -> Parsed:
    """The same parsed file with what `rows` (by external id) say in the columns of EXTRA."""
    mine = [rows[name] for name in parsed.rows["external_id"].to_pylist()]
    table = parsed.rows
    for at, shape in enumerate(table.schema):
        if any(shape.name in row for row in mine) and shape.name in EXTRA:
            cells = [_cell(row.get(shape.name, ""), shape.type) for row in mine]
            table = table.set_column(at, shape, pa.array(cells, shape.type))
    said = {k: mine[0][k] for k in ("ids", "process") if mine[0].get(k)}
    kind = mine[0].get("form") or parsed.form.kind
    form = replace(parsed.form, kind=kind, spec={**parsed.form.spec, **said})
    return replace(parsed, rows=table, form=form, dataset=replace(parsed.dataset, kind=kind))


def of_table(table: str, rows: list[dict[str, str]], path: Path, regency: str) -> Parsed:
    """Rows of dapil, perda, reply, context or mark as one parsed file; a kecamatan is known by its name."""
    names = {squeeze(d.name): d.code for d in regions.regency(regency).districts}
    fields: dict[str, list[Any]] = {
        f.name: [_cell(r[f.name], f.type) for r in rows] for f in schema(table) if f.name in rows[0]
    }
    if "regency_code" in schema(table).names:
        fields["regency_code"] = [regency] * len(rows)
    if "district_text" in fields:
        fields["district_code"] = [names.get(squeeze(str(d or ""))) for d in fields["district_text"]]
    dataset = Dataset(table, regency, None, "", "")
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    import_id = hashlib.sha256(f"{sha}{dataset}".encode()).hexdigest()[:16]
    form = replace(known_form("canonical_lines"), kind=table, table=table, version="", spec={"process": "closed"})
    packed = pack(str(dataset), import_id, table, ["CSV"] * len(rows), list(range(2, len(rows) + 2)), fields)
    return Parsed(path.name, sha, 1, "CSV", form, dataset, import_id, packed, [], 0, 0, {})


def _cell(text: str, kind: pa.DataType) -> Any:
    if not text:
        return None
    if pa.types.is_date(kind):
        return dt.date.fromisoformat(text)
    if pa.types.is_integer(kind):
        return int(text.replace("_", ""))
    if pa.types.is_decimal(kind):
        return Decimal(text.replace("_", ""))
    return float(text) if pa.types.is_floating(kind) else text

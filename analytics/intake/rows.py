"""Gives every row its identity and its fingerprint, and packs the typed columns as an Arrow table."""

from __future__ import annotations

import hashlib
from typing import Any

import pyarrow as pa

from analytics.vocabulary.tables import columns, schema
from analytics.vocabulary.text import squeeze

SEPARATOR = "\x1f"
# what makes a row itself where the source gives it no id: its words, not their spelling of spaces or case
KEY_FIELDS = {
    "proposal": ("stage", "district_text", "village_text", "title", "location_text", "agency"),
    "line": ("agency", "program", "activity", "sub_activity", "description", "account_code"),
    "context": ("region_code", "year", "period", "indicator"),
    "dapil": ("from_year", "district_text"),
    "perda": ("year", "version", "agency"),
    "crosswalk": ("year", "new_code", "old_code"),
    "nomenclature": ("year", "code"),
    "reply": ("external_id", "year", "district_text", "rank", "title", "office", "replied_on"),
}


def number(text: str) -> int:
    """A 64-bit number from text: the same on every machine, in every version of Python."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def row_ids(dataset: str, table: str, fields: dict[str, list[Any]], n: int, more: tuple[str, ...] = ()) -> list[int]:
    """Row id = hash(dataset, external id), else hash(dataset, normalised key, occurrence): real files hold true duplicates.

    `more` are further fields a form's rows are told apart by.
    """
    own = "external_id" not in KEY_FIELDS[table]  # a reply bears the id of the proposal it answers
    external = fields.get("external_id", [None] * n) if own else [None] * n
    seen: dict[str, int] = {}
    ids = []
    keys = zip(*(fields.get(f, [None] * n) for f in (*KEY_FIELDS[table], *more)), strict=True)
    for given, values in zip(external, keys, strict=True):
        if given is not None:
            ids.append(number(f"{dataset}{SEPARATOR}{given}"))
            continue
        key = SEPARATOR.join(squeeze(str(v)) if v is not None else "" for v in values)
        seen[key] = seen.get(key, 0) + 1
        ids.append(number(f"{dataset}{SEPARATOR}#{SEPARATOR}{key}{SEPARATOR}{seen[key]}"))
    return ids


def pack(
    dataset: str,
    import_id: str,
    table: str,
    sheets: list[str],
    numbers: list[int],
    fields: dict[str, list[Any]],
    more: tuple[str, ...] = (),
) -> pa.Table:
    """The Arrow table of one dataset: bookkeeping columns, then the typed columns of `table` in their order."""
    n = len(numbers)
    full = {c: fields.get(c, [None] * n) for c in columns(table)}
    content = [number(SEPARATOR.join(map(str, values))) for values in zip(*full.values(), strict=True)]
    shape = schema(table)
    data: dict[str, Any] = {
        "row_id": row_ids(dataset, table, fields, n, more),
        "content": content,
        "import_id": [import_id] * n,
        "sheet": sheets,
        "row": numbers,
        **full,
    }
    return pa.table([pa.array(data[f.name], f.type) for f in shape], shape)

"""Gives every row its identity and its fingerprint, and packs the typed columns as an Arrow table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from analytics.intake.coded import Coded, coded
from analytics.intake.fingerprints import Numbers, contents
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
    "mark": ("mark", "from_year"),
    "boundary": ("region_code",),
}


def number(text: str) -> int:
    """A 64-bit number from text: the same on every machine, in every version of Python."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def id_numbers(dataset: str, given: Iterable[bytes]) -> Numbers:
    """Row ids of rows whose source gave them an id (as UTF-8), many at once: `number` of dataset and external id."""
    begun = hashlib.blake2b(f"{dataset}{SEPARATOR}".encode(), digest_size=8)  # a copy of one costs half of a new one
    digests = []
    for one in given:
        digest = begun.copy()
        digest.update(one)
        digests.append(digest.digest())
    return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64)


def row_ids(dataset: str, table: str, fields: dict[str, list[Any]], n: int, more: tuple[str, ...] = ()) -> list[int]:
    """Row id = hash(dataset, external id), else hash(dataset, normalised key, occurrence): real files hold true duplicates.

    `more` are further fields a form's rows are told apart by.
    """
    own = "external_id" not in KEY_FIELDS[table]  # a reply bears the id of the proposal it answers
    external: list[Any] = fields.get("external_id", [None] * n) if own else [None] * n
    if n and None not in external:
        found: list[int] = id_numbers(dataset, (one.encode() for one in external)).tolist()
        return found
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
    ids = row_ids(dataset, table, fields, len(numbers), more)
    kinds = schema(table)
    typed = {c: coded(pa.array(fields[c], kinds.field(c).type)) for c in columns(table) if c in fields}
    return packed(table, import_id, ids, sheets, numbers, typed)


def packed(table: str, import_id: str, ids: Any, sheets: list[str], numbers: Any, typed: dict[str, Coded]) -> pa.Table:
    """The same from typed columns whose distinct values stand once; a column that is not there is empty."""
    n, shape = len(sheets), schema(table)
    data = {
        "row_id": pa.array(ids, pa.uint64()),
        "content": pa.array(contents(typed, n), pa.uint64()),
        "import_id": pa.repeat(pa.scalar(import_id, pa.string()), n),
        "sheet": pa.array(sheets, pa.string()),
        "row": pa.array(numbers, pa.int32()),
        **{name: column.array() for name, column in typed.items()},
    }
    return pa.table([data[f.name] if f.name in data else pa.nulls(n, f.type) for f in shape], shape)

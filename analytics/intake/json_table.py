"""JSON exports -> raw tables: a list of records, alone, under a key, or as phpMyAdmin writes its tables. Strict: what could be
read two ways (a key twice, NaN) is refused. Never takes apart what lies deeper than one object inside a record."""

from __future__ import annotations

import json
from typing import Any

from analytics.errors import BadFile
from analytics.intake.tables import LIMITS, Cell, RawTable

WHAT = "JSON"
Record = dict[str, Any]


class _Refused(ValueError):
    """Why the text is not read, in words for people (id, en in one)."""


def is_json(raw: bytes) -> bool:
    """True where the text begins as a JSON list or object does."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def read_json(file: str, raw: bytes, sheet: str | None = None) -> list[RawTable]:
    """Every list of records in `raw` (or the one named `sheet`). A row's number is the position of its record, from 1.

    Raises BadFile for what is no JSON, holds no records, or is larger or deeper than a table can be.
    """
    if len(raw) > LIMITS["max_json_mb"] * 1_000_000:
        raise BadFile("file_too_large", file=file, size=len(raw) // 1_000_000, limit=LIMITS["max_json_mb"])
    if raw.count(b"{") + raw.count(b"[") > LIMITS["max_json_parts"] or raw.count(b",") > LIMITS["max_json_values"]:
        raise BadFile("json_damaged", file=file, detail="terlalu banyak bagian (too many parts)")
    try:
        said = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant)
        if b"\\ud" in raw.lower():
            json.dumps(said, ensure_ascii=False).encode()  # half a letter cannot be kept: UnicodeEncodeError
        if isinstance(said, dict) and "akomodasi" in said and "resources" in said:
            raise BadFile("package_alone", file=file)
        found = {name: [_flat(r) for r in rows] for name, rows in _tables(said).items()}
    except RecursionError:
        raise BadFile("json_damaged", file=file, detail="terlalu dalam (nested too deeply)") from None
    except ValueError as problem:  # also UnicodeDecodeError, and numbers with too many figures
        raise BadFile("json_damaged", file=file, detail=problem) from problem
    if not found:
        raise BadFile("file_not_a_table", file=file, what=WHAT)
    if sheet is not None and sheet not in found:
        raise BadFile("sheet_absent", file=file, sheet=sheet, sheets=", ".join(found))
    return [_table(file, name, rows) for name, rows in found.items() if sheet in {None, name}]


def _object(pairs: list[tuple[str, Any]]) -> Record:
    if len(pairs) > LIMITS["max_columns"]:
        raise _Refused(f"{len(pairs)} kunci dalam satu baris (too many keys in one record)")
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"kunci {twice[:40]!r} ada dua kali dalam satu baris (a key twice in one record)")
    return found


def _constant(name: str) -> None:
    raise _Refused(f"{name} bukan angka (not a number)")


def _records(value: Any) -> list[Record] | None:
    """A list of objects and nothing else; None for anything else."""
    return value if isinstance(value, list) and value and all(isinstance(r, dict) for r in value) else None


def _tables(said: Any) -> dict[str, list[Record]]:
    """The lists of records by their name. A map of places (GeoJSON) is none."""
    rows = _records(said)
    if rows is not None:
        if not any(r.get("type") == "table" and "data" in r for r in rows):
            return {WHAT: rows}
        named = [(str(r.get("name")), r.get("data")) for r in rows if r.get("type") == "table"]
    elif isinstance(said, dict) and "features" not in said:
        named = list(said.items())
    else:
        named = []
    found: dict[str, list[Record]] = {}
    for words, value in named:
        name = "".join(c if c.isprintable() else "?" for c in words)[:60]
        if (records := _records(value)) is not None:
            found[name if name not in found else f"{name} ({len(found) + 1})"] = records
        elif isinstance(value, list) and value:
            raise _Refused(f"{name!r} bukan daftar baris (not a list of records)")
    return found


def _table(file: str, name: str, rows: list[dict[str, Cell]]) -> RawTable:
    titles = list(dict.fromkeys(key for r in rows for key in r))
    if len(titles) > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=file, sheet=name, columns=len(titles), limit=LIMITS["max_columns"])
    if len(titles) * len(rows) > LIMITS["max_cells"] // 3:  # a sparse export would fill the memory with empty cells
        raise BadFile("json_damaged", file=file, detail="terlalu banyak bagian (too many parts)")
    cells: list[list[Cell]] = [[r.get(t) for t in titles] for r in rows]
    return RawTable(name, [[*titles], *cells], origins=[(name, i) for i in range(len(cells) + 1)])


def _flat(record: Record) -> dict[str, Cell]:
    """An object inside a record becomes columns of its own: rekom_camat {anggaran} is rekom_camat_anggaran."""
    out: dict[str, Cell] = {}
    for key, value in record.items():
        inside = {f"{key}_{k}": v for k, v in value.items()} if isinstance(value, dict) else {key: value}
        for name, cell in inside.items():
            if name in out:
                raise _Refused(f"kunci {name[:40]!r} ada dua kali dalam satu baris (a key twice in one record)")
            out[name] = json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) and cell else _plain(cell)
    return out


def _plain(cell: Any) -> Cell:
    return None if isinstance(cell, dict | list) else cell

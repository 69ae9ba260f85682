"""Accounts that only add up the accounts below them ("5.2" above "5.2.04"): counted, their rupiah would be counted twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

from analytics.intake.sums import Sums


def parents(fields: dict[str, list[Any]], notes: list[str]) -> tuple[set[int], Sums]:
    """Positions of rows whose rupiah are exactly the sum of the accounts below them, within their agency and sub kegiatan (or
    the whole agency, or the list, where the row names none). One whose sum does not agree is kept, and told. The second value
    counts them, by position."""
    found = Sums()
    amounts = fields.get("amount", [])
    codes = [(c or "").strip(". ") for c in fields.get("account_code", [])]
    known = {c for c in codes if c}
    above = {".".join(code.split(".")[:n]) for code in known for n in range(1, code.count(".") + 1)} & known
    bare = _without_words(fields, codes) if known else set()
    candidates = {i for i, c in enumerate(codes) if c in above} | bare
    if not candidates:
        return set(), found
    blank = [None] * len(codes)
    agencies = fields.get("agency", blank)
    items = list(zip(agencies, fields.get("sub_activity", blank), fields.get("year", blank), strict=True))
    wanted = {codes[i] for i in candidates}
    sums: Counter[tuple[Any, ...]] = Counter()
    for i, (agency, item, year) in enumerate(items):
        if i in candidates:
            continue
        parts = codes[i].split(".")
        for code in {"", *(".".join(parts[:n]) for n in range(1, len(parts)))} & wanted:
            for key in {(agency, item), (agency, None), (None, None)}:
                sums[code, year, *key] += amounts[i]
    for i in candidates:
        found.add(i, amounts[i], sums.get((codes[i], items[i][2], *items[i][:2]), 0))
    same = candidates - {i for i, *_ in found.differ}
    if same:
        notes.append(f"{len(same)} baris induk (jumlah rekening di bawahnya) tidak dihitung lagi (sums of other rows)")
    if differs := len(candidates - same):
        notes.append(
            f"PERHATIAN: {differs} baris tampak seperti induk rekening, tetapi nilainya bukan jumlah baris di bawahnya; baris "
            "itu tetap dihitung, periksa (look like sums but do not agree; kept)"
        )
    return same, found


def _without_words(fields: dict[str, list[Any]], codes: list[str]) -> set[int]:
    """Rows without an account and without words of their own."""
    rest = [fields[f] for f in ("description", "account_name", "external_id") if f in fields]
    return {i for i, code in enumerate(codes) if not code and all(values[i] is None for values in rest)}

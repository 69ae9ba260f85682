"""Which row of an answer is meant: by its dimensions and part, written as people write them. Exactly one, or a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import Measure
from analytics.query.answer import Answer, Question
from analytics.query.database import Mart
from analytics.query.scope import value
from analytics.vocabulary import terms


def said(texts: Iterable[str]) -> dict[str, str]:
    """What DIM=VALUE texts pick; an empty value is the row of what is not known. Raises BadQuestion for any other text."""
    row = {}
    for text in texts:
        name, sign, wanted = text.partition("=")
        if not sign or not name.strip():
            raise BadQuestion("row_form", text=text)
        row[name.strip()] = wanted.strip()
    return row


def key_of(mart: Mart, question: Question, measure: Measure, row: Mapping[str, str]) -> dict[str, Any]:
    """The row's dimensions as the mart holds them; an empty text is the row of what is not known (None)."""
    key: dict[str, Any] = {}
    inside = ""
    for name, text in sorted(row.items(), key=lambda item: item[0] != "regency" and item[0] != "district"):
        if name in question.by and name in terms.DIMENSIONS and text:
            key[name] = value(mart, measure, name, text, inside)
            inside = key[name] if name in {"regency", "district"} else inside
        else:
            key[name] = text or None
    return key


def row_of(answer: Answer, key: Mapping[str, Any], part: str | None) -> dict[str, Any]:
    """The one row that `key` and `part` pick; of the whole scope where the key is empty. Raises BadQuestion for none or more."""
    measure = answer.question.measure
    rows = answer.rows if key else answer.totals
    parts = list(dict.fromkeys(r["part"] for r in rows if "part" in r))
    if part is not None and not parts:
        raise BadQuestion("certificate_part_none", measure=measure, part=part)
    if parts and part not in parts:
        raise BadQuestion("certificate_part", measure=measure, parts=", ".join(parts))
    mine = [r for r in rows if r.get("part") == part and all(_same(r, k, v) for k, v in key.items())]
    if len(mine) == 1:
        return mine[0]
    asked = ", ".join(f"{k}={'' if v is None else v}" for k, v in key.items()) or "-"
    if not mine and key:
        raise BadQuestion("certificate_row_none", measure=measure, row=asked)
    among = mine or answer.rows
    columns = [c for c in telling(among) if c not in key]
    raise BadQuestion("certificate_row_several", n=len(among), measure=measure, row=asked, columns=", ".join(columns))


def telling(rows: list[dict[str, Any]]) -> list[str]:
    """Columns that tell rows of an answer apart: dimensions and texts that are not the same in all of them."""
    texts = [
        k for k in (rows[0] if rows else {}) if k not in {"part", "unit"} and all(isinstance(r[k], str) for r in rows)
    ]
    named = dict.fromkeys([*(d for d in terms.DIMENSIONS if rows and d in rows[0]), *texts])
    return [c for c in named if len({str(r[c]) for r in rows}) > 1]


def part_of(measure: Measure, row: Mapping[str, Any], label: str, lang: str) -> str:
    """The measure's label, and which of its figures this is where it tells several."""
    told = next((p.label[lang] for p in measure.parts if p.id == row.get("part")), None)
    return f"{label}: {told}" if told else label


def _same(row: Mapping[str, Any], name: str, wanted: Any) -> bool:
    """The row's value is the one wanted; texts of what is no dimension are compared as they are shown."""
    held = row.get(name, ...)
    return held == wanted or (held is not None and wanted is not None and str(held) == str(wanted))


def picks(answer: Answer) -> list[dict[str, str]]:
    """What picks each row of an answer, as `said` reads it; rows that are parts of one figure are picked once."""
    dims = [d for d in terms.DIMENSIONS if answer.rows and d in answer.rows[0]]
    names = dict.fromkeys([*dims, *telling(answer.rows)])
    found = [{n: "" if r[n] is None else str(r[n]) for n in names} for r in answer.rows]
    return [f for i, f in enumerate(found) if f and f not in found[:i]]


def parts(answer: Answer) -> list[str]:
    """The figures a measure tells side by side, as the answer orders them; none where it is one."""
    return list(dict.fromkeys(r["part"] for r in (*answer.totals, *answer.rows) if r.get("part")))

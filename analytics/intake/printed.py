"""Typed values -> the cell a form prints for them: the inverse of `cells.reader`, checked against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from analytics.intake.cells import reader
from analytics.intake.forms import Column, Form
from analytics.intake.readings import MONTH_NAMES
from analytics.intake.values import Unreadable

Printed = str | int | float | dt.date | None


def amount(value: int, style: str) -> Printed:
    """Rupiah as a number, or in words ("1.234.567"); what would be read two ways gets its two decimals."""
    if style == "number":
        return value
    grouped = f"{value:,}".replace(",", ".")
    return f"{grouped},00" if grouped.count(".") == 1 else grouped


def day(value: dt.date, style: str) -> Printed:
    """A date as the form writes it: iso, d/m/y, long ("12 Januari 2021") or cell (a date cell of a workbook)."""
    if style == "cell":
        return value
    if style == "d/m/y":
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if style == "long":
        return f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"
    return value.isoformat()


def measured(volume: float | None, unit: str | None) -> str | None:
    """A volume with its unit: 600 Meter, 12,5 km. Three decimals would look like thousands and get a fourth."""
    if volume is None:
        return unit
    words = (
        str(int(volume)) if float(volume).is_integer() else format(Decimal(repr(float(volume))), "f").replace(".", ",")
    )
    words += "0" if len(words.partition(",")[2]) == 3 else ""
    return f"{words} {unit}" if unit else words


def printer(form: Form, column: Column) -> Callable[[Mapping[str, Any]], Printed]:
    """A record -> the cell of one column. Raises ValueError for a value the form has no words for."""
    fields = [column, *(x for x in form.extras if x.heading == column.heading)]
    style = form.spec.get("write", {})
    words = _words(form, fields) if any(c.map for c in fields) else None

    def cell(record: Mapping[str, Any]) -> Printed:
        said = tuple(record.get(c.field) for c in fields)
        if words is not None:
            return None if not any(v is not None for v in said) else words(said)
        if column.parse == "volume":
            unit = next((record.get(c.field) for c in fields if c.parse == "unit"), None)
            return measured(said[0], unit)
        if column.parse in {"code", "one_code"}:
            return " ".join(words for words in said if words) or None
        if column.says and said[0] is not None:
            before, _, after = column.says.partition("{}")
            return str(said[0]).removeprefix(before).removesuffix(after)
        code = next((record.get(c.field) for c in fields if c.parse == "coded"), None)
        return _plain(column, f"{code} {said[0]}" if code else said[0], style)

    return cell


def _plain(column: Column, value: Any, style: Mapping[str, str]) -> Printed:
    if value is None:
        return None
    if column.parse == "rupiah":
        return amount(value, style.get("amounts", "number"))
    if column.parse in {"date", "day"}:
        return day(value, "iso" if column.parse == "date" else style.get("dates", "iso"))
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, int | float) else str(value)


def _words(form: Form, fields: list[Column]) -> Callable[[tuple[Any, ...]], str]:
    """Finds, once per combination of values, the words that are read as exactly these values."""
    readers = [(reader(c, form), c.loose) for c in fields]
    known: dict[tuple[Any, ...], str] = {}
    for words in _candidates(form, fields):
        values = [(read(words), loose) for read, loose in readers]
        known.setdefault(tuple(None if loose and isinstance(v, Unreadable) else v for v, loose in values), words)

    def find(said: tuple[Any, ...]) -> str:
        if said not in known:
            wanted = ", ".join(f"{c.field}={v}" for c, v in zip(fields, said, strict=True))
            raise ValueError(f"{form.kind}: no words of '{fields[0].heading}' mean {wanted}")
        return known[said]

    return find


def _candidates(form: Form, fields: list[Column]) -> Iterator[str]:
    """Whole words, then beginnings, then words inside behind each beginning: "Ditolak", "Ditolak: lahan belum"."""
    keys = list(dict.fromkeys(k for c in fields for k in form.maps.get(c.map, {})))
    starts = [k[:-1] for k in keys if k.endswith("*") and not k.startswith("*")]
    inside = [k[1:-1].strip() for k in keys if k.startswith("*") and k.endswith("*")]
    yield from (k for k in keys if not k.endswith("*"))
    yield from (s.strip() for s in starts)
    yield from (i[:1].upper() + i[1:] for i in inside)
    yield from (f"{s.strip()}: {i}" for s in starts for i in inside)

"""JSON Schemas of what routes return: from the dataclasses that hold it, and in short notation for what SQL rows hold."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from typing import Any

Schema = dict[str, Any]

ANY: Schema = {}
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
DATE: Schema = {"type": "string", "format": "date"}
PLAIN = {
    str: TEXT,
    int: WHOLE,
    float: NUMBER,
    bool: FLAG,
    dt.date: DATE,
    Any: ANY,
    type(None): {"type": "null"},
}


def obj(**fields: Schema) -> Schema:
    """An object that has all these fields and no others."""
    return loose(**fields) | {"additionalProperties": False}


def loose(**fields: Schema) -> Schema:
    """An object that has all these fields and may have others."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def texts(*names: str) -> dict[str, Schema]:
    """Fields that hold text or nothing."""
    return dict.fromkeys(names, opt(TEXT))


def wholes(*names: str) -> dict[str, Schema]:
    """Fields that hold whole numbers."""
    return dict.fromkeys(names, WHOLE)


def opt(schema: Schema) -> Schema:
    """The same or null."""
    if set(schema) == {"type"} and isinstance(schema["type"], str):
        return {"type": [schema["type"], "null"]}
    return schema if not schema else {"anyOf": [schema, {"type": "null"}]}


def arr(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def table(of: Schema) -> Schema:
    """An object with keys that nobody names beforehand."""
    return {"type": "object", "additionalProperties": of}


def said(first: Schema, **more: Schema) -> Schema:
    """An object's schema with more fields."""
    fields = {**first["properties"], **more}
    return first | {"properties": fields, "required": list(fields)}


def without(first: Schema, *names: str) -> Schema:
    fields = {k: v for k, v in first["properties"].items() if k not in names}
    return first | {"properties": fields, "required": list(fields)}


def of(kind: Any) -> Schema:
    """The schema of a type as `asdict` and JSON write it. Raises TypeError for what has none."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return obj(**{f.name: of(hints[f.name]) for f in dataclasses.fields(kind)})
    if kind in PLAIN:
        return dict(PLAIN[kind])
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        rest = [a for a in inside if a is not type(None)]
        return opt(of(rest[0]))
    if origin is tuple and inside[-1] is not Ellipsis:
        return {"type": "array", "prefixItems": [of(a) for a in inside], "items": False, "minItems": len(inside)}
    if origin in (list, tuple):
        return arr(of(inside[0]))
    if origin is dict:
        return table(of(inside[1]))
    raise TypeError(f"{kind}: no schema")


def mart(**fields: Schema) -> Schema:
    """What every answer from a mart has: its id and, for invented data, the sentence that says so; and these fields."""
    return obj(mart=TEXT, notice=opt(TEXT), **fields)


ROW = loose(
    **dict.fromkeys(("numerator", "denominator", "n", "n_unknown"), opt(WHOLE)),
    **dict.fromkeys(("value", "low", "high", "ci_low", "ci_high"), opt(NUMBER)),
)
CAVEAT = obj(id=TEXT, n=WHOLE, text=TEXT)
BOTH = obj(id=TEXT, en=TEXT)  # words in both languages
FILTERS = table(arr(TEXT))

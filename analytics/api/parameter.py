"""One parameter of a route: its name, its kind and its bounds; the same facts read a request and are printed as OpenAPI.

Refuses what is no value of its kind with one sentence; never takes a value for another."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from analytics.errors import BadQuestion
from analytics.vocabulary import terms

HERE = Path(__file__).parent
PAIR = re.compile(r"\s*([a-z_]+)\s*=(.*)", re.DOTALL)
FLAGS = {"true": True, "false": False}
KINDS = ("text", "integer", "flag", "day", "mart", "dims", "filters")
MART = re.compile(r"[0-9a-f]{12}")


@cache
def limits() -> dict[str, int]:
    """The bounds of limits.toml."""
    return tomllib.loads((HERE / "limits.toml").read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Any]:
    """What routes and parameters are called (words.toml)."""
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Parameter:
    """`place` is query or path. `kind`: text, integer, flag, day, mart, dims (by comma) or filters (dimension=value, may be said
    again). `low` and `high` bound an integer; `empty`: an empty text means something."""

    name: str
    kind: str = "text"
    place: str = "query"
    required: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None
    low: int = 0
    high: int = 0
    empty: bool = False

    @property
    def repeated(self) -> bool:
        return self.kind == "filters"

    def needed(self) -> Parameter:
        return replace(self, required=True)

    def called(self, name: str, default: Any = None) -> Parameter:
        """The same kind of value under another name."""
        return replace(self, name=name, required=False, default=default)

    def among(self, choices: tuple[str, ...], default: str | None = None) -> Parameter:
        return replace(self, choices=choices, default=default)

    def says(self, lang: str) -> str:
        """What it is, for a reader."""
        return str(words()["parameter"][self.name][lang])

    def read(self, said: list[str]) -> Any:
        """The value of what a request says (nothing: its default). Raises BadQuestion."""
        if not said:
            if self.required:
                raise BadQuestion("parameter_needed", name=self.name)
            return () if self.kind in ("dims", "filters") and self.default is None else self.default
        if len(said) > 1 and not self.repeated:
            raise BadQuestion("parameter_twice", name=self.name)
        for text in said:
            if len(text) > limits()["value"]:
                raise BadQuestion("parameter_long", name=self.name, most=limits()["value"])
            if not text.strip() and not self.empty:
                raise BadQuestion("parameter_empty", name=self.name)
        if self.choices and said[0] not in self.choices and self.kind == "text":
            raise BadQuestion("parameter_choice", name=self.name, value=said[0], choices=", ".join(self.choices))
        if self.kind == "filters":
            return self._filters(said)
        return self._dims(said) if self.kind == "dims" else self._one(said)

    def _one(self, said: list[str]) -> Any:
        text = said[0]
        if self.kind == "integer":
            if not re.fullmatch("[0-9]{1,18}", text) or not self.low <= int(text) <= self.high:
                raise BadQuestion("parameter_integer", name=self.name, value=text, low=self.low, high=self.high)
            return int(text)
        if self.kind == "flag":
            if text not in FLAGS:
                raise BadQuestion("parameter_choice", name=self.name, value=text, choices=", ".join(FLAGS))
            return FLAGS[text]
        if self.kind == "day":
            try:
                return dt.datetime.strptime(text, "%Y-%m-%d").date()
            except ValueError as problem:
                raise BadQuestion("parameter_day", name=self.name, value=text) from problem
        if self.kind == "mart" and not MART.fullmatch(text):
            raise BadQuestion("mart_absent", mart=text)
        return text

    def _dims(self, said: list[str]) -> tuple[str, ...]:
        found = tuple(d.strip() for d in said[0].split(","))
        if len(found) > limits()["dimensions"]:
            raise BadQuestion("parameter_many", name=self.name, most=limits()["dimensions"])
        return found

    def _filters(self, said: list[str]) -> tuple[tuple[str, str], ...]:
        if len(said) > limits()["filters"]:
            raise BadQuestion("parameter_many", name=self.name, most=limits()["filters"])
        found = []
        for text in said:
            pair = PAIR.fullmatch(text)
            if pair is None or not (pair[2].strip() or self.empty):
                raise BadQuestion("parameter_pair", name=self.name, value=text)
            found.append((pair[1], pair[2].strip()))
        return tuple(found)

    def schema(self) -> dict[str, Any]:
        """As JSON Schema tells it."""
        most = limits()
        if self.kind == "integer":
            return _with({"type": "integer", "minimum": self.low, "maximum": self.high}, self.default)
        if self.kind == "flag":
            return _with({"type": "boolean"}, self.default)
        if self.kind == "day":
            return {"type": "string", "format": "date"}
        if self.kind == "mart":
            return {"type": "string", "pattern": f"^{MART.pattern}$"}
        if self.kind == "dims":
            one = {"type": "string", "enum": list(self.choices or terms.DIMENSIONS)}
            return {"type": "array", "items": one, "minItems": 1, "maxItems": most["dimensions"]}
        text: dict[str, Any] = {"type": "string", "maxLength": most["value"]}
        if self.kind == "filters":
            return {"type": "array", "items": text | {"pattern": "^[a-z_]+="}, "maxItems": most["filters"]}
        if self.choices:
            return _with({"type": "string", "enum": list(self.choices)}, self.default)
        return _with(text if self.empty else text | {"minLength": 1}, self.default)


def _with(schema: dict[str, Any], default: Any) -> dict[str, Any]:
    return schema if default is None else schema | {"default": default}

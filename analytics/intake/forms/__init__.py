"""Known forms: one TOML per form says how its columns become typed columns. Adding a plain form needs no code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analytics.errors import BadFile
from analytics.vocabulary import terms
from analytics.vocabulary.text import squeeze

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Column:
    """One column of a form. `names` are the headings it may have, squeezed; `field` is the typed column it fills."""

    heading: str
    field: str
    names: tuple[str, ...]
    parse: str = "text"
    map: str = ""
    required: bool = False
    optional: bool = False
    unique: bool = False
    digits: bool = False
    region: str = ""
    indicator: bool = False


@dataclass(frozen=True)
class Form:
    """One form as its TOML says; `spec` holds the parts that only one step reads."""

    kind: str
    table: str
    parser: int
    version: str
    columns: tuple[Column, ...]
    recognise: tuple[str, ...]
    ignore: dict[str, str]
    maps: dict[str, dict[str, str]]
    name: dict[str, str]
    spec: dict[str, Any] = field(repr=False, hash=False, compare=False)

    def column(self, heading: str) -> Column | None:
        return next((c for c in self.columns if c.heading == heading), None)


def _form(path: Path) -> Form:
    spec = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = tuple(
        Column(
            heading=heading,
            field=c["field"],
            names=tuple(squeeze(n) for n in (heading, *c.get("also", []))),
            parse=c.get("parse", "text"),
            map=c.get("map", ""),
            required=c.get("required", False),
            optional=c.get("optional", False),
            unique=c.get("unique", False),
            digits=c.get("digits", False),
            region=c.get("region", ""),
            indicator=c.get("indicator", False),
        )
        for heading, c in spec["column"].items()
    )
    maps = {}
    for name, words in spec.get("map", {}).items():
        group = words.pop("$terms", None)
        maps[name] = {**({t: t for t in terms.ids(group)} if group else {}), **words}
    return Form(
        kind=spec["kind"],
        table=spec["table"],
        parser=spec["parser"],
        version=spec.get("version", ""),
        columns=columns,
        recognise=tuple(spec["recognise"]["columns"]),
        ignore=spec.get("ignore", {}),
        maps=maps,
        name=spec["name"],
        spec=spec,
    )


@cache
def forms() -> dict[str, Form]:
    """All forms by kind, in the order of their file names."""
    return {f.kind: f for f in (_form(p) for p in sorted(HERE.glob("*.toml")))}


def form(kind: str) -> Form:
    """The form of that kind. Raises BadFile naming the kinds there are."""
    if kind not in forms():
        raise BadFile("kind_no_such", kind=kind, kinds=", ".join(forms()))
    return forms()[kind]

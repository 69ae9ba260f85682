"""Known forms: one TOML per form says how its columns become typed columns. Adding a plain form needs no code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
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
    loose: bool = False  # words its map does not know leave the field empty, and the receipt counts them
    says: str = ""  # what the cell stands for in words: "rilis {}"
    under: tuple[str, ...] = ()  # headings above it, where the same heading stands several times ("Rencana Tahun*")
    not_under: tuple[str, ...] = ()
    split: bool = False  # a code whose parts may stand in several columns
    widths: tuple[int, ...] = ()  # of those parts, where they lost leading zeros


@dataclass(frozen=True)
class Layout:
    """How the form is printed: what stands above and below its table, and in which order its columns come."""

    sheet: str
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    end: tuple[str, ...]  # squeezed words the signature block begins with
    total: str  # the word a total row begins with, as printed; "" where the form has none


@dataclass(frozen=True)
class Form:
    """One form as its TOML says; `spec` holds the parts that only one step reads.

    `extras` are second fields read out of a column that is already one of `columns`; `head` are labels above the headings
    whose value holds for every row of the sheet.
    """

    kind: str
    table: str
    parser: int
    version: str
    columns: tuple[Column, ...]
    extras: tuple[Column, ...]
    head: tuple[Column, ...]
    layout: Layout
    recognise: tuple[str, ...]
    ignore: dict[str, str]
    also: dict[str, tuple[str, ...]]  # further headings, squeezed, of one that is ignored
    maps: dict[str, dict[str, str]]
    name: dict[str, str]
    spec: dict[str, Any] = field(repr=False, hash=False, compare=False)

    @property
    def ids(self) -> str:
        """The space its external ids live in: rows of several forms of one system name each other."""
        return str(self.spec.get("ids", self.kind))

    @property
    def unpivot(self) -> tuple[str, ...]:
        """Fields named for indicators, where one row holds several figures: each becomes a figure of its own."""
        return tuple(self.spec.get("unpivot", ()))

    def names(self, wanted: str) -> tuple[str, ...]:
        """The headings, squeezed, that a column may have, one that is ignored too."""
        known = self.column(wanted)
        return known.names if known else self.also.get(wanted) or (squeeze(wanted),)

    def column(self, heading: str) -> Column | None:
        return self._headed.get(heading)

    @cached_property
    def _headed(self) -> dict[str, Column]:
        return {c.heading: c for c in reversed(self.columns)}  # of two the first counts


def _column(heading: str, names: tuple[str, ...], c: dict[str, Any]) -> Column:
    said: dict[str, Any] = {k: v for k, v in c.items() if k not in {"field", "also", "from"}}
    said |= {k: tuple(v) for k, v in said.items() if isinstance(v, list)}
    return Column(heading=heading, field=c["field"], names=names, **said)


def _columns(table: dict[str, dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(_column(h, tuple(squeeze(n) for n in (h, *c.get("also", []))), c) for h, c in table.items())


def _extras(columns: tuple[Column, ...], extra: Iterable[dict[str, Any]]) -> tuple[Column, ...]:
    known = {c.heading: c for c in columns}
    return tuple(_column(x["from"], known[x["from"]].names, x) for x in extra)


def _layout(spec: dict[str, Any]) -> Layout:
    said = spec.get("layout", {})
    return Layout(
        sheet=said.get("sheet", spec["kind"]),
        titles=tuple(said.get("titles", [])),
        columns=tuple(said.get("columns", [*spec["column"], *spec.get("ignore", {})])),
        end=tuple(squeeze(words) for words in said.get("end", [])),
        total=said.get("total", ""),
    )


def _maps(spec: dict[str, Any]) -> dict[str, dict[str, str]]:
    maps = {}
    for name, words in spec.get("map", {}).items():
        shared = words.pop("$words", None)
        labels, group = words.pop("$labels", None), words.pop("$terms", None)
        maps[name] = {
            **words,
            **(
                {terms.label(labels, t, lang): t for lang in terms.LANGUAGES for t in terms.ids(labels)}
                if labels
                else {}
            ),
            **(_shared_words()[shared] if shared else {}),
            **({t: t for t in terms.ids(group)} if group else {}),
        }
    return maps


@cache
def _shared_words() -> dict[str, dict[str, str]]:
    """words.toml: what several forms read alike."""
    words: dict[str, dict[str, str]] = tomllib.loads((HERE.parent / "words.toml").read_text(encoding="utf-8"))
    return words


def _also(spec: dict[str, Any], heading: str) -> list[str]:
    found: list[str] = spec["recognise"].get("also", {}).get(heading, [])
    return found


def built(spec: dict[str, Any]) -> Form:
    """The form a TOML, or what is worded like one, says."""
    columns = _columns(spec["column"])
    return Form(
        kind=spec["kind"],
        table=spec["table"],
        parser=spec["parser"],
        version=spec.get("version", ""),
        columns=columns,
        extras=_extras(columns, spec.get("extra", [])),
        head=_columns(spec.get("head", {})),
        layout=_layout(spec),
        recognise=tuple(spec["recognise"]["columns"]),
        ignore=spec.get("ignore", {}),
        also={h: tuple(squeeze(n) for n in (h, *_also(spec, h))) for h in spec.get("ignore", {})},
        maps=_maps(spec),
        name=spec["name"],
        spec=spec,
    )


@cache
def forms() -> dict[str, Form]:
    """All forms by kind, in the order of their file names."""
    return {
        f.kind: f for f in (built(tomllib.loads(p.read_text(encoding="utf-8"))) for p in sorted(HERE.glob("*.toml")))
    }


def form(kind: str) -> Form:
    """The form of that kind. Raises BadFile naming the kinds there are."""
    if kind not in forms():
        raise BadFile("kind_no_such", kind=kind, kinds=", ".join(forms()))
    return forms()[kind]


# maps are no tables: they have no columns to fill in, and a reader of their own
MAPS = {"boundary": built(tomllib.loads((HERE.parent / "boundary.toml").read_text(encoding="utf-8")))}


def kinds() -> dict[str, Form]:
    """Everything a file can be: the forms, and maps."""
    return {**forms(), **MAPS}

"""A route of the API: its path, its function, its parameters and what it returns; a request as read; an answer before it is
written. No HTTP here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from analytics.api import parameters as p
from analytics.api.parameter import Parameter, words
from analytics.intake.whose import regency_code
from analytics.query.answer import Question
from analytics.query.database import Mart
from analytics.register.workspace import Workspace

Schema = dict[str, Any]
Table = list[list[Any]]
LEDGER, DAY = "ledger", "day"  # what an answer may rest on beside the mart
NARROW = ("district", "village", "agency", "dapil")


@dataclass(frozen=True)
class Asked:
    """A request whose parameters were read: every parameter of the route has its value or its default."""

    workspace: Workspace
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def lang(self) -> str:
        return str(self.values["lang"])

    @property
    def regency(self) -> str:
        """The regency's code ("" where none is named). Raises BadQuestion for one there is not."""
        said = self.values.get("regency")
        return regency_code(said) if said else ""

    @property
    def narrow(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The places, agency and dapil asked for, as filters."""
        return tuple((d, (self.values[d],)) for d in NARROW if self.values.get(d))

    @property
    def where(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every filter of the request."""
        found: dict[str, list[str]] = {}
        for dimension, value in self.values.get("where", ()):
            found.setdefault(dimension, []).append(value)
        if self.regency:
            found["regency"] = [self.regency]
        if self.values.get("year"):
            found["year"] = [str(self["year"])]
        return (*((d, tuple(v)) for d, v in found.items()), *self.narrow)

    def question(self, measure: str = "") -> Question:
        """What is asked of the mart; `measure` where the route has its own."""
        named = {k: self.values[k] for k in ("universe", "version") if k in self.values}
        return Question(measure or self["measure"], self.values.get("by", ()), self.where, **named)


@dataclass(frozen=True)
class Told:
    """An answer: the JSON document, and the same as rows with a heading where the route can be a table. `names` go into the
    file's name."""

    body: dict[str, Any]
    rows: Callable[[], Table] | None = None
    names: tuple[str, ...] = ()
    status: int = 200


@dataclass(frozen=True)
class Route:
    """One address under /api/v1/. `returns`: the schema of the JSON document; `csv`: it can be a table too.

    `rests` names what the answer rests on beside mart, program and query: the ledger, the day it is asked on. `of_data` is False
    for what the program says of itself, `serving` for what is asked of the serving mart alone, `bare` for what looks at no mart
    and is answered to anybody: nothing of it is kept.
    """

    path: str
    answer: Callable[[Mart, Asked], Told]
    own: tuple[Parameter, ...]
    returns: Schema = field(hash=False)
    csv: bool = False
    rests: tuple[str, ...] = ()
    of_data: bool = True
    serving: bool = False
    bare: bool = False

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its own, and those every route has."""
        shared = (*(() if self.serving else (p.MART,)), p.LANG, *((p.FORMAT,) if self.csv else ()))
        return (*self.own, *shared)

    @property
    def name(self) -> str:
        """Its path without what stands in braces: certificate/{code} is certificate_code."""
        return self.path.replace("/", "_").replace("-", "_").replace("{", "").replace("}", "").replace(".", "_")

    def says(self, lang: str) -> str:
        """What it answers, for a reader."""
        return str(words()["route"][self.name][lang])

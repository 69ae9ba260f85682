"""Measures and caveats as their TOML files say. No SQL is run here."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analytics.errors import BadQuestion

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """One of several figures a measure tells side by side, each with its own numerator and denominator."""

    id: str
    unit: str
    label: dict[str, str] = field(hash=False)
    sql: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Measure:
    """One measure: what it counts, over what, what data it needs, and by which dimensions it is defined.

    `needs`: data without which there is no figure; `wants`: without which a part of it is left out. `fact`: proposal, need or
    line. `columns`: dimensions whose column of the fact has another name. `parts`: none where the measure is one figure.
    `settings`: what only its own shape reads. `shape`: ratio, funnel, or the name of the module of analytics.query that
    answers it.
    """

    id: str
    shape: str
    fact: str
    unit: str
    format: str
    needs: tuple[str, ...]
    dimensions: tuple[str, ...]
    caveats: tuple[str, ...]
    label: dict[str, str] = field(hash=False)
    definition: dict[str, str] = field(hash=False)
    sql: dict[str, str] = field(hash=False, default_factory=dict)
    attainable: dict[str, str] = field(hash=False, default_factory=dict)
    columns: dict[str, str] = field(hash=False, default_factory=dict)
    settings: dict[str, Any] = field(hash=False, default_factory=dict)
    parts: tuple[Part, ...] = ()
    wants: tuple[str, ...] = ()
    estimate: dict[str, Any] = field(
        hash=False, default_factory=dict
    )  # what is known of one row, what is guessed, their unit


@cache
def measures() -> dict[str, Measure]:
    """All measures by id."""
    found = {}
    for path in sorted(HERE.glob("*.toml")):
        spec = tomllib.loads(path.read_text(encoding="utf-8"))
        if "shape" in spec:
            lists: dict[str, Any] = {k: tuple(spec.pop(k, ())) for k in ("needs", "wants", "dimensions", "caveats")}
            parts = tuple(Part(unit=p.pop("unit", spec["unit"]), **p) for p in spec.pop("part", []))
            found[spec["id"]] = Measure(**spec, **lists, parts=parts)
    return found


def measure(name: str) -> Measure:
    """The measure of that id. Raises BadQuestion naming those there are."""
    if name not in measures():
        raise BadQuestion("measure_no_such", measure=name, measures=", ".join(measures()))
    return measures()[name]


@cache
def fingerprint(name: str) -> str:
    """Of the words and the SQL of one measure as its file holds them: it changes when the definition does."""
    return hashlib.sha256((HERE / f"{measure(name).id}.toml").read_bytes()).hexdigest()[:12]


@cache
def needs() -> dict[str, dict[str, Any]]:
    """What a measure may need, with the SQL that tells whether it is there and the source that would bring it."""
    return tomllib.loads((HERE / "needs.toml").read_text(encoding="utf-8"))


@cache
def caveats() -> dict[str, dict[str, Any]]:
    """Sentences a reader must see beside a figure, with the SQL that counts what they speak of."""
    return tomllib.loads((HERE / "caveats.toml").read_text(encoding="utf-8"))

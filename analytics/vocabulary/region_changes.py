"""What districts and villages were called before, by the last budget year of it (data/reference/region_changes.toml).
Never says that a place is gone: what is written of it is found under today's code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analytics.vocabulary.text import squeeze

_CHANGES = Path(__file__).resolve().parents[2] / "data" / "reference" / "region_changes.toml"
KINDS = ("renamed", "split", "moved", "kind")


@dataclass(frozen=True)
class Change:
    """What a unit was until the budget year `until`: its name or code, or the district it lay in; `now` are today's codes."""

    what: str
    now: tuple[str, ...]
    until: int
    source: str
    checked: str
    name: str = ""
    code: str = ""
    district: str = ""

    @property
    def key(self) -> str:
        return squeeze(self.name)

    @property
    def note(self) -> str:
        """`former: what was written until the year`, as a screen shows it."""
        return f"former: {self.name or self.code} until {self.until}"


@cache
def _all() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_CHANGES.read_text(encoding="utf-8")).get("change", ()))


@cache
def changes(regency: str) -> tuple[Change, ...]:
    """Every change in a regency, in the order of the file."""
    told = [{k: v for k, v in c.items() if k != "regency"} for c in _all() if c["regency"] == regency]
    return tuple(Change(**{**c, "now": tuple(c["now"])}) for c in told)

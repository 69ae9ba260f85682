"""How the people of an invented regency write and what they know, by chance: the settings of linkage_world.py."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from analytics.vocabulary import regions

SHORT = (
    ("Pembangunan", "Pemb."),
    ("Rehabilitasi", "Rehab"),
    ("Dusun", "Dsn."),
    ("Desa ", "Ds. "),
    ("Kecamatan", "Kec."),
    ("Kelurahan", "Kel."),
    ("Peningkatan", "Pen."),
    ("Kelompok Tani", "Poktan"),
    ("Pengadaan", "Peng."),
    ("Lingkungan ", "Lingk. "),
    ("Jalan", "Jl."),
)


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("linkage_words.toml").read_text(encoding="utf-8"))


def spec_of(need: Need) -> dict[str, Any]:
    """The words of a need's kind."""
    found: dict[str, Any] = words()["kind"][need.kind]
    return found


@dataclass(eq=False)
class Need:
    """One thing a village wants: the same over the years."""

    kind: int
    village: regions.Region
    district: regions.Region
    hamlet: str
    rt: int
    thing: str
    cost: int
    volume: int
    odd: str  # a word no dictionary knows
    name: str = ""
    asked: dict[int, str] = field(default_factory=dict)


@dataclass
class Settings:
    """How this world's people write, and how much they know."""

    villages: int
    per_village: float
    years: int
    funded: float
    own: float
    offices: float
    say_village: float
    say_hamlet: float
    say_thing: float
    with_cost: float
    with_village: float
    noise: float
    typos: float
    short: float
    unknown: float
    late: float
    bundles: float
    splits: float
    hamlets: int
    marker: float
    elsewhere: float
    by_office: float


def settings(rng: Random, small: bool) -> Settings:
    """A world's settings by chance."""
    u = rng.uniform
    return Settings(
        villages=rng.randint(6, 25) if small else rng.randint(20, 80),
        per_village=u(1.5, 9),
        years=rng.choice((1, 1, 2, 3)),
        funded=u(0.12, 0.85),
        own=u(0.1, 1.2),
        offices=u(0.1, 1.0),
        say_village=u(0.55, 0.98),
        say_hamlet=u(0.15, 0.8),
        say_thing=u(0.6, 1.0),
        with_cost=rng.choice((1.0, 0.95, 0.9, 0.5, 0.0)),
        with_village=rng.choice((1.0, 1.0, 1.0, 0.7)),
        noise=rng.choice((0.03, 0.08, 0.15, 0.3, 0.5)),
        typos=u(0, 0.12),
        short=u(0, 0.5),
        unknown=u(0.02, 0.2),
        late=u(0.02, 0.15),
        bundles=u(0.02, 0.2),
        splits=u(0.02, 0.1),
        hamlets=rng.randint(2, 7),
        marker=u(0.4, 1.0),
        elsewhere=u(0.02, 0.25),
        by_office=rng.choice((0, 0, 0.2, 0.5)),
    )

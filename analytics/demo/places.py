"""The places, kinds of work and offices of Kabupaten Rekaan. Reads what the repository ships; invents only hamlets and groups."""

from __future__ import annotations

import csv
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from analytics.demo.model import REGENCY, Agency, District, Kind, Village
from analytics.vocabulary import regions

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "data" / "reference" / "rekaan.csv"
OPTIONAL = ("ask", "line", "problem", "mend_ask", "mend_line", "mend_problem", "mend_new", "mend_old")
NUMBERS = ("", " I", " II", " III")


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


NAMES: dict[str, list[str]] = load("names.toml")
HAMLETS, GROUPS, FLOWERS = NAMES["hamlet"], NAMES["group"], NAMES["flower"]


@cache
def kinds() -> tuple[Kind, ...]:
    """Kinds of work, in the order of the file."""
    found = []
    for name, row in load("works.toml").items():
        fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
        found.append(Kind(id=name, **{"village": False, **dict.fromkeys(OPTIONAL, ()), **fields}))
    return tuple(found)


def agencies(districts: list[District]) -> dict[str, Agency]:
    """Offices by id: those of the file, then one per district."""
    found = {}
    for name, row in load("agencies.toml").items():
        found[name] = Agency(name, row["name"], row["code"], row["old"], row["field"], row.get("order", ""), row["pay"])
    for n, district in enumerate(districts, 1):
        code, old, name = f"7.01.0.00.0.00.{31 + n}.0000", f"1.20.{20 + n}", f"Kecamatan {district.name}"
        found[f"kec{n}"] = Agency(f"kec{n}", name, code, old, "Kewilayahan", "", 1.3 if n == 1 else 0.9)
    return found


@cache
def _table() -> tuple[dict[str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def villages(seed: int) -> tuple[Village, ...]:
    """Every village with its hamlets and people, by code."""
    rng = Random(f"{seed}/places")
    rows = {row["code"]: row for row in _table()}
    districts: dict[str, District] = {}
    for row in regions.regency(REGENCY).districts:
        dated = tuple((year, f"Dapil {rows[row.code][f'dapil_{year}']}") for year in (2011, 2024))
        districts[row.code] = District(row.code, row.name, dated)
    found = []
    for row in regions.regency(REGENCY).villages:
        hamlets = tuple(rng.sample(HAMLETS, rng.randint(3, 5)))
        people = rng.randint(1400, 5200) if row.kind == "desa" else rng.randint(2600, 9400)
        found.append(Village(row.code, row.name, row.kind, districts[row.parent], hamlets, people))
    return tuple(found)


def spot(rng: Random, place: str, village: Village, others: list[Village], hamlet: str) -> str:
    """What a wish is for, as its own people would call it."""
    mark = "Dusun" if village.kind == "desa" else "Lingkungan"
    if place == "road":
        return f"{village.name} - {rng.choice(others).name}"
    if place == "group":
        return f"Kelompok Tani {rng.choice(GROUPS)}" if rng.random() < 0.6 else f"{mark} {hamlet}"
    if place == "fishers":
        return f"Kelompok Nelayan {rng.choice(GROUPS)}"
    if place == "pond":
        return f"Pokdakan {rng.choice(GROUPS)}"
    if place == "women":
        return f"Kelompok Usaha {rng.choice(GROUPS)}"
    if place == "school":
        return f"SDN {rng.randint(1, 4)} {village.name}"
    if place == "posyandu":
        return f"{rng.choice(FLOWERS)}{rng.choice(NUMBERS)} {mark} {hamlet}"
    if place == "village":
        return village.full
    corner = rng.random()
    if corner < 0.3:
        return f"RT {rng.randint(1, 6):02d} RW {rng.randint(1, 4):02d} {mark} {hamlet}"
    other = rng.choice([name for name in village.hamlets if name != hamlet])
    return f"{mark} {hamlet}" if corner < 0.9 else f"{mark} {hamlet} - {mark} {other}"


@cache
def spots() -> dict[str, tuple[Decimal, Decimal]]:
    """Longitude and latitude of every place, in the open ocean."""
    return {row["code"]: (Decimal(row["lon"]), Decimal(row["lat"])) for row in _table()}

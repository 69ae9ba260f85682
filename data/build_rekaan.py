"""Builds reference/rekaan.csv and static/rekaan.geojson, the places of Kabupaten Rekaan: `python data/build_rekaan.py`.
Every name is invented and checked against the official list; the island lies in the open ocean, where nothing is."""

from __future__ import annotations

import csv
import json
import math
import random
from pathlib import Path

import pyarrow.parquet as pq

HERE = Path(__file__).parent
CENTRE = (110.0, -15.0)  # Indian Ocean, far from any land
DISTRICTS = {  # name: (desa, kelurahan, dapil from 2011, dapil from 2024)
    "Kotareka": (0, 11, 1, 1),
    "Lembangan": (12, 2, 1, 5),
    "Wanacita": (13, 2, 2, 2),
    "Samudreka": (12, 2, 2, 2),
    "Bayucita": (12, 2, 2, 3),
    "Rindangan": (12, 2, 3, 3),
    "Kencanareka": (12, 2, 3, 4),
    "Lintangcita": (12, 1, 3, 4),
    "Telagareka": (12, 1, 4, 5),
    "Awangan": (12, 2, 4, 5),
}
ROOTS = """Tirta Rupa Wana Surya Bayu Giri Karang Mega Cakra Nawa Puspa Arga Jala Swara Banyu Raksa Mandala Padma Pelangi
Langit Embun Senja Fajar Rimba Telaga Kelana Warna Muara Bunga Ranu Batu Awan Teratai Pasir Cempaka Melati Ombak Gema Dipa
Laras Lintang Samudra""".split()  # noqa: SIM905 - shorter to read
SHAPES = ("{}cita", "{}reka", "{}maya", "Angan {}", "{}citra")
FIRST = {"Wanacita": ("Tirtacita", "Rupacita")}  # the two villages every example speaks of


def squeeze(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def official() -> set[str]:
    """Squeezed names of every official region, with and without its title."""
    found = set()
    for name in pq.read_table(HERE / "reference" / "regions.parquet", columns=["name"])["name"].to_pylist():
        found |= {squeeze(name), squeeze(name.removeprefix("Kabupaten ").removeprefix("Kota "))}
    return found


def names() -> list[str]:
    """Invented village names in a fixed, shuffled order; none is a district's, none is official."""
    taken = official() | {squeeze(name) for name in (*DISTRICTS, "Tirtacita", "Rupacita")}
    found = [shape.format(root) for shape in SHAPES for root in ROOTS]
    found = [name for name in dict.fromkeys(found) if squeeze(name) not in taken]
    random.Random(99).shuffle(found)
    return found


def root(name: str) -> str:
    return next(r for r in sorted(ROOTS, key=len, reverse=True) if r in name)


def radius(angle: float) -> float:
    """How far the coast lies from the middle, in degrees."""
    return 0.27 + 0.05 * math.sin(2 * angle + 0.6) + 0.025 * math.sin(5 * angle) + 0.012 * math.cos(9 * angle)


def point(angle: float, share: float) -> tuple[float, float]:
    """A place at this share of the way from the middle to the coast."""
    r = radius(angle) * share
    return round(CENTRE[0] + 1.25 * r * math.cos(angle), 4), round(CENTRE[1] + r * math.sin(angle), 4)


def rows() -> list[tuple[object, ...]]:
    free = names()
    out: list[tuple[object, ...]] = [
        ("99", "Provinsi Rekaan", "province", "", *CENTRE, "", ""),
        ("99.01", "Kabupaten Rekaan", "regency", "99", *CENTRE, "", ""),
    ]
    if taken := {squeeze(name) for name in DISTRICTS} & official():
        raise SystemExit(f"official names: {taken}")
    for n, (district, (desa, kelurahan, old, new)) in enumerate(DISTRICTS.items(), 1):
        code, ring = f"99.01.{n:02d}", 2 * math.pi * (n - 2) / 9
        where = CENTRE if n == 1 else point(ring, 0.62)
        out.append((code, district, "district", "99.01", *where, old, new))
        mine = list(FIRST.get(district, ()))
        while len(mine) < desa + kelurahan:
            roots = {root(name) for name in mine}
            mine.append(free.pop(next(i for i, name in enumerate(free) if root(name) not in roots)))
        for i, name in enumerate(mine):
            number = f"{code}.{2001 + i}" if i < desa else f"{code}.{1001 + i - desa}"
            if n == 1:
                spot = point(2 * math.pi * i / len(mine), 0.2 + 0.12 * (i % 2))
            else:
                spot = point(ring + 0.28 * math.sin(2.4 * i), 0.42 + 0.5 * (i + 0.5) / len(mine))
            out.append((number, name, "desa" if i < desa else "kelurahan", code, *spot, "", ""))
    return out


def main() -> None:
    made = sorted(rows(), key=lambda row: str(row[0]))
    with (HERE / "reference" / "rekaan.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "name", "kind", "parent", "lon", "lat", "dapil_2011", "dapil_2024"))
        writer.writerows(made)
    coast = [point(2 * math.pi * i / 72, 1.0) for i in range(72)]
    shape = {"type": "Polygon", "coordinates": [[*coast, coast[0]]]}
    feature = {"type": "Feature", "properties": {"code": "99.01", "name": "Kabupaten Rekaan"}, "geometry": shape}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, separators=(",", ":"))
    (HERE / "static" / "rekaan.geojson").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

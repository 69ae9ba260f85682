"""Large plain lists (REKAAN): the same rows as CSV and as Parquet, made up with numpy so that making them takes no time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from analytics.vocabulary import regions

REGENCY = "99.01"
WORKS = ("Drainase", "Jalan tani", "Irigasi", "Posyandu", "Talud, pagar dan pintu", "Air bersih")


def _words(template: str, *parts: np.ndarray) -> pa.Array:
    return pa.array([template.format(*each) for each in zip(*(part.tolist() for part in parts), strict=True)])


def proposals(n: int) -> pa.Table:
    """n rows of the canonical list of proposals, each with an id and an amount of its own, half with words of their own."""
    chance = np.random.default_rng(20261124)
    villages = [(regions.region(v.code[:8]).name, v.name) for v in regions.regency(REGENCY).villages]
    at = chance.integers(0, len(villages), n)
    return pa.table(
        {
            "regency_code": pa.array([REGENCY]).take(pa.array(np.zeros(n, "int32"))),
            "proposal_id": _words("U-{}", np.arange(n)),
            "fiscal_year": chance.integers(2023, 2027, n),
            "district": pa.array([v[0] for v in villages]).take(pa.array(at)),
            "village": pa.array([v[1] for v in villages]).take(pa.array(at)),
            "title": _words("{} Dusun {}", np.array(WORKS)[chance.integers(0, 6, n)], chance.integers(0, n // 5, n)),
            "location_text": _words("Dusun {}, RT {}", chance.integers(0, 900, n), chance.integers(1, 30, n)),
            "volume": chance.integers(1, 900, n),
            "unit": pa.array(["meter", "unit", "paket"]).take(pa.array(chance.integers(0, 3, n))),
            "estimated_cost": chance.integers(20_000, 900_000, n) * 1000,
            "agency": _words("Dinas Rekaan {}", chance.integers(1, 21, n)),
            "rank": chance.integers(1, 60, n),
        }
    )


def lines(n: int) -> pa.Table:
    """n rows of the canonical list of budget lines: n / 10 descriptions, of which every fourth names a village."""
    chance = np.random.default_rng(20261125)
    names = np.array([v.name for v in regions.regency(REGENCY).villages])
    many = n // 10
    village = np.where(chance.random(many) < 0.25, names[chance.integers(0, len(names), many)], "")
    said = [f" Desa {v}" if v else "" for v in village.tolist()]
    works = _words("{}{} paket {}", np.array(WORKS)[chance.integers(0, 6, many)], np.array(said), np.arange(many))
    return pa.table(
        {
            "regency_code": pa.array([REGENCY]).take(pa.array(np.zeros(n, "int32"))),
            "line_id": _words("B-{}", np.arange(n)),
            "fiscal_year": chance.integers(2023, 2027, n),
            "agency": _words("Dinas Rekaan {}", chance.integers(1, 21, n)),
            "program": _words("Program Rekaan {}", chance.integers(1, 60, n)),
            "activity": _words("Kegiatan Rekaan {}", chance.integers(1, 200, n)),
            "sub_activity": _words("Sub kegiatan Rekaan {}", chance.integers(1, 500, n)),
            "description": works.take(pa.array(chance.integers(0, many, n))),
            "location_text": pa.array([""]).take(pa.array(np.zeros(n, "int32"))),
            "account_code": _words("5.2.04.01.{:04d}", chance.integers(1, 300, n)),
            "amount": chance.integers(20_000, 900_000, n) * 1000,
            "fund_source": pa.array(["DAU", "PAD", "DAK"]).take(pa.array(chance.integers(0, 3, n))),
        }
    )


def write(folder: Path, name: str, table: pa.Table) -> dict[str, Path]:
    """The table as NAME-REKAAN.csv and NAME-REKAAN.parquet."""
    paths = {suffix: folder / f"{name}-REKAAN.{suffix}" for suffix in ("csv", "parquet")}
    options = pa.csv.WriteOptions(quoting_style="needed")
    pa.csv.write_csv(table, paths["csv"], options)
    pa.parquet.write_table(table, paths["parquet"])
    return paths

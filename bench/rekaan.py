"""Made-up lists of about a regency's size (REKAAN): the same on every machine, brought in as files are."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analytics.intake.parse import Options, parse
from analytics.marts.build import build
from analytics.register.imports import publish
from analytics.register.workspace import Workspace, open_workspace
from analytics.vocabulary import regions

REGENCY, YEARS, PER_YEAR = "99.01", (2023, 2024, 2025, 2026), 3_000
ROAD = ("musrenbang_village", "musrenbang_district", "agency_forum", "musrenbang_regency", "rkpd")
GOES_ON = (1.0, 0.85, 0.4, 0.7, 0.6)  # share of what stood at the stage before
WORKS = ("Drainase", "Jalan tani", "Irigasi", "Posyandu", "Talud", "Air bersih")
AGENCIES = tuple(f"Dinas Rekaan {i}" for i in range(1, 21))


def workspace(folder: Path) -> Workspace:
    """A workspace with 12,000 proposals (about 31,000 rows) and 12,000 budget lines, some naming the proposal they pay for."""
    made = open_workspace(folder / "workspace", "bench")
    chance = random.Random(20261123)
    proposals, lines = _rows(chance)
    for name, rows, options in (
        ("usulan-REKAAN.csv", proposals, Options(kind="canonical_proposals")),
        ("apbd-REKAAN.csv", lines, Options(kind="canonical_lines")),
    ):
        path = folder / name
        _write(path, rows)
        publish(made, parse(path, options), path, "bench")
    build(made, "bench")
    return made


def _rows(chance: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    proposals, lines = [], []
    places = regions.regency(REGENCY)
    villages = [(regions.region(v.code[:8]).name, v.name) for v in places.villages]
    for year in YEARS:
        for i in range(PER_YEAR):
            district, village = villages[chance.randrange(len(villages))]
            title = f"{chance.choice(WORKS)} Dusun Rekaan {chance.randrange(40)}"
            cost = chance.randrange(20, 900) * 1_000_000
            agency = chance.choice(AGENCIES)
            parent = ""
            for step, (stage, share) in enumerate(zip(ROAD, GOES_ON, strict=True)):
                if chance.random() >= share:
                    break
                number = f"{year}-{i}-{step}"
                row = {
                    "regency_code": REGENCY,
                    "fiscal_year": year,
                    "proposal_id": number,
                    "parent_id": parent,
                    "stage": stage,
                }
                row |= {
                    "district": district,
                    "village": village,
                    "title": title,
                    "estimated_cost": cost,
                    "agency": agency,
                }
                proposals.append(row)
                parent = number
            named = chance.random() < 0.3
            text = f"{title} Desa {village}" if chance.random() < 0.2 else f"Belanja {title}"
            line = {
                "regency_code": REGENCY,
                "fiscal_year": year,
                "line_id": f"L{year}-{i}",
                "agency": agency,
                "description": text,
            }
            amount = int(cost * chance.choice((0.4, 0.8, 1.0, 1.2)))
            lines.append({**line, "amount": amount, "proposal_id": f"{year}-{i}-0" if named else ""})
    return proposals, lines


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)

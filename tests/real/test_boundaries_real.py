"""Bulukumba's boundaries as a map program wrote them: all known, thinned to what a page can carry, districts still whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.intake.parse import Options, parse
from analytics.intake.tables import LIMITS
from analytics.marts.build import build
from analytics.query.boundaries import outlines
from analytics.query.database import open_mart
from analytics.register.imports import publish
from analytics.register.workspace import open_workspace
from analytics.vocabulary import regions

pytestmark = pytest.mark.real


def test_every_village_has_its_outline_and_districts_are_made_of_them(real: Path, workspace: Path) -> None:
    path = real / "boundaries" / "bulukumba_desa.geojson"
    [parsed] = parse(path, Options())
    assert str(parsed.dataset) == "boundary:73.02:::village"
    assert (parsed.accepted, parsed.rejects, parsed.places["unresolved"]) == (136, [], 0)
    kept = parsed.rows.column("geometry").to_pylist()
    assert sum(map(len, kept)) <= LIMITS["max_map_kb"] * 1000
    office = open_workspace(workspace, "petugas")
    publish(office, [parsed], path, "petugas")
    build(office, "petugas")
    mart = open_mart(office)
    villages, districts = outlines(mart, "73.02", "village"), outlines(mart, "73.02", "district")
    assert villages is not None and districts is not None
    assert set(villages.areas) == {v.code for v in regions.regency("73.02").villages}
    assert set(districts.areas) == {d.code for d in regions.regency("73.02").districts}
    # gaps between villages that were drawn apart are no holes of a district; the islands of Bonto Bahari are part of it
    assert sum(len(rings) for rings in districts.areas.values()) <= 15
    assert len(districts.areas["73.02.03"]) > 1


def test_districts_and_the_regency_alone(real: Path) -> None:
    [parsed] = parse(real / "boundaries" / "bulukumba_kecamatan.geojson", Options())
    assert (str(parsed.dataset), parsed.accepted) == ("boundary:73.02:::district", 10)

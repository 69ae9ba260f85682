"""Outlines for a drawing: districts made of their villages, borders between them, and where words have room."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from analytics.intake.parse import Options, parse
from analytics.marts.build import build
from analytics.query.boundaries import Outlines, Ring, outlines, within
from analytics.query.completeness import completeness
from analytics.query.database import open_mart
from analytics.register.imports import publish
from analytics.register.workspace import Workspace, open_workspace
from analytics.vocabulary import regions
from tests.intake.maps import cells, feature, written

CLERK = "petugas"
PLACE = regions.regency("99.01")
AT = {v.code: (110 + 0.05 * (i % 12), -15 + 0.05 * (i // 12)) for i, v in enumerate(PLACE.villages)}
RINGS = cells(AT)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "workspace", CLERK)


def bring(workspace: Workspace, rings: dict[str, list[list[float]]]) -> None:
    path = written(workspace.path.parent / "peta.geojson", [feature(r, kode=c) for c, r in rings.items()])
    for parsed in parse(path, Options()):
        publish(workspace, [parsed], path, CLERK)
    build(workspace, CLERK)


def of(workspace: Workspace, level: str) -> Outlines | None:
    return outlines(open_mart(workspace), "99.01", level)


def size(rings: tuple[Ring, ...]) -> float:
    return abs(sum(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(r)) / 2 for r in rings))


def test_without_boundaries_there_is_no_map(workspace: Workspace) -> None:
    build(workspace, CLERK)
    assert of(workspace, "village") is None and of(workspace, "district") is None


def test_districts_are_their_villages_together(workspace: Workspace) -> None:
    bring(workspace, RINGS)
    villages, districts = of(workspace, "village"), of(workspace, "district")
    assert villages and districts
    assert set(districts.areas) == {d.code for d in PLACE.districts} and districts.without == ()
    for d in PLACE.districts:
        inside = sum(size(rings) for code, rings in villages.areas.items() if code.startswith(d.code))
        assert size(districts.areas[d.code]) == pytest.approx(inside, rel=0.01)
    corners = {tuple(round(v, 9) for v in p) for rings in villages.areas.values() for r in rings for p in r}
    assert {tuple(round(v, 9) for v in p) for r in villages.borders for p in r} <= corners


def test_a_village_without_an_outline_is_named_and_its_district_is_not_drawn_smaller(workspace: Workspace) -> None:
    gone = PLACE.villages[0].code
    bring(workspace, {c: r for c, r in RINGS.items() if c != gone})
    villages = of(workspace, "village")
    assert villages is not None and villages.without == (gone,)
    assert of(workspace, "district") is None


def test_districts_of_their_own_are_drawn_where_villages_are_not_whole(workspace: Workspace) -> None:
    own = cells({d.code: (110 + 0.1 * (i % 4), -15 + 0.1 * (i // 4)) for i, d in enumerate(PLACE.districts)})
    bring(workspace, own)
    districts = of(workspace, "district")
    assert districts is not None and set(districts.areas) == set(own)
    assert of(workspace, "village") is None


def test_a_newer_file_of_a_level_takes_the_place_of_the_older_one(workspace: Workspace) -> None:
    bring(workspace, RINGS)
    few = dict(list(RINGS.items())[:3])
    bring(workspace, few)
    villages = of(workspace, "village")
    assert villages is not None and set(villages.areas) == set(few)


def test_words_stand_inside_their_area(workspace: Workspace) -> None:
    bring(workspace, RINGS)
    villages = of(workspace, "village")
    assert villages is not None
    for code, spot in villages.spots.items():
        xs = [x for r in villages.areas[code] for x, _ in r]
        assert spot.room > 0
        assert min(xs) - 1e-9 <= spot.x - spot.room / 2 and spot.x + spot.room / 2 <= max(xs) + 1e-9


def test_one_district_fills_the_drawing(workspace: Workspace) -> None:
    bring(workspace, RINGS)
    villages = of(workspace, "village")
    assert villages is not None
    code = PLACE.districts[2].code
    own = within(villages, (code,))
    assert set(own.areas) == {v.code for v in PLACE.villages if v.parent == code}
    xs, ys = zip(*(p for rings in own.areas.values() for r in rings for p in r), strict=True)
    assert (min(xs), max(xs), min(ys)) == pytest.approx((0, 1, 0)) and max(ys) == pytest.approx(own.high)
    assert own.high / max(ys) == pytest.approx(1)
    assert within(villages, ("",)) is villages


def test_completeness_tells_boundaries_for_every_year(workspace: Workspace) -> None:
    build(workspace, CLERK)
    before = completeness(open_mart(workspace), "99.01")
    assert {c.state for c in before.cells["boundaries"].values()} == {"missing"}
    bring(workspace, RINGS)
    after = completeness(open_mart(workspace), "99.01")
    assert {c.state for c in after.cells["boundaries"].values()} == {"present"}

"""Maps of districts and villages: which feature is which region, why one is not, and outlines that still touch when thinned."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import BadFile
from analytics.intake.geojson import area
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.shapes import thinned
from analytics.intake.tables import LIMITS
from analytics.vocabulary import regions
from tests.intake.maps import cells, feature, written

VILLAGES = [v for v in regions.regency("73.02").villages if v.parent == "73.02.03"]
AT = {v.code: (120.3 + 0.03 * (i % 3), -5.6 + 0.03 * (i // 3)) for i, v in enumerate(VILLAGES)}
RINGS = cells(AT)
BULUKUMBA = Options(regency="73.02")


def named(code: str) -> str:
    return regions.region(code).name


def brought(tmp_path: Path, features: list[dict[str, Any]], options: Options = BULUKUMBA, **more: Any) -> Parsed:
    [parsed] = parse(written(tmp_path / "peta.json", features, **more), options)
    return parsed


def codes(parsed: Parsed) -> list[str]:
    return parsed.rows.column("region_code").to_pylist()


def reasons(parsed: Parsed) -> list[tuple[int, str]]:
    return [(r.row, r.reason) for r in parsed.rejects]


@pytest.mark.parametrize("column", ["KODE_DESA", "x", "id"])
@pytest.mark.parametrize("dots", [True, False])
def test_codes_are_known_by_what_they_are_not_by_their_column(tmp_path: Path, column: str, dots: bool) -> None:
    features = [
        feature(ring, LUAS=12.5, PROVNO=73, kec="73.02.03", **{column: code if dots else code.replace(".", "")})
        for code, ring in RINGS.items()
    ]
    parsed = brought(tmp_path, features, Options())
    assert str(parsed.dataset) == "boundary:73.02:::village"
    assert codes(parsed) == list(RINGS) and parsed.rejects == []
    assert parsed.rows_read == parsed.accepted == len(RINGS)


def test_the_code_a_program_wrote_as_the_id_of_a_feature_counts_too(tmp_path: Path) -> None:
    features = [{**feature(ring), "id": code} for code, ring in RINGS.items()]
    assert codes(brought(tmp_path, features, Options())) == list(RINGS)


def test_codes_written_as_decimals_are_codes(tmp_path: Path) -> None:
    features = [feature(ring, KODE=float(code.replace(".", ""))) for code, ring in RINGS.items()]
    assert codes(brought(tmp_path, features, Options())) == list(RINGS)


def test_codes_of_another_list_are_not_taken_for_kemendagris(tmp_path: Path) -> None:
    # BPS numbers of the same form: 7302011001 is a village there and another one here
    taken = {named(code): f"73020110{i:02}" for i, code in enumerate(RINGS, 1)}
    features = [
        feature(ring, IDDESA=taken[named(c)], NAMOBJ=named(c), WADMKC="Bonto Bahari") for c, ring in RINGS.items()
    ]
    assert codes(brought(tmp_path, features)) == list(RINGS)


def test_without_codes_names_are_looked_up_village_in_its_district(tmp_path: Path) -> None:
    features = [feature(ring, NAMOBJ=named(c).upper(), WADMKC="BONTOBAHARI") for c, ring in RINGS.items()]
    features[1]["properties"]["NAMOBJ"] = "Entah Di Mana"
    parsed = brought(tmp_path, features)
    assert codes(parsed) == [c for i, c in enumerate(RINGS) if i != 1]
    assert reasons(parsed) == [(2, "place_unknown")]
    assert parsed.places == {"resolved": len(RINGS) - 1, "unresolved": 1}


def test_names_need_a_regency_and_the_file_may_name_it(tmp_path: Path) -> None:
    features = [feature(ring, desa=named(c), kec="Bonto Bahari") for c, ring in RINGS.items()]
    with pytest.raises(BadFile) as refusal:
        brought(tmp_path, features, Options())
    assert refusal.value.code == "regency_needed"
    for f in features:
        f["properties"]["WADMKK"] = "Bulukumba"
    assert codes(brought(tmp_path, features, Options())) == list(RINGS)


def test_districts_are_a_level_of_their_own_even_where_villages_bear_their_names(tmp_path: Path) -> None:
    places = regions.regency("73.02").districts
    rings = cells({d.code: (120.1 + 0.05 * (i % 4), -5.5 + 0.05 * (i // 4)) for i, d in enumerate(places)})
    parsed = brought(tmp_path, [feature(rings[d.code], KECAMATAN=d.name) for d in places])
    assert str(parsed.dataset) == "boundary:73.02:::district"
    assert codes(parsed) == [d.code for d in places]


def test_every_feature_is_accepted_or_rejected_with_its_reason(tmp_path: Path) -> None:
    first, *rest = RINGS
    good = [feature(RINGS[c], kode=c, nama=named(c)) for c in RINGS]
    bad = [
        feature(RINGS[first], kode="", nama="Tanpa kode"),
        feature(RINGS[first], kode="73.02.03.9999", nama="Tidak ada"),
        feature(RINGS[first], kode=first, nama=named(first)),
        feature(RINGS[first], kode="73.02", nama="Kabupaten"),
        feature(RINGS[first], kode=rest[0], nama=named(rest[1])),
    ]
    parsed = brought(tmp_path, [*good, *bad])
    n = len(good)
    assert [reason for _, reason in reasons(parsed)] == [
        "code_absent",
        "region_not_there",
        "region_twice",
        "level_other",
        "code_not_of_name",
    ]
    assert [row for row, _ in reasons(parsed)] == [n + 1, n + 2, n + 3, n + 4, n + 5]
    assert parsed.rows_read == n + 5 == parsed.accepted + len(parsed.rejects)


@pytest.mark.parametrize(
    ("geometry", "says"),
    [
        (None, "tanpa bentuk"),
        ({"type": "Point", "coordinates": [120.3, -5.5]}, "bukan bidang"),
        ({"type": "Polygon", "coordinates": []}, "bukan bidang"),
        ({"type": "Polygon", "coordinates": [[[120.3, -5.5], [120.4, -5.5], [120.3, -5.4]]]}, "tidak tertutup"),
        ({"type": "Polygon", "coordinates": [[[120.3, -5.5], [120.4, -5.5], ["x", 1], [120.3, -5.5]]]}, "dua angka"),
        ({"type": "Polygon", "coordinates": [[[120.3, -5.5], [120.4, -5.5], [120.35, -5.5], [120.3, -5.5]]]}, "luas"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "bidang kosong"),
    ],
)
def test_what_cannot_be_drawn_is_rejected_in_words(tmp_path: Path, geometry: Any, says: str) -> None:
    features = [feature(RINGS[c], kode=c) for c in RINGS]
    features[0]["geometry"] = geometry
    parsed = brought(tmp_path, features)
    [reject] = parsed.rejects
    assert (reject.row, reject.reason) == (1, "geometry_broken") and says in reject.value


def test_a_place_outside_indonesia_is_rejected(tmp_path: Path) -> None:
    features = [feature(RINGS[c], kode=c) for c in RINGS]
    features[0]["geometry"]["coordinates"] = [[[x - 60, y] for x, y in RINGS[next(iter(RINGS))]]]
    assert reasons(brought(tmp_path, features)) == [(1, "outside_indonesia")]


def test_only_what_a_feature_was_known_by_is_kept_of_a_rejected_one(tmp_path: Path) -> None:
    features = [feature(RINGS[c], kode=c, nama=named(c), kades="Nama Orang") for c in RINGS]
    features[0]["geometry"] = None
    parsed = brought(tmp_path, features)
    assert "Nama Orang" not in parsed.rejects[0].cells
    assert not any("Nama Orang" in str(v) for v in parsed.rows.to_pylist())


@pytest.mark.parametrize(
    ("crs", "accepted"),
    [("urn:ogc:def:crs:OGC:1.3:CRS84", True), ("EPSG:4326", True), ("urn:ogc:def:crs:EPSG::32751", False)],
)
def test_only_wgs84_is_read(tmp_path: Path, crs: str, accepted: bool) -> None:
    features = [feature(RINGS[c], kode=c) for c in RINGS]
    said = {"type": "name", "properties": {"name": crs}}
    if accepted:
        assert codes(brought(tmp_path, features, crs=said)) == list(RINGS)
        return
    with pytest.raises(BadFile) as refusal:
        brought(tmp_path, features, crs=said)
    assert refusal.value.code == "map_crs" and "32751" in refusal.value.sentence("id")


def test_metres_and_exchanged_coordinates_are_told_of_the_whole_file(tmp_path: Path) -> None:
    metres = [feature([[x * 111_000, y * 111_000] for x, y in RINGS[c]], kode=c) for c in RINGS]
    turned = [feature([[y, x] for x, y in RINGS[c]], kode=c) for c in RINGS]
    for features, code in ((metres, "map_crs"), (turned, "map_order")):
        with pytest.raises(BadFile) as refusal:
            brought(tmp_path, features)
        assert refusal.value.code == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"type": "Topology", "objects": {}, "arcs": []}, "map_topojson"),
        ({"type": "FeatureCollection", "features": []}, "file_empty"),
        ({"type": "FeatureCollection", "features": [feature(RINGS[VILLAGES[0].code], luas=3)]}, "map_without_codes"),
        (
            {"type": "FeatureCollection", "features": [7, feature(RINGS[VILLAGES[0].code], kode="1")]},
            "map_without_codes",
        ),
    ],
)
def test_what_is_no_such_map_is_refused_in_one_sentence(tmp_path: Path, said: Any, code: str) -> None:
    path = tmp_path / "peta.geojson"
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(BadFile) as refusal:
        parse(path, BULUKUMBA)
    assert refusal.value.code == code


def test_a_map_of_too_many_points_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "peta.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [' + "[" * (LIMITS["max_map_points"] + 1), encoding="utf-8"
    )
    with pytest.raises(BadFile) as refusal:
        parse(path, BULUKUMBA)
    assert refusal.value.code == "map_too_fine"


def test_one_regency_of_a_map_of_several(tmp_path: Path) -> None:
    other = regions.regency("73.03").villages[0].code
    features = [feature(RINGS[c], kode=c) for c in RINGS] + [feature(RINGS[VILLAGES[0].code], kode=other)]
    parsed = brought(tmp_path, features)
    assert codes(parsed) == list(RINGS) and parsed.structure == 1
    assert any("daerah lain" in note for note in parsed.notes)
    assert parsed.rows_read == len(features)
    both = parse(written(tmp_path / "dua.json", features), Options())
    assert [str(p.dataset) for p in both] == ["boundary:73.02:::village", "boundary:73.03:::village"]
    with pytest.raises(BadFile) as refusal:
        brought(tmp_path, features, Options(regency="32.02"))
    assert refusal.value.code == "regency_differs"


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
PLACES = ("type", "properties", "geometry", "coordinates", "kode", "id", "features", "crs", "point", "ring")


@given(st.sampled_from(PLACES), ODD)
@settings(max_examples=150)
def test_whatever_a_map_holds_it_is_read_or_refused_in_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, where: str, odd: Any
) -> None:
    said: dict[str, Any] = {"type": "FeatureCollection", "features": [feature(RINGS[c], kode=c) for c in RINGS]}
    said = json.loads(json.dumps(said))
    first = said["features"][0]
    holders = {"features": said, "crs": said, "coordinates": first["geometry"], "kode": first["properties"]}
    if where == "ring":
        first["geometry"]["coordinates"][0] = odd
    elif where == "point":
        first["geometry"]["coordinates"][0][1] = odd
    else:
        holders.get(where, first)[where] = odd
    path = tmp_path_factory.mktemp("odd") / "peta.geojson"
    path.write_text(json.dumps(said), encoding="utf-8")
    try:
        [parsed] = parse(path, BULUKUMBA)
    except BadFile as refusal:
        assert "\n" not in refusal.sentence("id")
    else:
        assert parsed.rows_read == len(RINGS)
        assert parsed.accepted >= len(RINGS) - 1


def wavy(ring: list[list[float]], n: int) -> list[tuple[float, float]]:
    """Each side with n points more, the same ones whichever of its two places it is drawn for."""
    found: list[tuple[float, float]] = []
    for a, b in pairwise(ring):
        low, high = sorted((a, b))
        steps = range(n + 1) if (a, b) == (low, high) else range(n + 1, 0, -1)
        for i in steps:
            t, bend = i / (n + 1), 0.002 * ((i * 7919) % 5 - 2) if 0 < i <= n else 0.0
            found.append((low[0] + (high[0] - low[0]) * t + bend, low[1] + (high[1] - low[1]) * t - bend))
    return [*found, found[0]]


@given(st.integers(4, 40), st.integers(1, 60))
@settings(max_examples=25)
def test_neighbours_still_touch_when_they_are_thinned(n: int, budget: int) -> None:
    places = [[[wavy(ring, n)]] for ring in RINGS.values()]
    least = 4 * len(places) * 6
    most = least + budget * len(places)
    drawn, left = thinned(places, most)
    assert left == 0
    rings = [r for place in drawn for polygon in place for r in polygon]
    assert sum(len(r) - 1 for r in rings) <= most
    before = {(round(x * 1e5) / 1e5, round(y * 1e5) / 1e5) for place in places for x, y in place[0][0]}
    assert {p for r in rings for p in r} <= before, "a point was moved"
    # together they still cover the box they covered: no gap opened, none overlaps another
    assert sum(abs(area(r)) for r in rings) == pytest.approx(sum(abs(area(p[0][0])) for p in places), rel=0.02)
    edges = [frozenset(e) for r in rings for e in pairwise(r)]
    outer = [e for e in edges if edges.count(e) == 1]
    ends: dict[tuple[float, float], int] = {}
    for edge in outer:
        for p in edge:
            ends[p] = ends.get(p, 0) + 1
    assert set(ends.values()) == {2}, "lines used once make one closed outline"


def test_small_islands_are_left_out_only_where_even_the_fewest_points_are_too_many() -> None:
    def island(i: int, size: float) -> list[list[tuple[float, float]]]:
        x, y = 120 + i * 0.1, -5.0
        return [[(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]]

    place = [island(i, 0.001 * (i + 1)) for i in range(20)]
    assert thinned([place], 100)[1] == 0
    drawn, left = thinned([place], 30)
    assert left == 10 and len(drawn[0]) == 10
    assert max(x for p in drawn[0] for x, _ in p[0]) == pytest.approx(121.92), "the largest stays"

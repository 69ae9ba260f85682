"""Places beside each other, the limits a funnel draws, the same places over the years, and the tiles of a schematic map."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.money import by_year, part, reaches
from analytics.query.places import limits, places, seasons
from analytics.query.rates import Rate
from analytics.query.tiles import arrange, tiles
from tests.spec.harness import REGENCY, given

PROPOSALS = """
id | district    | village  | year | cost
A  | Bontobahari | Ara      | 2026 | 100
B  | Bontobahari | Darubiah | 2026 | 100
C  | Gantarang   | Mars     | 2026 | 100
D  |             |          | 2026 | 100
E  | Gantarang   | Mars     | 2024 | 100
F  | Bontobahari | Ara      | 2024 | 100
"""
LINES = """
id | year | pays | amount
1  | 2026 | A    | 100
2  | 2024 | F    | 100
3  | 2026 |      | 100
"""
CONTEXT = """
region_code   | year | indicator       | value | unit    | precision | source
73.02.03      | 2026 | jumlah_penduduk | 50    | orang   | tepat     | BPS
73.02.01      | 2026 | jumlah_penduduk | 20    | orang   | tepat     | BPS
73.02.03.2005 | 2025 | titik_lintang   | -5.9  | derajat | tepat     | BIG
73.02.03.2005 | 2026 | titik_lintang   | -5.5  | derajat | tepat     | BIG
73.02.03.2005 | 2026 | titik_bujur     | 120.4 | derajat | tepat     | BIG
73.02.01.2008 | 2026 | titik_lintang   | -5.4  | derajat | tepat     | BIG
73.02.01.2008 | 2026 | titik_bujur     | 120.1 | derajat | tepat     | BIG
73.02.01.2009 | 2026 | titik_bujur     | 120.1 | derajat | tepat     | BIG
"""


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("places"), PROPOSALS, LINES, context=CONTEXT).mart()


def asked(measure: str, *by: str, **where: str) -> Question:
    return Question(measure, by, tuple((k, (v,)) for k, v in {"regency": REGENCY, **where}.items()))


def test_places_stand_by_how_many_proposals_they_have(mart: Mart) -> None:
    found = places(ask(mart, asked("equity", "district", year="2026")))
    assert found is not None
    assert [(p.code, p.rate, p.per_head, p.of_most) for p in found.listed] == [
        ("73.02.03", Rate(1, 2, 1), 2.0, 1.0),
        ("73.02.01", Rate(0, 1, 1), 0.0, 0.0),
    ]
    assert (found.nowhere, found.whole) == (Rate(0, 1, 1), Rate(1, 4, 3))
    assert found.per_head == 100 / 70
    assert [p.few for p in found.listed] == [True, True]
    assert found.index == {"concentration": None, "concentration_count": None}


def test_a_year_without_proposals_has_no_places(mart: Mart) -> None:
    assert places(ask(mart, asked("equity", "district", year="2031"))) is None


def test_limits_close_in_on_the_whole_and_the_outer_ones_hold_the_inner() -> None:
    found = limits(Rate(30, 100), 55)
    assert (found[0].n, found[-1].n) == (1, 55)
    assert all(b.low998 <= b.low95 <= 0.3 <= b.high95 <= b.high998 for b in found)
    assert all(a.high95 >= b.high95 and a.low95 <= b.low95 for a, b in itertools.pairwise(found))
    assert len(limits(Rate(1, 2), 1)) == 1


def test_the_last_years_or_those_up_to_the_chosen_one(mart: Mart) -> None:
    answer = ask(mart, asked("equity", "district", "year"))
    assert [s.year for s in seasons(answer, "district", None, 8)] == [2024, 2026]
    assert [s.year for s in seasons(answer, "district", None, 1)] == [2026]
    old = seasons(answer, "district", 2024, 1)
    assert [(s.year, s.whole, s.rates["73.02.03"]) for s in old] == [(2024, Rate(1, 2, 1), Rate(1, 1))]


def test_a_district_lies_amid_its_villages_and_what_has_no_point_is_told(mart: Mart) -> None:
    districts = tiles(mart, REGENCY, "district")
    assert districts is not None
    west, east = districts.cells["73.02.01"], districts.cells["73.02.03"]
    assert west[0] < east[0]
    assert len(districts.without) == 8
    villages = tiles(mart, REGENCY, "village")
    assert villages is not None
    assert set(villages.cells) == {"73.02.03.2005", "73.02.01.2008"}
    assert "73.02.01.2009" in villages.without  # half a point is none


def test_without_any_point_there_is_no_map(nothing: Mart) -> None:
    assert tiles(nothing, REGENCY, "village") is None


points = st.dictionaries(
    st.integers(1, 9999).map(lambda n: f"73.02.01.{n:04}"),
    st.tuples(st.floats(-8, 5), st.floats(95, 141)),
    min_size=1,
    max_size=60,
)


@settings(max_examples=30, deadline=None)
@hypothesis_given(points)
def test_every_place_has_a_cell_of_its_own_on_the_grid(found: dict[str, tuple[float, float]]) -> None:
    columns, rows, cells = arrange(found)
    assert set(cells) == set(found)
    assert len(set(cells.values())) == len(found)
    assert all(0 <= c < columns and 0 <= r < rows for c, r in cells.values())
    assert arrange(dict(reversed(found.items()))) == (columns, rows, cells)


def test_places_on_a_lattice_keep_their_neighbours() -> None:
    lattice = {f"{y}{x}": (-float(y), 110.0 + x) for y in range(4) for x in range(4)}
    _, _, cells = arrange(lattice)
    for y, x in itertools.product(range(4), range(3)):
        assert cells[f"{y}{x}"][0] < cells[f"{y}{x + 1}"][0]
        assert cells[f"{x}{y}"][1] < cells[f"{x + 1}{y}"][1]


def test_a_share_above_the_whole_stretches_the_track() -> None:
    rows = [
        {"value": 0.5, "high": 2.0},
        {"value": 1.25, "high": 1.25},
        {"value": None, "high": None},
    ]
    assert [(r.share, r.high, r.full) for r in reaches(rows)] == [(0.25, 1.0, 0.5), (0.625, 0.625, 0.5)]
    assert [r.full for r in reaches([{"value": 0.1, "high": 0.2}])] == [1.0]


def test_a_part_without_a_whole_is_none(mart: Mart) -> None:
    answer = ask(mart, asked("musrenbang_share", "year"))
    assert part(answer, "of_all")["denominator"] == 300
    assert part(answer, "of_directable") is None
    assert [r["year"] for r in by_year(answer, "of_all")] == [2024, 2026]
    assert by_year(answer, "of_directable") == ()

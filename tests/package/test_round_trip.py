"""A package imported into an empty workspace gives the figures of the workspace it was made of, to the last digit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.marts.verify import verify
from analytics.measures.definitions import measures
from analytics.package.files import read_csv
from analytics.package.spec import resources
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.register.workspace import Workspace
from analytics.vocabulary import terms
from tests.package.conftest import Parcel, received, sent

DIFFER: frozenset[str] = frozenset()  # measures that cannot survive the way, by design: none
FRESH = {
    "imports": {"import_id", "position", "imported_at"},
    "rejects": {"import_id"},
    "answers": {"mart", "certificate"},
}


@pytest.fixture(scope="module")
def rekaan_again(rekaan: Parcel, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Mart]:
    return received(rekaan.folder, tmp_path_factory.mktemp("again") / "ruang")


@pytest.fixture(scope="module")
def awkward_again(awkward: Parcel, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Mart]:
    return received(awkward.folder, tmp_path_factory.mktemp("again") / "ruang")


def told(mart: Mart, name: str, by: tuple[str, ...], universe: str, version: str) -> dict[str, Any]:
    answer = ask(mart, Question(name, by, (), universe, version)).json()
    return {k: v for k, v in answer.items() if k != "mart"}


@pytest.mark.parametrize("name", sorted(set(measures()) - DIFFER))
def test_every_measure_of_the_demonstration(rekaan: Parcel, rekaan_again: tuple[Workspace, Mart], name: str) -> None:
    by = tuple(d for d in ("year", "district") if d in measures()[name].dimensions)
    held = {r["version"] for r in rekaan.mart.rows("select distinct version from version_cover")}
    asked = [("district", version) for version in (*sorted(held), "province")]  # and one that nobody brought
    asked += [(universe, "apbd") for universe in terms.UNIVERSES if universe != "district"]
    rows = 0
    for universe, version in asked:
        before = told(rekaan.mart, name, by, universe, version)
        assert told(rekaan_again[1], name, by, universe, version) == before
        rows += len(before["rows"])
    assert rows


@pytest.mark.parametrize("name", sorted(measures()))
def test_every_measure_of_a_list_in_which_people_are_hidden(
    awkward: Parcel, awkward_again: tuple[Workspace, Mart], name: str
) -> None:
    by = tuple(d for d in measures()[name].dimensions if d != "dapil")
    for universe in terms.UNIVERSES:
        for version in ("apbd", "rkpd", "realisation"):
            assert told(awkward_again[1], name, by, universe, version) == told(
                awkward.mart, name, by, universe, version
            )


def test_the_awkward_list_asks_what_it_should(awkward: Parcel) -> None:
    """Else the test above would compare little."""
    fates = {r["external_id"]: r for r in awkward.mart.rows("select * from proposal_fact")}
    assert {k for k, f in fates.items() if f["gone"]} == {"d4"}
    assert fates["v1"]["disputed"] and fates["v1"]["n_people"] == 2 and fates["v1"]["n_rows"] == 2
    assert fates["d3"]["village"] == "73.02.01.2004" and fates["d3"]["apbd_class"] == "unfunded"
    assert fates["v2"]["apbd_class"] == "funded" and fates["d5"]["village"] == "73.02.03.2008"
    assert awkward.mart.rows("select count(*) as n from link_candidate")[0]["n"] > 0
    assert awkward.mart.rows("select count(*) as n from need_member where relation = 'repeat'")[0]["n"] == 1


def test_the_engine_is_not_asked_again_about_masked_words(
    awkward: Parcel, awkward_again: tuple[Workspace, Mart]
) -> None:
    for table in ("link_candidate", "need_member", "link_fact"):
        rows = awkward.mart.rows(f"from {table} order by all")
        assert awkward_again[1].rows(f"from {table} order by all") == rows and rows


@pytest.mark.parametrize("which", ["rekaan", "awkward"])
def test_a_package_of_the_package_holds_the_same(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    workspace, _ = request.getfixturevalue(f"{which}_again")
    again = sent(workspace, parcel.regency, tmp_path / "paket")
    for r in resources().values():
        first, second = (read_csv(r, (p.folder / r.csv).read_bytes()) for p in (parcel, again))
        fresh = FRESH.get(r.name, set()) | ({"import_id"} if r.table or r.name == "proposals" else set())
        kept = [c for c in first.column_names if c not in fresh]
        if "import_id" in fresh and not r.table:
            assert sorted(map(str, first.select(kept).to_pylist())) == sorted(map(str, second.select(kept).to_pylist()))
        else:
            assert first.select(kept).equals(second.select(kept)), r.name


@pytest.mark.parametrize("which", ["rekaan", "awkward"])
def test_the_workspace_that_received_it_is_whole(which: str, request: pytest.FixtureRequest) -> None:
    workspace, _ = request.getfixturevalue(f"{which}_again")
    assert [told for told in verify(workspace) if not told["holds"]] == []


def test_a_place_settled_by_words_that_named_somebody_is_settled_still(awkward_again: tuple[Workspace, Mart]) -> None:
    row = awkward_again[1].rows(
        "select village_code as village, village_text, place_note from submission where external_id = 'd5'"
    )
    assert row == [
        {"village": "73.02.03.2008", "village_text": "Pak [nama]", "place_note": "settled: paknama 73.02.03"}
    ]


def test_a_row_leads_to_the_file_it_first_stood_in(awkward_again: tuple[Workspace, Mart]) -> None:
    sql = "select i.file, f.sheet, f.row from proposal_fact as f join import as i using (import_id) where external_id = 'd3'"
    assert awkward_again[1].rows(sql) == [{"file": "stages.csv (proposals-1.csv)", "sheet": "CSV", "row": 6}]

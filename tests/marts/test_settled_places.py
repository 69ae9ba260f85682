"""Places a person settled: rows already imported follow without importing again, and come back when the word is withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.marts.build import build, mart_id
from analytics.marts.verify import verify
from analytics.query.database import Mart, open_mart
from analytics.query.trace import trace
from analytics.query.unknown_places import unknown_places
from analytics.register.aliases import settle, withdraw
from analytics.register.workspace import Workspace
from tests.intake.desk import CLERK, Office, csv_file, line, proposal

BULUKUMBA, BONTO_BAHARI, ARA = "73.02", "73.02.03", "73.02.03.2006"
STAYS = {"A1": ARA, "A2": "73.02.03.2008"}


@pytest.fixture
def office(workspace: Path, tmp_path: Path) -> Office:
    """An office with proposals and lines, some of which name a place by words nobody knows."""
    made = Office(workspace)
    rows = [
        proposal(1, proposal_id="A1"),
        proposal(2, proposal_id="A2", village="Lembanna"),
        proposal(3, proposal_id="X1", village="Kampung Tengah"),
        proposal(4, proposal_id="X2", village="Kampung Tengah"),
        proposal(5, proposal_id="Y1", village="Lembanna", district=""),
        proposal(6, proposal_id="Z1", village="Tugu Batas"),
        proposal(7, proposal_id="D1", village="", district="Negeri Pantai"),
    ]
    lines = [
        line(1, line_id="L1", description="Jalan Desa Ara"),
        line(2, line_id="L2", description="Jalan Desa Tugu Batas"),
    ]
    made.brings(csv_file(tmp_path / "usulan.csv", rows), csv_file(tmp_path / "apbd.csv", lines))
    return made


def mart(workspace: Workspace) -> Mart:
    found = open_mart(workspace, build(workspace, CLERK))
    assert [i for i in verify(workspace) if not i["holds"]] == []
    return found


def placed(found: Mart) -> dict[str, dict[str, Any]]:
    """Every proposal and line by its own id."""
    sql = """select external_id, district, village, place_note, location_scope as scope, place_unknown as unknown
    from proposal_fact union all by name select external_id, district, village, place_note, place_evidence from line_fact"""
    return {row["external_id"]: row for row in found.rows(sql)}


def words(found: Mart) -> set[tuple[str, str | None, int]]:
    return {(p.words, p.district, p.n_rows) for p in unknown_places(found, BULUKUMBA)}


def test_unknown_places_are_listed_with_their_rows_and_rupiah(office: Office) -> None:
    listed = unknown_places(mart(office.workspace), BULUKUMBA)
    assert words(mart(office.workspace)) == {
        ("Kampung Tengah", BONTO_BAHARI, 2),
        ("Lembanna", None, 1),
        ("Tugu Batas", BONTO_BAHARI, 1),
        ("tugu batas", None, 1),
        ("Negeri Pantai", None, 1),
    }
    first = listed[0]
    assert (first.words, first.amount, first.kinds, first.files) == (
        "Kampung Tengah",
        7_000_000,
        ("canonical_proposals",),
        "usulan.csv",
    )
    assert len(first.suggestions) == 3


def test_a_name_that_several_villages_bear_suggests_them_first(office: Office) -> None:
    found = next(p for p in unknown_places(mart(office.workspace), BULUKUMBA) if p.words == "Lembanna")
    assert {(s.code, s.score) for s in found.suggestions[:2]} == {("73.02.03.2008", 100), ("73.02.06.2004", 100)}


def test_a_settled_place_reaches_rows_that_are_here_already(office: Office) -> None:
    before = placed(mart(office.workspace))
    assert before["X1"]["village"] is None and before["X1"]["unknown"]
    settle(office.workspace, "petugas", BULUKUMBA, "Kampung Tengah", BONTO_BAHARI, ARA)
    settle(office.workspace, "petugas", BULUKUMBA, "Desa Tugu Batas", None, ARA)
    now = placed(mart(office.workspace))
    assert {name: now[name]["village"] for name in ("X1", "X2", "L2")} == {"X1": ARA, "X2": ARA, "L2": ARA}
    assert (now["X1"]["unknown"], now["X1"]["scope"], now["L2"]["place_evidence"]) == (False, "village", "alias")
    assert now["X1"]["place_note"] == f"settled: kampungtengah {BONTO_BAHARI}"
    assert now["Z1"] == before["Z1"]  # the same words in rows of a district are another question
    assert {w for w, _, _ in words(open_mart(office.workspace))} == {"Lembanna", "Tugu Batas", "Negeri Pantai"}


def test_a_district_can_be_settled(office: Office) -> None:
    settle(office.workspace, CLERK, BULUKUMBA, "Negeri Pantai", None, BONTO_BAHARI)
    row = placed(mart(office.workspace))["D1"]
    assert (row["district"], row["village"], row["unknown"], row["scope"]) == (BONTO_BAHARI, None, False, "district")


def test_words_that_are_not_one_place_are_unknown_no_more(office: Office) -> None:
    settle(office.workspace, CLERK, BULUKUMBA, "Tugu Batas", BONTO_BAHARI, None)
    found = mart(office.workspace)
    row = placed(found)["Z1"]
    assert (row["district"], row["village"], row["unknown"]) == (BONTO_BAHARI, None, False)
    assert ("Tugu Batas", BONTO_BAHARI, 1) not in words(found)


def test_a_trace_says_who_settled_the_place_and_when(office: Office) -> None:
    settle(office.workspace, CLERK, BULUKUMBA, "Kampung Tengah", BONTO_BAHARI, ARA)
    found = mart(office.workspace)
    said = trace(found, "X1")["place_settled"]
    assert (said["words"], said["code"], said["author"]) == ("Kampung Tengah", ARA, CLERK)
    assert said["at"].startswith("20")
    assert trace(found, "A1")["place_settled"] is None


def test_a_settled_place_is_undone_by_withdrawing_or_by_another_word(office: Office) -> None:
    before = placed(mart(office.workspace))
    settle(office.workspace, CLERK, BULUKUMBA, "Kampung Tengah", BONTO_BAHARI, ARA)
    settle(office.workspace, CLERK, BULUKUMBA, "Kampung Tengah", BONTO_BAHARI, "73.02.03.2008")
    assert placed(mart(office.workspace))["X1"]["village"] == "73.02.03.2008"
    withdraw(office.workspace, CLERK, BULUKUMBA, "Kampung Tengah", BONTO_BAHARI)
    assert placed(mart(office.workspace)) == before


def test_rows_an_import_read_by_a_settled_word_follow_what_is_settled_now(office: Office, tmp_path: Path) -> None:
    settle(office.workspace, CLERK, BULUKUMBA, "Dusun Sebelah", BONTO_BAHARI, ARA)
    rows = [proposal(1, proposal_id="N1", village="Dusun Sebelah", fiscal_year=2027)]
    receipt = office.brings(csv_file(tmp_path / "baru.csv", rows)).files[0]
    kept = office.rows(receipt["import_id"])[0]
    assert (kept["village_code"], kept["place_note"]) == (ARA, f"settled: dusunsebelah {BONTO_BAHARI}")
    assert receipt["places"]["unresolved"] == 0
    assert trace(mart(office.workspace), "N1")["place_settled"]["author"] == CLERK
    withdraw(office.workspace, CLERK, BULUKUMBA, "Dusun Sebelah", BONTO_BAHARI)
    found = mart(office.workspace)
    row = placed(found)["N1"]
    assert (row["village"], row["district"], row["place_note"]) == (None, BONTO_BAHARI, "unknown: dusunsebelah")
    assert ("Dusun Sebelah", BONTO_BAHARI, 1) in words(found)


def test_what_is_settled_makes_another_mart_and_the_past_can_be_asked(office: Office) -> None:
    old = build(office.workspace, CLERK)
    seq = settle(office.workspace, CLERK, BULUKUMBA, "Kampung Tengah", BONTO_BAHARI, ARA)
    assert seq is not None
    new = build(office.workspace, CLERK)
    assert new != old
    assert mart_id(office.workspace, seq) == new
    assert mart_id(office.workspace, seq - 1) == old


@settings(max_examples=12)
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["Ara", "Lembanna", "Kampung Tengah", "Tugu Batas", "Negeri Pantai", "Bonto Bahari"]),
            st.sampled_from([None, BONTO_BAHARI, "73.02.06"]),
            st.sampled_from([None, ARA, "73.02.06.2004", BONTO_BAHARI]),
        ),
        max_size=6,
    )
)
def test_no_word_ever_moves_a_row_that_was_resolved(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str | None, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("always")
    made = Office(folder / "workspace")
    rows = [proposal(1, proposal_id="A1"), proposal(2, proposal_id="A2", village="Lembanna")]
    rows += [proposal(3, proposal_id="X1", village="Kampung Tengah"), proposal(4, proposal_id="D1", village="")]
    made.brings(csv_file(folder / "usulan.csv", rows))
    for text, district, code in said:
        settle(made.workspace, CLERK, BULUKUMBA, text, district, code)
    now = placed(mart(made.workspace))
    assert {name: now[name]["village"] for name in STAYS} == STAYS
    assert (now["D1"]["district"], now["D1"]["village"]) == (BONTO_BAHARI, None)


def test_it_is_all_one_whether_a_word_is_settled_before_or_after_the_import(tmp_path: Path) -> None:
    """The rule stands in Python (imports) and in SQL (marts): both make the same of the same words."""
    rows = [
        proposal(1, village="Kampung Tengah"),
        proposal(2, village="Desa Kampung Tengah", district=""),
        proposal(3, village="Lembanna", district=""),
        proposal(4, village="", district="Kec. Negeri Pantai"),
        proposal(5, village="Tugu Batas"),
        proposal(6, village="Pattiroang"),  # a village of another district
    ]
    lines = [
        line(1, description="Jalan Desa Tugu Batas, Desa Satu Nama"),
        line(2, description="Jalan Desa Satu Nama, Desa Dua Nama"),
        line(3, description="Jalan Desa Lembanna"),
        line(4, description="Jalan Desa Tiga Nama Kec. Kajang"),
    ]
    files = csv_file(tmp_path / "usulan.csv", rows), csv_file(tmp_path / "apbd.csv", lines)
    said = [
        ("Kampung Tengah", BONTO_BAHARI, ARA),
        ("Kampung Tengah", None, "73.02.06.2004"),
        ("Lembanna", None, "73.02.03.2008"),
        ("Negeri Pantai", None, BONTO_BAHARI),
        ("Tugu Batas", BONTO_BAHARI, None),
        ("Pattiroang", BONTO_BAHARI, ARA),
        ("Tugu Batas", None, None),
        ("Satu Nama", None, ARA),
        ("Dua Nama", None, "73.02.06.2004"),
        ("Tiga Nama", "73.02.06", "73.02.06.2004"),
    ]
    found = []
    for order in ("settled first", "imported first"):
        office = Office(tmp_path / order / "workspace")
        if order == "imported first":
            office.brings(*files)
        for text, district, code in said:
            settle(office.workspace, CLERK, BULUKUMBA, text, district, code)
        if order == "settled first":
            office.brings(*files)
        found.append(placed(mart(office.workspace)))
    assert found[0] == found[1]
    assert {name: row["village"] for name, row in found[0].items()} == {
        "U1": ARA,
        "U2": "73.02.06.2004",
        "U3": "73.02.03.2008",
        "U4": None,
        "U5": None,
        "U6": ARA,
        "B1": ARA,
        "B2": None,
        "B3": "73.02.03.2008",
        "B4": "73.02.06.2004",
    }

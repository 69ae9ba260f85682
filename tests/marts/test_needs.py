"""Needs in the mart: their members, their years, their money counted once, and what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.marts import pairs
from analytics.query.needs import need_of
from tests.spec.harness import REGENCY, Given, given

PROPOSALS = """
id | year | stage              | district    | village | title                        | cost
a1 | 2022 | rpjmdes            | Bontobahari | Ara     | Drainase Dusun Krajan        | 100
a2 | 2023 | musrenbang_village | Bontobahari | Ara     | Drainase Dusun Krajan        | 100
a3 | 2024 | musrenbang_village | Bontobahari | Ara     | Pemb. drainase Dusun Krajan  | 110
a4 | 2024 | pokir              | Bontobahari | Ara     | Drainase Dusun Krajan        | 110
b1 | 2022 | musrenbang_village | Bontobahari | Ara     | Posyandu Melati              | 50
b2 | 2023 | musrenbang_village | Bontobahari | Ara     | Posyandu Melati              | 50
c1 | 2023 | musrenbang_village | Bontobahari | Ara     | Rabat beton Dusun Sawah      | 70
c2 | 2024 | musrenbang_village | Bontobahari | Ara     | Rabat beton Dusun Sawah      | 70
d1 | 2022 | rpjmdes            | Bontobahari | Ara     | Talud Dusun Bontona          | 30
e1 | 2023 | musrenbang_village | Bontobahari | Ara     | Irigasi Dusun Bontona        | 20
f1 | 2022 | musrenbang_village | Gantarang   | Mars    | Irigasi Dusun Lamalaka       | 20
"""
LINES = """
id | year | version      | amount | text
L1 | 2024 | apbd         | 100    | Drainase Dusun Krajan Desa Ara
R1 | 2024 | realisation  | 90     | Drainase Dusun Krajan Desa Ara
L2 | 2023 | village_fund | 20     | Irigasi Dusun Bontona Desa Ara
L3 | 2024 | rkpd         | 70     | Rabat beton Dusun Sawah Desa Ara
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | a3       | L1   | match
ani | a4       | L1   | match
ani | a3       | R1   | match
ani | e1       | L2   | match
ani | c2       | L3   | match
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("needs"), PROPOSALS, LINES, JUDGEMENTS)


def rows(made: Given) -> dict[str, dict[str, Any]]:
    """Facts of the need each proposal belongs to, by its own id."""
    sql = """select p.external_id, m.relation, n.*
    from need_member as m join proposal_fact as p using (proposal_id) join need_fact as n using (need_id)"""
    return {r.pop("external_id"): r for r in made.mart().rows(sql)}


def test_years_origins_and_relations(made: Given) -> None:
    found = rows(made)
    need = found["a2"]
    assert {found[i]["need_id"] for i in ("a1", "a2", "a3", "a4")} == {need["need_id"]} == {int(made.ids["a1"], 16)}
    assert (need["first_year"], need["last_year"], need["n_years"], need["n_proposals"]) == (2022, 2024, 2, 4)
    assert need["origins"] == ["musrenbang", "pokir"] and "rpjmdes" in need["stages"]
    assert [found[i]["relation"] for i in ("a1", "a2", "a3", "a4")] == ["first", "carried", "repeat", "two_ways"]


def test_a_line_two_members_share_counts_once(made: Given) -> None:
    need = rows(made)["a3"]
    assert (need["allocated"], need["realised"], need["sources"]) == (100, 90, ["apbd"])
    assert (need["funded_year"], need["realised_year"], need["state"]) == (2024, 2024, "funded")


def test_states(made: Given) -> None:
    """A plan to spend (RKPD) funds nothing; a place whose newest list is older is judged by its own newest list."""
    found = rows(made)
    states = {i: found[i]["state"] for i in ("b2", "c2", "d1", "e1", "f1")}
    assert states == {
        "b2": "not_asked_any_more",
        "c2": "asked_last_list",
        "d1": "planned",
        "e1": "elsewhere",
        "f1": "asked_last_list",
    }
    assert (found["e1"]["elsewhere"], found["e1"]["allocated"], found["e1"]["sources"]) == (20, 0, ["village_fund"])


def test_what_was_put_into_another_need_stands_where_that_one_does(tmp_path: Path) -> None:
    proposals = """
    id | year | stage              | district    | village | title                                    | cost
    a  | 2023 | musrenbang_village | Bontobahari | Ara     | Drainase Dusun Krajan                    | 100_000_000
    b  | 2023 | musrenbang_village | Bontobahari | Ara     | Drainase Dusun Bontona                   | 60_000_000
    c  | 2024 | musrenbang_village | Bontobahari | Ara     | Drainase Dusun Krajan dan Dusun Bontona  | 160_000_000
    """
    made = given(tmp_path, proposals)
    found = rows(made)
    assert {i: (r["relation"], r["state"]) for i, r in found.items()} == {
        "a": ("first", "asked_last_list"),
        "b": ("first", "asked_last_list"),
        "c": ("merge", "asked_last_list"),
    }
    other = need_of(made.mart(), REGENCY, int(made.ids["b"], 16))
    assert other and [o["id"] for o in other["others"]] == [made.ids["c"]]


def test_the_life_line_names_every_row(made: Given) -> None:
    need = need_of(made.mart(), REGENCY, int(made.ids["a4"], 16))
    assert need and need["id"] == made.ids["a1"] and need["n_years"] == 2 and need["first_year"] == 2022
    assert [m["external_id"] for m in need["members"]] == ["a1", "a2", "a3", "a4"]
    assert [(m["file"], m["row"]) for m in need["members"]] == [("proposals-0.csv", i) for i in (2, 3, 4, 5)]
    assert [m["fate"] for m in need["members"]] == [None, None, "partial", "partial"]
    assert [(x["version"], x["allocated"], len(x["proposals"])) for x in need["lines"]] == [
        ("apbd", 100, 2),
        ("realisation", 90, 1),
    ]
    assert need["lines"][0]["file"] == "lines-0-apbd.csv"
    words, engine = need["members"][1], need["members"][2]
    assert words["probability"] is None and words["reasons"].startswith("kata sama")
    assert engine["probability"] >= 850_000 and engine["tied_id"] in {made.ids["a2"], made.ids["a4"]}


def test_rows_that_are_gone_have_no_need(tmp_path: Path) -> None:
    first = "id | village | title\nA | Ara | Talud Dusun Bontona\nB | Ara | Posyandu Melati"
    made = given(tmp_path, [first, "id | village | title\nA | Ara | Talud Dusun Bontona"])
    assert set(rows(made)) == {"A"}
    assert need_of(made.mart(), REGENCY, int(made.ids["B"], 16)) is None


def test_what_was_found_is_kept_and_an_import_finds_it_anew(tmp_path: Path) -> None:
    made = given(tmp_path, "id | village | title\nA | Ara | Talud Dusun Bontona")
    made.mart()
    folder = made.workspace.path / "links"
    kept = {p.name for p in folder.glob("*.parquet")}
    made.bring(
        [{"regency_code": "73.02", "line_id": "L", "fiscal_year": "2026", "description": "Talud", "amount": "5"}],
        "lines",
        "apbd",
    )
    made.mart()
    assert kept < {p.name for p in folder.glob("*.parquet")}  # the lines are compared; the needs are those of before
    assert len(list(folder.glob("*.parquet"))) == len(kept) + 1


def test_a_crowded_regency_joins_the_same_words_alone_and_every_statement_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "CROWDED", 0)
    proposals = """
    id | year | stage              | district    | village    | title
    A  | 2024 | musrenbang_village | Bontobahari | Ara        | Drainase Dusun Rekaan
    B  | 2025 | musrenbang_village | Bontobahari | Ara        | DRAINASE  dusun rekaan
    C  | 2025 | musrenbang_village | Bontobahari | Ara        | Saluran air Dusun Rekaan
    D  | 2025 | musrenbang_village | Bontobahari | Tanah Lemo | Drainase Dusun Rekaan
    """
    made = given(tmp_path, proposals)
    rows = made.mart().rows("select need_id, proposal_id, relation, reasons from need_member order by nth, proposal_id")
    names = {int(row_id, 16): name for name, row_id in made.ids.items()}
    needs = {names[r["proposal_id"]]: names[r["need_id"]] for r in rows}
    assert needs == {"A": "A", "B": "A", "C": "C", "D": "D"}
    assert [(names[r["proposal_id"]], r["reasons"]) for r in rows if r["relation"] == "repeat"] == [("B", "kata sama")]

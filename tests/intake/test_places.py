"""Places of typed rows: by names, by codes beside them, by what a file itself teaches of its codes, and by settled words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.intake.parse import Options, parse
from tests.intake.desk import csv_file, line, proposal

ARA, LEMBANNA, OTHER_LEMBANNA = "73.02.03.2006", "73.02.03.2008", "73.02.06.2004"
AS_CODES = {"district_code": "", "village_code": ""}


def read(path: Path, rows: list[dict[str, Any]], **options: Any) -> list[dict[str, Any]]:
    rows = parse(csv_file(path, rows), Options(**options))[0].rows.to_pylist()
    return rows


def found(path: Path, *said: dict[str, Any], **options: Any) -> list[tuple[str | None, str | None, str | None]]:
    rows = read(path, [proposal(n, **AS_CODES | s) for n, s in enumerate(said, 1)], **options)
    return [(row["district_code"], row["village_code"], row["place_note"]) for row in rows]


@pytest.mark.parametrize(
    "village",
    [
        "73.02.03.2006 Ara",
        "73.02.03.2006 - Ara",
        "7302032006 - ARA",
        "Ara (73.02.03.2006)",
        "Desa Ara - 7302032006",
        "73.02.03.2006",
        "7302032006",
    ],
)
def test_a_cell_may_hold_the_code_with_the_name_or_alone(tmp_path: Path, village: str) -> None:
    assert found(tmp_path / "a.csv", {"village": village}) == [("73.02.03", ARA, None)]
    assert found(tmp_path / "b.csv", {"village": village, "district": ""}) == [("73.02.03", ARA, None)]
    assert found(tmp_path / "c.csv", {"village": village, "district": "73.02.03 - Bonto Bahari"}) == [
        ("73.02.03", ARA, None)
    ]


def test_a_code_that_contradicts_the_name_is_told_and_the_name_wins(tmp_path: Path) -> None:
    assert found(tmp_path / "a.csv", {"village": "73.02.03.2008 Ara"}, {"village_code": LEMBANNA}) == [
        ("73.02.03", ARA, f"code_differs: {LEMBANNA}"),
        ("73.02.03", ARA, f"code_differs: {LEMBANNA}"),
    ]


def test_a_code_of_no_village_is_told_and_the_name_stays(tmp_path: Path) -> None:
    assert found(tmp_path / "a.csv", {"village": "73.02.03.2999 Ara"}) == [
        ("73.02.03", ARA, "code_unknown: 73.02.03.2999")
    ]


@pytest.mark.parametrize("code", [OTHER_LEMBANNA, "7302062004"])
def test_a_code_column_decides_between_namesakes_and_counts_alone(tmp_path: Path, code: str) -> None:
    said = {"village_code": code, "district": ""}
    assert found(tmp_path / "a.csv", said | {"village": "Lembanna"}, said | {"village": ""}) == [
        ("73.02.06", OTHER_LEMBANNA, None),
        ("73.02.06", OTHER_LEMBANNA, None),
    ]


def test_a_code_in_another_district_than_the_one_named_gives_no_village(tmp_path: Path) -> None:
    assert found(tmp_path / "a.csv", {"village": "", "village_code": OTHER_LEMBANNA}) == [
        ("73.02.03", None, f"code_differs: {OTHER_LEMBANNA}")
    ]


def test_the_code_of_a_district_counts_where_its_name_says_nothing(tmp_path: Path) -> None:
    said = {"district": "", "village": "Lembanna"}
    assert found(tmp_path / "a.csv", said | {"district_code": "73.02.06"}, said | {"district_code": "730203"}) == [
        ("73.02.06", OTHER_LEMBANNA, None),
        ("73.02.03", LEMBANNA, None),
    ]


def test_a_files_own_names_teach_the_codes_of_another_list(tmp_path: Path) -> None:
    """There is no table of BPS codes here: a number stands for the village that the names beside it are."""
    taught = [
        {"village_code": "7302030006", "district_code": "7302030"},
        {"village": "Lembanna", "village_code": "7302030008", "district_code": "7302030"},
        {"district": "Kajang", "village": "Lembanna", "village_code": "7302060004", "district_code": "7302060"},
    ]
    by_number = {"district": "", "village": "", "village_code": "7302030006"}
    homonym = {"district": "", "village": "Lembanna", "village_code": "7302060099"}
    unexplained = {"village": "Kampung Tengah", "village_code": "7302030077"}
    *_, number, namesake, unknown = found(tmp_path / "a.csv", *taught, by_number, homonym, unexplained)
    assert number == ("73.02.03", ARA, None)
    assert namesake == ("73.02.06", OTHER_LEMBANNA, None)  # the first seven figures are its district
    assert unknown == ("73.02.03", None, "unknown: kampungtengah")


def test_a_number_that_names_explain_differently_explains_nothing(tmp_path: Path) -> None:
    said = [{"village_code": "7302030006"}, {"village": "Lembanna", "village_code": "7302030006"}]
    alone = {"district": "", "village": "", "village_code": "7302030006"}
    assert [code for _, code, _ in found(tmp_path / "a.csv", *said, alone)] == [ARA, LEMBANNA, None]


def test_an_offices_name_where_a_place_should_stand_is_no_unknown_place(tmp_path: Path) -> None:
    office = {"district": "DINAS SOSIAL", "village": "DINAS SOSIAL"}
    [parsed] = parse(csv_file(tmp_path / "a.csv", [proposal(1, **office), proposal(2)]), Options())
    assert (parsed.places["unresolved"], parsed.places["offices"]) == (0, 1)
    row = parsed.rows.to_pylist()[0]
    assert (row["location_scope"], row["place_note"], row["village_code"]) == ("office", "office: dinassosial", None)


def test_settled_words_speak_only_where_a_place_is_open(tmp_path: Path) -> None:
    settled = {"73.02": {("kampungtengah", "73.02.03"): ARA, ("lembanna", "73.02.03"): ARA, ("tugubatas", ""): None}}
    said = [{"village": "Kampung Tengah"}, {"village": "Lembanna"}, {"village": "Tugu Batas", "district": ""}]
    assert found(tmp_path / "a.csv", *said, aliases=settled) == [
        ("73.02.03", ARA, "settled: kampungtengah 73.02.03"),
        ("73.02.03", LEMBANNA, None),
        (None, None, "settled: tugubatas"),
    ]
    [parsed] = parse(csv_file(tmp_path / "b.csv", [proposal(1, village="Kampung Tengah")]), Options(aliases=settled))
    assert (parsed.places["resolved"], parsed.places["unresolved"]) == (1, 0)


def test_settled_words_are_found_in_free_text(tmp_path: Path) -> None:
    settled = {"73.02": {("tugubatas", ""): ARA}}
    lines = [line(1, description="Jalan Desa Tugu Batas"), line(2, description="Jalan Desa Lembanna Kec. Kajang")]
    rows = read(tmp_path / "a.csv", lines, aliases=settled)
    assert [(row["village_code"], row["place_evidence"], row["place_note"]) for row in rows] == [
        (ARA, "alias", "settled: tugubatas"),
        (OTHER_LEMBANNA, "name", None),
    ]


def test_a_file_of_the_years_before_a_new_name_is_found_under_todays(tmp_path: Path) -> None:
    said = {"regency_code": "99.01", "district": "Wanacita", "village": "Tirta Lama", "fiscal_year": 2012}
    assert found(tmp_path / "a.csv", said) == [("99.01.03", "99.01.03.2001", "former: Tirta Lama until 2014")]

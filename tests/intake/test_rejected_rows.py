"""A row that cannot be read is kept as a reject: where it stands, the reason in a sentence, and its cells as they came."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake.desk import Office, csv_file, line, proposal, table, text, workbook

CELLS: dict[str, tuple[dict[str, Any], str]] = {
    "an amount below zero": ({"estimated_cost": "-207000000"}, "amount_negative"),
    "an amount below zero as accountants write it": ({"estimated_cost": "(207.000.000)"}, "amount_negative"),
    "more than any budget": ({"estimated_cost": "20000000000001"}, "amount_absurd"),
    "half a rupiah": ({"estimated_cost": "1234567,50"}, "amount_not_whole"),
    "thousands or a fraction": ({"estimated_cost": "1.234"}, "amount_ambiguous"),
    "thousands or a fraction in English": ({"estimated_cost": "1,234"}, "amount_ambiguous"),
    "an amount in words": ({"estimated_cost": "dua juta"}, "not_an_amount"),
    "a formula as text": ({"estimated_cost": "=SUM(A1:A9)"}, "not_an_amount"),
    "a failed formula": ({"estimated_cost": "#REF!"}, "cell_error"),
    "a volume of thousands or a fraction": ({"volume": "1.250"}, "number_ambiguous"),
    "a stage nobody knows": ({"stage": "musrenbang kelurahan"}, "unknown_value"),
    "a decision nobody knows": ({"decision": "mungkin"}, "unknown_value"),
    "a year outside": ({"fiscal_year": "1998"}, "year_absurd"),
    "a year far ahead": ({"fiscal_year": str(dt.date.today().year + 6)}, "year_absurd"),
    "a year in words": ({"fiscal_year": "tahun depan"}, "not_a_year"),
    "no year": ({"fiscal_year": ""}, "required_blank"),
    "no title": ({"title": "  "}, "required_blank"),
    "no id": ({"proposal_id": ""}, "required_blank"),
    "an id used before": ({"proposal_id": "U1"}, "id_twice"),
    "a code that lost its zero": ({"regency_code": "73.1"}, "regency_unknown"),
    "a district for a regency": ({"regency_code": "73.02.03"}, "regency_unknown"),
    "a province for a regency": ({"regency_code": "73"}, "regency_unknown"),
    "a volume in words": ({"volume": "secukupnya"}, "not_a_number"),
    "a volume without end": ({"volume": "9" * 400}, "not_a_number"),
    "rank zero": ({"rank": "0"}, "not_a_rank"),
    "rank one and a half": ({"rank": "1,5"}, "not_a_rank"),
    "rank first": ({"rank": "pertama"}, "not_a_rank"),
    "a cell longer than Excel's": ({"title": "x" * 40_000}, "text_too_long"),
}


@pytest.mark.parametrize("case", CELLS)
def test_one_bad_cell_costs_its_row_and_nothing_else(office: Office, tmp_path: Path, case: str) -> None:
    said, reason = CELLS[case]
    extra = dict.fromkeys(("stage", "decision"), "")
    rows = [proposal(1) | extra, proposal(2) | extra | said, proposal(3) | extra]
    [receipt] = office.brings(csv_file(tmp_path / "u.csv", rows)).files
    assert receipt["by_reason"] == ({reason: 1} if reason else {})
    for reject in office.rejects(receipt["import_id"]):
        [(column, value)] = said.items()
        assert (reject["sheet"], reject["row"], reject["column"]) == ("CSV", 3, column)
        assert reject["value"] == " ".join(value.split())[:200]
        assert reject["sentence"].startswith("CSV, baris 3: ") and f"'{column}'" in reject["sentence"]
        assert json.loads(reject["cells"])[5] == rows[1]["title"][:2000]


def test_a_row_with_too_few_or_too_many_fields_is_kept_whole(office: Office, tmp_path: Path) -> None:
    words = text(map(proposal, (1, 2, 3))).splitlines()
    words[2] += ",lebih"
    words[3] = "73.02,U3,2026"
    (tmp_path / "u.csv").write_text("\n".join(words), encoding="utf-8")
    [receipt] = office.brings(tmp_path / "u.csv").files
    rejects = office.rejects(receipt["import_id"])
    assert [(r["row"], r["reason"], r["value"]) for r in rejects] == [(3, "row_shape", "13"), (4, "row_shape", "3")]
    assert json.loads(rejects[0]["cells"])[-1] == "lebih"


def test_a_row_cut_short_and_a_row_shifted_are_told_apart(office: Office, tmp_path: Path) -> None:
    head, first, second, third = table(map(line, (1, 2, 3)))
    at = head.index("description")
    cut = [*second[:at], *[None] * (len(head) - at)]
    shifted = [*third[:at], 5000, "Jalan tiga", *third[at + 2 :]]
    shifted[head.index("amount")] = "APBD"
    path = workbook(tmp_path / "b.xlsx", {"Belanja": [head, first, cut, shifted]})
    [receipt] = office.brings(path).files
    found = [(r["row"], r["reason"], r["column"]) for r in office.rejects(receipt["import_id"])]
    assert found == [(3, "row_cut_short", "fiscal_year"), (4, "row_shifted", "description")]


def test_an_id_may_be_used_again_in_another_year_or_regency(office: Office, tmp_path: Path) -> None:
    rows = [proposal(1), proposal(1, fiscal_year=2025), proposal(1, regency_code="32.02")]
    assert all(r["rejected"] == 0 for r in office.brings(csv_file(tmp_path / "u.csv", rows)).files)


def test_an_id_of_a_row_that_was_refused_is_free(office: Office, tmp_path: Path) -> None:
    rows = [proposal(1, estimated_cost="-1"), proposal(1, title="Yang benar"), proposal(2)]
    [receipt] = office.brings(csv_file(tmp_path / "u.csv", rows)).files
    assert receipt["by_reason"] == {"amount_negative": 1}


def test_context_rows_outside_what_the_register_can_hold_are_refused(office: Office, tmp_path: Path) -> None:
    usual = {"region_code": "73.02", "year": 2022, "indicator": "jumlah_penduduk", "value": 480672, "unit": "jiwa"}
    usual |= {"precision": "tepat", "source": "Dukcapil"}
    wrong = [{"value": "1." + "2" * 17}, {"value": "1_000"}, {"value": "NaN"}, {"region_code": "73"}]
    wrong += [{"indicator": "kebahagiaan"}]
    [receipt] = office.brings(csv_file(tmp_path / "k.csv", [usual, *(usual | w for w in wrong)])).files
    reasons = [r["reason"] for r in office.rejects(receipt["import_id"])]
    assert reasons == ["number_too_long", "not_a_number", "not_a_number", "region_unknown", "indicator_unknown"]


def test_dates_are_read_one_way_only(office: Office, tmp_path: Path) -> None:
    usual = {"id": 1, "parent_id": "", "tahun_rencana": 2019, "tahapan_id": 1, "tahapan": "Musrenbang Kecamatan"}
    usual |= {"kegiatan": "Irigasi", "lokasi_mentah": "-", "jenis_lokasi": "Kecamatan di Kabupaten Sukabumi"}
    days = ["2018-01-08 15:33:23", "08/01/2018"]
    rows = [usual | {"id": i, "created_at": day} for i, day in enumerate(days)]
    [receipt] = office.brings(csv_file(tmp_path / "r.csv", rows)).files
    assert [r["submitted_on"] for r in office.rows(receipt["import_id"])] == [dt.date(2018, 1, 8)]
    assert receipt["by_reason"] == {"not_a_date": 1}


def test_strict_says_by_its_exit_that_rows_were_rejected(office: Office, tmp_path: Path) -> None:
    good = csv_file(tmp_path / "baik.csv", [proposal(1)])
    bad = csv_file(tmp_path / "buruk.csv", [proposal(1), proposal(2, rank=0)])
    assert office.brings(good, "--strict").code == 0
    assert office.brings(bad, "--strict").code == 1
    assert office.brings(bad).json["files"][0]["duplicate_of"], "they were imported all the same"

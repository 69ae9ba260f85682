"""A real village workbook: headings over two rows, merged and shifted cells, bullets, notes beside the table. Nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.desk import Office

VILLAGE = "35.07.21.2012"


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory, real: Path) -> tuple[Office, dict[str, dict[str, Any]]]:
    office = Office(tmp_path_factory.mktemp("desa") / "workspace")
    files = office.brings(
        real / "proposals" / "pandanlandung_rkpdes_durkpdes_2026.xlsx", "--regency", "Kab. Malang"
    ).files
    return office, {receipt["dataset"]["kind"]: receipt for receipt in files}


def test_both_lists_are_known_and_whose_they_are_stands_in_their_titles(brought: Any) -> None:
    _, receipts = brought
    assert set(receipts) == {"du_rkpdes", "rkpdes"}
    for kind, receipt in receipts.items():
        said = {"kind": kind, "regency": "35.07", "year": 2026, "version": "", "scope": VILLAGE}
        assert receipt["dataset"] == said
        counts = [receipt[name] for name in ("accepted", "rejected", "blank", "structure")]
        assert receipt["rows_read"] == sum(counts)
        assert receipt["rejected"] == 0, "a field of work with its sum heads those below"


def test_every_wish_of_the_list_upward_is_there(brought: Any) -> None:
    office, receipts = brought
    receipt = receipts["du_rkpdes"]
    assert (receipt["rows_read"], receipt["accepted"], receipt["blank"]) == (127, 101, 11)
    assert receipt["accepted_amount"] == 595_021_500
    assert receipt["printed_total"] == 67_400_000, "the file's own total is wrong"
    assert receipt["reconciled"] == {"agree": 4, "differ": 2}
    wrong = [n for n in receipt["notes"] if "printed sum differs" in n]
    assert "baris 9:" in wrong[0] and "baris 126:" in wrong[1], "and the group in which the mistake lies is named"
    rows = office.rows(receipt["import_id"])
    assert sum(r["title"].startswith("•") for r in rows) == 59
    assert sum(r["estimated_cost"] is None for r in rows) == 93, "a wish without a cost stays without one"
    assert not any(r["title"].startswith(("BIDANG", "JUMLAH")) or r["title"].isdigit() for r in rows)
    assert {r["village_code"] for r in rows} == {VILLAGE}


def test_the_village_s_own_plan_agrees_with_its_printed_total(brought: Any) -> None:
    office, receipts = brought
    receipt = receipts["rkpdes"]
    assert (receipt["rows_read"], receipt["accepted"]) == (53, 38)
    assert receipt["accepted_amount"] == receipt["printed_total"] == 2_241_895_523
    assert receipt["reconciled"] == {"agree": 6, "differ": 0}, "five fields of work and the whole"
    rows = office.rows(receipt["import_id"])
    assert {r["fund_source"] for r in rows} == {"ADD", "DDS", "ADD, DDS", "PBH", "PAD"}
    fields = [r["field"] for r in rows]
    assert [fields.count(f"BIDANG {n}") for n in ("I", "II", "III", "IV")] == [12, 12, 11, 2], "cells merged downwards"


def test_what_stands_beside_the_table_is_counted_and_not_kept(brought: Any) -> None:
    office, receipts = brought
    notes = [n for r in receipts.values() for n in r["notes"]]
    assert any("sel di luar tabel (kolom W-AB) tidak dibaca" in n for n in notes)
    assert not any("Tim Pengelola" in n for n in notes)
    kept = [str(office.rows(r["import_id"])) + str(office.rejects(r["import_id"])) for r in receipts.values()]
    assert not any("Tim Pengelola" in words for words in kept)
    for sheet in ("PENDAPATAN DESA", "KONTROL ANGGARAN SUMBER DANA", "BELANJA PER BIDANG", "APBDES 2025"):
        assert sum(f"lembar '{sheet}' tidak dibaca" in n for n in notes) == 1, "a sheet that is not known is told once"

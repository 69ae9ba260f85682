"""Real files through the real command: what they are is recognised, every row is accounted for, to the rupiah."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.intake.desk import Office, akomodasi

RUPIAH = 1_101_742_333_850


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("nyata") / "workspace")


@pytest.fixture(scope="module")
def lombok(office: Office, real: Path) -> dict[str, Any]:
    [receipt] = office.brings(real / "apbd" / "lombokbarat_rup_2026_asli.xlsx", "--year", "2026").files
    return receipt


def test_sukabumi_is_recognised_and_every_row_accepted(office: Office, real: Path) -> None:
    [receipt] = office.brings(real / "proposals" / "sukabumi_rkpd2019_semua_tahapan.csv").files
    dataset = {"kind": "rkpdonline", "regency": "32.02", "year": 2019, "version": "", "scope": ""}
    assert receipt["dataset"] == dataset
    assert (receipt["rows_read"], receipt["accepted"], receipt["rejected"]) == (23_787, 23_787, 0)
    assert receipt["accepted_amount"] is None, "these lists have no rupiah"
    assert receipt["notes"] == [], "every column is used or ignored by name"


def test_sukabumi_s_true_duplicates_are_kept_and_stages_are_counted_as_published(office: Office, real: Path) -> None:
    [again] = office.brings(real / "proposals" / "sukabumi_rkpd2019_semua_tahapan.csv").files
    rows = office.rows(again["import_id"])
    assert len({r["row_id"] for r in rows}) == len(rows) == 23_787
    stages = Counter(r["stage"] for r in rows)
    assert (stages["pokir"], stages["musrenbang_village"], stages["musrenbang_district"]) == (2_177, 6_021, 9_571)
    assert [stages[s] for s in ("initial_draft", "agency_forum", "musrenbang_regency")] == [3_010, 2_599, 407]
    assert stages["final_draft"] == stages["kua_ppas"] == 1


def test_lombok_barat_is_the_procurement_plan_to_the_rupiah(lombok: dict[str, Any]) -> None:
    dataset = {"kind": "sirup", "regency": "52.01", "year": 2026, "version": "procurement", "scope": ""}
    assert lombok["dataset"] == dataset
    assert (lombok["rows_read"], lombok["accepted"], lombok["rejected"]) == (9_894, 9_866, 28)
    assert lombok["accepted_amount"] == RUPIAH
    assert lombok["by_reason"] == {"row_cut_short": 26, "row_shifted": 2}


def test_lombok_barat_s_broken_rows_are_kept_with_sheet_row_reason_and_cells(
    office: Office, lombok: dict[str, Any]
) -> None:
    rejects = office.rejects(lombok["import_id"])
    assert len({r["row"] for r in rejects}) == len(rejects) == 28
    for reject in rejects:
        assert reject["sheet"] == lombok["sheet"] and 2 <= reject["row"] <= 9_895
        assert reject["sentence"].startswith(f"{lombok['sheet']}, baris {reject['row']}: ")
        assert any(json.loads(reject["cells"]))
    accepted = {r["row"] for r in office.rows(lombok["import_id"])}
    assert accepted.isdisjoint(r["row"] for r in rejects) and len(accepted) == 9_866


def test_the_same_packages_as_csv_are_the_same_rows(office: Office, real: Path, lombok: dict[str, Any]) -> None:
    [receipt] = office.brings(real / "apbd" / "lombokbarat_rup_2026_paket.csv", "--year", "2026").files
    assert (receipt["rows_read"], receipt["accepted"], receipt["rejected"]) == (9_866, 9_866, 0)
    assert receipt["accepted_amount"] == RUPIAH
    assert receipt["supersedes"] == lombok["import_id"]
    assert receipt["changes"] == {"new": 0, "changed": 0, "same": 9_866, "gone": 0}


def test_sirup_without_a_year_is_asked_for_it(office: Office, real: Path) -> None:
    before = office.everything()
    said = office.brings(real / "apbd" / "lombokbarat_rup_2026_asli.xlsx")
    assert said.code == 2 and len(said.err.splitlines()) == 1
    assert said.err.startswith("lombokbarat_rup_2026_asli.xlsx: ") and "--year 2026" in said.err
    assert office.everything() == before


def test_the_shipped_context_imports_without_a_reject(office: Office, root: Path) -> None:
    path = root / "data" / "reference" / "context" / "73.02.csv"
    [receipt] = office.brings(path).files
    assert (receipt["kind"], receipt["dataset"]["regency"], receipt["rejected"]) == ("context", "73.02", 0)
    assert receipt["accepted"] == receipt["rows_read"] == len(path.read_text(encoding="utf-8").splitlines()) - 1


@pytest.mark.parametrize("name", ["morowali_rkpd_pagu_asli.xlsx", "morowali_rkpd_pagu_per_subkegiatan.csv"])
def test_morowali_s_ceilings_are_read_to_the_rupiah_and_those_without_are_told(
    workspace: Path, real: Path, name: str
) -> None:
    said = Office(workspace).brings(real / "apbd" / name, "--regency", "Kabupaten Morowali", "--year", "2022")
    [receipt] = said.files
    assert receipt["dataset_id"] == "rkpd_pagu:72.06:2022:rkpd:"
    assert (receipt["rows_read"], receipt["accepted"], receipt["rejected"], receipt["structure"]) == (
        2_190,
        1_374,
        0,
        816,
    )
    assert receipt["accepted_amount"] == 1_535_759_496_336
    assert receipt["notes"][0].startswith("816 sub kegiatan atau rekening tanpa rupiah")
    rows = Office(workspace).rows(receipt["import_id"])
    assert len({r["row_id"] for r in rows}) == 1_374 and all(r["amount"] is not None for r in rows)
    assert len({(r["agency_code"], r["agency"]) for r in rows}) == 39
    assert all(r["sub_activity"] and not r["sub_activity"][:1].isdigit() for r in rows)


REFUSED = [
    "wilayah/bulukumba_wilayah.csv",
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_of_no_known_kind_is_refused_in_one_sentence(workspace: Path, real: Path, name: str) -> None:
    said = akomodasi("import", real / name, "--workspace", workspace, "--json")
    assert said.code == 2 and len(said.err.splitlines()) == 1
    assert Path(name).name in said.err and said.json["error"] == "kind_unknown"
    assert not workspace.exists()


def test_a_map_is_boundaries_and_no_table(workspace: Path, real: Path) -> None:
    said = akomodasi("import", real / "boundaries" / "bulukumba_desa.geojson", "--workspace", workspace, "--json")
    [file] = said.json["files"]
    assert said.code == 0 and (file["kind"], file["rows_read"], file["accepted"]) == ("boundary", 136, 136)

"""The committed facts about Bulukumba against the real files they were read from (`real` = the folder with them)."""

from __future__ import annotations

import csv
import importlib.util
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "data" / "reference" / "context" / "73.02.csv"


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    """The committed table as text."""
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """data/build_context.py as a module: data/ is no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("build_context", ROOT / "data" / "build_context.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


def money(facts: list[dict[str, str]], prefix: str, year: int) -> int:
    """Sum in rupiah of all indicators that begin with `prefix` in one year."""
    return sum(int(f["value"]) for f in facts if f["indicator"].startswith(prefix) and f["year"] == str(year))


def test_the_table_is_what_the_script_makes_of_the_real_files(real: Path, script: ModuleType, tmp_path: Path) -> None:
    out = tmp_path / "73.02.csv"
    assert script.main([str(real), "--out", str(out)]) == 0
    assert out.read_bytes() == TABLE.read_bytes()


def test_nothing_of_the_real_files_is_left_out(real: Path, facts: list[dict[str, str]]) -> None:
    def count(name: str) -> int:
        with (real / name).open(encoding="utf-8-sig", newline="") as handle:
            return sum(1 for _ in csv.DictReader(handle))

    expected = (
        count("context/bulukumba_apbd_dipublikasikan.csv")
        + count("context/bulukumba_indikator_bps_2015_2022.csv")
        + count("apbd/djpk_apbd2023_bulukumba.csv")
        + 4  # village fund: ceiling and payment, two years
        + 4 * count("context/bulukumba_idm2024_desa.csv")
        + 2 * count("wilayah/bulukumba_wilayah.csv")
        + 4  # population, two sexes, area
    )
    assert len(facts) == expected


@pytest.mark.parametrize(
    ("prefix", "billions"),
    [
        ("apbd_jenis_4", "1530.08"),
        ("apbd_jenis_5", "1574.48"),
        ("apbd_jenis_52", "338.11"),
        ("apbd_jenis_54", "176.47"),
    ],
)
def test_the_2023_rows_add_up_to_the_totals_named_with_the_files(
    facts: list[dict[str, str]], prefix: str, billions: str
) -> None:
    assert f"{money(facts, prefix, 2023) / 1e9:.2f}" == billions


def test_the_2023_budget_balances_to_the_rupiah(facts: list[dict[str, str]]) -> None:
    revenue, spending = money(facts, "apbd_jenis_4", 2023), money(facts, "apbd_jenis_5", 2023)
    received, paid = money(facts, "apbd_jenis_61", 2023), money(facts, "apbd_jenis_62", 2023)
    assert revenue - spending + received - paid == 0


def test_the_2021_revenue_named_in_the_news_is_the_sum_of_its_three_parts(facts: list[dict[str, str]]) -> None:
    value = {f["indicator"]: int(f["value"]) for f in facts if f["year"] == "2021" and f["unit"] == "Rp"}
    parts = value["apbd_pad"] + value["apbd_pendapatan_transfer"] + value["apbd_pendapatan_lain"]
    assert value["apbd_pendapatan"] == parts == 1_521_740_009_798


def test_village_fund_figures_stand_as_published_with_what_is_odd_about_them(facts: list[dict[str, str]]) -> None:
    assert money(facts, "dana_desa_pagu", 2023) == 96_198_161_000
    assert money(facts, "dana_desa_pagu", 2024) == 97_921_301_000
    notes = {f["year"]: f["note"] for f in facts if f["indicator"] == "dana_desa_realisasi"}
    assert money(facts, "dana_desa_realisasi", 2023) == 99_064_338_200
    assert "melebihi pagu" in notes["2023"] and "tidak dikoreksi" in notes["2023"]
    assert money(facts, "dana_desa_realisasi", 2024) == 71_642_863_200
    assert notes["2024"] == "sebagian tahun berjalan"


def test_109_desa_have_an_index_and_a_status_and_no_kelurahan_has(facts: list[dict[str, str]]) -> None:
    index = [f for f in facts if f["indicator"] == "idm"]
    assert len({f["region_code"] for f in index}) == len(index) == 109
    assert all(f["region_code"].split(".")[3].startswith("2") for f in index)  # 2xxx = desa, 1xxx = kelurahan
    assert Counter(f["note"] for f in index) == {"MANDIRI": 59, "MAJU": 46, "BERKEMBANG": 4}
    assert {f["region_code"]: f["value"] for f in index}["73.02.03.2006"] == "0.8876"
    for part in ("idm_sosial", "idm_ekonomi", "idm_lingkungan"):
        assert sum(f["indicator"] == part for f in facts) == 109


def test_every_place_has_a_centre_point_without_a_year(facts: list[dict[str, str]]) -> None:
    points = [f for f in facts if f["indicator"] in {"titik_lintang", "titik_bujur"}]
    assert {f["year"] for f in points} == {""}
    assert Counter(f["region_code"].count(".") for f in points) == {1: 2, 2: 20, 3: 272}


def test_population_and_area_are_the_figures_named_in_the_list_of_sources(
    real: Path, facts: list[dict[str, str]]
) -> None:
    words = (real / "SOURCES.md").read_text(encoding="utf-8")
    value = {f["indicator"]: f["value"] for f in facts if f["region_code"] == "73.02"}
    for name in ("jumlah_penduduk", "penduduk_laki_laki", "penduduk_perempuan"):
        assert f"{int(value[name]):,}" in words
    assert int(value["penduduk_laki_laki"]) + int(value["penduduk_perempuan"]) == int(value["jumlah_penduduk"])
    assert f"{float(value['luas_wilayah']):,.3f} km2" in words


def test_budget_rows_carry_the_name_the_ministry_printed(real: Path) -> None:
    words = tomllib.loads((ROOT / "analytics/vocabulary/indicators.toml").read_text(encoding="utf-8"))["indicator"]
    with (real / "apbd/djpk_apbd2023_bulukumba.csv").open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            code = row["standarjenis_by_kode"]
            assert f"{code}. {words[f'apbd_jenis_{code}']['label_id']}" == row["Standarjenis"]


def test_a_release_date_before_the_data_is_said_and_not_repeated_as_a_source(facts: list[dict[str, str]]) -> None:
    doubtful = [f for f in facts if "lebih awal daripada tahun datanya" in f["note"]]
    assert {f["year"] for f in doubtful} == {"2022"}
    assert all("2021" not in f["source"] for f in doubtful)


def test_a_heading_nobody_has_described_stops_the_build(real: Path, script: ModuleType, tmp_path: Path) -> None:
    name = "context/bulukumba_apbd_dipublikasikan.csv"
    (tmp_path / "context").mkdir()
    header = (real / name).read_text(encoding="utf-8-sig").splitlines()[0]
    (tmp_path / name).write_text(f"{header}\n2024,Belanja lain,1,tepat,https://example.org/a\n", encoding="utf-8")
    with pytest.raises(KeyError):
        list(script.published_totals(tmp_path))

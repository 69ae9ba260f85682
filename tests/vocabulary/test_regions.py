"""What the list of regions holds and how a regency is found in it. Never checks the ministry's own spelling."""

import hashlib
import importlib.util
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics.vocabulary import regions
from analytics.vocabulary.text import clean_spaces, squeeze


def test_indonesia_has_38_provinces_514_regencies_7285_districts_and_83762_villages() -> None:
    kinds = Counter(regions._table()["kind"].to_pylist())
    assert kinds["province"] == len(regions.provinces()) == 38
    assert kinds["regency"] + kinds["city"] == len(regions.regencies()) == 514
    assert kinds["district"] == 7_285
    assert {kind: kinds[kind] for kind in regions.VILLAGE_KINDS} == {
        "desa": 75_252,
        "kelurahan": 8_496,
        "desa_adat": 14,
    }
    assert sum(kinds[kind] for kind in regions.VILLAGE_KINDS) == 83_762


def test_bulukumba_has_10_districts_109_desa_and_27_kelurahan() -> None:
    bulukumba = regions.regency("73.02")
    assert bulukumba.region == regions.Region("73.02", "Kabupaten Bulukumba", "regency", "73")
    assert len(bulukumba.districts) == 10
    assert Counter(village.kind for village in bulukumba.villages) == {"desa": 109, "kelurahan": 27}


def test_every_region_lies_in_the_region_its_code_begins_with() -> None:
    table = regions._table().to_pydict()
    codes = set(table["code"])
    assert len(codes) == len(table["code"]), "a code occurs twice"
    for code, parent in zip(table["code"], table["parent"], strict=True):
        assert parent == code.rpartition(".")[0]
        assert parent == "" or parent in codes


def test_codes_are_text_so_73_10_is_not_73_1() -> None:
    assert regions.region("73.10").name == "Kabupaten Pangkajene dan Kepulauan"
    with pytest.raises(regions.UnknownRegion):
        regions.region("73.1")


def test_a_customary_village_is_called_what_it_is() -> None:
    assert regions.region("91.03.01.3007").kind == "desa_adat"
    assert regions.label("91.03.01.3007") == "Desa Adat Yoboi, Kec. Sentani"


@pytest.mark.parametrize("code", ["99.99", "73.02.01", "73", "7302", "73.0", "", "73.02; drop", "%"])
def test_an_unknown_regency_is_refused_in_one_sentence(code: str) -> None:
    with pytest.raises(regions.UnknownRegion) as refusal:
        regions.regency(code)
    assert refusal.value.code == code
    assert str(refusal.value) == f"Kode wilayah '{code}' tidak ada dalam daftar; tulis seperti 73.02."
    assert isinstance(refusal.value, KeyError)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("32.02", "32.02"),
        ("3202", "32.02"),
        (" 73.02 ", "73.02"),
        ("KAB. LOMBOK BARAT", "52.01"),
        ("Kab.Bulukumba", "73.02"),
        ("Kabupaten  Bulukumba", "73.02"),
        ("bulukumba", "73.02"),
        ("Pemerintah Daerah Kabupaten Lombok Barat", "52.01"),
        ("Pemkab Bulukumba", "73.02"),
        ("Kota Sukabumi", "32.72"),
        ("Pemkot Sukabumi", "32.72"),
        ("Kabupaten Sukabumi", "32.02"),
        ("Kotabaru", "63.02"),
        ("Kab. Lima Puluh Kota", "13.07"),
        ("Kota Jakarta Timur", "31.75"),
        ("Kota Adm. Jakarta Timur", "31.75"),
        ("Kabupaten OKU Timur", "16.08"),
    ],
)
def test_a_regency_is_found_by_code_title_or_name(text: str, code: str) -> None:
    found = regions.find_regency(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text", ["SUKABUMI", "Bandung", "Kota Bulukumba", "Provinsi Bali", "99.99", "Kab.", "Kota", ""]
)
def test_a_name_shared_or_unknown_names_no_regency(text: str) -> None:
    assert regions.find_regency(text) is None


def test_every_regency_is_found_by_its_own_name() -> None:
    assert all(regions.find_regency(row.name) == row for row in regions.regencies())


def test_a_label_says_the_district_of_a_village_and_leaves_an_unknown_code_alone() -> None:
    assert regions.label("52.01.12.2013") == "Desa Gegelang, Kec. Lingsar"
    assert regions.label("52.01.01.1004") == "Kel. Dasan Geres, Kec. Gerung"
    assert regions.label("52.01.12") == "Kec. Lingsar"
    assert regions.label("52.01") == "Kabupaten Lombok Barat"
    assert regions.label("52") == "Nusa Tenggara Barat"
    assert regions.label("52.01.12.9999") == "52.01.12.9999"


def test_every_alias_points_to_a_region_of_its_regency_and_says_something_new() -> None:
    groups = [row.code for row in regions.regencies() if regions.aliases(row.code)]
    assert {"73.02", "52.01", "32.02"} <= set(groups)
    for group in groups:
        for variant, code in regions.aliases(group).items():
            assert code.startswith(f"{group}."), variant
            assert squeeze(variant) != squeeze(regions.region(code).name), (
                f"{variant}: blanks and capitals never matter"
            )
    assert all(regions.region(code).kind in regions.REGENCY_KINDS for code in regions.aliases("regencies").values())


def test_a_regency_is_read_in_a_tenth_of_a_second_without_pandas() -> None:
    script = (
        "import sys, time, pyarrow.parquet, pyarrow.compute\n"
        "from analytics.vocabulary import regions\n"
        "start = time.process_time()\n"
        "regions.regency('52.01')\n"
        "print(time.process_time() - start, 'pandas' in sys.modules)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    seconds, pandas = zip(*(run.stdout.split() for run in runs), strict=True)
    assert min(map(float, seconds)) < 0.1
    assert set(pandas) == {"False"}


def test_the_same_package_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_regions", root / "data" / "build_regions.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    table = regions._table()
    rows = list(zip(*(table[name].to_pylist() for name in ("code", "name", "kind", "parent")), strict=True))
    build.write(rows, tmp_path / "again.parquet")
    assert pq.read_table(tmp_path / "again.parquet").equals(table)
    digest = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "again.parquet", regions._PARQUET)]
    assert digest[0] == digest[1], "regions.parquet was not written by this pyarrow and this script"


def test_the_licence_of_the_data_travels_with_it(root: Path) -> None:
    notice = (root / "data" / "reference" / "REGIONS-LICENSE.md").read_text(encoding="utf-8")
    for words in ("idn-area-data 4.0.1", "fityannugroho", "https://opendatacommons.org/licenses/odbl/1-0/"):
        assert words in notice


def test_a_key_keeps_letters_and_digits_only() -> None:
    assert squeeze("  Bug-Bug ") == squeeze("BUG BUG") == "bugbug"
    assert squeeze("Udek Du’en") == squeeze("Udek Du'en") == "udekduen"
    assert squeeze("Café № 7") == "cafeno7"
    assert clean_spaces("  Desa \n Bira\t") == "Desa Bira"

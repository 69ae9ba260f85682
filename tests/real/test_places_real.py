"""Places in published files: Lombok Barat's procurement plan 2026, Sukabumi's proposals for 2019, the finance ministry's list."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from analytics.vocabulary.gazetteer import Place, gazetteer
from analytics.vocabulary.regions import find_regency, regency
from analytics.vocabulary.text import squeeze

pytestmark = pytest.mark.real


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def packages(real: Path) -> list[tuple[str, Place]]:
    places = gazetteer("52.01")
    names = [row["Nama Paket"] for row in rows(real / "apbd" / "lombokbarat_rup_2026_paket.csv")]
    return [(name, places.scan(name)) for name in names]


@pytest.fixture(scope="module")
def coded(packages: list[tuple[str, Place]]) -> list[tuple[str, Place]]:
    return [(name, place) for name, place in packages if re.search(r"\(\d\d\.\d\d\)", name)]


def test_744_of_9866_packages_mention_a_desa_or_a_dusun(packages: list[tuple[str, Place]]) -> None:
    assert len(packages) == 9_866
    assert sum(place.mention for _, place in packages) == 744


def test_701_packages_name_one_village(packages: list[tuple[str, Place]]) -> None:
    """Fewer mentions resolve than there are (573 of 744: the rest say "Pemerintah Desa"); kelurahan are no mentions."""
    assert Counter(place.evidence for _, place in packages) == {
        "": 9_148,
        "name": 542,
        "code+name": 145,
        "district": 17,
        "code": 8,
        "conflict": 6,
    }
    assert sum(place.village_code is not None for _, place in packages) == 701
    assert sum(place.village_code is not None for _, place in packages if place.mention) == 573
    assert len({place.village_code for _, place in packages} - {None}) == 115


def test_of_158_packages_with_a_code_144_are_confirmed_by_a_name(coded: list[tuple[str, Place]]) -> None:
    """133 by the very name after "Desa" and the like, 6 by an alias, 5 by the name elsewhere in the text."""
    assert len(coded) == 158
    assert Counter((place.evidence, place.note.split(":")[0]) for _, place in coded) == {
        ("code+name", ""): 133,
        ("code+name", "alias"): 6,
        ("code+name", "unmarked"): 5,
        ("conflict", "code_differs"): 6,
        ("code", ""): 7,
        ("code", "unknown"): 1,
    }


def test_six_codes_disagree_with_the_name_and_the_name_wins(coded: list[tuple[str, Place]]) -> None:
    conflicts = {
        (place.note.removeprefix("code_differs: "), place.village_code)
        for _, place in coded
        if place.evidence == "conflict"
    }
    assert conflicts == {
        ("52.01.08.2003", "52.01.08.2011"),  # Bagik Polak, named Bagik Polak Barat
        ("52.01.08.2006", "52.01.08.2008"),  # Bajur, named Kuranji
        ("52.01.13.2003", "52.01.13.2008"),  # Mareje, named Mareje Timur
        ("52.01.13.2009", "52.01.13.2002"),  # Jembatan Kembar Timur, named Jembatan Kembar
        ("52.01.14.2001", "52.01.14.2009"),  # Batulayar, named Batu Layar Barat
        ("52.01.14.2002", "52.01.07.2006"),  # Meninting, named Batu Putih
    }


def test_a_village_found_in_a_text_is_spelled_there(packages: list[tuple[str, Place]]) -> None:
    """Unless a note says how else it is written, or only a code was there."""
    names = {row.code: squeeze(row.name) for row in regency("52.01").villages}
    for name, place in packages:
        if place.village_code and place.evidence != "code" and not re.search("alias|similar", place.note):
            assert names[place.village_code] in squeeze(name), name


def test_every_village_sukabumi_wrote_down_is_found(real: Path) -> None:
    """394 pairs in 17,769 rows; the 8 that name no village are the form's "-- SILAHKAN PILIH --" (22 rows)."""
    stages = {"Musrenbang Desa/Kelurahan", "Musrenbang Kecamatan", "Pokok Pikiran Dewan"}
    pairs = Counter(
        (row["kecamatan"], row["desa"])
        for row in rows(real / "proposals" / "sukabumi_rkpd2019_semua_tahapan.csv")
        if row["tahapan"] in stages and row["jenis_lokasi"] == "Kecamatan di Kabupaten Sukabumi"
    )
    places = gazetteer("32.02")
    found = {(district, village): places.village(village, places.district(district)) for district, village in pairs}
    missing = {pair for pair, place in found.items() if place.village_code is None}
    assert (len(pairs), sum(pairs.values())) == (394, 17_769)
    assert {village for _, village in missing} == {"-- SILAHKAN PILIH --"}
    assert (len(missing), sum(pairs[pair] for pair in missing)) == (8, 22)
    resolved = [place for place in found.values() if place.village_code]
    assert len(resolved) == len({place.village_code for place in resolved}) == len(regency("32.02").villages) == 386
    assert sorted(place.note for place in resolved if place.note) == [
        "alias: cikaraethoyibah",
        "alias: gunungkramat",
        "alias: langensari",
    ]


def test_the_finance_ministrys_names_are_all_found(real: Path) -> None:
    names = {row["Namapemda"] for row in rows(real / "apbd" / "djpk_apbd2023_semua_daerah_per_jenis.csv")}
    unknown = {name for name in names if find_regency(name) is None}
    assert {name.split()[0] for name in unknown} == {"Provinsi"}
    codes = [found.code for found in map(find_regency, names) if found]
    assert len(codes) == len(set(codes)) == 508


def test_bulukumbas_official_list_and_village_index_resolve_by_name(real: Path) -> None:
    places = gazetteer("73.02")
    for row in rows(real / "context" / "bulukumba_idm2024_desa.csv"):
        district = places.district(row["kecamatan"])
        assert district == row["kode_kecamatan"]
        assert places.village(row["desa"], district).village_code == row["kode"]

"""The fictional regency is found like any other, and none of its names is a real place's."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from analytics.demo.model import World
from analytics.demo.places import FLOWERS, GROUPS, HAMLETS
from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import gazetteer
from analytics.vocabulary.text import squeeze


def bare(name: str) -> str:
    return squeeze(name.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Provinsi "))


def test_it_has_10_districts_109_desa_and_27_kelurahan_one_district_of_kelurahan_only() -> None:
    found = regions.regency("99.01")
    assert len(found.districts) == 10
    assert Counter(v.kind for v in found.villages) == {"desa": 109, "kelurahan": 27}
    of_desa = {v.parent for v in found.villages if v.kind == "desa"}
    assert [d.name for d in found.districts if d.code not in of_desa] == ["Kotareka"]


def official_names() -> set[str]:
    return {bare(name) for name in regions._table()["name"].to_pylist()}


def test_no_name_occurs_among_the_official_places_or_twice() -> None:
    official = official_names()
    found = regions.regency("99.01")
    names = [bare(r.name) for r in (found.region, *found.districts, *found.villages)]
    assert len(official) > 50_000
    assert not set(names) & official
    assert bare(regions.region("99").name) not in official
    assert len(set(names)) == len(names)


def test_no_hamlet_group_or_posyandu_bears_the_name_of_an_official_place() -> None:
    found = regions.regency("99.01")
    distinctive = [group.split()[0] for group in GROUPS]
    names = [bare(name) for name in (*HAMLETS, *GROUPS, *distinctive, *FLOWERS)]
    assert not set(names) & official_names()
    assert not set(names) & {bare(r.name) for r in (*found.districts, *found.villages)}
    assert len(set(HAMLETS)) == len(HAMLETS) >= 20
    assert len(set(distinctive)) == len(distinctive)


def test_roads_schools_irrigation_and_health_posts_are_called_after_invented_places_only(full: World) -> None:
    found = regions.regency("99.01")
    places = {r.name for r in (*found.districts, *found.villages)} | set(HAMLETS)
    names = "|".join(sorted(map(re.escape, (*places, *GROUPS, *FLOWERS)), key=len, reverse=True))
    place = rf"(?:(?:Desa|Kelurahan|Dusun|Lingkungan|SDN \d|Kelompok Tani|Kelompok Nelayan|Pokdakan|Kelompok Usaha) )?(?:{names})"
    numbered = rf"(?:RT \d\d RW \d\d )?{place}(?: I+)?(?: {place})?(?: - {place})?"
    spoken = {need.at for need in full.needs}
    assert len(spoken) > 2_000
    assert [at for at in spoken if not re.fullmatch(numbered, at)] == []
    objects = re.compile(r"(D\.I\.|SDN \d|Puskesmas Pembantu(?: Desa| Kelurahan| Ds\.| Kel\.)?) ((?:Angan )?\w+)")
    said = [m[2] for y in full.years for x in full.lines[y] if x.works for m in objects.finditer(x.text)]
    slips = [name for name in said if name not in places]
    assert len(said) > 300
    assert len(slips) <= 0.02 * len(said)  # two letters swapped, now and then


def test_it_is_found_by_code_and_by_name_and_is_in_no_list() -> None:
    for text in ("99.01", "9901", "Kabupaten Rekaan", "KAB. REKAAN", "Rekaan"):
        found = regions.find_regency(text)
        assert found is not None
        assert found.code == "99.01"
    assert regions.label("99.01.03.2001") == "Desa Tirtacita, Kec. Wanacita"
    assert regions.exists("99") and regions.exists("99.01.10")
    assert regions.within(["99.01"]).num_rows == 148
    assert "99.01" not in {r.code for r in regions.regencies()}
    assert "99" not in {r.code for r in regions.provinces()}


@pytest.mark.parametrize(("code", "is_so"), [("99.01", True), ("99.01.03.2001", True), ("73.02", False), ("", False)])
def test_a_fictional_place_is_known_as_such(code: str, is_so: bool) -> None:
    assert regions.fictional(code) is is_so


def test_texts_name_its_places() -> None:
    place = gazetteer("99.01").scan("Pemb. Drainase Ds. Tirtacita Kec. Wanacita")
    assert place.village_code == "99.01.03.2001"
    assert gazetteer("99.01").district("Wana Cita") == "99.01.03"


def test_it_lies_in_the_open_ocean(root: Path) -> None:
    shape = json.loads((root / "data" / "static" / "rekaan.geojson").read_text(encoding="utf-8"))
    coast = shape["features"][0]["geometry"]["coordinates"][0]
    assert coast[0] == coast[-1]
    assert all(109 < lon < 111 and -16 < lat < -14 for lon, lat in coast)

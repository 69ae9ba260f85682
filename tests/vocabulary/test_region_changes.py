"""Units that were renamed, divided, moved or changed their kind: what was written then is found under today's code."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import Gazetteer, Place, gazetteer
from analytics.vocabulary.region_changes import KINDS, Change, _all, changes

# Invented changes of real units, to try the rules on: none of them is said to have happened.
ARA, LEMBANNA, KAJANG_LEMBANNA = "73.02.03.2006", "73.02.03.2008", "73.02.06.2004"
SAID = {"source": "uji", "checked": "2026-11-24"}


def places(*told: Change, year: int | None = None) -> Gazetteer:
    return Gazetteer("73.02", told, year)


def renamed(name: str, *now: str, until: int = 2018, what: str = "renamed", **more: str) -> Change:
    return Change(what, now, until, name=name, **SAID, **more)


def test_every_change_stands_with_its_source_and_the_day_it_was_checked() -> None:
    assert _all()
    for told in _all():
        regency = told["regency"]
        assert told["what"] in KINDS and told["source"]
        assert dt.date.fromisoformat(told["checked"]) and 1945 <= told["until"] < 2100
        assert all(regions.exists(code) and code.startswith(regency) for code in told["now"])
        assert told.get("name") or told.get("code")
        assert told["what"] != "moved" or regions.exists(told["district"])
    assert all(changes(told["regency"]) for told in _all())


@pytest.mark.parametrize("year", [2012, 2018, 2019, 2030, None])
def test_a_former_name_is_todays_unit_in_any_year(year: int | None) -> None:
    found = places(renamed("Tana Lama", ARA), year=year)
    for place in (
        found.village("Tana Lama", "73.02.03"),
        found.village("Desa Tana Lama"),
        found.scan("Jalan Desa Tana Lama"),
    ):
        assert (place.village_code, place.note) == (ARA, "former: Tana Lama until 2018")


def test_a_name_of_today_is_found_in_the_years_before_it(year: int = 2012) -> None:
    assert places(renamed("Tana Lama", ARA), year=year).village("Ara", "73.02.03")[:5] == Place(
        "73.02.03", ARA, "name", False, ""
    )


def test_a_former_name_that_another_village_bears_today_is_decided_by_the_year() -> None:
    told = renamed("Lembanna", ARA)  # as if Ara had been called so, beside the Lembanna of today
    assert places(told, year=2020).village("Lembanna", "73.02.03").village_code == LEMBANNA
    then = places(told, year=2018).village("Lembanna", "73.02.03")
    assert (then.village_code, then.note) == (None, f"ambiguous: {LEMBANNA} {ARA}")


def test_a_district_may_have_had_another_name() -> None:
    assert places(renamed("Pantai Lama", "73.02.03")).district("Kec. Pantai Lama") == "73.02.03"


def test_a_divided_village_is_the_one_that_kept_the_name() -> None:
    told = renamed("Ara", ARA, LEMBANNA, what="split")
    then, now = places(told, year=2018).village("Ara", "73.02.03"), places(told, year=2019).village("Ara", "73.02.03")
    assert (then.village_code, then.note) == (ARA, "former: Ara until 2018")
    assert (now.village_code, now.note) == (ARA, "")


def test_a_divided_village_whose_name_nobody_kept_is_not_guessed() -> None:
    place = places(renamed("Tana Luas", ARA, LEMBANNA, what="split")).village("Tana Luas", "73.02.03")
    assert (place.village_code, place.note) == (None, f"ambiguous: {ARA} {LEMBANNA}")


def test_a_village_that_lay_in_another_district_is_found_there_too() -> None:
    found = places(Change("moved", (ARA,), 2018, name="Ara", district="73.02.06", **SAID))
    place = found.village("Ara", "73.02.06")
    assert (place.district_code, place.village_code, place.note) == ("73.02.03", ARA, "former: Ara until 2018")


def test_a_former_code_is_todays_unit() -> None:
    found = places(Change("kind", (ARA,), 2018, code="73.02.03.1099", **SAID))
    assert found.official("73.02.03.1099") == found.official("7302031099") == ARA
    assert found.village("73.02.03.1099").village_code == ARA
    assert found.scan("Jalan 73.02.03.1099").village_code == ARA


def test_years_between_two_changes_share_a_gazetteer() -> None:
    assert gazetteer("73.02", 2012) is gazetteer("73.02", 2026) is gazetteer("73.02")
    assert gazetteer("99.01", 2012) is gazetteer("99.01", 2014)
    assert gazetteer("99.01", 2014) is not gazetteer("99.01", 2015)
    assert gazetteer("99.01", 2012).village("Tirta Lama").village_code == "99.01.03.2001"

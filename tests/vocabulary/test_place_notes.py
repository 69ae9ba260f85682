"""The words an open place is known by, and what settled words make of it."""

from __future__ import annotations

import pytest

from analytics.vocabulary.gazetteer import Place, gazetteer
from analytics.vocabulary.place_notes import key, settled

ARA, LEMBANNA = "73.02.03.2006", "73.02.03.2008"


@pytest.mark.parametrize("words", ["Kampung Tengah", "Desa Kampung-Tengah", "KEC. KAMPUNG TENGAH", "kampungtengah"])
def test_words_are_known_by_their_letters(words: str) -> None:
    assert key(words) == "kampungtengah"


def test_words_without_letters_have_no_key() -> None:
    assert key(" - ") == ""


def test_a_name_of_several_villages_is_settled_by_that_name() -> None:
    place = gazetteer("73.02").village("Lembanna")
    assert place.note.startswith("ambiguous: ")
    now = settled(place, {("lembanna", ""): LEMBANNA})
    assert (now.village_code, now.evidence, now.note) == (LEMBANNA, "alias", "settled: lembanna")


def test_a_place_that_was_resolved_stays_as_it_is() -> None:
    place = gazetteer("73.02").village("Ara", "73.02.03")
    assert settled(place, {("ara", "73.02.03"): LEMBANNA}) is place


def test_several_open_names_give_a_place_only_where_they_agree() -> None:
    place = Place("73.02.03", None, "district", True, "unknown: satu nama; unknown: dua nama")
    one, two = ("satunama", "73.02.03"), ("duanama", "73.02.03")
    assert settled(place, {one: ARA}).note == "settled: satunama 73.02.03; unknown: dua nama"
    assert settled(place, {one: ARA, two: LEMBANNA}) is place
    assert settled(place, {one: None}) is place
    assert settled(place, {one: None, two: ARA}).village_code == ARA
    assert settled(place, {one: None, two: None})[:3] == ("73.02.03", None, "alias")


def test_codes_of_different_names_are_no_words() -> None:
    place = Place(None, None, "", False, f"ambiguous: {ARA} {LEMBANNA}")
    assert settled(place, {("ara", ""): ARA, ("lembanna", ""): LEMBANNA}) is place

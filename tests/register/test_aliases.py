"""What people settle about words for places: kept with what was before, said by those who may, undone by another word."""

from __future__ import annotations

import pytest

from analytics.errors import AkomodasiError, NotAllowed
from analytics.register.aliases import SETTLED, WITHDRAWN, Word, aliases, known, settle, settle_all, withdraw
from analytics.register.people import grant
from analytics.register.workspace import Workspace
from tests.intake.desk import CLERK

BULUKUMBA, DISTRICT, ARA, LEMBANNA = "73.02", "73.02.03", "73.02.03.2006", "73.02.03.2008"


def test_a_settled_word_is_known_by_its_key_and_district(book: Workspace) -> None:
    settle(book, CLERK, BULUKUMBA, " Desa Kampung-Tengah ", DISTRICT, ARA)
    alias = known(book, BULUKUMBA)["kampungtengah", DISTRICT]
    assert (alias.code, alias.words, alias.author) == (ARA, "Desa Kampung-Tengah", CLERK)
    assert known(book, "52.01") == {}
    assert aliases(book) == {BULUKUMBA: {("kampungtengah", DISTRICT): ARA}}


def test_settling_again_keeps_what_was_before(book: Workspace) -> None:
    settle(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT, ARA)
    settle(book, CLERK, BULUKUMBA, "KAMPUNG TENGAH", DISTRICT, None)
    settle(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT, LEMBANNA)
    said = [(e.payload["before"], e.payload["code"]) for e in book.ledger.events(SETTLED)]
    assert said == [(None, ARA), ({"code": ARA}, None), ({"code": None}, LEMBANNA)]
    assert known(book, BULUKUMBA)["kampungtengah", DISTRICT].code == LEMBANNA


def test_the_same_word_twice_is_written_once(book: Workspace) -> None:
    first = settle(book, CLERK, BULUKUMBA, "Kampung Tengah", None, ARA)
    assert first == known(book, BULUKUMBA)["kampungtengah", ""].seq
    assert settle(book, CLERK, BULUKUMBA, "kampung tengah", None, ARA) is None
    assert len(book.ledger.events(SETTLED)) == 1


def test_what_is_withdrawn_is_unknown_again_and_can_be_settled_anew(book: Workspace) -> None:
    settle(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT, ARA)
    withdraw(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT)
    assert known(book, BULUKUMBA) == {}
    assert book.ledger.events(WITHDRAWN)[0].payload["before"] == {"code": ARA}
    with pytest.raises(AkomodasiError) as refused:
        withdraw(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT)
    assert refused.value.code == "place_not_settled"
    assert settle(book, CLERK, BULUKUMBA, "Kampung Tengah", DISTRICT, ARA) is not None


@pytest.mark.parametrize(
    ("words", "district", "code", "why"),
    [
        ("Kampung Tengah", DISTRICT, "52.01.12.2013", "place_no_such"),
        ("Kampung Tengah", DISTRICT, "73.02.03.2999", "place_no_such"),
        ("Kampung Tengah", DISTRICT, "73.02", "place_no_such"),
        ("Kampung Tengah", ARA, ARA, "place_no_such"),
        ("Kampung Tengah", "52.01.12", ARA, "place_no_such"),
        (" -- ", DISTRICT, ARA, "place_words"),
    ],
)
def test_a_place_of_another_regency_and_words_that_are_none_are_refused(
    book: Workspace, words: str, district: str, code: str, why: str
) -> None:
    with pytest.raises(AkomodasiError) as refused:
        settle(book, CLERK, BULUKUMBA, words, district, code)
    assert refused.value.code == why
    assert book.ledger.events(SETTLED) == []


def test_many_words_are_settled_together_or_none(book: Workspace) -> None:
    good, bad = Word("Kampung Tengah", None, ARA), Word("Tugu Batas", None, "52.01.12.2013")
    with pytest.raises(AkomodasiError):
        settle_all(book, CLERK, BULUKUMBA, [good, bad])
    assert known(book, BULUKUMBA) == {}
    assert len(settle_all(book, CLERK, BULUKUMBA, [good, Word("Tugu Batas", None, None)])) == 2


def test_only_an_importer_of_the_regency_settles(book: Workspace) -> None:
    grant(book, CLERK, "pembaca", "reviewer", BULUKUMBA)
    with pytest.raises(NotAllowed):
        settle(book, "pembaca", BULUKUMBA, "Kampung Tengah", None, ARA)
    grant(book, CLERK, "pembaca", "importer", "52.01")
    with pytest.raises(NotAllowed):
        settle(book, "pembaca", BULUKUMBA, "Kampung Tengah", None, ARA)
    grant(book, CLERK, "pembaca", "importer", BULUKUMBA)
    assert settle(book, "pembaca", BULUKUMBA, "Kampung Tengah", None, ARA)

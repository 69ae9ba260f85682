"""Draft, response period, published: who may take which step, what each leaves behind, and that nothing is taken in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.errors import AkomodasiError, NotAllowed
from analytics.register.people import grant
from analytics.register.publication import (
    DRAFT,
    PUBLISHED,
    RESPONSE,
    STATED,
    Basis,
    Standing,
    published,
    standings,
    state,
    trail,
)
from analytics.register.workspace import Workspace
from tests.intake.desk import CLERK

R, OFFICE, FIRST, SECOND = "73.02", "Bappeda Kabupaten Bulukumba", Basis("aaa", 7, "c"), Basis("bbb", 9, "c")
MONDAY, SUNDAY = dt.date(2026, 11, 30), dt.date(2026, 12, 6)
AFTER = SUNDAY + dt.timedelta(1)


def opened(book: Workspace, until: dt.date = SUNDAY, year: int = 2026, basis: Basis = FIRST) -> Standing:
    return state(book, CLERK, R, year, RESPONSE, OFFICE, basis, until=until, today=MONDAY)


def out(book: Workspace, basis: Basis = FIRST) -> Standing:
    opened(book)
    return state(book, CLERK, R, 2026, PUBLISHED, OFFICE, basis, today=AFTER)


def withdrawn(book: Workspace, note: str = "salah hitung") -> Standing:
    return state(book, CLERK, R, 2026, DRAFT, OFFICE, SECOND, note, today=AFTER)


def code(refusal: pytest.ExceptionInfo[AkomodasiError]) -> str:
    for lang in ("id", "en"):
        assert refusal.value.sentence(lang).endswith(".")
    return refusal.value.code


def test_what_nobody_stated_is_a_draft(book: Workspace) -> None:
    assert standings(book) == {} and trail(book, R) == []
    assert (Standing().state, Standing().at) == (DRAFT, "")


def test_figures_are_published_by_an_office_after_the_response_period(book: Workspace) -> None:
    first = opened(book)
    assert (first.state, first.until, first.office, first.basis) == (RESPONSE, "2026-12-06", OFFICE, FIRST)
    assert (first.over(SUNDAY), first.over(AFTER)) == (False, True)
    last = state(book, CLERK, R, 2026, PUBLISHED, f"  {OFFICE} ", FIRST, today=AFTER)
    assert (last.state, last.until, last.office) == (PUBLISHED, "", OFFICE)
    assert standings(book) == {(R, 2026): last}


def test_every_step_stays_in_order_and_names_who_wrote_it_only_in_the_ledger(book: Workspace) -> None:
    out(book)
    back = withdrawn(book)
    assert (back.state, back.note) == (DRAFT, "salah hitung") and back.at
    assert [(y, s.state) for y, s in trail(book, R)] == [(2026, DRAFT), (2026, PUBLISHED), (2026, RESPONSE)]
    assert {e.author for e in book.ledger.events(STATED)} == {CLERK}
    assert all(CLERK not in str(s) for _, s in trail(book, R, 2026))


def test_years_and_regencies_stand_apart(book: Workspace) -> None:
    opened(book)
    opened(book, year=2025)
    assert set(standings(book)) == {(R, 2026), (R, 2025)}
    assert [y for y, _ in trail(book, R, 2025)] == [2025] and trail(book, "32.02") == []


def test_the_response_period_can_be_moved_and_both_days_stay_readable(book: Workspace) -> None:
    opened(book)
    opened(book, MONDAY)
    assert [s.until for _, s in trail(book, R)] == ["2026-11-30", "2026-12-06"]


@pytest.mark.parametrize("wanted", [DRAFT, PUBLISHED])
def test_a_draft_first_opens_to_responses(book: Workspace, wanted: str) -> None:
    with pytest.raises(AkomodasiError) as refusal:
        state(book, CLERK, R, 2026, wanted, OFFICE, FIRST, "x", today=AFTER)
    assert code(refusal) == "publication_step"


@pytest.mark.parametrize("wanted", [RESPONSE, PUBLISHED])
def test_what_is_published_is_withdrawn_before_it_is_another(book: Workspace, wanted: str) -> None:
    out(book)
    until = AFTER if wanted == RESPONSE else None
    with pytest.raises(AkomodasiError) as refusal:
        state(book, CLERK, R, 2026, wanted, OFFICE, SECOND, until=until, today=AFTER)
    assert code(refusal) == "publication_step"


def test_nothing_is_published_while_responses_may_still_come(book: Workspace) -> None:
    opened(book)
    with pytest.raises(AkomodasiError) as refusal:
        state(book, CLERK, R, 2026, PUBLISHED, OFFICE, FIRST, today=SUNDAY)
    assert code(refusal) == "publication_early" and "2026-12-06" in refusal.value.sentence()


def test_a_withdrawal_says_why(book: Workspace) -> None:
    out(book)
    with pytest.raises(AkomodasiError) as refusal:
        withdrawn(book, "  ")
    assert code(refusal) == "publication_reason"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"wanted": "terbit"}, "publication_no_such"),
        ({"office": " \n"}, "publication_office"),
        ({"office": "x" * 121}, "publication_long"),
        ({"note": "x" * 501}, "publication_long"),
        ({"until": None}, "publication_until"),
        ({"until": MONDAY - dt.timedelta(1)}, "publication_until"),
        ({"wanted": PUBLISHED, "until": SUNDAY}, "publication_until"),
        ({"regency": "99.99"}, "regency_unknown"),
        ({"regency": "73.02.03"}, "regency_unknown"),
        ({"year": 26}, "value_no_such"),
    ],
)
def test_what_says_nothing_is_refused_and_nothing_is_written(book: Workspace, more: dict, why: str) -> None:
    usual = {"regency": R, "year": 2026, "wanted": RESPONSE, "office": OFFICE, "basis": FIRST, "until": SUNDAY}
    before = book.ledger.events()
    with pytest.raises(AkomodasiError) as refusal:
        state(book, CLERK, **usual | more, today=MONDAY)
    assert code(refusal) == why and book.ledger.events() == before


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [("importer", "*", False), ("publisher", "32.02", False), ("publisher", R, True), ("admin", R, True)],
)
def test_only_a_publisher_of_the_regency_takes_a_step(book: Workspace, role: str, where: str, may: bool) -> None:
    grant(book, CLERK, "wati", role, where)
    if may:
        assert state(book, "wati", R, 2026, RESPONSE, OFFICE, FIRST, until=SUNDAY, today=MONDAY).state == RESPONSE
    else:
        with pytest.raises(NotAllowed):
            state(book, "wati", R, 2026, RESPONSE, OFFICE, FIRST, until=SUNDAY, today=MONDAY)
        assert book.ledger.events(STATED) == []


def test_the_marts_kept_are_those_ever_published_and_those_open_now(book: Workspace) -> None:
    opened(book)
    assert published(book.ledger) == {"aaa"}
    opened(book, basis=SECOND)
    assert published(book.ledger) == {
        "bbb"
    }  # the period was opened again with other figures: the first were never published
    state(book, CLERK, R, 2026, PUBLISHED, OFFICE, FIRST, today=AFTER)
    withdrawn(book)
    assert published(book.ledger) == {"aaa"}

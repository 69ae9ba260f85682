"""What a person says can be taken back, one word after the other; the ledger keeps all of it."""

from __future__ import annotations

import pytest

from analytics.errors import NotAllowed
from analytics.register.judgements import MADE, Word, judge, judge_all, judge_each, last_of, made_after, undo
from analytics.register.people import grant
from analytics.register.workspace import Workspace
from tests.intake.desk import CLERK

HERE, THERE = "73.02", "32.02"
A, B, C = "a" * 16, "b" * 16, "c" * 16


def standing(book: Workspace, author: str = CLERK) -> dict[str, str]:
    """Each pair's last verdict of one person."""
    return {e.payload["line_id"]: e.payload["verdict"] for e in book.ledger.events(MADE) if e.author == author}


def test_the_last_word_is_taken_back_and_the_one_before_it_after_that(book: Workspace) -> None:
    judge(book, CLERK, HERE, A, B, "match", 250_000)
    judge(book, CLERK, HERE, A, C, "no")
    assert undo(book, CLERK, HERE) == Word(A, C, "no")
    assert standing(book) == {B: "match", C: "withdrawn"}
    assert undo(book, CLERK, HERE) == Word(A, B, "match", 250_000)
    assert standing(book) == {B: "withdrawn", C: "withdrawn"}
    assert undo(book, CLERK, HERE) is None
    assert len(book.ledger.events(MADE)) == 4


def test_an_earlier_word_on_the_same_pair_comes_back_with_its_share(book: Workspace) -> None:
    judge(book, CLERK, HERE, A, B, "match", 250_000)
    judge(book, CLERK, HERE, A, B, "no")
    undo(book, CLERK, HERE)
    last = book.ledger.events(MADE)[-1].payload
    assert (last["verdict"], last["weight"], last["undoes"]) == ("match", 250_000, 4)
    assert undo(book, CLERK, HERE) == Word(A, B, "match", 250_000)
    assert standing(book) == {B: "withdrawn"}


def test_a_word_after_an_undo_is_the_next_to_be_taken_back(book: Workspace) -> None:
    judge(book, CLERK, HERE, A, B, "match")
    undo(book, CLERK, HERE)
    judge(book, CLERK, HERE, A, C, "no")
    last = last_of(book, CLERK, HERE)
    assert last is not None and last.payload["line_id"] == C
    assert undo(book, CLERK, HERE) == Word(A, C, "no")
    assert last_of(book, CLERK, HERE) is None


def test_nobody_takes_back_what_another_said_or_said_elsewhere(book: Workspace) -> None:
    grant(book, CLERK, "ani", "reviewer")
    judge(book, CLERK, HERE, A, B, "match")
    judge(book, "ani", THERE, A, C, "no")
    assert undo(book, "ani", HERE) is None
    assert undo(book, "ani", THERE) == Word(A, C, "no")
    assert standing(book) == {B: "match"}


def test_taking_back_needs_the_role_that_judging_needs(book: Workspace) -> None:
    with pytest.raises(NotAllowed):
        undo(book, "orang", HERE)
    assert last_of(book, "orang", HERE) is None


def test_the_same_word_twice_is_written_once(book: Workspace) -> None:
    first = judge(book, CLERK, HERE, A, B, "match")
    assert judge(book, CLERK, HERE, A, B, "match") == first
    assert judge_all(book, CLERK, HERE, [Word(A, B, "match"), Word(A, C, "no"), Word(A, C, "no")]) == 1
    assert [e.seq for e in made_after(book, first, HERE)] == [first + 1]


def test_words_of_several_regencies_are_written_together_or_not_at_all(book: Workspace) -> None:
    grant(book, CLERK, "ani", "reviewer", HERE)
    with pytest.raises(NotAllowed):
        judge_each(book, "ani", {HERE: [Word(A, B, "match")], THERE: [Word(A, C, "no")]})
    assert book.ledger.events(MADE) == []
    assert judge_each(book, CLERK, {HERE: [Word(A, B, "match")], THERE: [Word(A, C, "no")]}) == 2
    assert [e.regency for e in book.ledger.events(MADE)] == [HERE, THERE]

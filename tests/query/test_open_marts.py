"""A server that lives long lets go of the marts it served: what it remembers of them goes with them."""

from __future__ import annotations

import gc
import shutil
import weakref
from pathlib import Path

import pytest

from analytics.api import examples
from analytics.errors import AkomodasiError, BadQuestion
from analytics.pages import remembered
from analytics.query.answer import Question
from analytics.query.boundaries import outlines
from analytics.query.completeness import completeness
from analytics.query.database import MARTS, OPEN, Mart
from analytics.query.facts import agencies, context, dapils, documents, regencies
from analytics.query.publication import same
from analytics.query.strip import strip
from analytics.query.tiles import tiles
from analytics.query.unknown_words import unknown_words
from analytics.query.whatif_lists import lists
from analytics.register.publication import PUBLISHED, Basis, Standing
from tests.spec.harness import REGENCY, Given, given


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("marts"), "id | cost\na | 100\nb | 200", "id | pays | amount\nL1 | a | 100")


def ask_everything(office: Given, mart: Mart) -> None:
    """What pages and the API remember of a mart."""
    assert regencies(mart) and documents(mart, REGENCY, 2026) and agencies(mart, REGENCY) is not None
    context(mart, REGENCY, villages=True), dapils(mart, REGENCY, 2026), completeness(mart, REGENCY)
    outlines(mart, REGENCY, "district"), tiles(mart, REGENCY, "village"), unknown_words(mart, REGENCY)
    strip(mart, REGENCY, 2026, "id"), lists(mart, REGENCY, 2026, "apbd"), examples.of(mart)
    stated = Standing(PUBLISHED, basis=Basis("f" * 12, 1, "other"))
    assert not same(office.workspace, mart, stated, REGENCY)
    question = Question("accommodation_count", (), (("regency", (REGENCY,)), ("year", ("2026",))))
    assert remembered.answer(mart.named, question, "id").rows


def test_of_many_marts_only_a_few_stay_open(office: Given, tmp_path: Path) -> None:
    first, held = office.mart(), []
    for n in range(OPEN + 3):
        path = tmp_path / f"mart-{n:012d}.duckdb"
        shutil.copy(first.path, path)
        mart = Mart(f"{n:012d}", path)
        ask_everything(office, mart)
        held.append(weakref.ref(mart._file))
        del mart
    del first
    gc.collect()
    assert sum(one() is not None for one in held) <= MARTS
    assert held[0]() is None and held[-1]() is not None


def test_what_is_remembered_is_of_the_mart_asked(office: Given, tmp_path: Path) -> None:
    mart, empty = office.mart(), given(tmp_path, "id | cost\nc | 5").mart()
    assert regencies(mart) is regencies(mart)
    assert dapils(mart, REGENCY, 2026) is dapils(mart, REGENCY, year=2026) or not dapils(mart, REGENCY, 2026)
    assert regencies(mart)[0].n_rows == 2 and regencies(empty)[0].n_rows == 1


def test_a_mart_remembers_so_many_answers_and_no_refusal(office: Given) -> None:
    mart, asked = office.mart(), []

    def find(key: int) -> int:
        asked.append(key)
        return key

    for key in (1, 2, 1, 3, 1, 2):
        assert mart.remembered("test", key, 2, lambda key=key: find(key)) == key
    assert asked == [1, 2, 3, 2]
    for _ in range(2):
        with pytest.raises(AkomodasiError):
            lists(mart, REGENCY, 2026, "no such")


def test_what_does_not_fit_into_memory_is_one_sentence(office: Given) -> None:
    mart = office.mart()
    mart.rows("set memory_limit = '20MB'")
    try:
        with pytest.raises(BadQuestion) as refused:
            mart.rows("select list(range) as all_at_once from range(20_000_000)")
    finally:
        mart.rows("reset memory_limit")
    assert refused.value.code == "question_large"

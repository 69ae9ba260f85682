"""Proposals put together answer as proposals one by one do: every measure, whatever it is asked by."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from analytics.cli import main
from analytics.measures.definitions import Measure, measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.grouped import grouped
from analytics.register.workspace import look_at
from analytics.vocabulary import terms

ABOUT_PROPOSALS = [m for m in measures().values() if m.fact == "proposal"]
BY = ((), ("year",), ("regency", "decision"), ("origin", "rank_band"), ("stage",), ("district",))


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    """Kabupaten Rekaan in its small size."""
    folder = tmp_path_factory.mktemp("grouped") / "workspace"
    assert main(["demo", "--size", "small", "--workspace", str(folder)]) == 0
    return open_mart(look_at(folder))


@pytest.mark.parametrize("measure", ABOUT_PROPOSALS, ids=lambda m: m.id)
def test_both_tables_give_the_same_answer(measure: Measure, mart: Mart, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [
        Question(measure.id, by, (), universe, version)
        for by, universe, version in product(BY, terms.UNIVERSES, ("rkpd", "apbd", "apbd_p"))
        if set(by) <= set(measure.dimensions)
    ]
    together = [ask(mart, q) for q in questions]
    monkeypatch.setattr("analytics.query.grouped.holds", lambda *_: False)
    monkeypatch.setattr("analytics.query.ask.holds", lambda *_: False)
    assert together == [ask(mart, q) for q in questions]


@pytest.mark.parametrize(
    ("measure", "table"),
    [
        ("accommodation_count", "proposal_brief"),
        ("accommodation_value", "proposal_brief"),
        ("top_k", "proposal_ranked"),
        ("rank_weighted", "proposal_ranked"),
        ("rooted", "proposal_group"),
    ],
)
def test_a_question_without_places_below_the_regency_is_asked_of_the_shortest_table(
    measure: str, table: str, mart: Mart, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rows = Mart.rows

    def listening(self: Mart, sql: str, values: object = None) -> object:
        asked.append(sql)
        return rows(self, sql, values)  # type: ignore[arg-type]

    monkeypatch.setattr(Mart, "rows", listening)
    question = Question(measure, ("year",))
    ask(mart, question)
    assert any(f"{table} as p" in sql for sql in asked)
    asked.clear()
    ask(mart, replace(question, by=("district",)))
    assert any("proposal_fact as p" in sql for sql in asked)


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from proposal_fact as p",
        "select sum(p.proposals) from proposal_fact as p where p.village = 'x'",
    ],
)
def test_what_counts_rows_or_names_what_was_put_together_is_asked_one_by_one(sql: str, mart: Mart) -> None:
    assert grouped(mart, sql) == sql

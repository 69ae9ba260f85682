"""Origins year by year, before and after any measure, and what the completeness page sees of confirmed marks."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.errors import BadQuestion
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.before_after import before_after, breaks, said
from analytics.query.completeness import MISSING, PRESENT, completeness
from analytics.query.database import Mart
from analytics.query.origins import origins, untraced
from analytics.vocabulary import terms
from tests.spec.harness import REGENCY, given

ARA = "Jalan tani Desa Ara Kec. Bontobahari"


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(
        tmp_path_factory.mktemp("origins"),
        "id | stage | year | cost\nM | musrenbang_district | 2024 | 100\nP | pokir | 2025 | 100",
        f"""
        id | year | pays | amount | account_code | text
        1  | 2024 | M    | 100    | 5.2.02.01    | {ARA}
        2  | 2024 |      | 300    | 5.2.02.01    | {ARA} (M)
        3  | 2025 | P    | 60     | 5.2.02.01    | {ARA}
        4  | 2025 |      | 40     | 5.2.02.01    | {ARA}
        """,
        mark="mark | origin | from_year | to_year | document | signed_on\n(M) | musrenbang | 2023 | 2024 | 1 | 2023-01-01",
    ).mart()


def test_origins_by_year_stand_in_one_order_and_make_the_whole(mart: Mart) -> None:
    question = Question("origin_share", ("year", "origin"), (("regency", (REGENCY,)),))
    found = origins(ask(mart, question))
    assert found is not None
    assert found.known == ("musrenbang", "pokir", "untraced")
    assert [(s.key, s.amount, s.n_untraced, s.unknown) for s in found.slices] == [
        (2024, 400, 0, 0),
        (2025, 100, 1, 0.4),
    ]
    assert [(o.origin, o.amount, o.by_mark) for o in found.slices[0].origins] == [("musrenbang", 400, 300)]
    assert all(sum(o.share for o in s.origins) == 1 for s in found.slices)
    assert (found.whole.amount, found.whole.of("pokir").amount, found.whole.of("renja")) == (500, 60, None)


def test_origins_of_nothing_are_nothing(mart: Mart) -> None:
    question = Question("origin_share", ("origin",), (("regency", (REGENCY,)), ("year", ("2031",))))
    assert origins(ask(mart, question)) is None


def test_the_lines_behind_untraced_are_named_with_their_row(mart: Mart) -> None:
    found = untraced(mart, Question("funnel", ("stage",), (("regency", (REGENCY,)),)), 5)
    assert [(x.amount, x.untraced, x.words) for x in found] == [(40, 40, ARA)]
    assert found[0].file and found[0].row
    with pytest.raises(BadQuestion):
        untraced(mart, Question("origin_share", (), (("field", ("Jalan",)),)), 5)


def test_any_measure_by_year_has_a_before_and_after(mart: Mart) -> None:
    rows, answer = before_after(mart, Question("musrenbang_share"), "efficiency")
    assert [(r["part"], r["unit"], r["before_value"], r["value"], r["warning"]) for r in rows] == [
        ("of_directable", "rupiah", 0.25, 0.0, "few_years+unknown_differs"),
        ("of_all", "rupiah", 0.25, 0.0, "few_years+unknown_differs"),
    ]
    assert answer.question.measure == "musrenbang_share"


@pytest.mark.parametrize(
    ("measure", "policy", "code"),
    [
        ("funnel", None, "no_rate_by_year"),
        ("before_after", None, "no_rate_by_year"),
        ("origin_share", None, "no_rate_by_year"),
        ("accommodation_count", "reformasi", "break_no_such"),
        ("accommodation", None, "measure_no_such"),
    ],
)
def test_what_has_no_before_and_after_is_refused(mart: Mart, measure: str, policy: str | None, code: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        before_after(mart, Question(measure), policy)
    assert refused.value.code == code


def test_every_warning_is_said_in_both_languages() -> None:
    row = {"warning": "one_side+few_years+break_near+unknown_differs", "near": list(breaks())}
    for lang in terms.LANGUAGES:
        words = said(row, lang)
        assert words.count(".") >= 4 and "{" not in words
        assert terms.load("series_breaks")["break"]["village_fund"][f"label_{lang}"] in words


def test_a_mark_is_there_in_the_years_it_holds(mart: Mart) -> None:
    cells = completeness(mart, REGENCY, dt.date(2025, 1, 1)).cells["marks"]
    assert [cells[y].state for y in (2022, 2023, 2024, 2025)] == [MISSING, PRESENT, PRESENT, MISSING]

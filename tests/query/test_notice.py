"""Invented data says so beside every figure, story, hit and row; real data never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.search import Wanted, search
from analytics.query.trace import trace
from analytics.reports.tables import csv_rows
from analytics.vocabulary import regions, terms
from tests.spec.harness import given

COUNT = Question("accommodation_count")
HERE = (("regency", ("73.02",)),)


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """The regency of the tests stands for the invented one."""
    monkeypatch.setattr(regions, "fictional", lambda code: code.startswith("73.02"))


def test_only_codes_outside_indonesia_are_invented() -> None:
    assert [regions.fictional(c) for c in ("99.01", "99", "73.02", "19.99")] == [True, True, False, False]
    assert not any(regions.fictional(r.code) for r in regions.regencies() if r.code[:2] != "99")


def test_real_data_carries_no_notice(mart: Mart) -> None:
    answer = ask(mart, COUNT)
    assert answer.json()["notice"] is None
    assert "fictional" not in {c.id for c in answer.caveats}
    assert "keterangan" not in csv_rows(answer)[0]
    assert trace(mart, "v1")["notice"] is None
    assert {r["notice"] for r in search(mart, Wanted(""))[0]} == {None}


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_invented_data_says_so_first_and_everywhere(mart: Mart, lang: str) -> None:
    said = terms.label("notice", "fictional", lang)
    for asked in (COUNT, Question("accommodation_count", (), HERE), Question("located_share"), Question("funnel")):
        answer = ask(mart, asked, lang)
        assert answer.json()["notice"] == said
        assert (answer.caveats[0].id, answer.caveats[0].text) == ("fictional", said)
    assert {trace(mart, t, lang)["notice"] for t in ("v1", "L1")} == {said}
    assert {r["notice"] for r in search(mart, Wanted(""), lang=lang)[0]} == {said}


@pytest.mark.usefixtures("invented")
def test_every_row_of_a_table_of_invented_data_says_so(mart: Mart) -> None:
    heading, *rows = csv_rows(ask(mart, Question("accommodation_count", ("agency",))))
    assert heading[-1] == "keterangan"
    assert rows and {row[-1] for row in rows} == {"DATA REKAAN"}


@pytest.mark.usefixtures("invented")
def test_an_empty_answer_about_an_invented_place_says_so_too(mart: Mart) -> None:
    asked = Question("accommodation_count", (), (*HERE, ("decision", ("merged",))))
    assert ask(mart, asked).rows == []
    assert ask(mart, asked).notice


@pytest.mark.usefixtures("invented")
def test_a_figure_is_invented_where_its_own_rows_are(tmp_path: Path) -> None:
    mart = given(tmp_path, "id | regency_code | cost\nA | 73.01 | 100\nB | 73.02 | 100").mart()
    asked = [Question("funnel", (), (("regency", (code,)),)) for code in ("73.01", "73.02")]
    assert [bool(ask(mart, q).notice) for q in asked] == [False, True]
    assert ask(mart, Question("funnel")).notice

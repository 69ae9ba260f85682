"""Tables people carry away never run anything and always say what they are."""

from __future__ import annotations

import csv
import io

import pytest

from analytics.query.answer import Answer, Question
from analytics.reports.tables import csv_rows, csv_text, harmless, records


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-1 & cmd", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "\r=1"])
def test_a_formula_in_a_cell_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Jalan tani", "12.13", -5, 0.5, None, ""])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def answer(rows: list[dict[str, object]]) -> Answer:
    return Answer(Question("funnel", ("district",)), "abc", "proposals", "x", "y", rows, [])


def test_every_row_says_what_was_asked_and_of_which_mart():
    figures = {"numerator": 1, "denominator": 2, "value": 0.5, "low": 0.5, "high": 1.0, "n": 2, "n_unknown": 1}
    row = {"district": "32.02.01", "stage": "pokir", **figures}
    heading, body = csv_rows(answer([row]))
    found = dict(zip(heading, body, strict=True))
    assert found["district"] == "32.02.01"
    assert (found["measure"], found["universe"], found["version"], found["mart"]) == (
        "funnel",
        "district",
        "apbd",
        "abc",
    )


def test_csv_reads_back_to_the_digit():
    text = csv_text(records([{"a": "=evil", "b": 1101742333850}, {"a": 'Desa "X"; Y\nZ', "b": None}]))
    assert text.startswith("\ufeff")
    back = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert back == [["a", "b"], ["'=evil", "1101742333850"], ['Desa "X"; Y\nZ', ""]]


def test_no_rows_give_an_empty_table():
    assert records([]) == []
    assert csv_rows(answer([]))[1:] == []


def test_a_csv_of_places_carries_the_limits_of_every_rate():
    row = {"district": "73.02.01", **dict.fromkeys(("numerator", "denominator", "n", "n_unknown"), 1), "apart": "above"}
    row |= {**dict.fromkeys(("value", "low", "high", "ci_high"), 1.0), "ci_low": 0.2, "rupiah": 5, "per_head": None}
    answer = Answer(Question("equity", ("district",)), "m", "proposals", "l", "d", [row], [])
    heading, line = csv_rows(answer)
    told = dict(zip(heading, line, strict=True))
    assert {k: told[k] for k in ("ci_low", "ci_high", "apart", "rupiah")} == {
        "ci_low": 0.2,
        "ci_high": 1.0,
        "apart": "above",
        "rupiah": 5,
    }

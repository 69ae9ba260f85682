"""What may be asked, what is refused in one sentence, and what an answer says when data is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import BadQuestion
from analytics.measures.definitions import caveats, measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.vocabulary import terms
from tests.spec.harness import Given, given

Where = tuple[tuple[str, tuple[str, ...]], ...]


def count(mart: Mart, *where: tuple[str, str], universe: str = "district") -> int:
    """Proposals in scope, 0 where there is no answer."""
    asked: Where = tuple((d, (v,)) for d, v in where)
    total = ask(mart, Question("accommodation_count", (), asked, universe)).total
    return total["denominator"] if total else 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Question("akomodasi"), "measure_no_such"),
        (Question("funnel; drop table proposal_fact"), "measure_no_such"),
        (Question("accommodation_count", ("warna",)), "dimension_no_such"),
        (Question("accommodation_count", ("district, 1 as x",)), "dimension_no_such"),
        (Question("accommodation_count", (), (("title", ("x",)),)), "dimension_no_such"),
        (Question("located_share", ("field",)), "dimension_not_defined"),
        (Question("located_share", (), (("decision", ("rejected",)),)), "dimension_not_defined"),
        (Question("accommodation_count", universe="desa"), "universe_no_such"),
        (Question("accommodation_count", universe="all or true"), "universe_no_such"),
        (Question("accommodation_count", version="dpa"), "version_no_such"),
        (Question("located_share", version="apbd' or '1'='1"), "version_no_such"),
        (Question("accommodation_count", (), (("agency", ("Dinas Antah",)),)), "value_no_such"),
        (Question("accommodation_count", (), (("decision", ("maybe",)),)), "value_no_such"),
        (Question("funnel", (), (("stage", ("maybe",)),)), "value_no_such"),
        (Question("accommodation_count", (), (("district", ("99.99.99",)),)), "value_no_such"),
        (Question("accommodation_count", (), (("village", ("Antah Berantah",)),)), "value_no_such"),
        (Question("accommodation_count", (), (("regency", ("Negeri Antah",)),)), "value_no_such"),
    ],
)
def test_what_is_not_defined_is_refused_in_one_sentence(mart: Mart, asked: Question, code: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        ask(mart, asked)
    assert refused.value.code == code
    for lang in terms.LANGUAGES:
        sentence = refused.value.sentence(lang)
        assert sentence.endswith(".") and "\n" not in sentence and "{" not in sentence


HOSTILE = [
    "'",
    '"',
    "' or 1=1 --",
    "%",
    "_",
    "\\",
    "x'); drop table proposal_fact; --",
    "$v0",
    "{version}",
    "\x00",
    "é" * 999,
]


@pytest.mark.parametrize("dimension", [d for d in terms.DIMENSIONS if d != "dapil"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_values_that_are_not_there(mart: Mart, dimension: str, value: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        ask(mart, Question("accommodation_count", (), ((dimension, (value,)),)))
    assert refused.value.code == "value_no_such"
    assert count(mart) == 3


@pytest.mark.parametrize("year", ["²", "٢٠٢٦", "20260", "-1", "2026.0", "1e3", " 2026", ""])
def test_a_year_is_four_figures(mart: Mart, year: str) -> None:
    with pytest.raises(BadQuestion):
        count(mart, ("year", year))


def test_a_place_may_be_a_code_or_a_name_however_written(mart: Mart) -> None:
    for name in ("73.02.03", "Bonto Bahari", "BONTOBAHARI", "bonto-bahari"):
        answer = ask(mart, Question("accommodation_count", ("district",), (("district", (name,)),)))
        assert [r["district"] for r in answer.rows] == [answer.rows[0]["district"]]
        assert answer.rows[0]["denominator"] == 2


def test_a_regency_may_be_a_code_or_a_name(mart: Mart) -> None:
    assert {count(mart, ("regency", r)) for r in ("73.02", "7302", "Bulukumba", "Kab. Bulukumba")} == {3}


def test_a_name_several_places_bear_is_refused_until_the_district_tells_which(mart: Mart) -> None:
    names: dict[str, list[str]] = {}
    for row in mart.rows("select code, name from region where length(code) = 13"):
        names.setdefault(row["name"], []).append(row["code"])
    name, codes = next((n, c) for n, c in sorted(names.items()) if len({x[:8] for x in c}) > 1)
    with pytest.raises(BadQuestion) as refused:
        count(mart, ("village", name))
    assert refused.value.code == "value_ambiguous"
    assert all(c in refused.value.sentence() for c in codes)
    assert count(mart, ("village", name), ("district", codes[0][:8])) == 0


def test_several_values_of_one_dimension_are_either_of_them(mart: Mart) -> None:
    where = (("agency", ("Dinas PU", "dinas perkim")),)
    assert ask(mart, Question("accommodation_count", ("agency",), where)).total["denominator"] == 3  # type: ignore[index]


def test_no_value_is_no_filter(mart: Mart) -> None:
    assert ask(mart, Question("accommodation_count", (), (("agency", ()),))).total["denominator"] == 3  # type: ignore[index]


def test_a_dimension_named_twice_is_one(mart: Mart) -> None:
    answer = ask(mart, Question("accommodation_count", ("agency", "agency")))
    assert answer.question.by == ("agency",)


def test_a_term_no_row_has_is_an_empty_answer_and_no_error(mart: Mart) -> None:
    answer = ask(mart, Question("accommodation_count", (), (("decision", ("merged",)),)))
    assert (answer.rows, answer.total) == ([], None)
    assert [m.source for m in answer.missing] == ["musrenbang_district", "apbd"]


@pytest.mark.parametrize("asked", [Question("funnel", ("dapil",)), Question("funnel", (), (("dapil", ("3",)),))])
def test_dapil_says_what_is_missing(mart: Mart, asked: Question) -> None:
    answer = ask(mart, asked)
    assert (answer.rows, answer.total) == ([], None)
    assert [(m.source, m.essential) for m in answer.missing] == [("dapil", True)]
    assert answer.missing[0].holder


@pytest.mark.parametrize("name", measures())
@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_an_empty_workspace_names_what_to_bring_and_gives_no_rows(nothing: Mart, name: str, lang: str) -> None:
    answer = ask(nothing, Question(name), lang)
    assert (answer.rows, answer.total, answer.caveats) == ([], None, [])
    assert any(m.essential for m in answer.missing)
    assert all(m.name and m.holder and m.unlocks for m in answer.missing)


@pytest.mark.parametrize("name", measures())
@pytest.mark.parametrize("version", terms.VERSIONS)
@pytest.mark.parametrize("universe", terms.UNIVERSES)
def test_every_version_and_universe_can_be_asked(mart: Mart, name: str, version: str, universe: str) -> None:
    by = tuple(d for d in measures()[name].dimensions if d != "dapil")
    answer = ask(mart, Question(name, by, (), universe, version), "en")
    assert answer.rows or any(m.essential for m in answer.missing)


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@pytest.mark.parametrize("name", measures())
def test_an_answer_is_json_with_whole_numbers(mart: Mart, name: str) -> None:
    by = tuple(d for d in ("district", "agency") if d in measures()[name].dimensions)
    answer = json.loads(json.dumps(ask(mart, Question(name, by)).json(), allow_nan=False))
    contract = {"numerator", "denominator", "value", "low", "high", "ci_low", "ci_high", "n", "n_unknown"}
    assert {"measure", "mart", "universe", "version", "unit", "rows", "caveats", "missing"} <= answer.keys()
    assert answer["rows"] or any(m["essential"] for m in answer["missing"])
    for row in answer["rows"]:
        assert contract | set(by) <= row.keys()
        assert all(whole(row[k]) for k in ("numerator", "denominator", "n", "n_unknown"))


def test_the_journey_no_longer_asks_for_a_budget_that_is_there(mart: Mart) -> None:
    lacking = {m.source: m.essential for m in ask(mart, Question("funnel")).missing}
    assert lacking == {"rkpd": False, "kua_ppas": False, "realisation": False}


def told(mart: Mart, name: str, universe: str = "district", version: str = "apbd") -> dict[str, int]:
    return {c.id: c.n for c in ask(mart, Question(name, universe=universe, version=version)).caveats}


def test_caveats_appear_where_they_apply_and_only_there(mart: Mart) -> None:
    assert told(mart, "accommodation_count") == {"unknown": 2, "disputed": 1, "place_unknown": 1, "unsigned": 3}
    assert told(mart, "accommodation_count", "all") == {"unknown": 3, "disputed": 1, "place_unknown": 1}
    assert told(mart, "accommodation_value") == {"unknown": 2, "disputed": 1, "place_unknown": 1, "unsigned": 3}
    assert told(mart, "funnel") == {"place_unknown": 1, "unsigned": 3}
    assert told(mart, "located_share") == {}


def test_caveats_are_counted_in_the_scope_of_the_question(mart: Mart) -> None:
    answer = ask(mart, Question("accommodation_count", (), (("agency", ("Dinas Perkim",)),)))
    assert {c.id: c.n for c in answer.caveats} == {"unknown": 1, "place_unknown": 1, "unsigned": 1}


def test_caveats_group_thousands_as_the_reader_does(mart: Mart) -> None:
    from analytics.query.caveats import _say

    assert _say("{n} usulan", 12345, "id") == "12.345 usulan"
    assert _say("{n} proposals", 12345, "en") == "12,345 proposals"


def test_every_caveat_a_measure_names_is_written_and_every_one_written_is_named() -> None:
    named = {c for m in measures().values() for c in m.caveats}
    assert named == set(caveats())
    for caveat in caveats().values():
        assert caveat["id"].endswith(".") and caveat["en"].endswith(".")
        assert sum(k in caveat for k in ("where", "none_has", "sum")) == 1


def test_words_name_the_bounds_the_mart_was_built_with(mart: Mart) -> None:
    bounds = {r["name"]: r["value"] for r in mart.rows("select name, value from threshold")}
    for lang in terms.LANGUAGES:
        assert f"{bounds['funded_percent']} %" in measures()["accommodation_count"].definition[lang]
        assert f"{bounds['funded_percent']} %" in caveats()["partial"][lang]
    assert bounds["late_years"] == 3 and "three years" in caveats()["late"]["en"]


def test_the_same_question_twice_is_the_same_answer(made: Given, mart: Mart) -> None:
    asked = Question("accommodation_count", ("district", "agency"), (("year", ("2026",)),))
    assert ask(mart, asked).json() == ask(made.mart(), asked).json()


def test_an_agency_that_only_the_budget_names_has_an_empty_answer(tmp_path: Path) -> None:
    proposals = """
    id | agency
    A  | Dinas Perkim
    """
    lines = """
    id | agency    | amount
    1  | Dinas PU  | 100
    """
    held = given(tmp_path, proposals, lines).mart()

    def of(agency: str) -> list[dict[str, Any]]:
        return ask(held, Question("accommodation_count", ("agency",), (("agency", (agency,)),))).rows

    assert of("Dinas PU") == []
    assert [r["agency"] for r in of("dinas perkim")] == ["Dinas Perkim"]
    with pytest.raises(BadQuestion):
        of("Dinas yang tidak ada")

"""From any number to its proposal or budget line, and from any word; down to file, sheet and row."""

from __future__ import annotations

import json

import pytest

from analytics.errors import BadQuestion
from analytics.marts.verify import verify
from analytics.query.database import Mart
from analytics.query.overview import link_counts, overview
from analytics.query.search import Wanted, search
from analytics.query.trace import find, trace
from tests.spec.harness import Given


def test_a_proposal_is_traced_to_its_rows_and_its_money(made: Given, mart: Mart) -> None:
    for name in ("v1", "d1"):
        for text in (name, made.ids[name], made.ids[name].upper(), f"  {name} "):
            found = trace(mart, text)
            assert (found["kind"], found["id"]) == ("proposal", made.ids["v1"])
    assert [(r["stage"], r["row"], r["depth"]) for r in found["rows"]] == [
        ("musrenbang_village", 2, 0),
        ("musrenbang_district", 3, 1),
    ]
    assert {(r["file"], r["sheet"]) for r in found["rows"]} == {("proposals-0.csv", "CSV")}
    assert [(k["line_id"], k["method"], k["allocated"], k["disputed"], k["row"]) for k in found["links"]] == [
        (made.ids["L1"], "id", 100, False, 2)
    ]
    assert (found["apbd_class"], found["estimated_cost"], found["disputed"]) == ("funded", 100, False)


def test_a_line_is_traced_to_its_row_and_its_proposals(made: Given, mart: Mart) -> None:
    found = trace(mart, "L1")
    assert (found["kind"], found["id"], found["named"]) == ("line", made.ids["L1"], "found")
    assert [(r["file"], r["row"]) for r in found["rows"]] == [("lines-0-apbd.csv", 2)]
    assert [k["proposal_id"] for k in found["links"]] == [made.ids["v1"]]
    assert found["traced_amount"] == found["amount"] == 100


def test_a_line_that_names_nobody_known_says_so(mart: Mart) -> None:
    assert (trace(mart, "L3")["named"], trace(mart, "L3")["links"]) == ("not_found", [])
    assert trace(mart, "L2")["named"] == "none"


def test_people_who_disagree_are_shown_and_nothing_is_linked(mart: Mart) -> None:
    found = trace(mart, "d2")
    assert (found["disputed"], found["links"]) == (True, [])
    pair = mart.rows("select n_match, n_no, authors from judged_pair")
    assert pair == [{"n_match": 1, "n_no": 1, "authors": "ani, budi"}]


@pytest.mark.parametrize("text", ["", "nobody", "0" * 16, "f" * 16, "g" * 16, "' or 1=1 --", "%", "\x00"])
def test_an_id_nobody_has_is_refused(mart: Mart, text: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        trace(mart, text)
    assert refused.value.code == "id_no_such"


def test_a_number_several_records_bear_is_refused_with_their_codes(made: Given, mart: Mart) -> None:
    with pytest.raises(BadQuestion) as refused:
        trace(mart, "d3")
    assert refused.value.code == "id_several"
    for row in find(mart, "d3"):
        assert row["id"] in refused.value.sentence()
        assert trace(mart, row["id"])["kind"] == row["kind"]


def test_what_is_traced_is_json(mart: Mart) -> None:
    for name in ("v1", "L1"):
        assert json.loads(json.dumps(trace(mart, name), default=str))["rows"]


def titles(mart: Mart, text: str, **options: str) -> set[str]:
    return {str(r["external_id"]) for r in search(mart, Wanted(text, **options))[0]}  # type: ignore[arg-type]


def test_every_word_must_be_there_in_any_order_and_case(mart: Mart) -> None:
    assert titles(mart, "RABAT tani") == titles(mart, "tani rabat") == {"v1", "L1"}
    assert titles(mart, "rabat perpipaan") == set()
    assert titles(mart, "rabat", kind="proposal") == {"v1"}
    assert titles(mart, "rabat", kind="line") == {"L1"}


def test_places_agencies_and_numbers_are_found_too(mart: Mart) -> None:
    assert titles(mart, "darubiah") == {"d2"}
    assert titles(mart, "perkim") == {"d3"}
    assert titles(mart, "p4") == {"p4"}


def test_wildcards_and_quotes_are_words_like_any_other(mart: Mart) -> None:
    assert titles(mart, "100%") == {"d2"}
    assert titles(mart, "air_bersih") == {"d3"}
    assert titles(mart, "air%bersih") == set()
    assert titles(mart, "_") == {"d3"}
    assert titles(mart, "o'neill") == {"d2"}
    assert titles(mart, "bibit; drop table") == {"p4"}
    assert titles(mart, "'; drop table proposal_fact; --") == set()


def test_no_words_is_everything_and_the_total_stays_the_same_on_every_page(mart: Mart) -> None:
    everything, total = search(mart, Wanted(""))
    assert total == len(everything) == 8
    pages = [search(mart, Wanted(""), most=3, skip=skip) for skip in (0, 3, 6, 9, 10**30)]
    assert [t for _, t in pages] == [8, 8, 8, 8, 8]
    assert [r["id"] for rows, _ in pages for r in rows] == [r["id"] for r in everything]


def test_words_of_different_columns_belong_together(mart: Mart) -> None:
    assert titles(mart, "rabat perkim") == set()
    assert titles(mart, "v1 rabat Ara") == titles(mart, "v1 v1 V1") == {"v1"}


def test_a_title_pasted_whole_is_found_and_a_page_of_text_is_refused(mart: Mart) -> None:
    one = search(mart, Wanted("rabat", kind="proposal"))[0][0]
    assert titles(mart, one["words"], kind="proposal") == {one["external_id"]}
    with pytest.raises(BadQuestion) as refused:
        search(mart, Wanted(" ".join(f"kata{n}" for n in range(61))))
    assert refused.value.code == "search_long"


def test_how_many_there_are_is_the_same_whatever_the_page(mart: Mart) -> None:
    for text in ("a", "darubiah", "rabat"):
        everything, total = search(mart, Wanted(text))
        assert total == len(everything)
        assert {search(mart, Wanted(text), most=1, skip=skip)[1] for skip in range(total + 2)} == {total}


def test_a_row_id_is_found_wherever_the_reader_stands(made: Given, mart: Mart) -> None:
    for regency in ("73.02", "73.01", ""):
        assert trace(mart, made.ids["L1"], regency=regency)["id"] == made.ids["L1"]
        with pytest.raises(BadQuestion) as refused:
            trace(mart, "d3", regency=regency)
        assert refused.value.code == "id_several"


def test_search_stays_in_the_regency_asked_for(mart: Mart) -> None:
    assert search(mart, Wanted("", "73.02"))[1] == 8
    assert search(mart, Wanted("", "73.01")) == ([], 0)


def test_the_overview_counts_what_is_there(made: Given, mart: Mart) -> None:
    assert overview(made.workspace, mart) == {
        "imports": 2,
        "proposals": 4,
        "lines": 4,
        "links": 1,
        "judgements": 2,
        "mart": mart.id,
        "stale": False,
    }
    assert link_counts(mart) == {
        "links": 1,
        "links_by_id": 1,
        "links_by_judgement": 0,
        "ids_not_found": 1,
        "ids_several": 0,
        "disputed": 1,
    }


def test_the_overview_of_nothing_is_zeros(made: Given) -> None:
    assert overview(made.workspace, None)["proposals"] == 0


def test_a_workspace_can_be_verified_while_its_mart_is_open(made: Given, mart: Mart) -> None:
    assert mart.rows("select 1 as one") == [{"one": 1}]
    assert [i for i in verify(made.workspace) if not i["holds"]] == []

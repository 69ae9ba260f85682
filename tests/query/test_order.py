"""Lists in their own order, pairs named only where it is fair, and room for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.query import order
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from tests.spec.harness import given

PROPOSALS = """
id | stage               | parent | rank | district    | agency       | cost | decision | reason
A  | musrenbang_district |        | 1    | Bontobahari | Dinas PU     | 100  |          |
B  | musrenbang_district |        | 2    | Bontobahari | Dinas PU     | 100  | rejected | land
C  | musrenbang_district |        | 3    | Bontobahari | Dinas PU     | 100  | rejected |
D  | musrenbang_district |        | 4    | Bontobahari | Dinas PU     | 100  |          |
E  | musrenbang_district |        | 5    | Bontobahari | Dinas PU     | 100  |          |
F  | musrenbang_district |        | 9    | Bontobahari | Dinas PU     | 100  |          |
d  | agency_forum        | D      |      | Bontobahari | Dinas PU     | 100  |          |
P  | musrenbang_district |        | 1    | Bontobahari | Dinas Sosial | 100  |          |
Q  | musrenbang_district |        | 2    | Bontobahari | Dinas Sosial | 100  |          |
R  | musrenbang_district |        |      | Gantarang   | Dinas PU     | 100  |          |
"""
LINES = """
id | pays | amount
1  | F    | 100
2  | P    | 100
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | A        | apbd | absent
ani | B        | apbd | absent
ani | C        | apbd | absent
ani | D        | apbd | absent
"""
REPLY = """
external_id | year | district_text | rank | office   | replied_on | reason | text
B           | 2026 |               |      | Dinas PU | 2025-03-01 |        | Menunggu hibah lahan
"""


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("order"), PROPOSALS, LINES, JUDGEMENTS, reply=REPLY).mart()


def asked(*where: tuple[str, str]) -> Question:
    return Question(order.MEASURE, (), tuple((d, (v,)) for d, v in where))


def test_lists_stand_in_their_own_order_with_all_that_was_not_compared(mart: Mart) -> None:
    found = order.lists(mart, asked())
    assert [(r["district_name"], r["agency"]) for r in found] == [
        ("Gantarang", "Dinas PU"),
        ("Bonto Bahari", "Dinas PU"),
        ("Bonto Bahari", "Dinas Sosial"),
    ]
    roads, social = found[1], found[2]
    assert {k: roads[k] for k in ("listed", "compared", "pairs", "inverted", "reasoned", "named")} == {
        "listed": 6,
        "compared": 5,
        "pairs": 4,
        "inverted": 4,
        "reasoned": 1,
        "named": 3,
    }
    assert (roads["unknown"], roads["unknown_pairs"]) == (1, 5)
    assert (social["pairs"], social["unknown_pairs"]) == (0, 1)
    assert found[0]["no_rank"] == 1


def test_lists_add_up_to_the_measure(mart: Mart) -> None:
    total = ask(mart, asked()).total
    assert total is not None
    said = order.told(order.lists(mart, asked()))
    assert (said.inverted, said.pairs, said.unknown_pairs) == tuple(
        total[k] for k in ("numerator", "denominator", "n_unknown")
    )
    assert (said.reasoned, said.named) == (total["reasoned"], total["named"])


def test_pages_of_lists_are_all_lists_in_order_and_their_total_is_the_same(tmp_path: Path) -> None:
    heading = "id | regency_code | year | stage | rank | agency | cost"
    places = [(r, y, a) for r in ("73.02", "73.03") for y in (2025, 2026) for a in ("Dinas A", "Dinas B", "Dinas C")]
    rows = [
        f"{r}{y}{a[-1]}{n} | {r} | {y} | musrenbang_district | {n} | {a} | 10" for r, y, a in places for n in (1, 2)
    ]
    paid = [f"{r}{y} | {r} | {y} | {r}{y}A2 | 10" for r, y, a in places if a == "Dinas A"]
    lines = ["id | regency_code | year | pays | amount", *paid]
    mart = given(tmp_path, "\n".join([heading, *rows]), "\n".join(lines)).mart()
    everything = order.lists(mart, asked())
    assert len(everything) == 12
    assert order.whole(mart, asked()) == (12, order.told(everything))
    assert order.told(everything).unknown_pairs > 0
    for most in (1, 2, 5, 12, 20):
        pages = [order.lists(mart, asked(), most, skip) for skip in range(0, 12, most)]
        assert [r for page in pages for r in page] == everything
    assert order.lists(mart, asked(), 5, 12) == []
    narrowed = asked(("regency", "73.03"), ("year", "2026"))
    assert order.lists(mart, narrowed, 2, 1) == order.lists(mart, narrowed)[1:] == everything[-2:]


def test_a_pair_is_named_only_where_the_standing_of_the_higher_one_is_known(mart: Mart) -> None:
    found = order.pairs(mart, asked())
    assert [(p["higher"]["external_id"], p["lower"]["external_id"], p["standing"]) for p in found] == [
        ("B", "F", "refused"),
        ("C", "F", "refused"),
        ("D", "F", "passed"),
    ]
    assert len(found) == order.told(order.lists(mart, asked())).named


def test_a_named_pair_shows_both_sides_and_its_reason(mart: Mart) -> None:
    first, second, _ = order.pairs(mart, asked(), lang="en")
    assert (first["reasoned"], first["reason_text"]) == (True, "land")
    assert [r["text"] for r in first["replies"]] == ["Menunggu hibah lahan"]
    assert (second["decision"], second["reasoned"], second["reason_text"]) == (
        "rejected",
        False,
        "no reason written yet",
    )
    assert {k: first["lower"][k] for k in ("rank", "fate", "estimate", "rupiah")} == {
        "rank": 9,
        "fate": "funded",
        "estimate": 100,
        "rupiah": 100,
    }


def test_the_highest_rank_stands_first_and_no_more_than_asked_for(mart: Mart) -> None:
    assert [p["higher"]["rank"] for p in order.pairs(mart, asked(), most=2)] == [2, 3]


def test_words_of_a_reply_are_the_reason_where_no_code_is_written(tmp_path: Path) -> None:
    reply = REPLY.replace("B           |", "C           |")
    made = given(tmp_path, PROPOSALS, LINES, JUDGEMENTS, reply=reply).mart()
    pair = order.pairs(made, asked())[1]
    assert (pair["reasoned"], pair["reason_text"]) == (True, "Menunggu hibah lahan")


def test_only_whole_lists_can_be_asked_for(mart: Mart) -> None:
    for dimension, value in (("village", "Ara"), ("decision", "rejected"), ("rank_band", "1")):
        with pytest.raises(BadQuestion) as refused:
            order.lists(mart, asked((dimension, value)))
        assert refused.value.code == "dimension_not_defined"


def test_a_scope_is_narrowed_like_any_question(mart: Mart) -> None:
    assert [r["agency"] for r in order.lists(mart, asked(("agency", "dinas sosial")))] == ["Dinas Sosial"]
    assert order.pairs(mart, asked(("district", "Gantarang"))) == []


def test_named_pairs_gather_under_their_higher_side_in_the_same_order(mart: Mart) -> None:
    named = order.pairs(mart, asked())
    gathered = order.beside(named)
    assert [pair["higher"]["external_id"] for pair, _ in gathered] == ["B", "C", "D"]
    assert sum(len(lower) for _, lower in gathered) == len(named)


def test_rows_of_pairs_stand_by_their_number_and_share_one_scale() -> None:
    rows = [
        {"agency": a, "pairs": p, "inverted": i, "unknown_pairs": u}
        for a, p, i, u in (("A", 2, 2, 8), ("B", 6, 1, 14), ("C", 2, 0, 9))
    ]
    found = order.longest(rows)
    assert [(r["agency"], parts) for r, parts in found] == [
        ("B", (0.25, 0.05, 0.7)),
        ("C", (0.1, 0.0, 0.45)),
        ("A", (0.0, 0.1, 0.4)),
    ]
    assert order.longest([{"agency": "A", "pairs": 0, "inverted": 0, "unknown_pairs": 0}])[0][1] == (0, 0, 0)

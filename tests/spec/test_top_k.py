"""top_k: of the proposals that stand highest in their lists, how many are proven funded."""

from tests.spec.harness import Spec

LIST = """
id | rank | district    | agency   | cost
A  | 1    | Bontobahari | Dinas PU | 100
B  | 2    | Bontobahari | Dinas PU | 100
C  | 3    | Bontobahari | Dinas PU | 100
D  | 4    | Bontobahari | Dinas PU | 100
E  | 11   | Bontobahari | Dinas PU | 100
"""


def test_first_ranks(spec: Spec) -> None:
    """a figure each for the first one, three, five and ten ranks; what is not yet known counts only at most"""
    spec(
        proposals=LIST,
        lines="""
        id | pays | amount
        1  | B    | 100
        2  | D    | 90
        3  | E    | 100
        """,
        ask="top_k",
        answer="""
        part | numerator | denominator | n_unknown | most
        1    | 0         | 1           | 1         | 1
        3    | 1         | 3           | 2         | 3
        5    | 2         | 4           | 2         | 4
        10   | 2         | 4           | 2         | 4
        """,
        told={"unknown": 2},
    )


def test_as_the_measure_by_count(spec: Spec) -> None:
    """partly funded is not funded; funded without an estimate to compare is"""
    spec(
        proposals="""
        id | rank | cost
        A  | 1    |
        B  | 2    | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 5
        2  | B    | 50
        """,
        ask="top_k",
        answer="""
        part | numerator | denominator
        1    | 1         | 1
        3    | 1         | 2
        5    | 1         | 2
        10   | 1         | 2
        """,
        told={"size_unknown": 1, "partial": 1},
    )


def test_each_list_has_its_own_first(spec: Spec) -> None:
    """every list has its own number one; where agencies are ranked apart, every agency has one"""
    spec(
        proposals="""
        id | rank | district    | agency
        A  | 1    | Bontobahari | Dinas PU
        B  | 1    | Bontobahari | Dinas Sosial
        C  | 2    | Bontobahari | Dinas Sosial
        D  | 1    | Gantarang   | Dinas PU
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        """,
        ask="top_k by agency",
        answer="""
        agency       | part | numerator | denominator
        Dinas PU     | 1    | 0         | 2
        Dinas PU     | 3    | 0         | 2
        Dinas PU     | 5    | 0         | 2
        Dinas PU     | 10   | 0         | 2
        Dinas Sosial | 1    | 1         | 1
        Dinas Sosial | 3    | 1         | 2
        Dinas Sosial | 5    | 1         | 2
        Dinas Sosial | 10   | 1         | 2
        """,
        told={"rank_tied": 0},
    )


def test_no_rank_is_filled(spec: Spec) -> None:
    """a proposal without a rank is told and left out, and equal ranks of one list are told and all count"""
    spec(
        proposals="""
        id | rank | district    | agency
        A  | 1    | Bontobahari | Dinas PU
        B  | 1    | Bontobahari | Dinas PU
        C  |      | Bontobahari | Dinas PU
        """,
        lines="""
        id | pays | amount
        1  | C    | 100
        """,
        ask="top_k where district=Bontobahari",
        answer={"part": "1", "numerator": 0, "denominator": 2},
        told={"rank_missing": 1, "rank_tied": 2},
    )


def test_without_ranks(spec: Spec) -> None:
    """a list without ranks has no first: the signed list is what is missing"""
    spec(
        proposals="""
        id
        A
        B
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="top_k",
        lacks=["musrenbang_district"],
    )


def test_ranks_only_of_a_year_without_budget(spec: Spec) -> None:
    """ranks of a year that has no budget lines yet are no ranks of the year that has them"""
    spec(
        proposals="""
        id | year | rank
        A  | 2025 |
        B  | 2026 | 1
        """,
        lines="""
        id | year | pays | amount
        1  | 2025 | A    | 100
        """,
        ask="top_k",
        lacks=["musrenbang_district"],
    )

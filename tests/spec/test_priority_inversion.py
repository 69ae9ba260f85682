"""priority_inversion: in how many pairs of a signed list the lower rank received money and the higher did not."""

from tests.spec.harness import Spec

ABSENT = """
by  | proposal | line | verdict
ani | A        | apbd | absent
"""


def test_pairs(spec: Spec) -> None:
    """a pair is two ranks of one list of which exactly one received money; it counts where the higher rank did not"""
    spec(
        proposals="""
        id | rank | district    | agency   | cost
        A  | 1    | Bontobahari | Dinas PU | 100
        B  | 2    | Bontobahari | Dinas PU | 100
        C  | 3    | Bontobahari | Dinas PU | 100
        D  | 4    | Bontobahari | Dinas PU | 100
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        2  | D    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | apbd | absent
        ani | C        | apbd | absent
        """,
        ask="priority_inversion",
        answer={"numerator": 3, "denominator": 4, "value": 0.75, "low": 0.75, "high": 0.75, "n": 4, "n_unknown": 0},
    )


def test_order_kept(spec: Spec) -> None:
    """where money went down the list and stopped, no pair is out of order"""
    spec(
        proposals="""
        id | rank | cost
        B  | 1    | 100
        A  | 2    | 100
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        """,
        judgements=ABSENT,
        ask="priority_inversion",
        answer={"numerator": 0, "denominator": 1, "value": 0.0},
    )


def test_lists_are_not_mixed(spec: Spec) -> None:
    """proposals of another district, agency or year are another list and are not compared"""
    spec(
        proposals="""
        id | rank | year | district    | agency       | cost
        A  | 1    | 2026 | Bontobahari | Dinas PU     | 100
        B  | 2    | 2026 | Gantarang   | Dinas PU     | 100
        C  | 2    | 2026 | Bontobahari | Dinas Sosial | 100
        D  | 2    | 2025 | Bontobahari | Dinas PU     | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2026 | B    | 100
        2  | 2026 | C    | 100
        3  | 2025 | D    | 100
        """,
        judgements=ABSENT,
        ask="priority_inversion",
        answer={"numerator": 0, "denominator": 0, "value": None, "low": None, "high": None, "n": 0, "lists": 4},
    )


def test_unknown_fates(spec: Spec) -> None:
    """a pair of which a fate is not yet known is counted apart and only widens the bounds"""
    spec(
        proposals="""
        id | rank | cost
        A  | 1    | 100
        B  | 2    | 100
        C  | 3    | 100
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        """,
        judgements=ABSENT,
        ask="priority_inversion",
        answer={"numerator": 1, "denominator": 1, "n": 2, "n_unknown": 2, "low": 1 / 3, "high": 1.0, "most": 3},
        told={"unknown": 1},
    )


def test_what_counts_as_received(spec: Spec) -> None:
    """money of its own year counts as received, also in part or of unknown size; money that came later does not"""
    spec(
        proposals="""
        id | year | rank | cost
        A  | 2025 | 1    | 100
        B  | 2025 | 2    | 100
        C  | 2025 | 3    |
        """,
        lines="""
        id | year | pays | amount
        1  | 2026 | A    | 100
        2  | 2025 | B    | 10
        3  | 2025 | C    | 5
        """,
        ask="priority_inversion",
        answer={"numerator": 2, "denominator": 2, "n": 3},
        fates={"A": "late", "B": "partial", "C": "funded_size_unknown"},
        told={"received_partly": 1, "received_late": 1},
    )


def test_served_elsewhere(spec: Spec) -> None:
    """what another source serves is not compared: it neither had to wait nor was it passed"""
    spec(
        proposals="""
        id | rank | cost
        A  | 1    | 100
        B  | 2    | 100
        """,
        lines="""
        id | version      | pays | amount
        1  | village_fund | A    | 100
        2  | apbd         | B    | 100
        """,
        ask="priority_inversion",
        answer={"numerator": 0, "denominator": 0, "n_unknown": 0, "elsewhere": 1},
        told={"elsewhere": 1},
    )


def test_equal_and_missing_ranks(spec: Spec) -> None:
    """equal ranks and missing ranks are told and not compared"""
    spec(
        proposals="""
        id | rank | cost
        A  | 1    | 100
        B  | 1    | 100
        C  |      | 100
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        2  | C    | 100
        """,
        judgements=ABSENT,
        ask="priority_inversion",
        answer={"denominator": 0, "n": 0, "n_unknown": 0, "equal_pairs": 1, "no_rank": 1},
        told={"rank_tied": 2, "rank_missing": 1},
    )


def test_village_lists_are_lists_of_their_own(spec: Spec) -> None:
    """outside district lists ranks are compared within one village's list only"""
    spec(
        proposals="""
        id | stage              | rank | district    | village  | cost
        A  | musrenbang_village | 1    | Bontobahari | Ara      | 100
        B  | musrenbang_village | 2    | Bontobahari | Ara      | 100
        C  | musrenbang_village | 2    | Bontobahari | Darubiah | 100
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        2  | C    | 100
        """,
        judgements=ABSENT,
        ask="priority_inversion by district in village",
        answer="""
        numerator | denominator | lists
        1         | 1           | 2
        """,
    )


def test_written_reasons(spec: Spec) -> None:
    """a written reason for the higher rank is counted: beside its decision or in a dated reply"""
    spec(
        proposals="""
        id | rank | district    | cost | decision | reason
        A  | 1    | Bontobahari | 100  | rejected | land
        B  | 2    | Bontobahari | 100  | rejected |
        C  | 3    | Bontobahari | 100  |          |
        D  | 4    | Bontobahari | 100  |          |
        E  | 5    | Bontobahari | 100  |          |
        """,
        lines="""
        id | pays | amount
        1  | E    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | apbd | absent
        ani | B        | apbd | absent
        ani | C        | apbd | absent
        ani | D        | apbd | absent
        """,
        reply="""
        external_id | year | district_text | rank | office   | replied_on | reason  | text
        C           | 2026 |               |      | Dinas PU | 2025-03-01 | ceiling | Pagu tidak cukup
        """,
        ask="priority_inversion",
        answer={"numerator": 4, "denominator": 4, "reasoned": 2, "named": 3},
    )

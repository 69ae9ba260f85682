"""musrenbang_share: how much of the budget is proven to answer proposals of musrenbang."""

from tests.spec.harness import Spec

PROPOSALS = """
id | stage               | cost
M  | musrenbang_district | 100
P  | pokir               | 100
"""


def test_two_denominators(spec: Spec) -> None:
    """the same rupiah over capital spending and goods handed over, and over all spending"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | pays | amount | account_code
        1  | M    | 200    | 5.2.02.01
        2  | P    | 300    | 5.1.02.05
        3  |      | 500    | 5.1.01.01
        """,
        ask="musrenbang_share",
        answer="""
        part          | numerator | denominator | value | high | n | n_unknown
        of_directable | 200       | 500         | 0.4   | 0.4  | 2 | 0
        of_all        | 200       | 1000        | 0.2   | 0.7  | 3 | 1
        """,
    )


def test_untraced_rupiah_raise_the_bound(spec: Spec) -> None:
    """rupiah whose origin was not found may all answer musrenbang; what answers another way may not"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | amount | account_code
        1  | 100    | 5.2.02.01
        2  | 100    | 5.2.02.01
        """,
        judgements="""
        by  | proposal | line | verdict | weight
        ani | M        | 1    | match   | 0.25
        ani | P        | 1    | match   | 0.5
        """,
        ask="musrenbang_share",
        answer={"numerator": 25, "denominator": 200, "high": 0.75, "n_unknown": 2},
    )


def test_marks_in_the_bound(spec: Spec) -> None:
    """a confirmed mark of another origin lowers the bound; one of musrenbang proves no link and is told"""
    spec(
        lines="""
        id | amount | account_code | text
        1  | 100    | 5.2.02.01    | Jalan tani (M)
        2  | 200    | 5.2.02.01    | Jalan tani (P)
        3  | 400    | 5.2.02.01    | Jalan tani
        """,
        mark="""
        mark | origin     | from_year | document | signed_on
        (M)  | musrenbang | 2020      | 1/2020   | 2020-01-01
        (P)  | pokir      | 2020      | 1/2020   | 2020-01-01
        """,
        ask="musrenbang_share",
        answer={"numerator": 0, "denominator": 700, "most": 500, "n_unknown": 2},
        told={"marked_only": 1},
    )


def test_a_proposal_of_no_known_origin(spec: Spec) -> None:
    """rupiah of a proposal whose own origin is not known may be of musrenbang as well"""
    spec(
        proposals="""
        id | stage | cost
        X  | rkpd  | 100
        """,
        lines="""
        id | pays | amount | account_code
        1  | X    | 100    | 5.2.02.01
        """,
        ask="musrenbang_share",
        answer={"numerator": 0, "denominator": 100, "most": 100, "n_unknown": 1},
    )


def test_musrenbang_share_without_accounts(spec: Spec) -> None:
    """without account codes only the share of all spending is told"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | pays | amount
        1  | M    | 200
        2  |      | 300
        """,
        ask="musrenbang_share",
        answer="""
        part   | numerator | denominator
        of_all | 200       | 500
        """,
        told={"account_unsaid": 2},
        lacks=[],
    )

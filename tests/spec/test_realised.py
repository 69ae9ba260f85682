"""realised: of what proposals were given in a budget version, how much was realised."""

from tests.spec.harness import Spec

PROPOSALS = """
id | cost
A  | 100
B  | 100
C  | 100
"""
BUDGET = """
id | pays | amount
1  | A    | 100
2  | B    | 100
"""


def test_by_count_and_by_rupiah(spec: Spec) -> None:
    """rupiah realised over rupiah allocated, and proposals realised over proposals funded"""
    spec(
        proposals=PROPOSALS,
        lines=[
            BUDGET,
            """
            id | version     | pays | amount
            r1 | realisation | A    | 70
            """,
        ],
        judgements="""
        by  | proposal | line        | verdict
        ani | B        | realisation | absent
        """,
        ask="realised",
        answer="""
        part   | numerator | denominator | value | high | n | n_unknown
        rupiah | 70        | 200         | 0.35  | 0.35 | 2 | 0
        items  | 1         | 2           | 0.5   | 0.5  | 2 | 0
        """,
    )


def test_realisation_not_known(spec: Spec) -> None:
    """a funded proposal whose realisation was not found may have been realised in full, and is told"""
    spec(
        proposals=PROPOSALS,
        lines=[
            BUDGET,
            """
            id | version     | pays | amount
            r1 | realisation | A    | 70
            """,
        ],
        ask="realised",
        answer="""
        part   | numerator | denominator | high | n_unknown
        rupiah | 70        | 200         | 0.85 | 1
        items  | 1         | 2           | 1.0  | 1
        """,
        told={"realised_unknown": 1},
    )


def test_more_than_allocated(spec: Spec) -> None:
    """more may be realised than was allocated; it is not capped, and told"""
    spec(
        proposals=PROPOSALS,
        lines=[
            BUDGET,
            """
            id | version     | pays | amount
            r1 | realisation | A    | 130
            r2 | realisation | B    | 100
            """,
        ],
        ask="realised",
        answer={"part": "rupiah", "numerator": 230, "denominator": 200, "value": 1.15},
        told={"realised_over": 1},
    )


def test_of_another_version(spec: Spec) -> None:
    """against the revised budget only what that gives counts"""
    spec(
        proposals=PROPOSALS,
        lines=[
            BUDGET,
            """
            id | version     | pays | amount
            p1 | apbd_p      | A    | 140
            r1 | realisation | A    | 70
            """,
        ],
        ask="realised version apbd_p",
        answer={"part": "rupiah", "numerator": 70, "denominator": 140, "n": 1},
    )


def test_years_without_realisation(spec: Spec) -> None:
    """a year whose realisation is not here is left out and told, and without any the source is named"""
    spec(
        proposals="""
        id | year | cost
        A  | 2025 | 100
        B  | 2026 | 100
        """,
        lines="""
        id | year | version     | pays | amount
        1  | 2025 | apbd        | A    | 100
        2  | 2026 | apbd        | B    | 100
        r1 | 2025 | realisation | A    | 90
        """,
        ask="realised",
        answer={"part": "rupiah", "numerator": 90, "denominator": 100},
        told={"no_realisation": 1},
        lacks=[],
    )


def test_no_realisation_at_all(spec: Spec) -> None:
    """without any realisation there is no figure, and who holds it is told"""
    spec(
        proposals=PROPOSALS,
        lines=BUDGET,
        ask="realised",
        answer="""
        part | numerator
        """,
        lacks=["realisation"],
    )

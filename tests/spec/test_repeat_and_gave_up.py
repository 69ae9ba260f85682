"""repeat_and_gave_up: needs asked for again without funding, and needs the newest list holds no more."""

from tests.spec.harness import Spec

# Krajan three years and there still; Melati two years and then no more; Sawah once, paid; Mawar two years, not known; Teratai new
PROPOSALS = """
id | year | stage               | district    | village | title
a1 | 2022 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
a2 | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
a3 | 2024 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
b1 | 2022 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati
b2 | 2023 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati
c1 | 2023 | musrenbang_district | Bontobahari | Ara     | Rabat beton Dusun Sawah
d1 | 2022 | musrenbang_district | Bontobahari | Ara     | Talud Dusun Mawar
d2 | 2023 | musrenbang_district | Bontobahari | Ara     | Talud Dusun Mawar
e1 | 2024 | musrenbang_district | Bontobahari | Ara     | Pagar SDN 1 Ara
"""
LINES = """
id | year | pays | amount | text
L1 | 2022 |      | 100    | Alat tulis
L2 | 2023 | c1   | 100    | Rabat beton
L3 | 2024 |      | 100    | Alat tulis
"""
ABSENT = """
by  | proposal | line | verdict
ani | a1       | apbd | absent
ani | a2       | apbd | absent
ani | a3       | apbd | absent
ani | b1       | apbd | absent
ani | b2       | apbd | absent
ani | d1       | apbd | absent
"""


def test_again_and_no_more(spec: Spec) -> None:
    """asked for in two or three years, or asked for no more, counts as proven where every year was checked"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        judgements=ABSENT,
        ask="repeat_and_gave_up",
        answer="""
        part               | numerator | denominator | most | n_unknown
        repeated           | 2         | 5           | 3    | 1
        repeated_3         | 1         | 5           | 1    | 0
        not_asked_any_more | 1         | 5           | 2    | 1
        """,
        told={"need_open": 2, "need_newest": 1, "need_first_year": 3},
    )


def test_by_last_year(spec: Spec) -> None:
    """by year means the last year a need was asked for; what stands in the newest list cannot have been dropped"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        judgements=ABSENT,
        ask="repeat_and_gave_up by year where year=2024",
        answer="""
        year | part               | numerator | denominator | most
        2024 | repeated           | 1         | 2           | 1
        2024 | repeated_3         | 1         | 2           | 1
        2024 | not_asked_any_more | 0         | 2           | 0
        """,
    )


def test_paid_elsewhere(spec: Spec) -> None:
    """a need that another source pays for is neither repeated in vain nor dropped without funding"""
    spec(
        proposals=PROPOSALS,
        lines=LINES + "V1 | 2023 | b2 | 100 | Posyandu\n".replace("V1", "L4"),
        judgements=ABSENT,
        ask="repeat_and_gave_up where village=Ara",
        answer="""
        part               | numerator | most
        repeated           | 1         | 2
        repeated_3         | 1         | 1
        not_asked_any_more | 0         | 1
        """,
    )


def test_a_plan_is_no_asking(spec: Spec) -> None:
    """a village's medium-term plan is no asking: only lists of musrenbang and pokir count as years"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title
        p  | 2022 | rpjmdes             | Bontobahari | Ara     | Drainase Dusun Krajan
        a  | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        q  | 2022 | rpjmdes             | Bontobahari | Ara     | Posyandu Melati
        """,
        lines="""
        id | year | amount
        L1 | 2023 | 100
        """,
        ask="repeat_and_gave_up",
        answer="""
        part               | numerator | denominator | most
        repeated           | 0         | 1           | 0
        repeated_3         | 0         | 1           | 0
        not_asked_any_more | 0         | 1           | 0
        """,
    )


def test_no_budget(spec: Spec) -> None:
    """without any APBD nothing is proven to be without funding, and the source is named"""
    spec(
        proposals=PROPOSALS,
        ask="repeat_and_gave_up",
        answer="""
        part | numerator
        """,
        lacks=["apbd"],
    )

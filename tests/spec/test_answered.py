"""answered: dated written answers before the next village musrenbang."""

from tests.spec.harness import Spec

PROPOSALS = """
id | year | stage               | district    | village  | title                 | signed_on
a  | 2025 | musrenbang_district | Bontobahari | Ara      | Drainase Dusun Krajan | 2024-02-10
b  | 2025 | musrenbang_district | Bontobahari | Ara      | Posyandu Melati       | 2024-02-10
c  | 2025 | musrenbang_district | Bontobahari | Darubiah | Talud Dusun Mawar     | 2024-02-10
d  | 2025 | musrenbang_district | Bontobahari | Darubiah | Pagar SDN 1 Darubiah  | 2024-02-10
"""
LATER = "z | 2027 | musrenbang_district | Bontobahari | Ara | Lampu jalan | \n"  # data of a later year: 2025 is over


def test_in_time(spec: Spec) -> None:
    """an answer counts where it is dated before the next musrenbang; coded means it gives a reason of the list"""
    spec(
        proposals=PROPOSALS + LATER,
        reply="""
        external_id | year | replied_on | reason  | text                   | office
        a           | 2025 | 2024-05-20 | ceiling | Pagu tidak cukup       | Dinas PU
        b           | 2025 | 2024-03-01 |         | Sedang kami pelajari   | Dinas PU
        c           | 2025 | 2025-01-31 | land    | Lahan belum dibebaskan | Dinas PU
        """,
        ask="answered where year=2025",
        answer="""
        part  | numerator | denominator | most | n_unknown | median_days
        coded | 1         | 4           | 1    | 0         | 228.0
        any   | 2         | 4           | 2    | 0         | 100.0
        """,
        told={"not_due": 0, "no_replies": 0},
    )


def test_the_next_musrenbang_is_dated(spec: Spec) -> None:
    """the first day of the village's next list is the day; a village without one has that of its district"""
    spec(
        proposals=[
            PROPOSALS + LATER,
            """
            id | year | stage              | district    | village | title       | signed_on
            v  | 2026 | musrenbang_village | Bontobahari | Ara     | Sumur bor   | 2024-08-01
            w  | 2026 | musrenbang_village | Bontobahari | Ara     | Jamban      | 2024-09-01
            """,
        ],
        reply="""
        external_id | year | replied_on | reason  | office
        a           | 2025 | 2024-07-31 | ceiling | Dinas PU
        b           | 2025 | 2024-08-01 | ceiling | Dinas PU
        c           | 2025 | 2024-07-31 | ceiling | Dinas PU
        d           | 2025 | 2024-08-02 | ceiling | Dinas PU
        """,
        ask="answered by village where year=2025",
        answer="""
        village       | part  | numerator | denominator
        73.02.03.2006 | coded | 1         | 2
        73.02.03.2006 | any   | 1         | 2
        73.02.03.2007 | coded | 1         | 2
        73.02.03.2007 | any   | 1         | 2
        """,
    )


def test_not_due(spec: Spec) -> None:
    """what is unanswered while its day is later than all data is not yet known, and told"""
    spec(
        proposals=PROPOSALS,
        reply="""
        external_id | year | replied_on | reason  | office
        a           | 2025 | 2024-05-20 | ceiling | Dinas PU
        """,
        ask="answered",
        answer="""
        part  | numerator | denominator | most | n_unknown
        coded | 1         | 4           | 4    | 3
        any   | 1         | 4           | 4    | 3
        """,
        told={"not_due": 3},
    )


def test_years_without_answers(spec: Spec) -> None:
    """a year whose file of answers is not here is left out, and told; a reply that found no proposal is told too"""
    spec(
        proposals=PROPOSALS + "e | 2024 | musrenbang_district | Bontobahari | Ara | Sumur bor | 2023-02-01\n" + LATER,
        reply="""
        external_id | year | replied_on | reason  | office
        a           | 2025 | 2024-05-20 | ceiling | Dinas PU
        q           | 2025 | 2024-05-20 | ceiling | Dinas PU
        """,
        ask="answered by year",
        answer="""
        year | part  | numerator | denominator
        2025 | coded | 1         | 4
        2025 | any   | 1         | 4
        """,
        told={"no_replies": 2, "replies_lost": 1},
    )


def test_unfunded_with_a_reason(spec: Spec) -> None:
    """of those proven absent from the budget, a coded reply of any date or a reason beside the decision is a written reason"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title                 | decision | reason
        a  | 2025 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan |          |
        b  | 2025 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati       | rejected | land
        c  | 2025 | musrenbang_district | Bontobahari | Ara     | Talud Dusun Mawar     | rejected |
        d  | 2025 | musrenbang_district | Bontobahari | Ara     | Pagar SDN 1 Ara       | rejected | land
        """,
        lines="""
        id | year | amount
        L1 | 2025 | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | a        | apbd | absent
        ani | b        | apbd | absent
        ani | c        | apbd | absent
        """,
        reply="""
        external_id | year | replied_on | reason  | office
        a           | 2025 | 2025-12-20 | ceiling | Dinas PU
        """,
        ask="answered",
        answer="""
        part                 | numerator | denominator | median_days
        coded                | 0         | 4           |
        any                  | 0         | 4           |
        unfunded_with_reason | 2         | 3           |
        """,
    )


def test_no_answers_at_all(spec: Spec) -> None:
    """without any file of answers there is no figure, and the source is named"""
    spec(
        proposals=PROPOSALS,
        ask="answered",
        answer="""
        part | numerator
        """,
        lacks=["replies"],
    )

"""waiting_time: years from the first list a need stands in to its first APBD year."""

from tests.spec.harness import Spec

# paid at once, paid a year later, checked in vain up to the newest APBD, not known since 2023
PROPOSALS = """
id | year | stage               | district    | village  | title
a  | 2022 | musrenbang_district | Bontobahari | Ara      | Drainase Dusun Krajan
b  | 2022 | musrenbang_district | Bontobahari | Ara      | Posyandu Melati
c  | 2022 | musrenbang_district | Bontobahari | Darubiah | Rabat beton Dusun Sawah
d  | 2023 | musrenbang_district | Bontobahari | Darubiah | Pagar SDN 1 Darubiah
"""
LINES = """
id | year | pays | amount | text
L1 | 2022 | a    | 100    | Drainase
L2 | 2023 | b    | 100    | Posyandu
L3 | 2024 |      | 100    | Alat tulis
"""
ABSENT = """
by  | proposal | line | verdict
ani | c        | apbd | absent
"""


def test_kaplan_meier(spec: Spec) -> None:
    """of four, one is paid in its first year and one of the three then left a year later: after that year half still wait"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        judgements=ABSENT,
        ask="waiting_time",
        answer={"numerator": 2, "denominator": 4, "value": 1, "high": 1, "low": 0, "n": 4, "n_unknown": 1},
        told={"need_open": 1, "need_first_year": 3},
    )


def test_curves(spec: Spec) -> None:
    """those followed no further leave after their last year; what is not known ends at once in the other curve"""
    dashes = {"low": None, "high": None}
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        judgements=ABSENT,
        ask="waiting_time where village=Darubiah",
        answer={
            "curve": [
                {"year": 0, "waiting": 1.0, **dashes, "at_risk": 2, "funded": 0},
                {"year": 1, "waiting": 1.0, **dashes, "at_risk": 2, "funded": 0},
                {"year": 2, "waiting": 1.0, **dashes, "at_risk": 1, "funded": 0},
            ],
            "value": None,
            "low": 0,
        },
    )


def test_by_first_year(spec: Spec) -> None:
    """by year means the year a need was first asked for, and its years are counted to the newest APBD"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        judgements=ABSENT,
        ask="waiting_time by year",
        answer="""
        year | numerator | denominator | value | n_unknown
        2022 | 2         | 3           | 1     | 0
        2023 | 0         | 1           |       | 1
        """,
    )


def test_asked_again(spec: Spec) -> None:
    """a need asked for again is one need, and waits since it was first asked for"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title
        a  | 2022 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        b  | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        c  | 2024 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        """,
        lines="""
        id | year | pays | amount
        L0 | 2022 |      | 100
        L2 | 2023 |      | 100
        L1 | 2024 | c    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | a        | apbd | absent
        ani | b        | apbd | absent
        """,
        ask="waiting_time",
        answer={"numerator": 1, "denominator": 1, "value": 2, "low": 2, "n_unknown": 0},
    )


def test_open_before_paid(spec: Spec) -> None:
    """a need proven paid may have been paid earlier where an earlier year is not known: the shorter curve says so"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title
        a  | 2022 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        b  | 2024 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        """,
        lines="""
        id | year | pays | amount
        L0 | 2022 |      | 100
        L1 | 2024 | b    | 100
        """,
        ask="waiting_time",
        answer={"numerator": 1, "value": 2, "low": 0, "high": 2, "n_unknown": 0},
    )


def test_other_money(spec: Spec) -> None:
    """money from another source does not end the waiting for the APBD, and is told"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title
        a  | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        """,
        lines="""
        id | year | version      | pays | amount
        L0 | 2024 | apbd         |      | 100
        L1 | 2023 | village_fund | a    | 100
        """,
        ask="waiting_time",
        answer={"numerator": 0, "denominator": 1, "value": None},
        told={"need_elsewhere": 1, "need_open": 1},
    )


def test_newer_than_the_budget(spec: Spec) -> None:
    """a need first asked for after the newest APBD has not been watched yet: it is left out, and told"""
    spec(
        proposals=PROPOSALS + "e  | 2025 | musrenbang_district | Bontobahari | Ara | Talud Dusun Mawar\n",
        lines=LINES,
        ask="waiting_time",
        answer={"denominator": 4},
        told={"need_not_covered": 1},
    )


def test_no_budget(spec: Spec) -> None:
    """without an APBD of these years nothing can be said of waiting, and the source is named"""
    spec(
        proposals=PROPOSALS,
        ask="waiting_time",
        answer="""
        numerator | value
        """,
        lacks=["apbd"],
    )

"""overlap: needs sent by two routes, needs paid from several sources; by number and by rupiah."""

from tests.spec.harness import Spec

PROPOSALS = """
id | year | stage               | district    | village | title
a1 | 2024 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
a2 | 2024 | pokir               | Bontobahari | Ara     | Drainase Dusun Krajan
b1 | 2024 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati
c1 | 2024 | musrenbang_district | Bontobahari | Ara     | Rabat beton Dusun Sawah
"""
LINES = """
id | year | version      | pays | amount
L1 | 2024 | apbd         | a1   | 100
L2 | 2024 | apbd         | b1   | 300
V1 | 2024 | village_fund | b1   | 100
"""


def test_two_routes_and_two_sources(spec: Spec) -> None:
    """one need asked for in musrenbang and as pokir, another paid by the APBD and the village fund: number and rupiah of each"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        ask="overlap",
        answer="""
        part                   | unit   | numerator | denominator | n | n_unknown
        two_ways               | needs  | 1         | 3           | 3 | 0
        two_ways_rupiah        | rupiah | 100       | 500         | 2 | 0
        several_sources        | needs  | 1         | 3           | 3 | 0
        several_sources_rupiah | rupiah | 400       | 500         | 2 | 0
        """,
    )


def test_a_line_both_share(spec: Spec) -> None:
    """a budget line that pays for both proposals of one need counts once"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | year | amount
        L1 | 2024 | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | a1       | L1   | match
        ani | a2       | L1   | match
        """,
        ask="overlap by district",
        answer="""
        part                   | numerator | denominator
        two_ways               | 1         | 3
        two_ways_rupiah        | 100       | 100
        several_sources        | 0         | 3
        several_sources_rupiah | 0         | 100
        """,
    )


def test_not_known_whether_also_the_apbd(spec: Spec) -> None:
    """a need paid by another source, of which the APBD is not known, may have two"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | year | version      | pays | amount
        L0 | 2024 | apbd         |      | 100
        V1 | 2024 | village_fund | b1   | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | a1       | apbd | absent
        ani | a2       | apbd | absent
        """,
        ask="overlap",
        answer="""
        part                   | numerator | denominator | most | n_unknown
        two_ways               | 1         | 3           | 1    | 0
        two_ways_rupiah        | 0         | 100         | 0    | 0
        several_sources        | 0         | 3           | 0    | 0
        several_sources_rupiah | 0         | 100         | 0    | 0
        """,
    )


def test_without_money(spec: Spec) -> None:
    """without any proven rupiah the rupiah parts have no row"""
    spec(
        proposals=PROPOSALS,
        ask="overlap by origin",
        answer="""
        origin           | part            | numerator | denominator
        musrenbang       | two_ways        | 0         | 2
        musrenbang       | several_sources | 0         | 2
        musrenbang+pokir | two_ways        | 1         | 1
        musrenbang+pokir | several_sources | 0         | 1
        """,
    )


def test_a_plan_is_no_route(spec: Spec) -> None:
    """a village's plan and a pokir are one route only: the plan asks nobody"""
    spec(
        proposals="""
        id | year | stage   | district    | village | title
        p  | 2023 | rpjmdes | Bontobahari | Ara     | Drainase Dusun Krajan
        a  | 2024 | pokir   | Bontobahari | Ara     | Drainase Dusun Krajan
        """,
        ask="overlap in all",
        answer="""
        part            | numerator | denominator
        two_ways        | 0         | 1
        several_sources | 0         | 1
        """,
    )

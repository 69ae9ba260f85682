"""rooted: proposals of the list that stood in their village's plan before."""

from tests.spec.harness import Spec


def test_by_its_own_rows(spec: Spec) -> None:
    """a proposal whose rows began in the village's RKPDes is rooted in it, whatever its words became"""
    spec(
        proposals="""
        id | stage               | parent | district    | village | title
        r  | rkpdes              |        | Bontobahari | Ara     | Saluran air
        d  | musrenbang_district | r      | Bontobahari | Ara     | Pembangunan drainase paket II
        e  | musrenbang_district |        | Bontobahari | Ara     | Pagar SDN 1 Ara
        """,
        ask="rooted",
        answer={"numerator": 1, "denominator": 2, "n_unknown": 0, "most": 1},
        told={"plan_by_words": 0},
    )


def test_by_its_need(spec: Spec) -> None:
    """a proposal is rooted where the same need stands in an earlier or same-year plan of the same village"""
    spec(
        proposals="""
        id | year | stage               | district    | village  | title
        p  | 2023 | rpjmdes             | Bontobahari | Ara      | Drainase Dusun Krajan
        a  | 2025 | musrenbang_district | Bontobahari | Ara      | Drainase Dusun Krajan
        b  | 2025 | musrenbang_district | Bontobahari | Ara      | Posyandu Melati
        """,
        ask="rooted",
        answer={"numerator": 1, "denominator": 2, "n_unknown": 0},
        told={"plan_by_words": 1, "plan_absent": 0},
    )


def test_a_later_plan(spec: Spec) -> None:
    """a plan that came after the proposal is no root of it, and leaves its root unknown"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title
        a  | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        p  | 2024 | rpjmdes             | Bontobahari | Ara     | Drainase Dusun Krajan
        b  | 2024 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati
        """,
        ask="rooted by year",
        answer="""
        year | numerator | denominator | n_unknown | most
        2023 | 0         | 1           | 1         | 1
        2024 | 0         | 1           | 0         | 0
        """,
        lacks=[],
    )


def test_no_plan_here(spec: Spec) -> None:
    """where the village's plan is not here, or a proposal names no village, its root is not yet known"""
    spec(
        proposals="""
        id | year | stage               | district    | village  | title
        p  | 2025 | rkpdes              | Bontobahari | Ara      | Talud Dusun Mawar
        a  | 2025 | musrenbang_district | Bontobahari | Ara      | Drainase Dusun Krajan
        b  | 2025 | musrenbang_district | Bontobahari | Darubiah | Posyandu Melati
        c  | 2025 | musrenbang_district | Bontobahari |          | Balai pertemuan kecamatan
        """,
        ask="rooted",
        answer={"numerator": 0, "denominator": 3, "n_unknown": 2, "most": 2},
        told={"plan_absent": 2},
    )


def test_an_old_plan(spec: Spec) -> None:
    """a plan holds for eight budget years at most: after that it no longer says that a proposal has no root"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title
        p  | 2016 | rpjmdes             | Bontobahari | Ara     | Talud Dusun Mawar
        a  | 2023 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        b  | 2024 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati
        """,
        ask="rooted by year",
        answer="""
        year | numerator | n_unknown
        2023 | 0         | 0
        2024 | 0         | 1
        """,
    )


def test_no_plans_at_all(spec: Spec) -> None:
    """without any plan there is no figure, and the two that would bring it are named"""
    spec(
        proposals="""
        id | stage               | district    | village | title
        a  | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        """,
        ask="rooted",
        answer="""
        numerator
        """,
        lacks=["rpjmdes", "rkpdes"],
    )

"""accommodation_value: of the rupiah a list asks for, how much is proven allocated."""

from tests.spec.harness import Spec


def test_cap(spec: Spec) -> None:
    """the cap stops one large item paying for forty"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 4_000
        """,
        ask="accommodation_value",
        answer={"numerator": 100, "denominator": 200, "value": 0.5},
    )


def test_partial_counts_its_rupiah(spec: Spec) -> None:
    """a partly funded item counts with the rupiah it got"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 30
        """,
        ask="accommodation_value",
        answer={"numerator": 30, "denominator": 100},
        fates={"A": "partial"},
    )


def test_merged_package(spec: Spec) -> None:
    """a merged package's rupiah are shared, never counted twice"""
    spec(
        proposals="""
        id | cost
        A  | 300
        B  | 100
        """,
        lines="""
        id | amount
        1  | 200
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | match
        ani | B        | 1    | match
        """,
        ask="accommodation_value",
        answer={"numerator": 200, "denominator": 400},
    )


def test_no_estimate(spec: Spec) -> None:
    """proposals without an estimate are left out of the rupiah and told"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  |
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        2  | B    | 900
        """,
        ask="accommodation_value",
        answer={"numerator": 100, "denominator": 100, "n": 1},
        told={"no_estimate": 1},
    )


def test_no_estimates_at_all(spec: Spec) -> None:
    """a list without rupiah has no value rate, and the list that would bring them is named"""
    spec(
        proposals="""
        id | cost
        A  |
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="accommodation_value",
        answer="""
        numerator | denominator
        """,
        lacks=["musrenbang_district"],
    )


def test_unknown_raises_the_upper_bound(spec: Spec) -> None:
    """an unknown raises the upper bound by its whole estimate; an absent one does not"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        C  | 200
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | C        | apbd | absent
        """,
        ask="accommodation_value",
        answer={"numerator": 100, "denominator": 400, "low": 0.25, "high": 0.5, "n_unknown": 1},
    )


def test_late_money(spec: Spec) -> None:
    """late rupiah are not added to those of the year"""
    spec(
        proposals="""
        id | year | cost
        A  | 2022 | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2022 | A    | 30
        2  | 2023 | A    | 70
        """,
        ask="accommodation_value",
        answer={"numerator": 30, "denominator": 100},
    )


def test_estimate_of_the_district_list(spec: Spec) -> None:
    """the estimate is the district list's; where it has none, the one it began with"""
    spec(
        proposals="""
        id | stage               | parent | cost
        v1 | musrenbang_village  |        | 100
        d1 | musrenbang_district | v1     | 120
        v2 | musrenbang_village  |        | 50
        d2 | musrenbang_district | v2     |
        v3 | musrenbang_village  |        |
        d3 | musrenbang_district | v3     | 30
        """,
        lines="""
        id | pays | amount
        1  | d1   | 100
        """,
        ask="accommodation_value",
        answer={"numerator": 100, "denominator": 200},
        told={"no_estimate": 0},
    )


def test_split_estimate(spec: Spec) -> None:
    """a proposal split in the district list asks for the sum of its parts"""
    spec(
        proposals="""
        id | stage               | parent | cost
        v1 | musrenbang_village  |        | 100
        d1 | musrenbang_district | v1     | 70
        d2 | musrenbang_district | v1     | 50
        """,
        lines="""
        id | pays | amount
        1  | d1   | 60
        2  | d2   | 50
        """,
        ask="accommodation_value",
        answer={"numerator": 110, "denominator": 120, "n": 1},
    )


def test_large_rupiah(spec: Spec) -> None:
    """rupiah stay whole numbers, however large"""
    spec(
        proposals="""
        id | cost
        A  | 19_999_999_999_999
        B  | 19_999_999_999_998
        """,
        lines="""
        id | pays | amount
        1  | A    | 19_999_999_999_997
        """,
        ask="accommodation_value",
        answer={"numerator": 19_999_999_999_997, "denominator": 39_999_999_999_997},
    )


def test_attainable(spec: Spec) -> None:
    """attainable is what capital spending and goods handed over could have funded, shared by the estimates of each slice"""
    spec(
        proposals="""
        id | agency   | cost
        A  | Dinas PU | 300
        B  | Dinas PU | 100
        C  | Dinas X  | 200
        """,
        lines="""
        id | pays | amount | account_code      | account_name
        1  | A    | 100    | 5.2.04.01.01.0001 |
        2  |      | 50     | 5.1.02.01.01.0039 | Belanja Barang untuk Diserahkan kepada Masyarakat
        3  |      | 850    | 5.1.01.01.01.0001 |
        """,
        ask="accommodation_value by agency",
        answer="""
        agency   | numerator | denominator | attainable
        Dinas PU | 100       | 400         | 100
        Dinas X  | 0         | 200         | 50
        """,
    )


def test_attainable_of_a_slice(spec: Spec) -> None:
    """a slice's attainable does not change with what is filtered beside it, and is never above what it asks"""
    spec(
        proposals="""
        id | year | agency   | cost
        A  | 2019 | Dinas PU | 300
        B  | 2019 | Dinas X  | 100
        C  | 2021 | Dinas PU | 10
        """,
        lines="""
        id | year | amount | account_code
        1  | 2019 | 101    | 5.2.3.49.01
        2  | 2019 | 900    | 5.2.02.01
        3  | 2021 | 900    | 5.2.02.01
        """,
        ask="accommodation_value where agency=Dinas_PU",
        answer={"denominator": 310, "attainable": 75 + 10},
    )


def test_attainable_unknown(spec: Spec) -> None:
    """without account codes nobody knows what was attainable; lines that do not say are counted as if they could be directed"""
    spec(
        proposals="""
        id | year | cost
        A  | 2025 | 100
        B  | 2026 | 100
        """,
        lines=[
            """
            id | year | amount
            1  | 2025 | 50
            """,
            """
            id | year | amount | account_code
            2  | 2026 | 50     | 5.2.02.01
            3  | 2026 | 20     | 5
            """,
        ],
        ask="accommodation_value by year",
        answer="""
        year | denominator | attainable
        2025 | 100         |
        2026 | 100         | 70
        """,
    )

"""origin_share: every rupiah of spending that can still be directed, by where it comes from."""

from tests.spec.harness import Spec

PROPOSALS = """
id | stage               | cost
M  | musrenbang_district | 100
P  | pokir               | 100
R  | agency_forum        | 100
"""
ARA = "Jalan tani Desa Ara Kec. Bontobahari"
MARK = """
mark         | origin     | from_year | document | signed_on
(MUSRENBANG) | musrenbang | 2026      | 1/2025   | 2025-12-01
"""


def test_shares_of_a_slice(spec: Spec) -> None:
    """every rupiah has one origin, so the shares of a slice make the whole"""
    spec(
        proposals=PROPOSALS,
        lines=f"""
        id | pays | amount | account_code | text
        1  | M    | 300    | 5.2.02.01    | {ARA}
        2  | P    | 200    | 5.2.02.01    | {ARA}
        3  | R    | 100    | 5.2.02.01    | {ARA}
        4  |      | 400    | 5.2.02.01    | {ARA}
        """,
        ask="origin_share",
        answer="""
        origin     | numerator | denominator | low | high | n | n_unknown
        musrenbang | 300       | 1000        | 0.3 | 0.7  | 1 | 1
        pokir      | 200       | 1000        | 0.2 | 0.6  | 1 | 1
        renja      | 100       | 1000        | 0.1 | 0.5  | 1 | 1
        untraced   | 400       | 1000        | 0.0 | 0.4  | 1 | 1
        """,
    )


def test_two_origins_of_one_line(spec: Spec) -> None:
    """a line that answers a musrenbang and a pokir proposal is a class of its own, with all it traces"""
    spec(
        proposals=PROPOSALS,
        lines=f"""
        id | amount | account_code | text
        1  | 100    | 5.2.02.01    | {ARA}
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | M        | 1    | match
        ani | P        | 1    | match
        """,
        ask="origin_share",
        answer="""
        origin           | numerator | denominator
        musrenbang+pokir | 100       | 100
        """,
    )


def test_part_of_a_line(spec: Spec) -> None:
    """what proposals leave of a line stays untraced, and the line counts in both classes"""
    spec(
        proposals=PROPOSALS,
        lines=f"""
        id | amount | account_code | text
        1  | 100    | 5.2.02.01    | {ARA}
        """,
        judgements="""
        by  | proposal | line | verdict | weight
        ani | M        | 1    | match   | 0.3
        """,
        ask="origin_share",
        answer="""
        origin     | numerator | denominator | n | n_unknown
        musrenbang | 30        | 100         | 1 | 1
        untraced   | 70        | 100         | 1 | 1
        """,
    )


def test_no_mark_before_it_is_confirmed(spec: Spec) -> None:
    """a mark that nobody has confirmed says nothing of a line's origin"""
    spec(
        lines=f"""
        id | amount | account_code | text
        1  | 100    | 5.2.02.01    | {ARA} (MUSRENBANG)
        """,
        ask="origin_share",
        answer="""
        origin   | numerator | by_mark
        untraced | 100       | 0
        """,
    )


def test_confirmed_mark(spec: Spec) -> None:
    """a confirmed mark tells the origin of what proposals leave, and how much is known by it alone"""
    spec(
        proposals=PROPOSALS,
        lines=f"""
        id | pays | amount | account_code | text
        1  |      | 100    | 5.2.02.01    | {ARA} (MUSRENBANG)
        2  | M    | 60     | 5.2.02.01    | {ARA} (MUSRENBANG)
        3  |      | 40     | 5.2.02.01    | {ARA} (musrenbang)
        """,
        mark=MARK,
        ask="origin_share",
        answer="""
        origin     | numerator | denominator | by_mark | n
        musrenbang | 160       | 200         | 100     | 2
        untraced   | 40        | 200         | 0       | 1
        """,
    )


def test_a_mark_in_its_years(spec: Spec) -> None:
    """a mark counts in the years it was confirmed for, until it is confirmed anew"""
    spec(
        lines=f"""
        id | year | amount | account_code | text
        1  | 2021 | 1      | 5.2.02.01    | {ARA} [T]
        2  | 2022 | 2      | 5.2.02.01    | {ARA} [T]
        3  | 2024 | 4      | 5.2.02.01    | {ARA} [T]
        4  | 2026 | 8      | 5.2.02.01    | {ARA} [T]
        """,
        mark="""
        mark | origin     | from_year | to_year | document | signed_on
        [T]  | musrenbang | 2022      |         | 1/2022   | 2022-01-01
        [T]  | pokir      | 2024      | 2025    | 2/2024   | 2024-01-01
        """,
        ask="origin_share by year",
        answer="""
        year | origin     | numerator
        2021 | untraced   | 1
        2022 | musrenbang | 2
        2024 | pokir      | 4
        2026 | untraced   | 8
        """,
    )


def test_marks_of_two_origins(spec: Spec) -> None:
    """marks of two origins on one line say nothing, and the line is told"""
    spec(
        lines=f"""
        id | amount | account_code | text
        1  | 100    | 5.2.02.01    | {ARA} (MUSRENBANG) (PIK)
        """,
        mark=MARK + "(PIK) | pokir | 2026 | 1/2025 | 2025-12-01",
        ask="origin_share",
        answer="""
        origin   | numerator
        untraced | 100
        """,
        told={"mark_conflict": 1},
    )


def test_what_is_counted(spec: Spec) -> None:
    """only lines that can still be directed and name a village count; those left out are told"""
    spec(
        lines=f"""
        id | amount | account_code | text
        1  | 100    | 5.2.02.01    | {ARA}
        2  | 10     | 5.1.02.01    | {ARA}
        3  | 1      | 5.2.02.01    | Belanja modal tersebar
        4  | 7      |              | {ARA}
        """,
        ask="origin_share",
        answer="""
        origin   | numerator | denominator
        untraced | 100       | 100
        """,
        told={"not_located": 1, "account_unsaid": 1},
    )


def test_asked_two_ways(spec: Spec) -> None:
    """rupiah of a pokir whose need a list of musrenbang asked for as well are told beside its class"""
    spec(
        proposals="""
        id | stage               | title                          | village | district    | volume | unit | cost
        M  | musrenbang_district | Rabat beton jalan tani Dusun Tanetang | Ara | Bontobahari | 300    | m    | 100
        P  | pokir               | Rabat beton jalan tani Dusun Tanetang | Ara | Bontobahari | 300    | m    | 100
        """,
        lines=f"""
        id | pays | amount | account_code | text
        1  | P    | 100    | 5.2.02.01    | {ARA}
        """,
        ask="origin_share",
        answer="""
        origin | numerator | asked_in_musrenbang
        pokir  | 100       | 100
        """,
        told={"via_pokir": 1},
    )


def test_one_origin_asked_for(spec: Spec) -> None:
    """asking for one origin leaves the denominator whole"""
    spec(
        proposals=PROPOSALS,
        lines=f"""
        id | pays | amount | account_code | text
        1  | M    | 300    | 5.2.02.01    | {ARA}
        2  |      | 700    | 5.2.02.01    | {ARA}
        """,
        ask="origin_share where origin=musrenbang",
        answer="""
        origin     | numerator | denominator
        musrenbang | 300       | 1000
        """,
    )


def test_origin_share_without_accounts(spec: Spec) -> None:
    """lines whose accounts say nothing give no share, and the source is named"""
    spec(
        lines=f"""
        id | amount | text
        1  | 100    | {ARA}
        """,
        ask="origin_share",
        answer="""
        origin | numerator
        """,
        lacks=["apbd"],
    )

"""located_share: of a budget version's rupiah, how much stands in lines that name a village."""

from tests.spec.harness import Spec


def test_named_village(spec: Spec) -> None:
    """rupiah of lines that name a village, over all rupiah of the version"""
    spec(
        lines="""
        id | text                              | amount
        1  | Jalan tani Desa Ara Kec. Bontobahari | 300
        2  | Belanja alat tulis kantor         | 700
        """,
        ask="located_share",
        answer={"numerator": 300, "denominator": 1000, "value": 0.3, "n": 2, "n_unknown": 0},
    )


def test_unread_village(spec: Spec) -> None:
    """a line that says desa but names none we know raises the upper bound, and is told"""
    spec(
        lines="""
        id | text                        | amount
        1  | Drainase Desa Antah Berantah | 400
        2  | Belanja alat tulis kantor   | 600
        """,
        ask="located_share",
        answer={"numerator": 0, "denominator": 1000, "high": 0.4, "n_unknown": 1},
        told={"place_unread": 1},
    )


def test_versions_apart(spec: Spec) -> None:
    """each budget version has its own share"""
    spec(
        lines="""
        id | version     | text                                 | amount
        1  | procurement | Jalan tani Desa Ara Kec. Bontobahari | 300
        2  | apbd        | Belanja alat tulis kantor            | 700
        """,
        ask="located_share version procurement",
        answer={"numerator": 300, "denominator": 300},
        told={"procurement": 1},
    )


def test_superseded_lines(spec: Spec) -> None:
    """lines a newer file no longer holds are not counted"""
    spec(
        lines=[
            """
            id | text                      | amount
            1  | Belanja alat tulis kantor | 700
            2  | Belanja alat tulis kantor | 300
            """,
            """
            id | text                      | amount
            2  | Belanja alat tulis kantor | 400
            """,
        ],
        ask="located_share",
        answer={"numerator": 0, "denominator": 400, "n": 1},
    )


def test_traced_origin(spec: Spec) -> None:
    """a line's origin is that of the proposals it pays for; none found is untraced"""
    spec(
        proposals="""
        id | stage               | cost
        A  | musrenbang_district | 100
        B  | pokir               | 100
        """,
        lines="""
        id | amount
        1  | 100
        2  | 200
        3  | 400
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | match
        ani | B        | 1    | match
        ani | B        | 2    | match
        """,
        ask="located_share by origin",
        answer="""
        origin           | denominator
        musrenbang+pokir | 100
        pokir            | 200
        untraced         | 400
        """,
    )


def test_no_lines(spec: Spec) -> None:
    """without lines of the version there is no share, and the source is named"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        ask="located_share",
        answer="""
        numerator | denominator
        """,
        lacks=["apbd"],
    )

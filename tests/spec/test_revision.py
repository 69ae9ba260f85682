"""revision: what became of proposals between the APBD and the revised budget."""

from tests.spec.harness import Spec

PROPOSALS = """
id | cost
A  | 100
B  | 100
C  | 100
D  | 100
E  | 100
F  | 100
"""
LINES = """
id | version | pays | amount
1  | apbd    | A    | 100
2  | apbd    | B    | 100
3  | apbd    | C    | 100
4  | apbd    | D    | 100
p1 | apbd_p  | A    | 150
p2 | apbd_p  | B    | 80
p3 | apbd_p  | C    | 100
p5 | apbd_p  | E    | 30
"""
CHECKED = """
by  | proposal | line   | verdict
ani | D        | apbd_p | absent
ani | E        | apbd   | absent
"""


def test_what_changed(spec: Spec) -> None:
    """added, removed, raised, lowered and unchanged make all that has money in either, where every fate is known"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        judgements=CHECKED,
        ask="revision",
        answer="""
        part      | unit      | numerator | denominator | n_unknown
        added     | proposals | 1         | 5           | 0
        removed   | proposals | 1         | 5           | 0
        raised    | proposals | 1         | 5           | 0
        lowered   | proposals | 1         | 5           | 0
        unchanged | proposals | 1         | 5           | 0
        net       | rupiah    | -40       | 400         | 0
        """,
    )


def test_not_found_again(spec: Spec) -> None:
    """an id that was not found again is no proof of removal, nor one newly found of addition: both are not yet known"""
    spec(
        proposals=PROPOSALS,
        lines=LINES,
        ask="revision",
        answer="""
        part      | numerator | denominator | high | n_unknown
        added     | 0         | 5           | 0.2  | 1
        removed   | 0         | 5           | 0.2  | 1
        raised    | 1         | 5           | 0.6  | 2
        lowered   | 1         | 5           | 0.6  | 2
        unchanged | 1         | 5           | 0.6  | 2
        net       | 30        | 400         | 0.15 | 2
        """,
        told={"not_in_revised": 1, "not_in_approved": 1},
    )


def test_bounds_of_the_difference(spec: Spec) -> None:
    """the difference is least where all not found again was removed, and may be below nothing"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | version | pays | amount
        1  | apbd    | A    | 100
        2  | apbd    | B    | 300
        p1 | apbd_p  | A    | 90
        """,
        ask="revision",
        answer="""
        part      | numerator | denominator | low    | value  | high
        added     | 0         | 2           | 0.0    | 0.0    | 0.0
        removed   | 0         | 2           | 0.0    | 0.0    | 0.5
        raised    | 0         | 2           | 0.0    | 0.0    | 0.5
        lowered   | 1         | 2           | 0.5    | 0.5    | 1.0
        unchanged | 0         | 2           | 0.0    | 0.0    | 0.5
        net       | -10       | 400         | -0.775 | -0.025 | -0.025
        """,
    )


def test_revised_budget_absent(spec: Spec) -> None:
    """without the revised budget nothing is told of changes, and the source is named"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="revision",
        answer="""
        part | numerator
        """,
        lacks=["apbd_p"],
    )

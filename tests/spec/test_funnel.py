"""funnel: how many proposals are found at each stage of the yearly chain."""

from tests.spec.harness import Spec


def test_chain(spec: Spec) -> None:
    """a row that carries another forward is the same proposal"""
    spec(
        proposals="""
        id | stage               | parent | cost
        v1 | musrenbang_village  |        | 100
        v2 | musrenbang_village  |        | 100
        d1 | musrenbang_district | v1     | 90
        r1 | agency_forum        | d1     | 80
        """,
        ask="funnel in village",
        answer="""
        stage               | numerator | denominator | amount | amount_whole
        musrenbang_village  | 2         | 2           | 200    | 190
        musrenbang_district | 1         | 2           | 90     | 190
        agency_forum        | 1         | 2           | 80     | 190
        """,
    )


def test_split(spec: Spec) -> None:
    """a proposal split into three rows is one proposal"""
    spec(
        proposals="""
        id | stage               | parent | cost
        v1 | musrenbang_village  |        | 90
        d1 | musrenbang_district | v1     | 30
        d2 | musrenbang_district | v1     | 30
        d3 | musrenbang_district | v1     | 30
        """,
        ask="funnel in village",
        answer="""
        stage               | numerator | denominator | amount
        musrenbang_village  | 1         | 1           | 90
        musrenbang_district | 1         | 1           | 90
        """,
        told={"split": 1},
    )


def test_split_decisions(spec: Spec) -> None:
    """a split proposal lives as long as one of its parts"""
    spec(
        proposals="""
        id | stage               | parent | decision
        v1 | musrenbang_village  |        |
        d1 | musrenbang_district | v1     | rejected
        d2 | musrenbang_district | v1     | running
        """,
        ask="funnel by decision in village where stage=musrenbang_district",
        answer="""
        decision | stage               | numerator | denominator
        running  | musrenbang_district | 1         | 1
        """,
    )


def test_waiting_is_not_refused(spec: Spec) -> None:
    """what was not found further on is not yet known; what was refused on the way is known"""
    spec(
        proposals="""
        id | stage               | parent | decision
        v1 | musrenbang_village  |        |
        v2 | musrenbang_village  |        | rejected
        v3 | musrenbang_village  |        |
        d3 | musrenbang_district | v3     |
        """,
        ask="funnel in village",
        answer="""
        stage               | numerator | denominator | n_unknown
        musrenbang_village  | 3         | 3           | 0
        musrenbang_district | 1         | 3           | 1
        """,
    )


def test_refused_may_be_in_the_budget(spec: Spec) -> None:
    """in a budget only a link or a proven absence settles it: what was refused on the way is not yet known"""
    spec(
        proposals="""
        id | decision | cost
        A  | rejected | 100
        B  | rejected | 100
        C  |          | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 70
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | C        | apbd | absent
        """,
        ask="funnel",
        answer="""
        stage               | numerator | denominator | n_unknown | amount
        musrenbang_district | 3         | 3           | 0         | 300
        apbd                | 1         | 3           | 1         | 70
        """,
    )


def test_skipped_stage(spec: Spec) -> None:
    """a proposal carried past a stage was not in its list, and that is known"""
    spec(
        proposals="""
        id | stage               | parent
        v1 | musrenbang_village  |
        r1 | agency_forum        | v1
        v2 | musrenbang_village  |
        d2 | musrenbang_district | v2
        """,
        ask="funnel in village",
        answer="""
        stage               | numerator | n_unknown
        musrenbang_village  | 2         | 0
        musrenbang_district | 1         | 0
        agency_forum        | 1         | 1
        """,
    )


def test_other_ways_in(spec: Spec) -> None:
    """pokir did not pass the village list; a district proposal may have, under another number"""
    spec(
        proposals="""
        id | stage               | parent
        v1 | musrenbang_village  |
        d2 | musrenbang_district |
        p3 | pokir               |
        """,
        ask="funnel by origin in all where stage=musrenbang_village",
        answer="""
        origin     | stage              | numerator | denominator | n_unknown
        musrenbang | musrenbang_village | 1         | 2           | 1
        pokir      | musrenbang_village | 0         | 1           | 0
        """,
    )


def test_budget_without_a_link(spec: Spec) -> None:
    """a budget that is there but names nobody is a stage with nothing found and everything open"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | amount
        1  | 100
        """,
        ask="funnel",
        answer="""
        stage               | numerator | denominator | n_unknown | amount
        musrenbang_district | 2         | 2           | 0         | 200
        apbd                | 0         | 2           | 2         |
        """,
    )


def test_procurement_is_no_stage(spec: Spec) -> None:
    """the procurement plan is no stage of the chain"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | version     | pays | amount
        1  | procurement | A    | 100
        """,
        ask="funnel",
        answer="""
        stage               | numerator
        musrenbang_district | 1
        """,
    )


def test_gone(spec: Spec) -> None:
    """a proposal none of whose rows is left is in no stage"""
    spec(
        proposals=[
            """
            id | stage
            v1 | musrenbang_village
            v2 | musrenbang_village
            """,
            """
            id | stage
            v1 | musrenbang_village
            """,
        ],
        ask="funnel in village",
        answer="""
        stage              | numerator | denominator
        musrenbang_village | 1         | 1
        """,
        told={"gone": 1},
    )


def test_parent_nobody_holds(spec: Spec) -> None:
    """a row whose parent no file holds begins its own chain"""
    spec(
        proposals="""
        id | stage               | parent
        d1 | musrenbang_district | v9
        """,
        ask="funnel",
        answer="""
        stage               | numerator | denominator
        musrenbang_district | 1         | 1
        """,
    )


def test_circle(spec: Spec) -> None:
    """rows that carry each other in a circle have no beginning: each stands alone"""
    spec(
        proposals="""
        id | stage               | parent
        a  | musrenbang_district | b
        b  | musrenbang_district | c
        c  | musrenbang_district | a
        d  | musrenbang_district | a
        """,
        ask="funnel",
        answer="""
        stage               | numerator | denominator
        musrenbang_district | 4         | 4
        """,
    )


def test_no_rupiah_no_rank(spec: Spec) -> None:
    """a list without rupiah and ranks says so; with one of either it does not"""
    spec(
        proposals="""
        id | cost | rank
        A  |      | 1
        B  |      |
        """,
        ask="funnel",
        answer="""
        stage               | numerator | amount
        musrenbang_district | 2         |
        """,
        told={"no_rupiah": 2, "no_rank": 0},
    )


def test_path(spec: Spec) -> None:
    """a proposal is found at every stage its row says it passed; where it waits nothing was decided yet"""
    spec(
        proposals="""
        id | stage              | cost | path                             | decision | process
        A  | musrenbang_village | 100  | musrenbang_district,agency_forum |          | snapshot
        B  | musrenbang_village | 50   | musrenbang_district              | rejected | snapshot
        C  | musrenbang_village | 10   |                                  |          | snapshot
        """,
        ask="funnel in village",
        answer="""
        stage               | numerator | denominator | n_unknown | amount
        musrenbang_village  | 3         | 3           | 0         | 160
        musrenbang_district | 2         | 3           | 1         | 150
        agency_forum        | 1         | 3           | 1         | 100
        """,
        shown={
            "A": {"stage": "agency_forum", "decision": "running"},
            "B": {"stage": "musrenbang_district", "decision": "rejected", "reason": "none"},
            "C": {"stage": "musrenbang_village", "decision": "running"},
        },
        told={"split": 0},
    )


def test_path_and_a_list(spec: Spec) -> None:
    """where a list holds the proposal, its row speaks for the stage, not what an earlier row says it passed"""
    spec(
        proposals="""
        id | stage               | parent | cost | path                | decision | reason
        A  | musrenbang_village  |        | 100  | musrenbang_district | rejected | land
        a  | musrenbang_district | A      | 80   |                     |          |
        """,
        ask="funnel",
        answer="""
        stage               | numerator | denominator | amount
        musrenbang_village  | 1         | 1           | 100
        musrenbang_district | 1         | 1           | 80
        """,
        shown={"A": {"decision": "no_answer", "reason": None}},
    )

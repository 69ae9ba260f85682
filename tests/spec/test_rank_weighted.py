"""rank_weighted: what is proven funded of the lists, where the first of a list weighs most."""

from tests.spec.harness import Spec


def test_weights(spec: Spec) -> None:
    """number one weighs 1, number two a half, number three a third, in whole millionths rounded down"""
    spec(
        proposals="""
        id | rank | cost
        A  | 1    | 100
        B  | 2    | 100
        C  | 3    | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        2  | C    | 100
        """,
        ask="rank_weighted",
        answer={"numerator": 1_333_333, "denominator": 1_833_333, "n": 3, "n_unknown": 1, "most": 1_833_333},
    )


def test_the_first_says_more(spec: Spec) -> None:
    """the same number funded weighs more where it is the first ranks that are"""
    spec(
        proposals="""
        id | rank | district    | cost
        A  | 1    | Bontobahari | 100
        B  | 4    | Bontobahari | 100
        C  | 1    | Gantarang   | 100
        D  | 4    | Gantarang   | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        2  | D    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | B        | apbd | absent
        ani | C        | apbd | absent
        """,
        ask="rank_weighted by district",
        answer="""
        numerator | denominator | value | high
        250000    | 1250000     | 0.2   | 0.2
        1000000   | 1250000     | 0.8   | 0.8
        """,
    )


def test_no_rank_no_weight(spec: Spec) -> None:
    """a proposal without a rank has no weight and is told"""
    spec(
        proposals="""
        id | rank | cost
        A  | 1    | 100
        B  |      | 100
        """,
        lines="""
        id | pays | amount
        1  | B    | 100
        """,
        ask="rank_weighted",
        answer={"numerator": 0, "denominator": 1_000_000, "n": 1, "n_unknown": 1},
        told={"rank_missing": 1},
    )

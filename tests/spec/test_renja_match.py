"""renja_match: proposals of the list that the agencies' draft plans of that year hold."""

from tests.spec.harness import Spec


def test_by_its_own_rows(spec: Spec) -> None:
    """a row of the draft Renja that carries the proposal on is found; one refused there is found, and not taken up"""
    spec(
        proposals="""
        id | stage               | parent | district    | village | title                 | agency   | decision
        a  | musrenbang_district |        | Bontobahari | Ara     | Drainase Dusun Krajan | Dinas PU |
        b  | musrenbang_district |        | Bontobahari | Ara     | Posyandu Melati       | Dinas PU |
        c  | musrenbang_district |        | Bontobahari | Ara     | Talud Dusun Mawar     | Dinas PU |
        r1 | agency_forum        | a      | Bontobahari | Ara     | Drainase Dusun Krajan | Dinas PU |
        r2 | agency_forum        | b      | Bontobahari | Ara     | Posyandu Melati       | Dinas PU | rejected
        """,
        ask="renja_match",
        answer="""
        part     | numerator | denominator | most | n_unknown
        found    | 2         | 3           | 2    | 0
        taken_up | 1         | 3           | 1    | 0
        """,
        told={"draft_by_words": 0, "draft_absent": 0},
    )


def test_by_its_need(spec: Spec) -> None:
    """an agency's own row of the same year about the same need is a match by words; one of another year is not"""
    spec(
        proposals="""
        id | year | stage               | district    | village | title                 | agency
        a  | 2025 | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan | Dinas PU
        b  | 2025 | musrenbang_district | Bontobahari | Ara     | Posyandu Melati       | Dinas PU
        r  | 2025 | initial_draft       | Bontobahari | Ara     | Drainase Dusun Krajan | Dinas PU
        s  | 2024 | agency_forum        | Bontobahari | Ara     | Posyandu Melati       | Dinas PU
        """,
        ask="renja_match where year=2025",
        answer="""
        part     | numerator | denominator | most
        found    | 1         | 2           | 1
        taken_up | 1         | 2           | 1
        """,
        told={"draft_by_words": 1},
    )


def test_draft_not_here(spec: Spec) -> None:
    """where that agency's draft of that year is not here, or no agency is named, it is not yet known"""
    spec(
        proposals="""
        id | stage               | district    | village | title                 | agency
        a  | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan | Dinas PU
        b  | musrenbang_district | Bontobahari | Ara     | Posyandu Melati       | Dinas Kesehatan
        c  | musrenbang_district | Bontobahari | Ara     | Talud Dusun Mawar     |
        r  | agency_forum        | Bontobahari | Ara     | Lampu jalan           | DINAS  PU
        """,
        ask="renja_match",
        answer="""
        part     | numerator | denominator | most | n_unknown
        found    | 0         | 3           | 2    | 2
        taken_up | 0         | 3           | 2    | 2
        """,
        told={"draft_absent": 2},
    )


def test_no_draft_at_all(spec: Spec) -> None:
    """without any draft Renja there is no figure, and the source is named"""
    spec(
        proposals="""
        id | stage               | district    | village | title
        a  | musrenbang_district | Bontobahari | Ara     | Drainase Dusun Krajan
        """,
        ask="renja_match",
        answer="""
        part | numerator
        """,
        lacks=["renja_draft"],
    )

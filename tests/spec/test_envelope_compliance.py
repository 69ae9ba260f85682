"""envelope_compliance: rupiah allocated to a district's proposals against the envelope it was told."""

from tests.spec.harness import Spec

ENVELOPES = """
region_code | year | indicator                | value | unit | precision | source
73.02.03    | 2026 | pagu_indikatif_kecamatan | 1000  | Rp   | tepat     | surat
"""
PROPOSALS = """
id | district    | cost
A  | Bontobahari | 300
B  | Bontobahari | 200
C  | Gantarang   | 500
"""


def test_allocated_against_the_envelope(spec: Spec) -> None:
    """rupiah allocated in a district over its envelope; a district without one is told and left out"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | pays | amount
        1  | A    | 400
        2  | C    | 500
        """,
        context=ENVELOPES,
        ask="envelope_compliance by district",
        answer="""
        district | numerator | denominator | value | n | n_envelopes
        73.02.03 | 400       | 1000        | 0.4   | 2 | 1
        """,
        told={"no_envelope": 1},
    )


def test_unknown_in_the_bound(spec: Spec) -> None:
    """what is not yet known counts with its estimate in the bound; without an estimate it cannot, and is told"""
    spec(
        proposals="""
        id | district    | cost
        A  | Bontobahari | 300
        B  | Bontobahari | 200
        D  | Bontobahari |
        """,
        lines="""
        id | pays | amount
        1  | A    | 400
        """,
        context=ENVELOPES,
        ask="envelope_compliance",
        answer={"numerator": 400, "denominator": 1000, "high": 0.6, "n_unknown": 2},
        told={"unknown_no_estimate": 1},
    )


def test_an_envelope_counts_once(spec: Spec) -> None:
    """an envelope counts once however many proposals the district has, and more may be allocated than it says"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | pays | amount
        1  | A    | 900
        2  | B    | 600
        """,
        context=ENVELOPES + "73.02.01 | 2026 | pagu_indikatif_kecamatan | 500 | Rp | tepat | surat",
        ask="envelope_compliance",
        answer={"numerator": 1500, "denominator": 1500, "value": 1.0, "n": 3, "n_envelopes": 2},
        told={"no_envelope": 0},
    )


def test_years_of_envelopes(spec: Spec) -> None:
    """an envelope speaks of its own year only"""
    spec(
        proposals="""
        id | year | district    | cost
        A  | 2025 | Bontobahari | 300
        B  | 2026 | Bontobahari | 200
        """,
        lines="""
        id | year | pays | amount
        1  | 2025 | A    | 300
        2  | 2026 | B    | 200
        """,
        context=ENVELOPES,
        ask="envelope_compliance by year",
        answer="""
        year | numerator | denominator
        2026 | 200       | 1000
        """,
        told={"no_envelope": 1},
    )


def test_no_envelope_at_all(spec: Spec) -> None:
    """without envelopes there is no figure, and who holds them is told"""
    spec(
        proposals=PROPOSALS,
        lines="""
        id | pays | amount
        1  | A    | 900
        """,
        ask="envelope_compliance",
        answer="""
        numerator
        """,
        lacks=["envelopes"],
    )


def test_district_not_known(spec: Spec) -> None:
    """a proposal without a recognised district counts in none, and is told"""
    spec(
        proposals="""
        id | district    | cost
        A  | Bontobahari | 300
        B  |             | 200
        """,
        lines="""
        id | pays | amount
        1  | A    | 300
        2  | B    | 200
        """,
        context=ENVELOPES,
        ask="envelope_compliance",
        answer={"numerator": 300, "denominator": 1000},
        told={"no_district": 1},
    )

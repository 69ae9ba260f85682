"""accommodation_count: of the proposals in a list, how many are proven funded in a budget version."""

from tests.spec.harness import Spec


def test_threshold(spec: Spec) -> None:
    """an item funded at 80 % of its estimate counts as funded; at 79 % it is partial"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 80
        2  | B    | 79
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 2, "value": 0.5},
        fates={"A": "funded", "B": "partial"},
        told={"partial": 1},
    )


def test_several_lines(spec: Spec) -> None:
    """an item paid by two lines counts once, with the rupiah of both"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 50
        2  | A    | 40
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1, "n": 1},
        fates={"A": "funded"},
    )


def test_late(spec: Spec) -> None:
    """an item that arrives late counts once, as late"""
    spec(
        proposals="""
        id | year | cost
        A  | 2022 | 100
        B  | 2022 | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2022 | B    | 100
        2  | 2023 | A    | 100
        3  | 2024 | A    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 2},
        fates={"A": "late", "B": "funded"},
        told={"late": 1},
    )


def test_partial_then_late(spec: Spec) -> None:
    """money in its own year decides: partly funded in T and the rest in T+1 is partial, not late"""
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
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 1},
        fates={"A": "partial"},
    )


def test_too_late(spec: Spec) -> None:
    """money four years later is not this proposal's: it stays not yet known"""
    spec(
        proposals="""
        id | year | cost
        A  | 2020 | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2020 |      | 100
        2  | 2024 | A    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 1, "n_unknown": 1},
        fates={"A": "unknown"},
        shares={},
    )


def test_size_unknown(spec: Spec) -> None:
    """without an estimate it is funded, size unknown, shown apart"""
    spec(
        proposals="""
        id | cost
        A  |
        B  | 0
        """,
        lines="""
        id | pays | amount
        1  | A    | 5
        2  | B    | 5
        """,
        ask="accommodation_count",
        answer={"numerator": 2, "denominator": 2},
        fates={"A": "funded_size_unknown", "B": "funded_size_unknown"},
        told={"size_unknown": 2},
    )


def test_line_without_money(spec: Spec) -> None:
    """a line of zero rupiah funds nothing, with or without an estimate"""
    spec(
        proposals="""
        id | cost
        A  |
        B  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 0
        2  | B    | 0
        """,
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 2, "n_unknown": 2},
        fates={"A": "unknown", "B": "unknown"},
    )


def test_merged_package(spec: Spec) -> None:
    """a merged package pays each proposal its share, by estimated cost"""
    spec(
        proposals="""
        id | cost
        A  | 300
        B  | 100
        """,
        lines="""
        id | amount
        1  | 400
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | match
        ani | B        | 1    | match
        """,
        ask="accommodation_count",
        answer={"numerator": 2, "denominator": 2},
        shares={("A", "1"): 750_000, ("B", "1"): 250_000},
    )


def test_merged_package_without_costs(spec: Spec) -> None:
    """where one of a package's proposals has no cost they share equally, and the shares make the whole"""
    spec(
        proposals="""
        id | cost
        A  | 300
        B  |
        C  | 100
        """,
        lines="""
        id | amount
        1  | 300
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | match
        ani | B        | 1    | match
        ani | C        | 1    | match
        """,
        ask="accommodation_count",
        fates={"A": "partial", "B": "funded_size_unknown", "C": "funded"},
        told={"size_unknown": 1, "partial": 1},
    )


def test_other_regency(spec: Spec) -> None:
    """a link never leaves its regency, whatever the line or a person says"""
    spec(
        proposals="""
        id | regency_code | cost
        A  | 73.01        | 100
        B  | 73.02        | 100
        """,
        lines="""
        id | regency_code | pays | amount
        1  | 73.02        | A    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | match
        """,
        ask="accommodation_count",
        fates={"A": None, "B": "unknown"},
        shares={},
    )


def test_shares_people_gave(spec: Spec) -> None:
    """shares people gave are kept, the rest goes to the others; above the whole they are scaled down"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        C  | 100
        D  | 100
        """,
        lines="""
        id | amount
        1  | 100
        2  | 100
        """,
        judgements="""
        by  | proposal | line | verdict | weight
        ani | A        | 1    | match   | 0.3
        ani | B        | 1    | match   |
        ani | C        | 2    | match   | 0.9
        ani | D        | 2    | match   | 0.6
        """,
        ask="accommodation_count",
        shares={("A", "1"): 300_000, ("B", "1"): 700_000, ("C", "2"): 600_000, ("D", "2"): 400_000},
    )


def test_two_people_disagree(spec: Spec) -> None:
    """two people who disagree leave it unknown, and it is told"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | amount
        1  | 100
        """,
        judgements="""
        by   | proposal | line | verdict
        ani  | A        | 1    | match
        budi | A        | 1    | no
        """,
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 1, "n_unknown": 1, "high": 1.0},
        fates={"A": "unknown"},
        told={"disputed": 1, "unknown": 1},
    )


def test_changed_mind(spec: Spec) -> None:
    """a person's last word counts: who first said no and then yes says yes"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | amount
        1  | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | no
        ani | A        | 1    | match
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
        told={"disputed": 0},
    )


def test_not_sure(spec: Spec) -> None:
    """who is not sure does not speak against who is"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | amount
        1  | 100
        2  | 100
        """,
        judgements="""
        by   | proposal | line | verdict
        ani  | A        | 1    | match
        budi | A        | 1    | unsure
        budi | B        | 2    | unsure
        """,
        ask="accommodation_count",
        fates={"A": "funded", "B": "unknown"},
    )


def test_unknown_is_not_unfunded(spec: Spec) -> None:
    """an unknown is not unfunded: it raises the upper bound"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        C  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | C        | apbd | absent
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 3, "n_unknown": 1, "low": 1 / 3, "high": 2 / 3},
        fates={"A": "funded", "B": "unknown", "C": "unfunded"},
        told={"unknown": 1},
    )


def test_absent_disputed(spec: Spec) -> None:
    """absent needs nobody who says otherwise, and speaks of one version only"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | version | amount
        1  | apbd    | 100
        2  | apbd_p  | 100
        """,
        judgements="""
        by   | proposal | line   | verdict
        ani  | A        | apbd   | absent
        budi | A        | apbd   | no
        ani  | B        | apbd_p | absent
        """,
        ask="accommodation_count",
        fates={"A": "unknown", "B": "unknown"},
    )


def test_link_beats_absent(spec: Spec) -> None:
    """a proven link counts even where somebody called the proposal absent"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | apbd | absent
        """,
        ask="accommodation_count",
        fates={"A": "funded"},
    )


def test_uncovered_year(spec: Spec) -> None:
    """a proposal of a year without APBD lines is not in the denominator, and it is told"""
    spec(
        proposals="""
        id | year | cost
        A  | 2025 | 100
        B  | 2026 | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2025 | A    | 100
        """,
        ask="accommodation_count by year",
        answer="""
        year | numerator | denominator
        2025 | 1         | 1
        """,
        fates={"A": "funded", "B": None},
        told={"not_covered": 1},
    )


def test_no_apbd(spec: Spec) -> None:
    """without any APBD lines there is no rate, and the source is named"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        ask="accommodation_count",
        answer="""
        numerator | denominator
        """,
        lacks=["apbd"],
    )


def test_procurement(spec: Spec) -> None:
    """SiRUP is not APBD: it has its own rate and never fills the other"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | version     | pays | amount
        1  | procurement | A    | 100
        2  | apbd        | B    | 100
        """,
        ask="accommodation_count version procurement",
        answer={"numerator": 1, "denominator": 2},
        fates={"A": "funded", "B": "unknown"},
        told={"procurement": 2},
    )


def test_apbd_does_not_see_procurement(spec: Spec) -> None:
    """seen from the APBD, what only SiRUP names is not yet known"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | version     | pays | amount
        1  | procurement | A    | 100
        2  | apbd        | B    | 100
        """,
        ask="accommodation_count",
        fates={"A": "unknown", "B": "funded"},
        told={"procurement": 0, "elsewhere": 0},
    )


def test_village_fund(spec: Spec) -> None:
    """dana desa is elsewhere, not funded"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | version      | pays | amount
        1  | village_fund | A    | 100
        2  | apbd         |      | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 1, "n_unknown": 0},
        fates={"A": "elsewhere"},
        told={"elsewhere": 1},
    )


def test_village_fund_years_later(spec: Spec) -> None:
    """another source counts in T to T+3, like any late money; before or after that it says nothing"""
    spec(
        proposals="""
        id | year | cost
        A  | 2020 | 100
        B  | 2020 | 100
        C  | 2020 | 100
        """,
        lines="""
        id | year | version      | pays | amount
        1  | 2020 | apbd         |      | 100
        2  | 2023 | village_fund | A    | 100
        3  | 2024 | village_fund | B    | 100
        4  | 2019 | village_fund | C    | 100
        """,
        ask="accommodation_count",
        fates={"A": "elsewhere", "B": "unknown", "C": "unknown"},
    )


def test_id_on_a_line(spec: Spec) -> None:
    """an id given on a line links it; an id no proposal has links nothing"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        2  | Z    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
        shares={("A", "1"): 1_000_000},
    )


def test_ambiguous_id(spec: Spec) -> None:
    """an id that names two proposals claims nothing"""
    spec(
        proposals=[
            """
            id | year | cost
            7  | 2025 | 100
            """,
            """
            id | year | cost
            7  | 2026 | 100
            """,
        ],
        lines="""
        id | year | pays | amount
        1  | 2025 |      | 100
        2  | 2026 | 7    | 100
        """,
        ask="accommodation_count by year",
        answer="""
        year | numerator | denominator | n_unknown
        2025 | 0         | 1           | 1
        2026 | 0         | 1           | 1
        """,
        shares={},
    )


def test_id_before_its_year(spec: Spec) -> None:
    """an id never names a proposal of a later year"""
    spec(
        proposals="""
        id | year | cost
        A  | 2026 | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2025 | A    | 100
        2  | 2026 |      | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | match
        """,
        ask="accommodation_count",
        fates={"A": "unknown"},
        shares={},
    )


def test_id_against_a_person(spec: Spec) -> None:
    """an id on the line stands against a person's no, and the pair is told as disputed"""
    spec(
        proposals="""
        id | cost
        A  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        judgements="""
        by  | proposal | line | verdict
        ani | A        | 1    | no
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
        told={"disputed": 1},
    )


def test_gone(spec: Spec) -> None:
    """gone proposals are not counted and are told"""
    spec(
        proposals=[
            """
            id | cost
            A  | 100
            B  | 100
            """,
            """
            id | cost
            A  | 100
            """,
        ],
        lines="""
        id | pays | amount
        1  | A    | 100
        2  | B    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
        fates={"A": "funded", "B": None},
        told={"gone": 1},
    )


def test_withdrawn(spec: Spec) -> None:
    """withdrawn proposals are not in the district list"""
    spec(
        proposals="""
        id | cost | decision
        A  | 100  |
        B  | 100  | withdrawn
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
    )


def test_refused_is_not_unfunded(spec: Spec) -> None:
    """a refused proposal stays in the list, and may still prove funded"""
    spec(
        proposals="""
        id | cost | decision
        A  | 100  | rejected
        B  | 100  | rejected
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="accommodation_count by reason",
        answer="""
        reason | numerator | denominator | n_unknown
        none   | 1         | 2           | 1
        """,
        fates={"A": "funded", "B": "unknown"},
    )


def test_rank_of_the_district_list(spec: Spec) -> None:
    """rank and agency are those of the district list, which is signed; a rank is never filled from another list"""
    spec(
        proposals="""
        id | stage               | parent | rank | agency | cost
        v1 | musrenbang_village  |        | 9    | Dinas A | 100
        d1 | musrenbang_district | v1     | 1    | Dinas B | 100
        v2 | musrenbang_village  |        | 2    | Dinas A | 100
        d2 | musrenbang_district | v2     |      | Dinas A | 100
        """,
        lines="""
        id | pays | amount
        1  | d1   | 100
        """,
        ask="accommodation_count by agency,rank_band",
        answer="""
        agency  | rank_band | numerator | denominator
        Dinas A |           | 0         | 1
        Dinas B | 1         | 1         | 1
        """,
    )


def test_rank_of_a_split_proposal(spec: Spec) -> None:
    """a proposal split in the district list has the best rank of its parts"""
    spec(
        proposals="""
        id | stage               | parent | rank | cost
        v1 | musrenbang_village  |        |      | 100
        d1 | musrenbang_district | v1     | 12   | 50
        d2 | musrenbang_district | v1     | 4    | 50
        """,
        lines="""
        id | amount
        1  | 100
        """,
        ask="accommodation_count by rank_band",
        answer="""
        rank_band | denominator
        4-5       | 1
        """,
    )


def test_reason_of_its_decision(spec: Spec) -> None:
    """a reason belongs to the decision it was written beside, not to a later one"""
    spec(
        proposals="""
        id | stage               | parent | decision  | reason | cost
        v1 | musrenbang_village  |        | postponed | land   | 100
        d1 | musrenbang_district | v1     | forwarded |        | 100
        d2 | musrenbang_district |        | rejected  | land   | 100
        """,
        lines="""
        id | amount
        1  | 100
        """,
        ask="accommodation_count by decision,reason",
        answer="""
        decision  | reason | denominator
        forwarded |        | 1
        rejected  | land   | 1
        """,
    )


def test_village_universe(spec: Spec) -> None:
    """a proposal that began in a village list counts there and in the district list, once in each"""
    spec(
        proposals="""
        id | stage               | parent | cost
        v1 | musrenbang_village  |        | 100
        d1 | musrenbang_district | v1     | 100
        v2 | musrenbang_village  |        | 100
        d3 | musrenbang_district |        | 100
        p4 | pokir               |        | 100
        """,
        lines="""
        id | pays | amount
        1  | d1   | 100
        """,
        ask="accommodation_count by origin in all",
        answer="""
        origin     | numerator | denominator
        musrenbang | 1         | 3
        pokir      | 0         | 1
        """,
    )


def test_corrected_village_list(spec: Spec) -> None:
    """a signed district list keeps what a newer village list dropped"""
    spec(
        proposals=[
            """
            id | stage              | cost
            v1 | musrenbang_village | 100
            """,
            """
            id | stage               | parent | cost
            d1 | musrenbang_district | v1     | 100
            """,
        ],
        lines="""
        id | pays | amount
        1  | d1   | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
    )


def test_path_without_a_district_list(spec: Spec) -> None:
    """where a year has no district list, what went on beyond the district counts as its list, and it is told"""
    spec(
        proposals="""
        id | stage              | cost | path                             | decision
        A  | musrenbang_village | 100  | musrenbang_district,agency_forum |
        B  | musrenbang_village | 100  | musrenbang_district              | running
        C  | musrenbang_village | 100  | musrenbang_district              | rejected
        D  | musrenbang_village | 100  |                                  |
        E  | pokir              | 100  | agency_forum,musrenbang_regency  |
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        2  | B    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 1},
        told={"no_district_list": 1, "unsigned": 0},
    )


def test_path_beside_a_district_list(spec: Spec) -> None:
    """where a year has a district list, only its own rows count, whatever other rows say they passed"""
    spec(
        proposals="""
        id | stage               | parent | cost | path                             | signed_on  | document
        A  | musrenbang_village  |        | 100  | musrenbang_district,agency_forum |            |
        B  | musrenbang_village  |        | 100  | musrenbang_district              |            |
        b  | musrenbang_district | B      | 90   |                                  | 2025-02-12 | BA/3
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 1, "n_unknown": 1},
        shown={"B": {"document": "BA/3", "estimated_cost": 90}},
        told={"no_district_list": 0, "unsigned": 0},
    )


def test_another_form_carries_it_forward(spec: Spec) -> None:
    """a row of another form carries a proposal forward where both live in the same space of ids"""
    spec(
        proposals=[
            """
            id | stage              | cost | ids
            A  | musrenbang_village | 100  | sipd
            """,
            """
            id | stage               | parent | cost | ids  | form
            d  | musrenbang_district | A      | 80   | sipd | t_d4
            e  | musrenbang_district | Z      | 70   | sipd | t_d4
            """,
        ],
        lines="""
        id | pays | amount
        1  | A    | 80
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 2},
    )


def test_electoral_districts(spec: Spec) -> None:
    """a figure by electoral district follows the division that held in its year; a kecamatan nobody placed stands apart"""
    spec(
        proposals="""
        id | year | district    | cost
        A  | 2018 | Bontobahari | 100
        B  | 2020 | Bontobahari | 100
        C  | 2025 | Bontobahari | 100
        D  | 2025 | Gantarang   | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2020 | B    | 100
        2  | 2025 | C    | 100
        3  | 2018 |      | 100
        """,
        dapil="""
        district_text | from_year | dapil
        Bontobahari   | 2019      | Dapil 4
        Bontobahari   | 2024      | Dapil 5
        """,
        ask="accommodation_count by dapil",
        answer="""
        dapil   | numerator | denominator
        Dapil 4 | 1         | 1
        Dapil 5 | 1         | 1
                | 0         | 2
        """,
    )


def test_perda(spec: Spec) -> None:
    """a budget version whose lines do not make the total of the Perda says so; what was signed last is the total"""
    spec(
        proposals="""
        id | year | cost
        A  | 2024 | 100
        B  | 2025 | 100
        C  | 2026 | 100
        """,
        lines="""
        id | year | pays | amount
        1  | 2024 | A    | 100
        2  | 2025 |      | 300
        3  | 2026 |      | 300
        """,
        perda="""
        year | version | number | signed_on  | amount | agency
        2024 | apbd    | 1/2023 | 2023-12-01 | 100    |
        2025 | apbd    | 9/2024 | 2024-12-01 | 301    |
        2025 | apbd    | 8/2024 | 2024-11-01 | 300    |
        2026 | apbd    | 7/2025 | 2025-12-01 | 5      | Dinas PU
        """,
        ask="accommodation_count",
        answer={"numerator": 1, "denominator": 3},
        told={"not_reconciled": 1},
    )


def test_same_words(spec: Spec) -> None:
    """the same words for the same village are the same need: in how many years it was asked for, and since when"""
    spec(
        proposals="""
        id | year | stage               | district    | village  | title
        A  | 2021 | musrenbang_district | Bontobahari | Ara      | Jalan tani
        B  | 2023 | musrenbang_district | Bontobahari | Ara      | JALAN  TANI.
        b  | 2023 | musrenbang_district | Bontobahari | Ara      | Jalan-tani
        C  | 2024 | musrenbang_village  | Bontobahari | Ara      | Jalan tani
        D  | 2024 | musrenbang_district | Bontobahari | Darubiah | Jalan tani
        E  | 2024 | musrenbang_district |             |          | Jalan tani
        F  | 2024 | pokir               | Bontobahari | Ara      | Jalan tani
        """,
        ask="accommodation_count in all",
        shown={
            "A": {"asked_years": 1, "asked_since": 2021},
            "B": {"asked_years": 2, "asked_since": 2021},
            "b": {"asked_years": 2, "asked_since": 2021},
            "C": {"asked_years": 3, "asked_since": 2021},
            "D": {"asked_years": 1, "asked_since": 2024},
            "E": {"asked_years": 1, "asked_since": 2024},
            "F": {"asked_years": 3, "asked_since": 2021},
        },
    )


def test_replies_change_no_figure(spec: Spec) -> None:
    """a reply stands beside its proposal and changes no figure: only a line or a person who looked for it does"""
    spec(
        proposals="""
        id | rank | district    | cost
        A  | 1    | Bontobahari | 100
        B  | 2    | Bontobahari | 100
        """,
        lines="""
        id | amount
        1  | 100
        """,
        reply="""
        external_id | year | district_text | rank | office   | replied_on | reason  | text
        A           | 2026 |               |      | Dinas PU | 2025-03-01 |         | Sudah dianggarkan
                    | 2026 | Bontobahari   | 2    | Bappeda  | 2025-03-02 | ceiling | Pagu tidak cukup
        """,
        ask="accommodation_count",
        answer={"numerator": 0, "denominator": 2, "n_unknown": 2},
        fates={"A": "unknown", "B": "unknown"},
    )


def test_one_village_list_speaks(spec: Spec) -> None:
    """where a year has a musrenbang desa list, what stands only in the RPJMDes or RKPDes is kept and not counted a second time"""
    spec(
        proposals="""
        id | stage
        A  | rpjmdes
        B  | rkpdes
        C  | musrenbang_village
        D  | musrenbang_village
        """,
        lines="""
        id | pays | amount
        1  | C    | 100
        """,
        ask="accommodation_count in village",
        answer={"numerator": 1, "denominator": 2},
        told={"earlier_list": 2},
    )


def test_an_earlier_list_is_enough_to_start(spec: Spec) -> None:
    """where the RKPDes is the only village list of a year, its proposals are counted"""
    spec(
        proposals="""
        id | stage
        A  | rkpdes
        B  | rkpdes
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="accommodation_count in village",
        answer={"numerator": 1, "denominator": 2},
        told={"earlier_list": 0},
    )


def test_eligible(spec: Spec) -> None:
    """what the agency refused, postponed or sent to another source did not pass its check"""
    spec(
        proposals="""
        id | stage              | parent | decision
        A  | musrenbang_village |        |
        B  | musrenbang_village |        |
        C  | musrenbang_village |        |
        D  | musrenbang_village |        |
        a  | agency_forum       | A      |
        b  | agency_forum       | B      | rejected
        c  | agency_forum       | C      | postponed
        d  | agency_forum       | D      | redirected
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        ask="accommodation_count in eligible",
        answer={"numerator": 1, "denominator": 1},
    )


def test_oversized(spec: Spec) -> None:
    """a line of more than one and a half times the estimate is told: it may pay for more than the one proposal it names"""
    spec(
        proposals="""
        id | cost
        A  | 100
        B  | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 151
        2  | B    | 150
        """,
        ask="accommodation_count",
        answer={"numerator": 2, "denominator": 2},
        told={"oversized": 1},
    )

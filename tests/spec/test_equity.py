"""equity: what places of a regency got, each with the limits it may differ by from chance alone."""

from tests.spec.harness import Spec

TWO = """
id | district    | village  | cost
A  | Bontobahari | Ara      | 100
B  | Bontobahari | Darubiah | 100
C  | Gantarang   | Mars     | 100
"""


def test_by_district_where_no_place_is_named(spec: Spec) -> None:
    """places are districts where the question names none; the whole is their sum"""
    spec(
        proposals=TWO,
        lines="""
        id | pays | amount
        1  | A    | 150
        """,
        ask="equity",
        answer="""
        district | numerator | denominator | n_unknown | rupiah
        73.02.01 | 0         | 1           | 1         | 0
        73.02.03 | 1         | 2           | 1         | 150
        """,
    )


def test_per_head(spec: Spec) -> None:
    """rupiah per head are not capped at the estimate and use the people of that year, else of the nearest year before"""
    spec(
        proposals=TWO,
        lines="""
        id | pays | amount
        1  | A    | 150
        2  | C    | 100
        """,
        context="""
        region_code | year | indicator       | value | unit  | precision | source
        73.02.01    | 2027 | jumlah_penduduk | 5     | orang | tepat     | BPS
        73.02.03    | 2024 | jumlah_penduduk | 20    | orang | tepat     | BPS
        73.02.03    | 2025 | jumlah_penduduk | 10    | orang | tepat     | BPS
        73.02.03    | 2027 | jumlah_penduduk | 40    | orang | tepat     | BPS
        """,
        ask="equity by district",
        answer="""
        district | rupiah | population | population_year | per_head
        73.02.01 | 100    |            |                 |
        73.02.03 | 150    | 10         | 2025            | 15.0
        """,
    )


def test_a_place_that_asked_for_nothing(spec: Spec) -> None:
    """a place without proposals is there with its people and no rupiah, and has no rate"""
    spec(
        proposals="""
        id | district    | village | cost
        A  | Bontobahari | Ara     | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        context="""
        region_code | year | indicator       | value | unit  | precision | source
        73.02.01    | 2026 | jumlah_penduduk | 30    | orang | tepat     | BPS
        73.02.03    | 2026 | jumlah_penduduk | 10    | orang | tepat     | BPS
        """,
        ask="equity",
        answer="""
        district | n | value | rupiah | population | per_head
        73.02.01 | 0 |       | 0      | 30         | 0.0
        73.02.03 | 1 | 1.0   | 100    | 10         | 10.0
        """,
    )


def many(district: str, letter: str, n: int) -> str:
    return "".join(f"{letter}{i} | {district} | Jalan {letter}{i}\n" for i in range(n))


LISTS = "id | district | title\n" + many("Bontobahari", "B", 12) + many("Gantarang", "G", 12)
PAID = "id | pays | amount\n" + "".join(f"{i} | B{i} | 100\n" for i in range(12))


def test_apart(spec: Spec) -> None:
    """a place stands apart only where its whole interval lies above or below the whole's rate"""
    spec(
        proposals=LISTS,
        lines=PAID,
        judgements="by | proposal | line | verdict\n" + "".join(f"ani | G{i} | apbd | absent\n" for i in range(12)),
        ask="equity",
        answer="""
        district | numerator | denominator | apart
        73.02.01 | 0         | 12          | below
        73.02.03 | 12        | 12          | above
        """,
    )


def test_unknown_could_undo_it(spec: Spec) -> None:
    """no place stands apart where what is not yet known could undo it"""
    spec(
        proposals=LISTS,
        lines=PAID,
        ask="equity",
        answer="""
        district | numerator | denominator | most | apart
        73.02.01 | 0         | 12          | 12   |
        73.02.03 | 12        | 12          | 12   |
        """,
    )


VILLAGES = tuple(f"73.02.01.{n}" for n in range(2004, 2009))  # the first is Bialo
INDEXED = "region_code | year | indicator | value | unit | precision | source\n" + "".join(
    f"{v} | 2026 | jumlah_penduduk | 100 | orang | tepat | BPS\n{v} | 2026 | idm | 0.{5 + i} | indeks | tepat | Kemendes\n"
    for i, v in enumerate(VILLAGES)
)


def test_concentration(spec: Spec) -> None:
    """all rupiah in the poorest of five villages of one size is -0.8; villages that asked for nothing take part"""
    spec(
        proposals="""
        id | district  | village | cost
        A  | Gantarang | Bialo   | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        context=INDEXED,
        ask="equity by village",
        answer={"numerator": 1, "rupiah": 100, "concentration": -0.8, "concentration_count": -0.8, "n_index": 5},
    )


def test_too_few_to_order(spec: Spec) -> None:
    """fewer than five places with an index are not put in order: no concentration is said"""
    spec(
        proposals="""
        id | district  | village | cost
        A  | Gantarang | Bialo   | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        context="\n".join(INDEXED.splitlines()[:-2]),
        ask="equity by village",
        answer={"numerator": 1, "concentration": None, "concentration_count": None, "n_index": 4},
    )


def test_poverty_orders_districts(spec: Spec) -> None:
    """districts are ordered by poverty, the highest share first: all rupiah in the least poor of five is 0.8"""
    poverty = "".join(
        f"73.02.0{i} | 2026 | jumlah_penduduk | 100 | orang | tepat | BPS\n"
        f"73.02.0{i} | 2024 | persen_penduduk_miskin | {i} | persen | tepat | BPS\n"
        for i in range(1, 6)
    )
    spec(
        proposals="""
        id | district  | cost
        A  | Gantarang | 100
        """,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        context="region_code | year | indicator | value | unit | precision | source\n" + poverty,
        ask="equity",
        answer={"concentration": 0.8, "n_index": 5, "index_year": 2024, "indicator": "persen_penduduk_miskin"},
    )


DIVIDED = """
district_text | from_year | dapil
Gantarang     | 2020      | Dapil 1
Bontobahari   | 2020      | Dapil 2
Bonto Tiro    | 2020      | Dapil 2
Kajang        | 2020      | Dapil 3
"""
PEOPLE = """
region_code | year | indicator       | value | unit  | precision | source
73.02.01    | 2026 | jumlah_penduduk | 30    | orang | tepat     | BPS
73.02.03    | 2026 | jumlah_penduduk | 10    | orang | tepat     | BPS
73.02.04    | 2026 | jumlah_penduduk | 40    | orang | tepat     | BPS
73.02.06    | 2026 | jumlah_penduduk | 25    | orang | tepat     | BPS
"""


def test_by_dapil(spec: Spec) -> None:
    """a dapil has the people of all its districts, and is there without proposals too"""
    spec(
        proposals=TWO,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        dapil=DIVIDED,
        context=PEOPLE,
        ask="equity by dapil",
        answer="""
        dapil   | n | rupiah | population | per_head
        Dapil 1 | 1 | 0      | 30         | 0.0
        Dapil 2 | 2 | 100    | 50         | 2.0
        Dapil 3 | 0 | 0      | 25         | 0.0
        """,
    )


def test_people_of_a_dapil_are_not_known_in_part(spec: Spec) -> None:
    """a dapil with a district whose people are not known has none"""
    spec(
        proposals=TWO,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        dapil=DIVIDED,
        context="\n".join(line for line in PEOPLE.splitlines() if "73.02.04" not in line),
        ask="equity by dapil",
        answer="""
        dapil   | n | rupiah | population
        Dapil 1 | 1 | 0      | 30
        Dapil 2 | 2 | 100    |
        Dapil 3 | 0 | 0      | 25
        """,
    )


def test_districts_of_one_dapil(spec: Spec) -> None:
    """asked of one dapil, only its districts are there, those without proposals too"""
    spec(
        proposals=TWO,
        lines="""
        id | pays | amount
        1  | A    | 100
        """,
        dapil=DIVIDED,
        context=PEOPLE,
        ask="equity by district where dapil=Dapil_2",
        answer="""
        district | n | rupiah | population
        73.02.03 | 2 | 100    | 10
        73.02.04 | 0 | 0      | 40
        """,
    )

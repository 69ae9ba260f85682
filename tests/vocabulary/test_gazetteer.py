"""How places are read from names and from texts: small cases, one rule each. Real files are in tests/real."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import MENTION, Place, gazetteer

BULUKUMBA, LOMBOK, SUKABUMI = gazetteer("73.02"), gazetteer("52.01"), gazetteer("32.02")
PIECES = ["Desa", "Ds.", "Kec.", "Kel.", ",", "(", ")", "(12.13)", "dan", "Kediri", "Selatan", "Lembar"]


def note(place: Place) -> list[str]:
    """The ids of the notes."""
    return [each.split(":")[0] for each in place.note.split("; ") if each]


@pytest.mark.parametrize(
    "name", ["Gunungsari", "GUNUNG SARI", "Kec. Gunung Sari", "Kecamatan Gunungsari", "Gunung Sarri"]
)
def test_a_district_is_known_by_any_spelling(name: str) -> None:
    assert LOMBOK.district(name) == "52.01.09"


@pytest.mark.parametrize(
    ("name", "code"), [("Bontotiro", "04"), ("Ujung Loe", "09"), ("Rilau Ale", "10"), ("Gangking", "01")]
)
def test_bulukumba_writes_its_districts_otherwise_than_the_official_list(name: str, code: str) -> None:
    assert BULUKUMBA.district(name) == f"73.02.{code}"


def test_bulukumba_is_the_regency_and_bulukumpa_the_district() -> None:
    assert BULUKUMBA.district("Bulukumpa") == "73.02.07"
    assert BULUKUMBA.district("Kec. Bulukumba") is None
    assert BULUKUMBA.scan("Rehab kantor Kec. Bulukumba") == (None, None, "", False, "")


@pytest.mark.parametrize("name", ["", "Kec.", "Bonto", "-- SILAHKAN PILIH --", "Lembar Selatan"])
def test_what_names_no_district_gives_none(name: str) -> None:
    assert BULUKUMBA.district(name) is None
    assert LOMBOK.district(name) is None


def test_namesakes_are_told_apart_by_their_district_only() -> None:
    assert BULUKUMBA.village("Lembanna", "73.02.03").village_code == "73.02.03.2008"
    assert BULUKUMBA.village("LEMBANNA", "73.02.06").village_code == "73.02.06.2004"
    unknown = BULUKUMBA.village("Lembanna")
    assert (unknown.village_code, unknown.district_code, note(unknown)) == (None, None, ["ambiguous"])


def test_the_district_decides_between_an_official_name_and_a_short_one() -> None:
    assert LOMBOK.village("Jagaraga", "52.01.15").village_code == "52.01.15.2002"
    assert LOMBOK.village("Jagaraga", "52.01.02") == ("52.01.02", "52.01.02.2003", "name", False, "alias: jagaraga")
    assert LOMBOK.village("Jagaraga").village_code == "52.01.15.2002"


def test_a_village_of_another_district_is_a_conflict_and_gets_no_code() -> None:
    place = LOMBOK.village("Gegelang", "52.01.01")
    assert place == ("52.01.01", None, "conflict", False, "district_differs: 52.01.12.2013")


def test_a_close_name_counts_within_its_district_or_after_desa_only() -> None:
    assert note(LOMBOK.village("Dasan Griya", "52.01.12")) == ["similar"]
    assert LOMBOK.village("Dasan Griya", "52.01.12").village_code == "52.01.12.2007"
    assert LOMBOK.village("Desa Dasan Griya").village_code == "52.01.12.2007"
    assert note(LOMBOK.village("Dasan Griya")) == ["unknown"]


def test_a_neighbour_is_never_a_close_name() -> None:
    assert LOMBOK.village("Mareje Barat", "52.01.13").village_code is None
    assert LOMBOK.village("Kuripan Barat", "52.01.15").village_code is None


def test_what_is_not_a_name_stays_without_a_village() -> None:
    assert SUKABUMI.village("-- SILAHKAN PILIH --", "32.02.24")[:3] == ("32.02.24", None, "district")
    assert SUKABUMI.village("") == (None, None, "", False, "")


def test_unknown_names_come_with_suggestions() -> None:
    assert BULUKUMBA.suggest("Bonto Tirro", 1)[0][0].code == "73.02.04"
    assert [row.code for row, _ in SUKABUMI.suggest("Desa Langensari", 2)] == ["32.02.33.2003", "32.02.13.2007"]
    assert len(SUKABUMI.suggest("zzz")) <= 3


def test_a_suggestion_inside_the_known_district_comes_first_and_says_how_alike_it_is() -> None:
    inside = BULUKUMBA.suggest("Lembana", 2, "73.02.06")
    assert (inside[0][0].code, inside[0][1]) == ("73.02.06.2004", 93)
    assert BULUKUMBA.suggest("Lembana", 1, "73.02.03")[0][0].code == "73.02.03.2008"
    far = BULUKUMBA.suggest("Bontotiro", 1, "73.02.03")[0]
    assert far[1] < 100 or not far[0].code.startswith("73.02.03")


def test_every_village_of_indonesia_is_found_by_its_own_name_unless_its_district_has_two() -> None:
    missed = 0
    for regency in regions.regencies()[::10]:
        places = gazetteer(regency.code)
        for row in regions.regency(regency.code).villages:
            place = places.village(row.name, row.parent)
            missed += place.village_code != row.code
            assert place.village_code == row.code or note(place) == ["ambiguous"], row
    assert missed < 20


# -------------------------------------------------------------------------------------------------------- places in texts


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("Penataan Jalan Lingkungan Dusun Tanak Tepong Timur Desa Peresak Kec. Narmada", "03.2003"),
        ("Pemasangan Batu Sikat Ds. Bug-Bug Kec. Lingsar", "12.2012"),
        ("PENGADAAN TEROP DUSUN BUG BUG DESA BUG BUG KECAMATAN LINGSAR KAB. LOMBOK BARAT", "12.2012"),
        ("Pengadaan Motor Kel. Dasan Geres", "01.1004"),
        ("Bibit Buah-Buahan di Ds, Buwun Sejati", "03.2020"),
        ("Dusun Songkang Desa Labuan Tereng_Kec. Lembar", "13.2005"),
        ("Penataan Gang Nurul Qur'an Peresak Desa Bengkel Kec. Labuapi", "08.2001"),
        ("Rehab Ruang Kelas PAUD Desa Dsn Sidemen Lauq, Desa Lembahsari kec. Batulayar", "14.2004"),
        ("Penataan Dusun Ombe Desa, Desa Ombe Baru Kec. Kediri", "02.2007"),
        ("Jalan 52.01.12.2013 tahap II", "12.2013"),
    ],
)
def test_a_text_names_its_village(text: str, village: str) -> None:
    place = LOMBOK.scan(text)
    assert place.village_code == f"52.01.{village}"
    assert place.district_code == place.village_code[:8]


@pytest.mark.parametrize(
    "text",
    [
        "Belanja Makanan (Fasilitasi Penyusunan Profil Desa)",
        "Pembinaan Peningkatan Kapasitas Aparatur Pemerintah Desa",
        "Kegiatan Desa/Kelurahan dan Masyarakat Hukum Adat",
        "Fasilitasi Kerja Sama Antar Desa Dalam Kabupaten/Kota",
        "Penyediaan Desa Wisata dan Desa Siaga",
    ],
)
def test_the_word_desa_alone_is_a_mention_of_no_place(text: str) -> None:
    assert LOMBOK.scan(text) == (None, None, "", True, "")


@pytest.mark.parametrize(
    "text",
    [
        "Cetak Lembar Kerja",
        "Ruas Jalan Kediri - Gerung",
        "Makan Minum Puskesmas Sedau",
        "Rehab SDN 4 Batulayar Barat",
        "",
    ],
)
def test_a_name_in_passing_is_no_place(text: str) -> None:
    assert LOMBOK.scan(text) == (None, None, "", False, "")


def test_a_bare_name_counts_right_before_its_own_district() -> None:
    assert LOMBOK.scan("Rehab Pasar Seni Sesela Kecamatan Gunungsari")[1:] == (
        "52.01.09.2003",
        "name",
        False,
        "unmarked",
    )
    assert LOMBOK.scan("Rehab Pasar Seni Sesela Kecamatan Gerung")[:3] == ("52.01.01", None, "district")


@pytest.mark.parametrize(
    "before", ["Kelompok Suka Makmur", "Dusun Beleka", "Jalan Suka Makmur", "PDU Gerung", "Kel. Tani Maju"]
)
def test_a_group_a_hamlet_or_a_lane_is_not_a_village(before: str) -> None:
    assert LOMBOK.scan(f"Bantuan {before} Kec. Gerung")[:3] == ("52.01.01", None, "district")


def test_the_longest_name_wins_and_a_neighbour_is_not_shortened() -> None:
    assert LOMBOK.scan("Desa Jembatan Kembar Timur").village_code == "52.01.13.2009"
    assert LOMBOK.scan("Desa Jembatan Kembar Kelompok Payung").village_code == "52.01.13.2002"
    assert LOMBOK.scan("Desa Mareje Barat") == (None, None, "", True, "unknown: mareje barat")


def test_a_slip_in_a_long_name_is_not_read_as_a_shorter_one() -> None:
    place = BULUKUMBA.scan("Jalan tani Desa Borong Rapoa Kec. Kindang")
    assert (place.village_code, note(place)) == ("73.02.08.1001", ["similar"])


def test_namesakes_in_a_text_need_a_district() -> None:
    assert note(LOMBOK.scan("Jalan Desa Mekarsari")) == ["ambiguous"]
    assert LOMBOK.scan("Jalan Desa Mekarsari").village_code is None
    assert LOMBOK.scan("Jalan Desa Mekarsari Kec. Gunung Sari").village_code == "52.01.09.2012"
    assert LOMBOK.scan("Jalan Desa Mekarsari, Narmada").village_code == "52.01.03.2019"


def test_several_villages_in_one_text_give_none_of_them_but_are_listed() -> None:
    text = "Bak Air di Ds. Mambalan Kec. Gunungsari dan Ds. Sekotong Tengah, Kec. Sekotong"
    assert LOMBOK.scan(text)[:3] == (None, None, "")
    assert LOMBOK.villages(text) == ("52.01.09.2006", "52.01.07.2001")
    shared = LOMBOK.scan('"Rombong nasi" Desa Bengkel, Kuranji, Merembu')
    assert (shared.district_code, shared.village_code, note(shared)) == ("52.01.08", None, ["several"])


def test_a_district_written_wrongly_is_noted_and_the_village_kept() -> None:
    place = LOMBOK.scan("Desa Eyat Mayang Kec. Sekotong")
    assert place == ("52.01.13", "52.01.13.2010", "name", True, "district_differs: 52.01.07")


# ---------------------------------------------------------------------------------------------------- codes such as (12.13)


def test_a_code_is_district_and_village_and_the_name_confirms_it() -> None:
    assert LOMBOK.scan("(12.13) Bantuan Desa Gegelang")[1:3] == ("52.01.12.2013", "code+name")
    assert LOMBOK.scan("( 09.13) - Desa Ranjok")[1:3] == ("52.01.09.2013", "code+name")
    assert LOMBOK.scan("(01.04)-Kelurahan Dasan Geres")[1:3] == ("52.01.01.1004", "code+name")


def test_a_code_settles_a_namesake_and_finds_a_bare_name() -> None:
    assert LOMBOK.scan("(09.12) Jalan Desa Mekarsari")[1:] == ("52.01.09.2012", "code+name", True, "")
    assert LOMBOK.scan("(01.06) Jalan Banyu Urip-Tempos")[1:] == ("52.01.01.2006", "code+name", False, "unmarked")


def test_where_code_and_name_disagree_the_name_wins_and_both_are_noted() -> None:
    place = LOMBOK.scan("***(14.02) Desa Batu Putih Bantuan Sembako")
    assert place == ("52.01.07", "52.01.07.2006", "conflict", True, "code_differs: 52.01.14.2002")
    other = LOMBOK.scan("(14.02) Bantuan Kec. Gerung")
    assert other == ("52.01.01", None, "conflict", False, "code_differs: 52.01.14.2002")


def test_a_code_alone_is_evidence_of_its_own_kind() -> None:
    assert LOMBOK.scan("(08.04) Perbaikan Perumahan")[1:] == ("52.01.08.2004", "code", False, "")
    assert LOMBOK.scan("(04.01) Perbaikan Perumahan") == (None, None, "", False, "code_unknown: 04.01")
    assert LOMBOK.scan("Pipa (1.5) dan (2.25)") == (None, None, "", False, "")


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_has_an_answer_that_holds_together(text: str) -> None:
    place = LOMBOK.scan(text)
    assert place == LOMBOK.scan(text)
    assert place.mention == bool(MENTION.search(text))
    assert place.evidence in {"name", "code", "code+name", "conflict", "district", ""}
    if place.village_code:
        assert place.district_code == place.village_code[:8]
        assert regions.region(place.village_code).kind in regions.VILLAGE_KINDS
    assert (place.evidence == "district") <= (place.district_code is not None and place.village_code is None)
    assert (place.evidence == "") <= (place.district_code is None)


def test_ten_thousand_different_texts_are_read_in_half_a_second() -> None:
    lines = [
        f"Penataan Jalan Dusun {n} Desa Peresak Kec. Narmada" if n % 8 == 0 else f"Belanja Cetak {n}"
        for n in range(10_000)
    ]
    start = time.process_time()
    found = sum(LOMBOK.scan(line).village_code is not None for line in lines)
    assert time.process_time() - start < 0.5
    assert found == 1_250

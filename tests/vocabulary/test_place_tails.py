"""Texts shortened to what can matter for places are read as the whole texts are."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import gazetteer
from analytics.vocabulary.place_tails import joined, tails

REGENCY = "73.02"
NAMES = [row.name for row in (*regions.regency(REGENCY).districts, *regions.regency(REGENCY).villages)]
MARKS = [
    "Desa",
    "DESA",
    "ds.",
    "Ds",
    "Kelurahan",
    "Kel.",
    "Kec.",
    "kecamatan",
    "Kab. Bulukumba,",
    "Kota",
    "Dusun",
    "Dsn.",
    "Desa's",
]
OTHERS = [
    *(
        "Pemerintah",
        "Pembangunan",
        "Kelompok",
        "RT 3",
        "dan",
        ",",
        "·",
        "|",
        "(REKAAN)",
        "-",
        "_",
        "Désa",
        "d'Desa",
        "Kampung",
    ),
    *(
        "(03.06)",
        "73.02.03.2006",
        "12.50",
        "Ba'rang",
        "_Desa",
        "Kec_",
        "Barat",
        "II",
        "wisata",
        "jalan tani",
        "ſ",
        "desaé",
        "é",
    ),
]
TEXT = st.lists(st.sampled_from([*MARKS, *OTHERS]) | st.sampled_from(NAMES), max_size=8).map(" ".join)


def _tail(text: str | None) -> str | None:
    return tails(pa.array([text], pa.string()))[0].as_py()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.none() | TEXT, min_size=1, max_size=2))
def test_a_tail_that_stands_alone_names_the_same_place(parts: list[str | None]) -> None:
    finder = gazetteer(REGENCY)
    tail = joined(map(_tail, parts))
    if (place := finder.scan_tail(tail)) is not None:
        assert place == finder.scan(joined(parts)) == finder.scan(tail)


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Rehabilitasi jalan tani Desa Ara (REKAAN)", "Desa Ara (REKAAN)"),
        ("Honor Kepala Pemerintah  Desa Ara", "Pemerintah  Desa Ara"),  # no village is guessed after this word
        ("Pengadaan kertas", ""),
        ("Drainase Dusun Lembang Kel. Kalumeme", "Dusun · Kel. Kalumeme"),  # that the text names a hamlet is counted
        ("Jalan (03.06) Desa Ara", "Jalan (03.06) Desa Ara"),  # a code may be confirmed by any word
        ("Jalan Ba'rang Desa Ara", "Jalan Ba'rang Desa Ara"),  # an apostrophe may hide a word
        ("Irigasi Sarajoko, Kec. Bontobahari", "Kec. Bontobahari"),
        (" Desa Ara", "Desa Ara"),
        ("(Kel. Kalumeme) Desa Ara", "Kel. Kalumeme) Desa Ara"),  # from the first one on
        ("Désa Kec. Ujung Bulu", "Désa Kec. Ujung Bulu"),  # letters outside ASCII before it: not cut
        (None, None),
    ],
)
def test_what_is_left_of_a_text(text: str | None, tail: str | None) -> None:
    assert _tail(text) == tail


def test_a_bare_name_before_kec_needs_the_whole_text() -> None:
    finder = gazetteer(REGENCY)
    assert finder.scan_tail("Kec. Bontobahari") is None
    found = finder.scan_tail("Desa Ara, Kec. Bontobahari")
    assert found is not None and found.village_code == "73.02.03.2006"
    assert finder.scan_tail("Jalan (03.06) · Dusun · ") is None  # any word may confirm a code


def test_many_texts_are_cut_as_one_is_also_in_a_part_of_an_array() -> None:
    texts = [
        "Honor",
        "Jalan Desa Ara",
        None,
        "",
        "Kec. Kajang",
        "Drainase (Kel. Kalumeme)",
        "d'Desa Ara",
        "Plengsengan",
    ]
    whole = pa.array(texts, pa.string())
    assert tails(whole.slice(1, 6)).to_pylist() == [_tail(text) for text in texts[1:7]]
    assert tails(pa.array([], pa.string())).to_pylist() == []

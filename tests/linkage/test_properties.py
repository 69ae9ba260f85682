"""What must not change a link: the order of rows, the way words are typed, a line that has nothing to do with it."""

from __future__ import annotations

from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.linkage.engine import links
from tests.linkage.sets import NAMES, chances, hand_written, line, proposal, tables

WORKS = (
    "Drainase",
    "Rabat beton",
    "Talud",
    "Irigasi",
    "Posyandu Melati",
    "Rehab ruang kelas SDN 12",
    "Pelatihan menjahit",
    "gubatak",
)
HAMLETS = ("Krajan", "Sawah Besar", "Bontona", "Kalimporo", "2")
VILLAGES = (("Bonto Bahari", "Ara"), ("Bonto Bahari", "Bira"), ("Kajang", "Lembanna"), ("", ""))
MONEY = st.sampled_from(["", 50_000_000, 100_000_000, 150_000_000, 400_000_000])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    def text(village: str) -> str:
        words = [draw(st.sampled_from(WORKS))]
        words += [f"Dusun {draw(st.sampled_from(HAMLETS))}"] if draw(st.booleans()) else []
        return " ".join([*words, f"Desa {village}"] if village and draw(st.booleans()) else words)

    proposals, lines = [], []
    for i in range(draw(st.integers(1, 7))):
        district, village = draw(st.sampled_from(VILLAGES))
        proposals.append(
            proposal(f"p{i}", text(village), district=district, village=village, estimated_cost=draw(MONEY))
        )
    for i in range(draw(st.integers(1, 9))):
        _, village = draw(st.sampled_from(VILLAGES))
        lines.append(line(f"l{i}", text(village), fiscal_year=draw(st.sampled_from((2026, 2027))), amount=draw(MONEY)))
    return tables(proposals, lines)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_weights_on_a_line_never_exceed_one(world: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    found = links(*world)
    assert (found.groupby("line_id")["weight"].sum() <= 1_000_000).all()
    assert (found["weight"] >= 0).all() and found["probability"].between(50_000, 1_000_000).all()
    assert not found.duplicated(["proposal_id", "line_id"]).any()


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world: tuple[pd.DataFrame, pd.DataFrame], chance: Random) -> None:
    shuffled = [frame.iloc[chance.sample(range(len(frame)), len(frame))] for frame in world]
    pd.testing.assert_frame_equal(links(*world), links(*shuffled))


UNRELATED = (
    line("zz", "Belanja Alat Tulis Kantor", agency="Sekretariat Daerah"),
    line("zz", "Pengadaan Perahu Nelayan Desa Balibo Kec. Kindang"),
    line("zz", "Penyusunan Rencana Tata Ruang"),
    line("zz", "Peningkatan Jalan Ruas Tanete - Kalumpang", amount=7_000_000_000),
    line("zz", "Drainase Dusun Krajan Desa Ara", fiscal_year=2020),
    line("zz", "=1+1"),
    line("zz", ""),
)


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(UNRELATED))
def test_an_unrelated_line_changes_no_link(world: tuple[pd.DataFrame, pd.DataFrame], other: dict) -> None:
    more = pd.concat([world[1], pd.DataFrame([other])], ignore_index=True)
    pd.testing.assert_frame_equal(links(*world), links(world[0], more))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", UNRELATED)
def test_an_unrelated_line_changes_no_link_of_a_real_list(name: str, other: dict) -> None:
    proposals, lines, _ = hand_written(name)
    extra = pd.DataFrame([other | {"regency_code": lines["regency_code"][0]}])
    before, after = links(proposals, lines), links(proposals, pd.concat([lines, extra], ignore_index=True))
    pd.testing.assert_frame_equal(before, after[after["line_id"] != "zz"].reset_index(drop=True))


def _typed(frame: pd.DataFrame, change: object) -> pd.DataFrame:
    columns = [c for c in ("title", "location_text", "description", "district", "village") if c in frame]
    return frame.assign(**{c: frame[c].fillna("").map(change) for c in columns})


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  "),
        lambda text: f" {text} ",
        lambda text: text.replace("Desa ", "Ds. ").replace("Dusun ", "Dsn. ").replace("Kec. ", "Kecamatan "),
        lambda text: text.replace("Desa ", "DESA ").replace("Kelurahan ", "Kel. "),
        lambda text: (
            text.replace("Pembangunan ", "Pemb. ")
            .replace("Rehabilitasi ", "Rehab. ")
            .replace("Kelompok Tani", "Poktan")
        ),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_the_way_words_are_typed_changes_nothing(name: str, change: object) -> None:
    proposals, lines, _ = hand_written(name)
    assert chances(links(proposals, lines)) == chances(links(_typed(proposals, change), _typed(lines, change)))

"""What joins proposals to one need, what never does, and what may not change it."""

from __future__ import annotations

from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.linkage.needs import needs, no_needs
from tests.linkage.wishes import found, pokir, relations, together, wish

WORKS = ("Drainase", "Rabat beton", "Talud", "Irigasi", "Posyandu Melati", "Rehab ruang kelas SDN 12", "gubatak")
HAMLETS = ("Krajan", "Sawah Besar", "Bontona", "2")
MONEY = st.sampled_from(["", 50_000_000, 100_000_000, 150_000_000])
LISTS = st.sampled_from([("rpjmdes", "musrenbang"), ("musrenbang_village", "musrenbang"), ("pokir", "pokir")])


def test_other_words_for_the_same_thing_are_one_need() -> None:
    again = wish("b", 2024, "Pembangunan saluran drainase Dsn. Krajan", estimated_cost=110_000_000)
    told = found(wish("a", 2023), again)
    assert list(told["need_id"]) == ["a", "a"]
    assert list(told["relation"]) == ["first", "repeat"]
    assert told.loc["b", "probability"] >= 850_000 and told.loc["b", "previous_id"] == told.loc["b", "tied_id"] == "a"
    assert "dusun sama" in told.loc["b", "reasons"] and "anggaran" not in told.loc["b", "reasons"]


def test_the_same_words_join_without_a_probability() -> None:
    told = found(wish("a", 2021, "Jalan"), wish("b", 2025, "JALAN."))
    assert list(told["need_id"]) == ["a", "a"] and pd.isna(told.loc["b", "probability"])
    assert told.loc["b", "reasons"].startswith("kata sama")


@pytest.mark.parametrize(
    "other",
    [
        wish("b", 2024, "Drainase Dusun Bontona"),
        wish("b", 2024, "Drainase Dusun Krajan", village="Darubiah"),
        wish("b", 2024, "Posyandu Dusun Krajan"),
        wish("b", 2024, "Drainase Dusun Krajan", location_text="Dusun Bontona RT 04"),
        wish("b", 2030, "Drainase Dusun Krajan"),
        wish("b", 2024, "Drainase Dusun Krajan", regency_code="73.03", district="", village=""),
    ],
    ids=["another hamlet", "another village", "another work", "another RT", "too late", "another regency"],
)
def test_what_differs_is_another_need(other: dict) -> None:
    first = wish("a", 2023, location_text="Dusun Krajan RT 02")
    assert together(first, other) == [["a"], ["b"]]


def test_two_roads_of_one_hamlet_stay_two_needs() -> None:
    """The same words twice in a list: volume and cost say which goes on as which; where they do not, nothing is joined."""
    year = [
        wish("a", 2023, "Rabat beton Dusun Krajan", volume=120),
        wish("b", 2023, "Rabat beton Dusun Krajan", volume=300, estimated_cost=250_000_000),
    ]
    after = [
        wish("c", 2024, "Rabat beton Dusun Krajan", volume=300, estimated_cost=255_000_000),
        wish("d", 2024, "Rabat beton Dusun Krajan", volume=120),
    ]
    assert together(*year, *after) == [["a", "d"], ["b", "c"]]
    alike = [wish("a", 2023, "Rabat beton Dusun Krajan RT 01"), wish("b", 2023, "Rabat beton Dusun Krajan RT 02")]
    assert together(*alike, wish("c", 2024, "Rabat beton Dusun Krajan")) in (
        [["a"], ["b"], ["c"]],
        [["a"], ["b", "c"]],
        [["a", "c"], ["b"]],
    )


def test_a_row_written_twice_is_a_duplicate() -> None:
    told = found(wish("a", 2023), wish("b", 2023), wish("c", 2024))
    assert list(told["relation"]) == ["first", "duplicate", "repeat"] and set(told["need_id"]) == {"a"}
    assert relations(wish("a", 2023), wish("b", 2023, estimated_cost=70_000_000)) == {"a": "first", "b": "first"}


def test_words_of_a_menu_join_only_where_the_place_speaks_too() -> None:
    """A title that many villages write says what, not where: other location cells leave it to the engine; none, no twins."""
    menu, villages = "Perbaikan lingkungan permukiman", ("Bira", "Darubiah", "Tanah Lemo")
    others = [wish(f"o{i}", 2023, menu, village=name, location_text=f"RT 0{i}") for i, name in enumerate(villages)]
    first = wish("a", 2023, menu, location_text="Kampung Cisarua", estimated_cost="")
    assert together(first, wish("b", 2024, menu, location_text="Kampung Cisarua", estimated_cost=""), *others)[0] == [
        "a",
        "b",
    ]
    later = wish("b", 2024, menu, location_text="Pinggir lapangan", estimated_cost="")
    assert together(first, later, *others)[:2] == [["a"], ["b"]]
    assert together(first, later)[0] == ["a", "b"]
    nowhere = [wish(i, 2023, menu) for i in "ab"]
    assert together(*nowhere, *others)[:2] == [["a"], ["b"]] and together(*nowhere) == [["a", "b"]]


def test_a_village_and_a_kind_of_work_are_not_enough() -> None:
    """Something must tell this one apart: without cost and place, two irrigation works of one village are not one need."""
    bare = {"estimated_cost": "", "volume": ""}
    rows = [wish("a", 2023, "Pembangunan irigasi", **bare), wish("b", 2024, "Rehabilitasi jaringan irigasi", **bare)]
    assert together(*rows) == [["a"], ["b"]]
    office = {"location_text": "Jl. Raya Loji KM 30", "estimated_cost": "", "volume": 12}
    rows = [
        wish("a", 2023, "Intensifikasi pemungutan pajak", **office),
        wish("b", 2024, "Pemutakhiran data keluarga", **office),
    ]
    assert together(*rows) == [["a"], ["b"]]


def test_ways_and_lists_are_told_apart() -> None:
    plan = wish("a", 2023, stage="rpjmdes")
    signed = wish("c", 2023, "Pemb. drainase Dusun Krajan", stage="musrenbang_district")
    rows = [
        plan,
        wish("b", 2023, location_text="Dusun Krajan"),
        signed,
        pokir("d", 2023, "Saluran drainase Dsn. Krajan"),
        wish("e", 2024),
    ]
    assert relations(*rows) == {"a": "first", "b": "carried", "c": "carried", "d": "two_ways", "e": "repeat"}
    assert together(*rows) == [["a", "b", "c", "d", "e"]]


def test_put_together_and_taken_apart() -> None:
    small = [
        wish("a", 2023, estimated_cost=100_000_000),
        wish("b", 2023, "Drainase Dusun Bontona", estimated_cost=60_000_000),
    ]
    large = {"title": "Drainase Dusun Krajan dan Dusun Bontona", "estimated_cost": 160_000_000}
    merged = found(*small, wish("c", 2024, **large))
    assert dict(merged["relation"]) == {"a": "first", "b": "first", "c": "merge"}
    assert dict(merged["need_id"]) == {"a": "a", "b": "b", "c": "a"} and merged.loc["c", "others"] == "b"
    parted = found(wish("c", 2022, **large), *small)
    assert dict(parted["relation"]) == {"a": "split", "b": "split", "c": "first"}
    assert dict(parted["need_id"]) == {"a": "c", "b": "b", "c": "c"} and parted.loc["b", "others"] == "a c"
    apart = found(*small, wish("c", 2024, large["title"], estimated_cost=900_000_000))
    assert "merge" not in set(apart["relation"])


def test_no_chain_of_weak_links_brings_two_places_together() -> None:
    """One that names no hamlet is like both; the two hamlets are still not one need."""
    rows = [wish("a", 2022), wish("b", 2023, "Drainase"), wish("c", 2024, "Drainase Dusun Bontona")]
    assert not any({"a", "c"} <= set(each) for each in together(*rows))


def test_a_need_keeps_its_name_when_a_newer_year_comes() -> None:
    old = [
        wish("m", 2022),
        pokir("z", 2022, "Saluran drainase Dsn. Krajan"),
        wish("k", 2023, "Rabat beton Dusun Bontona"),
    ]
    new = [
        wish("a", 2024, "Pemb. drainase Dusun Krajan"),
        wish("b", 2024, "Rabat beton jalan Dusun Bontona"),
        wish("c", 2024, "Talud"),
    ]
    before, after = found(*old), found(*old, *new)
    assert dict(before["need_id"]) == {i: after.loc[i, "need_id"] for i in before.index}
    assert after.loc["a", "need_id"] == "m" and after.loc["b", "need_id"] == "k"


@st.composite
def worlds(draw: st.DrawFn) -> pd.DataFrame:
    rows = []
    for i in range(draw(st.integers(1, 12))):
        title = draw(st.sampled_from(WORKS)) + (
            f" Dusun {draw(st.sampled_from(HAMLETS))}" if draw(st.booleans()) else ""
        )
        stage, origin = draw(LISTS)
        village = draw(st.sampled_from(("Ara", "Bira", "")))
        rows.append(
            wish(
                f"p{i:02}",
                draw(st.integers(2020, 2026)),
                title,
                stage=stage,
                origin=origin,
                village=village,
                estimated_cost=draw(MONEY),
            )
        )
    return pd.DataFrame(rows)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_proposal_has_one_need_and_a_need_one_of_each_list(world: pd.DataFrame) -> None:
    told = needs(world).merge(world, on="proposal_id")
    assert list(told["proposal_id"]) == sorted(world["proposal_id"])
    order = told.assign(place=told["stage"].map(["rpjmdes", "musrenbang_village", "pokir"].index)).sort_values(
        ["fiscal_year", "place", "proposal_id"]
    )
    assert (order.groupby("need_id")["proposal_id"].first() == order.groupby("need_id")["need_id"].first()).all()
    assert ((told["relation"] == "first") <= (told["previous_id"] == "")).all()
    once = told[told["relation"] != "duplicate"]
    assert not once.duplicated(["need_id", "fiscal_year", "stage", "origin"]).any()
    assert told["probability"].dropna().between(850_000, 1_000_000).all()


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world: pd.DataFrame, chance: Random) -> None:
    pd.testing.assert_frame_equal(needs(world), needs(world.iloc[chance.sample(range(len(world)), len(world))]))


UNRELATED = (
    wish("zz", 2023, "Pengadaan perahu nelayan", village="Darubiah"),
    wish("zz", 2023, "Pelatihan menjahit Dusun Lamalaka", village="Tanah Lemo"),
    wish("zz", 1990, "Drainase Dusun Krajan"),
    wish("zz", 2023, "", village="Darubiah"),
    wish("zz", 2023, "Drainase Dusun Krajan", regency_code="73.03"),
)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.sampled_from(UNRELATED))
def test_an_unrelated_proposal_changes_no_need(world: pd.DataFrame, other: dict) -> None:
    more = needs(pd.concat([world, pd.DataFrame([other])], ignore_index=True))
    pd.testing.assert_frame_equal(needs(world), more[more["proposal_id"] != "zz"].reset_index(drop=True))


def test_nothing_gives_nothing() -> None:
    pd.testing.assert_frame_equal(needs(pd.DataFrame([wish("a", 2023)])[:0]), no_needs())

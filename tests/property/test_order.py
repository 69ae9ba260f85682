"""Order and fairness for any lists whatever, against the plainest computation: every pair looked at, every share summed."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd
from hypothesis import given

from analytics.query import order
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.vocabulary import terms
from tests.property.test_always import bounded
from tests.property.worlds import World, make, worlds

VERSIONS = ("apbd", "procurement")
GOT, WITHOUT = ("funded", "funded_size_unknown", "partial"), ("unfunded", "late")
LIST = ["regency", "year", "district", "agency", "stage", "village_list"]


def frame(mart: Mart, universe: str, version: str) -> pd.DataFrame:
    """The proposals of one universe whose year has the version; ranks outside district lists are those of a village's list."""
    sql = f"""select regency, year, district, agency, village, rank, reason, answered_on, {version}_class as fate,
    if(in_district_list, null, origin_stage) as stage, if(in_district_list, null, village) as village_list, rank_tied
    from proposal_fact where u_{universe} and {version}_class is not null"""
    return pd.DataFrame(mart.rows(sql)).reindex(
        columns=[*LIST, "village", "rank", "fate", "reason", "answered_on", "rank_tied"]
    )


def pairs_of(listed: pd.DataFrame) -> dict[str, int]:
    """Every two proposals of one list, looked at one after the other."""
    counts = dict.fromkeys(("pairs", "inverted", "reasoned", "unknown_pairs", "equal_pairs"), 0)
    rows = [r for r in listed.to_dict("records") if pd.notna(r["rank"]) and r["fate"] != "elsewhere"]
    for a, b in combinations(sorted(rows, key=lambda r: r["rank"]), 2):
        fates = (a["fate"], b["fate"])
        if a["rank"] == b["rank"]:
            counts["equal_pairs"] += 1
        elif "unknown" in fates:
            counts["unknown_pairs"] += 1
        elif (fates[0] in GOT) != (fates[1] in GOT):
            counts["pairs"] += 1
            if fates[1] in GOT:
                counts["inverted"] += 1
                coded = pd.notna(a["reason"]) and a["reason"] != "none"
                counts["reasoned"] += bool(coded or pd.notna(a["answered_on"]))
    return counts


def totals(mart: Mart, name: str, universe: str, version: str) -> list[dict[str, Any]]:
    return ask(mart, Question(name, universe=universe, version=version)).totals


def pairs_are_those_that_looking_at_every_two_finds(mart: Mart) -> None:
    for universe in terms.UNIVERSES:
        for version in VERSIONS:
            listed = frame(mart, universe, version)
            found = totals(mart, order.MEASURE, universe, version)
            if not found:
                continue
            looked = [pairs_of(mine) for _, mine in listed.groupby(LIST, dropna=False)]
            wanted = {
                k: sum(w[k] for w in looked) for k in ("pairs", "inverted", "reasoned", "unknown_pairs", "equal_pairs")
            }
            assert {k: found[0][k] for k in wanted} == wanted
            row = found[0]
            if row["low"] is not None and row["value"] is not None:
                assert 0 <= row["low"] <= row["value"] <= row["high"] <= 1
            asked = Question(order.MEASURE, universe=universe, version=version)
            said = order.told(order.lists(mart, asked))
            assert len(order.pairs(mart, asked)) == said.named <= said.inverted == row["numerator"]


def pair_counts_are_the_same_under_every_breakdown(mart: Mart) -> None:
    whole = totals(mart, order.MEASURE, "all", "apbd")
    for by in (("district",), ("agency", "year"), ("year", "district", "agency")):
        answer = ask(mart, Question(order.MEASURE, by, (), "all"))
        assert answer.totals == whole
        assert sum(r["lists"] for r in answer.rows) == sum(w["lists"] for w in whole)


def ranked_shares_are_sums_over_the_list(mart: Mart) -> None:
    for universe in terms.UNIVERSES:
        listed = frame(mart, universe, "apbd")
        ranked = listed[listed["rank"].notna()]
        paid, maybe = ranked["fate"].isin(GOT[:2]), ranked["fate"].isin((*GOT[:2], "unknown"))
        weights = 1_000_000 // ranked["rank"].astype("int64")
        for row in totals(mart, "rank_weighted", universe, "apbd"):
            assert (row["numerator"], row["most"], row["denominator"]) == (
                weights[paid].sum(),
                weights[maybe].sum(),
                weights.sum(),
            )
        for row in totals(mart, "top_k", universe, "apbd"):
            first = ranked["rank"] <= int(row["part"])
            assert (row["numerator"], row["most"], row["denominator"]) == (
                (first & paid).sum(),
                (first & maybe).sum(),
                first.sum(),
            )


def equal_ranks_are_told_where_two_of_a_list_bear_them(mart: Mart) -> None:
    listed = frame(mart, "all", "apbd")
    told = listed[listed["rank_tied"].fillna(False).astype(bool)]
    twice = listed[listed["rank"].notna()].duplicated([*LIST, "rank"], keep=False)
    assert set(listed.index[listed["rank"].notna()][twice]) <= set(told.index)


def places_add_up_and_stand_apart_only_by_their_limits(mart: Mart) -> None:
    count = totals(mart, "accommodation_count", "all", "apbd")
    for by in ((), ("village",), ("year", "district"), ("agency", "village")):
        answer = ask(mart, Question("equity", by, (), "all"))
        for total, wanted in zip(answer.totals, count, strict=True):
            assert {k: total[k] for k in ("numerator", "denominator", "most", "n_unknown")} == {
                k: wanted[k] for k in ("numerator", "denominator", "most", "n_unknown")
            }
            assert total["rupiah"] == sum(r["rupiah"] for r in answer.rows)
        for row in answer.rows:
            assert row["ci_low"] <= row["value"] <= row["ci_high"]
            assert row["apart"] in ("", "above", "below")
            if row["apart"]:
                inside = row["limits"]["low95"] <= row["value"] <= row["limits"]["high95"]
                assert row["value"] is not None and not inside


def what_is_proven_is_at_most_what_is_possible(mart: Mart) -> None:
    for name in ("top_k", "rank_weighted", order.MEASURE, "equity"):
        for row in ask(mart, Question(name, universe="all")).rows:
            assert 0 <= row["numerator"] <= row["most"]
            if row["value"] is not None:
                assert 0 <= row["low"] <= row["value"] <= row["high"] <= 1


CHECKS = (
    pairs_are_those_that_looking_at_every_two_finds,
    pair_counts_are_the_same_under_every_breakdown,
    ranked_shares_are_sums_over_the_list,
    equal_ranks_are_told_where_two_of_a_list_bear_them,
    places_add_up_and_stand_apart_only_by_their_limits,
    what_is_proven_is_at_most_what_is_possible,
)


@bounded(40)
@given(worlds)
def test_order_and_fairness(world: World) -> None:
    mart = make(world)
    for check in CHECKS:
        check(mart)

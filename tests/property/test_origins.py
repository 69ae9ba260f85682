"""Measures of origin, realisation, revision and envelopes against the same counted row by row, the slow and obvious way."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.vocabulary import terms
from tests.property.test_always import bounded
from tests.property.worlds import VILLAGES, World, make, worlds

OTHER = {"procurement": "realisation", "village_fund": "apbd_p"}  # the versions these measures speak of
MARKS = ("(MUS)", "MUS", "(POK)")
DIRECTED = ("capital", "handed_over")
envelope = st.fixed_dictionaries(
    {
        "region_code": st.sampled_from(sorted({v[:8] for v in VILLAGES})),
        "year": st.sampled_from((2022, 2023)),
        "period": st.one_of(st.none(), st.just("1")),
        "indicator": st.just("pagu_indikatif_kecamatan"),
        "value": st.integers(0, 5000).map(Decimal),
        "unit": st.just("Rp"),
        "precision": st.just("tepat"),
    }
)


@st.composite
def spent(draw: Any) -> World:
    """A world with realisation, a revised budget, accounts that say more often, and envelopes."""
    world = draw(worlds)
    lines = tuple(row | {"version": OTHER.get(row["version"], row["version"])} for row in world.lines)
    return replace(world, lines=lines, context=tuple(draw(st.lists(envelope, max_size=4))))


def lines(mart: Mart) -> list[dict[str, Any]]:
    return mart.rows("select * from line_fact where not gone and version = 'apbd'")


def proposals(mart: Mart, universe: str) -> list[dict[str, Any]]:
    return mart.rows(f"select * from proposal_fact where u_{universe}")


def marked(line: dict[str, Any], world: World) -> str | None:
    """What confirmed marks say of a line: every mark tried by itself, pieces of longer ones left out."""
    bounds = {m: r"(?<!\w){}(?!\w)" if m[0].isalnum() else "{}" for m in MARKS}
    alone = {m: re.search(bounds[m].format(re.escape(m)), line["description"]) for m in MARKS}
    rows = [m for m in world.mark if alone[m["mark"]]]
    begun = {m["mark"]: [r["from_year"] for r in world.mark if r["mark"] == m["mark"]] for m in rows}
    found = []
    for m in rows:
        later = [y for y in begun[m["mark"]] if y > m["from_year"]]
        last = m["to_year"] or (min(later) - 1 if later else 9999)
        if m["from_year"] <= line["year"] <= last:
            found.append(m)
    whole = [m for m in found if not any(o["mark"] != m["mark"] and m["mark"] in o["mark"] for o in found)]
    origins = {m["origin"] for m in whole}
    return origins.pop() if len(origins) == 1 else None


def origins_are_those_of_every_rupiah(mart: Mart, world: World) -> None:
    wanted: dict[tuple[int, str | None], int] = defaultdict(int)
    whole: dict[int, int] = defaultdict(int)
    there: set[tuple[int, str | None]] = set()
    for row in lines(mart):
        if not (row["contestable"] and row["located"]):
            continue
        rest = row["marked"] or "untraced"
        for origin, amount, counts in (
            (row["origin"], row["traced_amount"], row["n_proposals"] > 0),
            (
                rest,
                row["amount"] - row["traced_amount"],
                not row["n_proposals"] or row["traced_amount"] < row["amount"],
            ),
        ):
            if counts:
                there.add((row["year"], origin))
                wanted[row["year"], origin] += amount
                whole[row["year"]] += amount
    found = ask(mart, Question("origin_share", ("year",))).rows
    assert {(r["year"], r["origin"]): r["numerator"] for r in found} == {k: wanted[k] for k in there}
    for r in found:
        assert r["denominator"] == whole[r["year"]]
        assert 0 <= r["by_mark"] <= r["numerator"] <= r["most"] <= r["denominator"]
        assert r["value"] is None or 0 <= r["low"] <= r["value"] <= r["high"] <= 1
    for year, amount in whole.items():
        assert sum(r["numerator"] for r in found if r["year"] == year) == amount


def marks_are_read_as_confirmed(mart: Mart, world: World) -> None:
    for row in mart.rows("select description, year, marked from line_fact"):
        assert row["marked"] == marked(row, world)


def the_share_of_musrenbang_lies_between_proven_and_possible(mart: Mart) -> None:
    told = {r["part"]: r for r in ask(mart, Question("musrenbang_share")).rows}
    sql = "select line_id, sum(weight) as w from link_fact join proposal_fact using (proposal_id) where origin is null group by 1"
    nameless = {r["line_id"]: r["w"] for r in mart.rows(sql)}
    for part, chosen in (
        ("of_all", lines(mart)),
        ("of_directable", [r for r in lines(mart) if r["spending"] in DIRECTED]),
    ):
        if not chosen:
            assert part not in told
            continue
        free = [r["amount"] - r["traced_amount"] if r["marked"] in {None, "musrenbang"} else 0 for r in chosen]
        of_none = [nameless[r["line_id"]] * r["amount"] // 1_000_000 for r in chosen if r["line_id"] in nameless]
        row = told[part]
        assert row["numerator"] == sum(r["musrenbang_amount"] for r in chosen)
        assert row["denominator"] == sum(r["amount"] for r in chosen)
        assert row["most"] == row["numerator"] + sum(free) + sum(of_none)
        assert row["numerator"] <= row["most"] <= row["denominator"]


def realised_is_what_was_realised_of_what_was_funded(mart: Mart, universe: str) -> None:
    there = [
        p for p in proposals(mart, universe) if p["realisation_class"] is not None and (p["apbd_allocated"] or 0) > 0
    ]
    told = {r["part"]: r for r in ask(mart, Question("realised", universe=universe)).rows}
    if there:
        assert told["rupiah"]["numerator"] == sum(p["realisation_allocated"] for p in there)
        assert told["rupiah"]["denominator"] == sum(p["apbd_allocated"] for p in there)
        assert told["items"]["numerator"] == sum(p["realisation_allocated"] > 0 for p in there)
        assert told["items"]["denominator"] == len(there)
        assert told["items"]["n_unknown"] == sum(p["realisation_class"] == "unknown" for p in there)
    else:
        assert told == {}


def a_revision_is_one_thing_or_not_yet_known(mart: Mart, universe: str) -> None:
    counts: dict[str, int] = defaultdict(int)
    net, before = 0, 0
    for p in proposals(mart, universe):
        a, r = p["apbd_allocated"], p["apbd_p_allocated"]
        if a is None or r is None or not a + r:
            continue
        before += a
        if (not a and p["apbd_class"] != "unfunded") or (not r and p["apbd_p_class"] != "unfunded"):
            counts["unknown"] += 1
            continue
        net += r - a
        counts[
            "added" if not a else "removed" if not r else "raised" if r > a else "lowered" if r < a else "unchanged"
        ] += 1
    told = {r["part"]: r for r in ask(mart, Question("revision", universe=universe)).rows}
    if not told:
        assert not counts
        return
    parts = [told[p] for p in ("added", "removed", "raised", "lowered", "unchanged")]
    assert [r["numerator"] for r in parts] == [counts[r["part"]] for r in parts]
    assert {r["denominator"] for r in parts} == {sum(counts.values())}
    assert (told["net"]["numerator"], told["net"]["denominator"]) == (net, before)
    assert told["net"]["least"] <= net <= told["net"]["most"]
    assert told["net"]["n_unknown"] == counts["unknown"] == parts[0]["n_unknown"] + parts[1]["n_unknown"]


def an_envelope_counts_once(mart: Mart, universe: str, world: World) -> None:
    said: dict[tuple[str, int], Decimal] = {}
    for row in sorted(
        world.context, key=lambda c: c["period"] is None
    ):  # the last one counts: here that for the whole year
        if row["value"]:
            said[row["region_code"], row["year"]] = row["value"]
    there = [p for p in proposals(mart, universe) if p["apbd_class"] is not None]
    places = {(p["district"], p["year"]) for p in there} & set(said)
    told = ask(mart, Question("envelope_compliance", universe=universe)).rows
    if not told:
        assert not places
        return
    [row] = told
    assert row["denominator"] == sum(said[k] for k in places)
    assert row["numerator"] == sum(p["apbd_allocated"] for p in there if (p["district"], p["year"]) in places)
    assert row["n_envelopes"] == len(places)


@bounded(40)
@given(spent(), st.sampled_from(terms.UNIVERSES))
def test_measures_are_what_their_rows_say(world: World, universe: str) -> None:
    values = {(c["region_code"], c["year"], c["period"]): c for c in world.context}
    world = replace(world, context=tuple(values.values()))
    mart = make(world)
    marks_are_read_as_confirmed(mart, world)
    origins_are_those_of_every_rupiah(mart, world)
    the_share_of_musrenbang_lies_between_proven_and_possible(mart)
    realised_is_what_was_realised_of_what_was_funded(mart, universe)
    a_revision_is_one_thing_or_not_yet_known(mart, universe)
    an_envelope_counts_once(mart, universe, world)

"""What holds for any lists, budgets and judgements whatever: figures that add up, bounds that bound, nothing without a link."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics.measures.definitions import measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.fates import fates
from analytics.query.scope import divided
from analytics.vocabulary import terms
from tests.property.worlds import InMemory, World, make, worlds

VERSIONS = ("apbd", "procurement", "rkpd", "village_fund")
RATIOS = ("accommodation_count", "accommodation_value", "located_share")
APART = ("part", "origin", "break")  # what some measures tell rows apart by without being asked to
ADDED = ("numerator", "denominator", "n", "n_unknown")


def bounded(examples: int) -> Callable[[Any], Any]:
    """The same examples every time, few enough for every run of the tests."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def universes(mart: Mart) -> list[dict[str, Any]]:
    classes = ", ".join(f"{v}_class" for v in VERSIONS)
    return mart.rows(f"select u_all, u_district, u_village, u_eligible, regency, year, {classes} from proposal_fact")


def weights_on_a_line_are_at_most_the_whole(mart: Mart) -> None:
    assert not mart.rows("select line_id from link_fact group by 1 having sum(weight) > 1000000 or min(weight) < 0")


def a_line_whose_shares_nobody_gave_is_shared_out_whole(mart: Mart) -> None:
    sql = """select k.line_id from link_fact as k left join judged_pair as j using (proposal_id, line_id)
    group by 1 having count(j.weight) = 0 and sum(k.weight) <> 1000000"""
    assert not mart.rows(sql)


def traced_and_untraced_are_the_total(mart: Mart) -> None:
    sql = """select sum(amount) as whole, sum(traced_amount) as traced, sum(amount - traced_amount) as untraced,
    coalesce(sum(amount) filter (where n_proposals = 0), 0) as unlinked from line_fact where not gone"""
    found = mart.rows(sql)[0]
    if found["whole"] is not None:
        assert found["traced"] + found["untraced"] == found["whole"]
        assert 0 <= found["unlinked"] <= found["untraced"] or found["traced"] == 0


def what_proposals_get_is_at_most_what_lines_give(mart: Mart) -> None:
    given_ = mart.rows("select version, sum(traced_amount) as n from line_fact where not gone group by 1")
    limits = {r["version"]: r["n"] for r in given_}
    for version in VERSIONS:
        sql = f"select coalesce(sum({version}_allocated), 0) + coalesce(sum({version}_late), 0) as n from proposal_fact"
        assert mart.rows(sql)[0]["n"] <= limits.get(version, 0)


def fates_partition_every_universe(mart: Mart) -> None:
    covered = {(r["year"], r["version"]) for r in mart.rows("select year, version from version_cover")}
    for universe in ("u_all", "u_district", "u_village", "u_eligible"):
        members = [r for r in universes(mart) if r[universe]]
        for version in VERSIONS:
            there = [r for r in members if (r["year"], version) in covered]
            fates = Counter(r[f"{version}_class"] for r in there)
            assert set(fates) <= set(terms.CLASSES)
            assert sum(fates.values()) == len(there)
            assert all(r[f"{version}_class"] is None for r in members if (r["year"], version) not in covered)


def nothing_is_funded_without_a_link(mart: Mart) -> None:
    proven = "('funded', 'funded_size_unknown', 'partial', 'late', 'elsewhere')"
    for version in VERSIONS:
        sql = f"select 1 from proposal_fact anti join link_fact using (proposal_id) where {version}_class in {proven}"
        assert not mart.rows(sql)


def links_stay_in_their_years(mart: Mart) -> None:
    sql = """select 1 from link_fact join proposal_fact as p using (proposal_id) join line_fact as l using (line_id)
    where l.year < p.year or l.year > p.year + 3 or l.gone or p.gone"""
    assert not mart.rows(sql)


def a_pair_with_a_no_is_linked_only_by_an_id_and_shown_as_disputed(mart: Mart) -> None:
    sql = """select k.method, k.disputed, p.disputed as told from link_fact as k
    join judged_pair as j using (proposal_id, line_id) join proposal_fact as p using (proposal_id) where j.n_no > 0"""
    assert all(r == {"method": "id", "disputed": True, "told": True} for r in mart.rows(sql))


def every_row_belongs_to_one_proposal(mart: Mart) -> None:
    rows = mart.rows("select count(*) as n, count(distinct row_id) as rows from submission")[0]
    counted = mart.rows("select coalesce(sum(n_rows), 0) as n from proposal_fact")[0]["n"]
    there = mart.rows("select count(*) as n from submission where not gone")[0]["n"]
    assert rows["n"] == rows["rows"]
    assert counted == there


def stages_are_found_open_or_passed_and_parts_make_the_whole(mart: Mart) -> None:
    for universe in terms.UNIVERSES:
        for row in ask(mart, Question("funnel", universe=universe)).rows:
            settled = row["denominator"] - row["numerator"] - row["n_unknown"]
            assert settled >= 0
            assert row["numerator"] >= 0 and row["n_unknown"] >= 0
            assert row["low"] <= row["high"] <= 1


def bounds_bound(mart: Mart) -> None:
    for name in RATIOS:
        for version in VERSIONS:
            answer = ask(mart, Question(name, universe="all", version=version))
            for row in answer.rows:
                assert 0 <= row["numerator"] <= row["denominator"]
                assert row["n_unknown"] <= row["n"]
                if row["value"] is not None:
                    assert 0 <= row["low"] <= row["value"] <= row["high"] <= 1


def a_figure_needs_a_denominator_or_names_what_is_missing(mart: Mart) -> None:
    for name in measures():
        answer = ask(mart, Question(name))
        assert answer.rows or any(m.essential for m in answer.missing)


def what_a_row_says_it_passed_is_found(mart: Mart) -> None:
    sql = """select 1 from (select proposal_id, unnest(string_split(path, ',')) as stage from submission
        where not gone and path <> '') as told anti join reach_fact using (proposal_id, stage)"""
    assert not mart.rows(sql)


def fates_are_the_proposals_of_the_figure(mart: Mart) -> None:
    for universe in terms.UNIVERSES:
        asked = Question("accommodation_count", universe=universe)
        found = [f for f in fates(mart, asked) if f.fate]
        total = ask(mart, asked).total or {"numerator": 0, "denominator": 0, "n_unknown": 0}
        assert len({f.id for f in found}) == len(found) == total["denominator"]
        assert sum(f.fate in {"funded", "funded_size_unknown"} for f in found) == total["numerator"]
        assert sum(f.fate == "unknown" for f in found) == total["n_unknown"]
        assert all(
            sum(k.allocated for k in f.links if k.year == f.year and k.version == "apbd") <= f.allocated for f in found
        )


def the_district_list_speaks_where_there_is_one(mart: Mart) -> None:
    sql = """select 1 from proposal_fact as p where p.u_district and not p.in_district_list and exists (
        select 1 from submission as s where s.year = p.year and s.stage = 'musrenbang_district' and not s.gone)"""
    assert not mart.rows(sql)


def lines_and_perda_differ_by_what_is_told(mart: Mart) -> None:
    for row in mart.rows("select amount, published, difference, contestable from version_cover"):
        assert row["difference"] == (None if row["published"] is None else row["amount"] - row["published"])
        assert row["contestable"] is None or 0 <= row["contestable"] <= row["amount"]


def what_is_attainable_is_at_most_what_is_asked_and_its_parts_make_the_whole(mart: Mart) -> None:
    for universe in terms.UNIVERSES:
        whole = ask(mart, Question("accommodation_value", universe=universe)).total
        if not whole or whole["attainable"] is None:
            continue
        assert 0 <= whole["attainable"] <= whole["denominator"]
        for by in ("district", "agency", "year"):
            parts = ask(mart, Question("accommodation_value", (by,), universe=universe)).rows
            assert all(p["attainable"] <= p["denominator"] for p in parts)
            lost = whole["attainable"] - sum(p["attainable"] for p in parts)
            assert 0 <= lost < 2 * len(parts)  # each part is rounded down, once in each of two years


STATEMENTS = [
    what_a_row_says_it_passed_is_found,
    fates_are_the_proposals_of_the_figure,
    the_district_list_speaks_where_there_is_one,
    lines_and_perda_differ_by_what_is_told,
    what_is_attainable_is_at_most_what_is_asked_and_its_parts_make_the_whole,
    weights_on_a_line_are_at_most_the_whole,
    a_line_whose_shares_nobody_gave_is_shared_out_whole,
    traced_and_untraced_are_the_total,
    what_proposals_get_is_at_most_what_lines_give,
    fates_partition_every_universe,
    nothing_is_funded_without_a_link,
    links_stay_in_their_years,
    a_pair_with_a_no_is_linked_only_by_an_id_and_shown_as_disputed,
    every_row_belongs_to_one_proposal,
    stages_are_found_open_or_passed_and_parts_make_the_whole,
    bounds_bound,
    a_figure_needs_a_denominator_or_names_what_is_missing,
]


@bounded(30)
@given(worlds)
def test_statements_hold(world: World) -> None:
    mart = make(world)
    for statement in STATEMENTS:
        statement(mart)


def totals_are_equal_under_every_breakdown(mart: Mart, name: str, universe: str, version: str) -> None:
    whole = ask(mart, Question(name, universe=universe, version=version))
    legal = set(measures()[name].dimensions) - (set() if divided(mart) else {"dapil"})
    pairs = [(d,) for d in sorted(legal)] + [p for p in (("district", "agency"), ("year", "origin")) if legal >= set(p)]
    for by in pairs:
        answer = ask(mart, Question(name, by, universe=universe, version=version))
        if measures()[name].settings:  # its total also tells of the places it compares, and those are what was asked by
            assert [{k: t[k] for k in ADDED} for t in answer.totals] == [{k: t[k] for k in ADDED} for t in whole.totals]
        else:
            assert answer.totals == whole.totals, by
        if measures()[name].shape == "funnel":
            for row in whole.rows:
                parts = [r for r in answer.rows if r["stage"] == row["stage"]]
                for column in (*ADDED, "amount", "amount_whole"):
                    assert sum(r[column] or 0 for r in parts) == (row[column] or 0), (by, column)
            continue
        for row in whole.totals:
            parts = [r for r in answer.rows if all(r[k] == row[k] for k in APART if k in row)]
            # an origin without rupiah in a slice has no row there: what is told of the whole slice adds up over slices, not rows
            for column in ("numerator", "n") if "origin" in row else ADDED:
                assert sum(r[column] for r in parts) == row[column], (by, column)


@bounded(24)
@given(worlds, st.sampled_from(sorted(measures())), st.sampled_from(terms.UNIVERSES), st.sampled_from(VERSIONS))
def test_totals_are_equal_under_every_breakdown(world: World, name: str, universe: str, version: str) -> None:
    totals_are_equal_under_every_breakdown(make(world), name, universe, version)


def everything(mart: InMemory) -> str:
    """All answers of a mart as JSON, and its links."""
    asked = [
        ask(mart, Question(name, tuple(d for d in by if d in measures()[name].dimensions), universe=universe)).json()
        for name in measures()
        for by in ((), ("district",), ("agency", "year"))
        for universe in ("district", "all")
    ]
    links = mart.rows("select * from link_fact order by all")
    fates = mart.rows("select * from proposal_fact order by proposal_id")
    return json.dumps([asked, links, fates], default=str)


@bounded(6)
@given(worlds)
def test_two_builds_of_the_same_inputs_answer_alike_to_the_byte(world: World) -> None:
    assert everything(make(world)) == everything(make(world))


@bounded(7)
@given(worlds, st.randoms(use_true_random=False))
def test_judgements_of_different_people_and_proposals_may_come_in_any_order(world: World, order: Any) -> None:
    once = list({(j["author"], j["proposal"], j["line"]): j for j in world.judgements}.values())
    people = list(dict.fromkeys((j["author"], j["proposal"]) for j in once))
    # of what one person says of one proposal the later counts: found after missed, missed after found
    keys = order.sample(people, len(people))
    shuffled = [j for key in keys for j in once if (j["author"], j["proposal"]) == key]
    first, second = (make(replace(world, judgements=tuple(j))) for j in (once, shuffled))
    assert everything(first) == everything(second)


@pytest.fixture(scope="module")
def nothing() -> Mart:
    """The mart of an empty workspace."""
    return make(World())


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.__name__)
def test_statements_hold_of_nothing(nothing: Mart, statement: Callable[[Mart], None]) -> None:
    statement(nothing)

"""What a reviewer is given: pairs that decide most first, the random stratum in its order, and nothing that is judged already."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.measures.interval import Sums, foretold
from analytics.query.database import Mart
from analytics.query.review import Slice, counts, drawn, mine, uncertain
from analytics.query.review_gain import widths
from analytics.query.review_sides import candidates_of, candidates_of_line, lines, proposals
from analytics.query.review_words import Words
from analytics.query.search import Wanted, search
from tests.spec.harness import REGENCY, Given, given
from tests.spec.works import LINES, PROPOSALS

ASKED = Slice(REGENCY, 2026, "apbd", "all")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("review"), PROPOSALS, LINES)


@pytest.fixture(scope="module")
def built(made: Given) -> Mart:
    return made.mart()


@pytest.fixture
def fresh(tmp_path: Path) -> Given:
    return given(tmp_path, PROPOSALS, LINES)


def words(made: Given, mart: Mart) -> Words:
    return Words(mart, made.workspace, REGENCY)


def test_pairs_come_with_what_the_engine_thinks_the_most_open_first(made: Given, built: Mart) -> None:
    found = uncertain(built, ASKED, "ani", words(made, built), 50)
    assert found
    facts = proposals(built, {p.proposal_id for p in found})
    total = sum(f.amount or 0 for f in proposals(built, set(made.ids.values())).values())

    def decides(pair) -> float:
        p = pair.probability / 1e6
        return p * (1 - p) * (1 / 8 + (facts[pair.proposal_id].amount or 0) / total)

    assert [decides(p) for p in found] == sorted((decides(p) for p in found), reverse=True)
    pairs = {(c.proposal_id, c.line_id) for i in made.ids.values() for c in candidates_of(built, i, "apbd")}
    assert {(p.proposal_id, p.line_id) for p in found} == pairs


def test_the_same_pair_is_seen_from_both_ends(made: Given, built: Mart) -> None:
    mine_ = candidates_of(built, made.ids["P0"], "apbd")[0]
    assert mine_ in candidates_of_line(built, mine_.line_id, "apbd")
    assert mine_ in candidates_of_line(built, mine_.line_id, "apbd", REGENCY)
    assert candidates_of_line(built, mine_.line_id, "apbd", "73.01") == []
    assert mine_.reasons and mine_.method is None
    assert candidates_of(built, made.ids["P0"], "rkpd") == []
    side = lines(built, [mine_.line_id])[mine_.line_id]
    assert (side.version, side.year, side.file, side.row) == ("apbd", 2026, "lines-0-apbd.csv", 2)
    for regency in (REGENCY, "73.01"):
        assert lines(built, [mine_.line_id, "0" * 16], regency) == {mine_.line_id: side}
    with pytest.raises(BadQuestion):
        candidates_of(built, "drop table", "apbd")


def test_what_is_judged_is_not_asked_again_before_and_after_a_build(fresh: Given) -> None:
    mart = fresh.mart()
    first, second = uncertain(mart, ASKED, "ani", words(fresh, mart), 50)[:2]
    fresh.ids |= {
        "first": first.proposal_id,
        "line": first.line_id,
        "second": second.proposal_id,
        "other": second.line_id,
    }
    fresh.judgement("ani", "first", "line", "no")
    fresh.judgement("ani", "second", "other", "unsure")
    for built in (mart, fresh.mart()):
        for_ani = uncertain(built, ASKED, "ani", words(fresh, built), 50)
        for_budi = uncertain(built, ASKED, "budi", words(fresh, built), 50)
        pair = (first.proposal_id, first.line_id)
        assert pair not in {(p.proposal_id, p.line_id) for p in (*for_ani, *for_budi)}
        doubted = (second.proposal_id, second.line_id)
        assert doubted not in {(p.proposal_id, p.line_id) for p in for_ani}
        assert doubted in {(p.proposal_id, p.line_id) for p in for_budi}


def test_a_proposal_found_since_the_mart_is_asked_no_more(fresh: Given) -> None:
    mart = fresh.mart()
    first = uncertain(mart, ASKED, "ani", words(fresh, mart), 1)[0]
    fresh.ids |= {"p": first.proposal_id}
    fresh.judgement("budi", "p", "apbd", "absent")
    left = uncertain(mart, ASKED, "ani", words(fresh, mart), 50)
    assert first.proposal_id not in {p.proposal_id for p in left}


def test_the_random_stratum_goes_by_ids_and_stops_at_the_first_gap(fresh: Given) -> None:
    mart = fresh.mart()
    order = sorted(i for n, i in fresh.ids.items() if n.startswith("P"))
    now = drawn(mart, ASKED, "ani", words(fresh, mart), 20)
    assert (now.proposals, now.n_now, now.gaps) == (tuple(order), 0, tuple(range(1, 9)))
    fresh.ids |= {f"o{i}": p for i, p in enumerate(order)}
    fresh.judgement("ani", "o0", "apbd", "absent")
    fresh.judgement("ani", "o2", "L0", "match")
    fresh.judgement("ani", "o1", "apbd", "unsure")
    for built in (mart, fresh.mart()):
        now = drawn(built, ASKED, "ani", words(fresh, built), 20)
        assert (now.n_now, now.gaps) == (1, (2, 4, 5, 6, 7, 8))
        assert now.proposals == (*order[3:], order[1])  # what one doubts comes last to oneself, and first to others
        assert drawn(built, ASKED, "budi", words(fresh, built), 20).proposals[0] == order[1]
    assert now.more(5) == 3
    assert counts(built, ASKED).n_drawn == 1
    assert (counts(mart, ASKED).n, counts(mart, ASKED).n_pool, counts(mart, ASKED).n_drawn) == (8, 8, 0)


def test_two_who_disagree_are_a_gap_again(fresh: Given) -> None:
    mart = fresh.mart()
    fresh.ids["first"] = sorted(i for n, i in fresh.ids.items() if n.startswith("P"))[0]
    fresh.judgement("ani", "first", "L0", "match")
    assert drawn(mart, ASKED, "budi", words(fresh, mart), 1).n_now == 1
    fresh.judgement("budi", "first", "L0", "no")
    assert drawn(mart, ASKED, "budi", words(fresh, mart), 1).n_now == 0


def test_people_at_work_at_once_are_given_different_pairs() -> None:
    queue = [f"pair-{i}" for i in range(50)]
    given_out = {person: mine(queue, person, 8) for person in ("ani", "budi", "citra", "dedi", "eka")}
    assert set(given_out.values()) <= set(queue[:8])
    assert len(set(given_out.values())) >= 3
    assert given_out == {person: mine(queue, person, 8) for person in given_out}
    assert mine([], "ani", 8) is None


def test_lines_the_engine_did_not_think_of_are_found_within_version_and_year(made: Given, built: Mart) -> None:
    rows, n = search(built, Wanted("kenanga talud", REGENCY, "line", 2026, "apbd"))
    assert (n, rows[0]["id"]) == (1, made.ids["L2"])
    assert search(built, Wanted("kenanga", REGENCY, "line", 2026, "rkpd"))[1] == 0
    assert search(built, Wanted("kenanga", REGENCY, "line", 2025, "apbd"))[1] == 0
    assert search(built, Wanted("kenanga", REGENCY, year=2025))[1] == 0


@pytest.mark.parametrize("wrong", [("apbd; drop table draw", "all"), ("apbd", "p or true")])
def test_only_versions_and_universes_there_are_reach_the_sql(wrong: tuple[str, str]) -> None:
    with pytest.raises(BadQuestion):
        Slice(REGENCY, 2026, *wrong)


def test_widths_are_told_only_within_the_stratum(made: Given, built: Mart) -> None:
    assert widths(built, ASKED, drawn(built, ASKED, "ani", words(made, built), 5)) == []


def test_more_judged_promises_a_narrower_interval_and_everything_judged_none_at_all() -> None:
    s = Sums(known=30e6, rest=300, rest_guess=90e6, m=40, y=12e6, f=11e6, yy=12e12, ff=6e12, yf=7e12)
    half = [foretold(s, m, 300 - (m - 40), 1e6) for m in (60, 100, 150)]
    assert half == sorted(half, reverse=True)
    assert foretold(s, 340, 0, 1e6) == 0
    none = Sums(known=0, rest=300, rest_guess=0)
    assert foretold(none, 60, 240, 1e6) > 0

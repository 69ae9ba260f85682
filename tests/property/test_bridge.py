"""A bridge holds for any lists, budgets and judgements: every level is the one before it and the changes between them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.bridge import CHAIN, Step, bridge
from analytics.vocabulary import terms
from tests.property.test_always import bounded
from tests.property.worlds import World, make, worlds

Three = tuple[int, int, int]


def three(s: Step) -> Three:
    return s.n, s.amount, s.n_without_cost


def plus(a: Three, b: Three) -> Three:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def counted(rows: pd.DataFrame) -> Three:
    """The same three figures of rows, the plain way."""
    cost = [None if pd.isna(c) else int(c) for c in rows["estimated_cost"]]
    return len(rows), sum(c or 0 for c in cost), sum(not c for c in cost)


@bounded(25)
@given(worlds, st.sampled_from(("rkpd", "apbd")), st.sampled_from(terms.UNIVERSES))
def test_every_step_adds_up_from_the_official_figure_to_ours(world: World, version: str, universe: str) -> None:
    mart = make(world)
    asked = Question("accommodation_count", (), (), universe, version)
    total = ask(mart, asked).total
    steps = bridge(mart, asked).steps
    assert bool(steps) == bool(total)
    if total is None:
        return
    at = three(steps[0])
    for s in steps[1:]:
        if s.level:
            assert three(s) == at, s
        else:
            at = plus(at, three(s))
            assert s.n != 0
    assert steps[-1].level and steps[-1].n == total["numerator"]
    assert all(s.n >= 0 for s in steps if s.level)
    rows = pd.DataFrame(mart.rows("select * exclude (reason) from proposal_fact where u_all"))
    rows = rows[rows[f"{version}_class"].notna()].astype({"estimated_cost": object})
    first = steps[0].version
    found = rows["found_stages"].map(lambda bits: bool(int(bits) >> terms.STAGES.index(first) & 1))
    assert three(steps[0]) == counted(rows[found])
    paid: Any = rows[f"u_{universe}"] & rows[f"{version}_class"].isin(("funded", "funded_size_unknown"))
    assert three(steps[-1]) == counted(rows[paid])
    assert [CHAIN.index(s.version) for s in steps] == sorted(CHAIN.index(s.version) for s in steps)

"""No page asks, draws or sends more than its budget: counted, so that a busy machine cannot fail it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from analytics.pages.doors import DOORS
from tests.pages.budget import FILE, KEYS, RUNS, budget, cost, limit

PAGES, SLACK = budget()["page"], budget()["slack"]


@cache
def costs_of(workspace: Path, name: str) -> dict:
    return cost(workspace, PAGES[name]["path"], PAGES[name]["address"])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stays_within_its_budget(demo_workspace: Path, name: str) -> None:
    page = PAGES[name]
    found = costs_of(demo_workspace, name)
    assert found["broken"] == []
    costs = [("figures", "first", page["figures"], found["figures"])]
    costs += [(key, run, page[key][run], found[key][run]) for key in KEYS for run in RUNS]
    limits = {(key, run): limit(key, figure, SLACK) for key, run, figure, _ in costs}
    over = [
        f"{name}: {key} of the {run} run: {now}, at most {limits[key, run]} ({FILE.name} says {figure})"
        for key, run, figure, now in costs
        if now > limits[key, run]
    ]
    assert over == []


def test_every_page_has_a_budget() -> None:
    assert {page["path"] for page in PAGES.values()} == {door.path for door in DOORS.values()}


def test_what_is_asked_first_is_counted(demo_workspace: Path) -> None:
    """A count that stays at nothing would hold every budget."""
    found = costs_of(demo_workspace, "home")
    assert found["questions"]["first"] > 20 > found["questions"]["again"]
    assert found["kilobytes"]["first"] > found["kilobytes"]["change"] > found["kilobytes"]["again"]
    assert found["figures"] > 2


def test_a_page_that_asks_nothing_again_must_go_on_so() -> None:
    assert limit("questions", 0, SLACK) == 0
    assert limit("questions", 10, SLACK) == 10 + SLACK["questions"]
    assert limit("kilobytes", 101, {"percent_of_kilobytes": 8}) == 110

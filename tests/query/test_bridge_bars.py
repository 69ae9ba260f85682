"""The bridge as bars: every level begins at nothing, every change hangs between the levels around it, and nothing is left out."""

from __future__ import annotations

from analytics.query.bridge import Step
from analytics.query.bridge_bars import reaches


def step(name: str, n: int, version: str = "apbd", *, level: bool = False) -> Step:
    return Step(name, version, level, n, 10 * n, 0, "")


STEPS = (
    step("start", 10, "rkpd", level=True),
    step("outside", -2, "rkpd"),
    step("found", 8, "rkpd", level=True),
    step("absent", -1),
    step("not_found", -3),
    step("joined", 4),
    step("joined_first", 1),
    step("found", 9, level=True),
    step("without_proof", -2),
    step("partial", -1),
    step("ours", 6, level=True),
)


def test_changes_of_one_direction_are_one_bar_between_two_levels() -> None:
    found = reaches(STEPS)
    assert [(b.id, b.low, b.high, b.n, b.open) for b in found] == [
        ("start", 0, 10, 10, 0),
        ("outside", 8, 10, -2, 0),
        ("found", 0, 8, 8, 0),
        ("fewer", 4, 8, -4, 3),
        ("more", 4, 9, 5, 0),
        ("found", 0, 9, 9, 0),
        ("unproven", 6, 9, -3, 2),
        ("ours", 0, 6, 6, 0),
    ]
    assert [s for b in found for s in b.steps] == list(STEPS)
    assert [b.amount for b in found if b.id == "fewer"] == [-40]


def test_a_list_of_all_channels_is_not_said_twice() -> None:
    found = reaches((step("start", 5, "rkpd", level=True), step("found", 5, "rkpd", level=True), step("absent", -1)))
    assert [(b.id, b.low, b.high) for b in found] == [("start", 0, 5), ("fewer", 4, 5)]


def test_nothing_is_no_bar() -> None:
    assert reaches(()) == ()

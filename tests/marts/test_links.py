"""What a budget line gives to the proposals it pays for: never more than there is, and all of it where nobody said less."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.harness import given


def package(folder: Path, costs: list[str], amount: int) -> list[dict[str, int]]:
    """Weight, rupiah and traced rupiah of one line that people linked to a proposal of each cost."""
    names = [f"P{i}" for i in range(len(costs))]
    made = given(
        folder,
        "id | cost\n" + "\n".join(f"{n} | {c}" for n, c in zip(names, costs, strict=True)),
        f"id | amount\n1 | {amount}",
        "by | proposal | line | verdict\n" + "\n".join(f"ani | {n} | 1 | match" for n in names),
    )
    sql = """select k.weight, p.apbd_allocated as allocated, l.traced_amount, l.n_proposals
    from link_fact as k join proposal_fact as p using (proposal_id) join line_fact as l using (line_id)"""
    return made.mart().rows(sql)


@pytest.mark.parametrize(
    "costs",
    [
        ["100"],
        ["100"] * 3,
        ["100"] * 7,
        [""] * 3,
        ["1", "1", "1"],
        ["1", "2", "4"],
        ["999999999999", "1", "7"],
        ["0", "5", ""],
    ],
    ids=" ".join,
)
def test_a_line_is_shared_out_to_the_last_millionth(tmp_path: Path, costs: list[str]) -> None:
    shares = package(tmp_path, costs, 1_000_000_000)
    assert len(shares) == len(costs)
    assert sum(s["weight"] for s in shares) == 1_000_000
    assert {s["traced_amount"] for s in shares} == {1_000_000_000}
    assert sum(s["allocated"] for s in shares) == 1_000_000_000


def test_rupiah_are_rounded_down_and_never_made_up(tmp_path: Path) -> None:
    shares = package(tmp_path, ["1", "1", "1"], 10)
    assert sorted(s["allocated"] for s in shares) == [3, 3, 3]
    assert {s["traced_amount"] for s in shares} == {10}

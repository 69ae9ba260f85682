"""The published figures kept beside the repository, checked against themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.query.recap import Recap, recap_file

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def found(real: Path) -> Recap:
    return recap_file(real.parent / "published_figures.csv")


def kinds(found: Recap, *names: str) -> list[tuple[str, float, float]]:
    return [(n["where"].split(",")[0], n["printed"], n["computed"]) for n in found.notes if n["kind"] in names]


def test_sums_that_do_not_add_up_are_those_their_notes_name(found: Recap) -> None:
    assert kinds(found, "sum") == [("Jakarta Barat", 1150, 1156.26), ("Jakarta Barat", 2434, 2433)]
    assert kinds(found, "rounding") == [("Jakarta Timur", 1791, 1790.5), ("Prov Jawa Tengah", 31.7, 31.5431)]


def test_jakarta_timur_2016_by_count_and_by_rupiah(found: Recap) -> None:
    apart = [(round(a, 1), round(b, 1)) for where, a, b in kinds(found, "count_value") if where == "Jakarta Timur"]
    assert (29.0, 55.3) in apart


def test_wholes_that_moved_within_one_cycle(found: Recap) -> None:
    assert kinds(found, "moved") == [("Jakarta Barat", 6350, 7902)]
    assert kinds(found, "over") == [("Jakarta Barat", 8060, 7902)]


def test_most_of_it_agrees(found: Recap) -> None:
    assert found.agree > 40

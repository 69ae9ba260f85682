"""Every measure over random registers equals a slow, obvious second computation (reference.py), whatever it is asked by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from tests.property import reference as ref
from tests.property.test_always import bounded
from tests.property.worlds import VILLAGES, World, make

BY = ((), ("year",), ("district",), ("agency",), ("year", "district"))
BARE = dict.fromkeys(("parent", "field", "fund_source", "reason", "path"), None) | {"old": False}
NEEDS: dict[str, Callable[[ref.Row], bool]] = {
    "repeated": lambda n: n["n_years"] >= 2,
    "repeated_3": lambda n: n["n_years"] >= 3,
    "not_asked_any_more": lambda n: n["state"] == "not_asked_any_more",
}
WHOLE = ("numerator", "denominator", "most", "n", "n_unknown")


def told(mart: Mart, universe: str, version: str, by: tuple[str, ...], measure: str, part: str = "") -> ref.Figures:
    """What `ask` says, in the shape of the reference; slices that hold nothing are left out."""
    answer = ask(mart, Question(measure, by, universe=universe, version=version))
    rows = [r for r in answer.rows if r.get("part", "") == part]
    return {tuple(r[d] for d in by): tuple(r[c] for c in WHOLE) for r in rows if r["denominator"]}


def first(figures: ref.Figures, n: int) -> dict[Any, Any]:
    """The first n numbers of every slice; slices without a denominator are left out."""
    return {key: f[:n] for key, f in figures.items() if f[1]}


def close(seed: int) -> World:
    """A register in which money comes close to what was asked, ranks meet and people have looked: chance alone seldom does so."""
    pick = Random(seed).choice
    proposals = [
        {
            **BARE,
            "year": pick((2022, 2022, 2022, 2023)),
            "stage": pick(("musrenbang_district", "musrenbang_district", "musrenbang_village", "pokir")),
            "village_code": pick(VILLAGES[:2]),
            "agency": pick(("Dinas A", "Dinas A", "Dinas B")),
            "estimated_cost": pick((None, 0, 100, 100, 100, 200)),
            "rank": pick((None, 1, 2, 3, 4, 4, 7)),
            "decision": pick((None, None, None, "rejected", "withdrawn")),
            "title": pick(("Jalan tani", "Jalan tani", "Drainase", "Posyandu", "Jembatan")),
        }
        for _ in range(10)
    ]
    lines = [
        {
            **{"fund_source": None, "names_village": False, "old": False, "tail": ""},
            "year": pick((2022, 2022, 2022, 2023)),
            "version": pick(("apbd", "apbd", "apbd", "apbd_p", "apbd_p", "village_fund")),
            "village_code": pick((None, *VILLAGES[:2])),
            "agency": pick(("Dinas A", "Dinas B")),
            "account_code": pick(("5.2.02.01", "5.2.02.01", "5.1.02.01", "5.1.02.05.01", "5.2.3.01", "5.2.3.01")),
            "amount": pick((40, 79, 80, 100, 120)),
            "pays": pick((None, *range(10))),
        }
        for _ in range(14)
    ]
    judgements = [
        {
            "author": "ani",
            "proposal": pick(range(10)),
            "line": pick((*range(8), "apbd", "apbd", "apbd", "apbd_p")),
            "verdict": pick(("match", "absent", "absent")),
            "weight": pick((None, 500_000)),
        }
        for _ in range(12)
    ]
    return World(tuple(proposals), tuple(lines), tuple(judgements))


@bounded(30)
@given(
    st.integers(0, 10**6),
    st.sampled_from(("district", "district", "all")),
    st.sampled_from(("apbd", "apbd", "apbd_p")),
    st.sampled_from(BY),
)
def test_measures_equal_a_second_computation(seed: int, universe: str, version: str, by: tuple[str, ...]) -> None:
    mart = make(close(seed))
    reg = ref.Register(mart, universe, version)
    assert [reg.fate(p) for p in reg.every] == [p[f"{version}_class"] for p in reg.every]
    said = partial(told, mart, universe, version, by)
    assert said("accommodation_count") == ref.accommodation_count(reg, by)
    assert said("accommodation_value") == first(ref.accommodation_value(reg, by), 5)
    for k in (1, 3, 5, 10):
        assert said("top_k", str(k)) == ref.top_k(reg, by, k)
    assert first(said("priority_inversion"), 2) == first(ref.priority_inversion(reg, by), 2)
    for part, wanted in NEEDS.items():
        if ask(mart, Question("repeat_and_gave_up", by, universe=universe)).rows:  # an APBD of its years is here
            assert first(said("repeat_and_gave_up", part), 3) == ref.needs_part(reg, by, wanted)
    for part, directable in (("of_directable", True), ("of_all", False)):
        assert first(said("musrenbang_share", part), 2) == first(
            ref.musrenbang_share(reg, by, directable=directable), 2
        )
    for part, figures in ref.revision(reg, by).items():
        assert first(said("revision", part), 2) == figures
    origins = ask(mart, Question("origin_share", by, universe=universe, version=version)).rows
    found = {(*(r[d] for d in by), r["origin"]): r["numerator"] for r in origins if r["numerator"]}
    assert found == ref.origin_share(reg, by)

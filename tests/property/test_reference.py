"""Every measure over random registers equals a slow, obvious second computation (reference.py), whatever it is asked by."""

from __future__ import annotations

from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.vocabulary import terms
from tests.property import reference as ref
from tests.property.test_always import bounded
from tests.property.worlds import World, make, worlds

BY = ((), ("year",), ("district",), ("agency",), ("year", "district"))
WHOLE = ("numerator", "denominator", "most", "n", "n_unknown")


def told(mart: Mart, universe: str, version: str, by: tuple[str, ...], measure: str, part: str = "") -> ref.Figures:
    """What `ask` says, in the shape of the reference; slices that hold nothing are left out."""
    answer = ask(mart, Question(measure, by, universe=universe, version=version))
    rows = [r for r in answer.rows if r.get("part", "") == part]
    return {tuple(r[d] for d in by): tuple(r[c] for c in WHOLE) for r in rows if r["denominator"]}


def first(figures: ref.Figures, n: int) -> dict[Any, Any]:
    """The first n numbers of every slice; slices without a denominator are left out."""
    return {key: f[:n] for key, f in figures.items() if f[1]}


@bounded(30)
@given(worlds, st.sampled_from(terms.UNIVERSES), st.sampled_from(("apbd", "rkpd", "procurement")), st.sampled_from(BY))
def test_measures_equal_a_second_computation(world: World, universe: str, version: str, by: tuple[str, ...]) -> None:
    mart = make(world)
    reg = ref.Register(mart, universe, version)
    assert [reg.fate(p) for p in reg.every] == [p[f"{version}_class"] for p in reg.every]
    said = partial(told, mart, universe, version, by)
    assert said("accommodation_count") == ref.accommodation_count(reg, by)
    assert said("accommodation_value") == first(ref.accommodation_value(reg, by), 5)
    for k in (1, 3, 5, 10):
        assert said("top_k", str(k)) == ref.top_k(reg, by, k)
    assert first(said("priority_inversion"), 2) == first(ref.priority_inversion(reg, by), 2)
    for part, wanted in (
        ("repeated", lambda n: n["n_years"] >= 2),
        ("repeated_3", lambda n: n["n_years"] >= 3),
        ("not_asked_any_more", lambda n: n["state"] == "not_asked_any_more"),
    ):
        if ask(mart, Question("repeat_and_gave_up", by, universe=universe)).rows:  # an APBD of its years is here
            assert first(said("repeat_and_gave_up", part), 3) == ref.needs_part(reg, by, wanted)


@bounded(30)
@given(worlds, st.sampled_from(terms.UNIVERSES), st.sampled_from(("apbd", "rkpd", "procurement")), st.sampled_from(BY))
def test_money_equals_a_second_computation(world: World, universe: str, version: str, by: tuple[str, ...]) -> None:
    mart = make(world)
    reg = ref.Register(mart, universe, version)
    said = partial(told, mart, universe, version, by)
    for part, directable in (("of_directable", True), ("of_all", False)):
        assert first(said("musrenbang_share", part), 2) == first(
            ref.musrenbang_share(reg, by, directable=directable), 2
        )
    for part, figures in ref.revision(reg, by).items():
        assert first(said("revision", part), 2) == figures
    origins = ask(mart, Question("origin_share", by, universe=universe, version=version)).rows
    found = {(*(r[d] for d in by), r["origin"]): r["numerator"] for r in origins if r["numerator"]}
    assert found == ref.origin_share(reg, by)

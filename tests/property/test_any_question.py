"""Whatever is asked of a hostile register: an answer that holds what every answer holds, or one sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analytics.query.database import Mart
from bench.fuzz_ask import verdict
from tests.hostile.register import hostile

FEW, AT_ONCE = 600, 150


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return hostile(Path(tmp_path_factory.mktemp("asked"))).mart()


@pytest.mark.parametrize("first", range(0, FEW, AT_ONCE))
def test_a_question_is_answered_or_refused_and_nothing_else(mart: Mart, first: int) -> None:
    said = Counter(verdict(mart, number) for number in range(first, first + AT_ONCE))
    assert said["answered"] > 20 and len(said) > 4 and "internal" not in said

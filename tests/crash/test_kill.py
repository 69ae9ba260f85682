"""kill -9 at any moment: nothing half done is seen, nothing confirmed is lost, and the same words once more end well."""

from __future__ import annotations

import os

import pytest

from tests.crash.killing import kills

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")


def test_nothing_is_half_done_or_lost_wherever_a_process_is_killed() -> None:
    found = kills(30, seed=47)
    assert [f"{k.work}: {w}" for k in found for w in k.wrong] == []
    assert sum(k.died for k in found) >= 15  # of those killed by time some end before, on a machine that got faster

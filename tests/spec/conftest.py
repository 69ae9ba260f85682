"""`spec`: what every spec test is written with."""

from pathlib import Path

import pytest

from tests.spec.harness import Spec


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    """Tables in, an answer out."""
    return Spec(tmp_path)

"""Small workspaces made of the tables of the spec tests."""

from pathlib import Path

import pytest

from tests.spec.harness import Given, given

PROPOSALS = """
id | cost | agency
A  | 100  | Dinas A
B  | 100  | Dinas B
"""
LINES = """
id | pays | amount
1  | A    | 100
"""
MORE_LINES = """
id | pays | amount
1  | A    | 100
2  | B    | 100
"""


@pytest.fixture
def small(tmp_path: Path) -> Given:
    """Two proposals, one of them paid by a line."""
    return given(tmp_path, PROPOSALS, LINES)

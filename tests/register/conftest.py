"""A workspace for the tests of the book of record."""

from pathlib import Path

import pytest

from analytics.register.workspace import Workspace, open_workspace
from tests.intake.desk import CLERK, Office


@pytest.fixture
def office(workspace: Path) -> Office:
    """An office that holds nothing yet."""
    return Office(workspace)


@pytest.fixture
def book(workspace: Path) -> Workspace:
    """A workspace whose admin is the clerk."""
    return open_workspace(workspace, CLERK)

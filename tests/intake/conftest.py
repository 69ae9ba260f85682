"""Offices for the tests of files."""

from pathlib import Path

import pytest

from tests.intake.desk import Office, csv_file, proposal


@pytest.fixture
def office(workspace: Path) -> Office:
    """An office that holds nothing yet."""
    return Office(workspace)


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with one imported list and a mart: it must look the same after every refusal."""
    folder = tmp_path_factory.mktemp("kantor")
    office = Office(folder / "workspace")
    assert office.brings(csv_file(folder / "awal.csv", map(proposal, range(1, 4))), build=True).code == 0
    return office

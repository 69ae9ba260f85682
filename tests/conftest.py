"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# time is measured in bench/: a busy machine must not fail a test
settings.register_profile("akomodasi", deadline=None)
settings.load_profile("akomodasi")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def real() -> Path:
    """Published files, kept outside the repository because most may not be redistributed."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        missing = "The published files (../shared/real beside the repository) are not on this computer."
        if os.environ.get("AKOMODASI_REQUIRE_REAL") == "1":
            pytest.fail(f"{missing} AKOMODASI_REQUIRE_REAL=1 asks for them.", pytrace=False)
        pytest.skip(missing)
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Where a workspace may be made; nothing is there yet."""
    return tmp_path / "workspace"

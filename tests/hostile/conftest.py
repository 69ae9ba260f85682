"""The hostile register, built once for the tests of this folder."""

from __future__ import annotations

import pytest

from tests.hostile.register import hostile
from tests.pages.conftest import open_page  # noqa: F401 (the pages of the hostile register open as all do)
from tests.spec.harness import Given


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return hostile(tmp_path_factory.mktemp("hostile"))

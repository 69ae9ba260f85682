"""Worlds that the tests of the demonstration read: the whole one in memory, a small one imported into a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from analytics.demo.model import World
from analytics.demo.run import demo
from analytics.demo.world import make
from analytics.register.workspace import Workspace, open_workspace

SEED, AUTHOR = 1, "pengurus"


@pytest.fixture(scope="session")
def full() -> World:
    return make(SEED, range(2011, 2027), "full")


@pytest.fixture(scope="session")
def small() -> World:
    return make(SEED, range(2024, 2027), "small")


@dataclass(frozen=True)
class Shown:
    """A workspace that holds the small demonstration, and what was said of it."""

    workspace: Workspace
    said: dict[str, Any]

    @property
    def files(self) -> Path:
        return self.workspace.path / "rekaan" / "files"

    @property
    def truth(self) -> Path:
        return self.workspace.path / "rekaan" / "truth"


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    workspace = open_workspace(tmp_path_factory.mktemp("rekaan") / "workspace", AUTHOR)
    return Shown(workspace, demo(workspace, AUTHOR, seed=SEED, size="small"))

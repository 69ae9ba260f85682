"""Kabupaten Rekaan in its small size behind the API, without the pages: for what needs a bit of everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import routes
from analytics.cli import main


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api") / "workspace"
    assert main(["demo", "--size", "small", "--workspace", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def rekaan(demo: Path) -> Iterator[TestClient]:
    """The API over it; an error that is not told as a sentence fails the test that meets it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AKOMODASI_WORKSPACE", str(demo))
        with TestClient(Starlette(routes=routes()), base_url="http://localhost") as client:
            client.headers.pop("accept-encoding")
            yield client


@pytest.fixture(scope="module")
def document(rekaan: TestClient) -> dict[str, Any]:
    """openapi.json as this server gives it."""
    answer = rekaan.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return dict(answer.json())

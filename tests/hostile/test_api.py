"""What the API says of a hostile register: JSON that is JSON, tables without formulas, refusals as plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import routes
from tests.hostile.look import cells
from tests.hostile.register import AGENCIES, DAPIL, TEXTS
from tests.spec.harness import Given

ASKED = (
    "search?",
    f"search?q={quote('jalan')}&",
    "fates?regency=73.02&year=2026&",
    f"fates?regency=73.02&year=2026&dapil={quote(DAPIL)}&",
    "queue?regency=73.02&",
    "untraced?regency=73.02&year=2026&",
    "ask?measure=accommodation_count&by=agency&where=year=2026&",
)


@pytest.fixture(scope="module")
def client(register: Given) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AKOMODASI_WORKSPACE", str(register.workspace.path))
        with TestClient(Starlette(routes=routes()), base_url="http://localhost") as client:
            yield client


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_is_data_and_no_formula(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}format=csv")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="akomodasi-')
    assert answer.headers["content-type"].startswith("text/csv") and cells(answer.text) == []
    told = client.get(f"/api/v1/{path.rstrip('&?')}")
    assert told.headers["content-type"] == "application/json" and json.loads(told.text)


@pytest.mark.parametrize("word", [*TEXTS[:12], *AGENCIES])
def test_a_refusal_repeats_words_as_data_only(client: TestClient, word: str) -> None:
    for path in (f"ask?measure={quote(word)}", f"fates?regency={quote(word)}&year=2026", f"ask?{quote(word)}=1"):
        answer = client.get(f"/api/v1/{path}")
        assert 400 <= answer.status_code < 500 and answer.headers["content-type"] == "application/json"
        assert json.loads(answer.text)["error"]

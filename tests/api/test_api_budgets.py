"""Two budgets over HTTP: the same as the comparison itself, and every refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import routes
from analytics.query.budgets import budgets
from tests.spec.harness import Given, given

LINES = """
id | version | amount | agency  | text
1  | apbd    | 100    | Dinas A | Jalan
2  | apbd    | 50     | Dinas A | Talud
1  | apbd_p  | 130    | Dinas A | Jalan
"""
SCOPE = {"regency": "Bulukumba", "year": "2026"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("api"), "", LINES)


@pytest.fixture(scope="module")
def client(made: Given) -> Iterator[TestClient]:
    made.mart()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AKOMODASI_WORKSPACE", str(made.workspace.path))
        with TestClient(Starlette(routes=routes()), base_url="http://localhost") as c:
            yield c


def test_the_comparison_and_its_lines(client: TestClient, made: Given) -> None:
    told = client.get("/api/v1/budgets", params={**SCOPE, "split": "agency", "lines": "gone", "most": "5"}).json()
    found = budgets(made.mart(), "73.02", 2026, "apbd", "apbd_p", by="agency").json()
    assert {k: told[k] for k in found} == found and told["total"]["change"] == -20
    assert [x["title"] for x in told["lines"]] == ["Talud"] and told["proposals"] == []
    narrowed = client.get("/api/v1/budgets", params={**SCOPE, "agency": "Dinas A"}).json()
    assert narrowed["where"] == {"agency": ["Dinas A"]} and narrowed["total"]["change"] == -20


def test_what_is_not_here_names_its_file(client: TestClient) -> None:
    told = client.get("/api/v1/budgets", params={**SCOPE, "against": "rapbd"}).json()
    assert [m["source"] for m in told["missing"]] == ["rapbd"] and told["rows"] == []


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "parameter_needed"),
        ({"year": "2026x"}, "parameter_integer"),
        ({"year": "2026", "against": "apbd"}, "budgets_same"),
        ({"year": "2026", "split": "village"}, "parameter_choice"),
        ({"year": "2026", "lines": "semua"}, "parameter_choice"),
        ({"year": "2026", "lines": "gone", "most": "-1"}, "parameter_integer"),
        ({"year": "2026", "regency": "Negeri Antah"}, "regency_unknown"),
    ],
)
def test_a_refusal_is_one_sentence(client: TestClient, params: dict[str, str], code: str) -> None:
    answer = client.get("/api/v1/budgets", params={"regency": "73.02", **params})
    assert answer.status_code == 400 and answer.json()["error"] == code and answer.json()["sentence"]

"""The debate's routes: the same answers as the command gives, and every refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import routes
from tests.spec.harness import given

PROPOSALS = """
id | stage               | district    | title | cost | rank
d1 | musrenbang_district | Bontobahari | Satu  | 100  | 1
d2 | musrenbang_district | Bontobahari | Dua   | 200  | 2
"""
LINES = """
id | version | pays | amount | account_code | text
A1 | apbd    | d1   | 1000   | 5.2.04       | Satu
"""
SCOPE = {"regency": "73.02", "year": "2026"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    made = given(tmp_path_factory.mktemp("api"), PROPOSALS, LINES)
    made.mart()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AKOMODASI_WORKSPACE", str(made.workspace.path))
        with TestClient(Starlette(routes=routes()), base_url="http://localhost") as c:
            yield c


def get(client: TestClient, path: str, **params: str) -> Any:
    answer = client.get(f"/api/v1/{path}", params={**SCOPE, **params})
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_what_if_reaches_down_the_list(client: TestClient) -> None:
    found = get(client, "whatif", share="0.3")
    assert (found["total"]["budget"], found["total"]["n_funded"], found["total"]["left"]) == (300, 2, 0)
    assert found["mart"] and found["sentences"][0].startswith("Rp 300")


def test_warning_prices_and_sentences_answer(client: TestClient) -> None:
    assert get(client, "warning", today="2025-10-01")["tally"]["n"] == 2
    assert get(client, "prices")["five_largest"]["asked"]["total"] == 300
    found = get(client, "sentences", lang="en", district="Bontobahari")
    assert (
        found["sentences"][0]["text"]
        == "Of 2 priorities of Kec. Bonto Bahari, 1 is proven in the APBD of 2026; at most 2."
    )
    assert found["sentences"][0]["questions"][0]["question"]["measure"] == "accommodation_count"


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("whatif", {}),
        ("whatif", {"share": "1e999999999"}),
        ("whatif", {"share": "1/0"}),
        ("whatif", {"rupiah": "-1"}),
        ("whatif", {"rupiah": "9" * 40}),
        ("whatif", {"rupiah": "1", "rule": "x"}),
        ("whatif", {"rupiah": "1", "version": "apbd_class; drop table"}),
        ("warning", {"regency": "Negeri Antah"}),
        ("warning", {"year": "²"}),
        ("warning", {"year": ""}),
        ("warning", {"today": "kemarin"}),
        ("warning", {"universe": "p.u_all or true"}),
        ("prices", {"district": "'; drop table x"}),
        ("prices", {"base": "x"}),
        ("sentences", {"version": "apbd'"}),
        ("sentences", {"agency": "{version}"}),
    ],
)
def test_what_is_no_question_is_refused_with_a_sentence(client: TestClient, path: str, params: dict[str, str]) -> None:
    answer = client.get(f"/api/v1/{path}", params={**SCOPE, **params})
    assert answer.status_code == 400, answer.text[:200]
    assert answer.json()["sentence"].endswith(".")

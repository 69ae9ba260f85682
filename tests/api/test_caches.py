"""ETags, 304 without a question, what may be kept for ever, marts that are gone, who may read from another site, methods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import opening, responding, routes, tag
from analytics.cli import main
from analytics.marts.build import mart_path
from analytics.query.database import close, open_mart
from analytics.query.publication import basis_of
from analytics.register.publication import state
from analytics.register.workspace import Workspace
from tests.spec.harness import CLERK, given

PROPOSALS = """
id | stage               | district    | title | cost | rank
d1 | musrenbang_district | Bontobahari | Satu  | 100  | 1
d2 | musrenbang_district | Bontobahari | Dua   | 200  | 2
"""
LINES = """
id | version | pays | amount | text
A1 | apbd    | d1   | 1000   | Satu
"""
ASK = "/api/v1/ask?measure=accommodation_count&where=regency=73.02&where=year=2026"
OTHER = {"origin": "https://contoh.example"}


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    made = given(tmp_path, PROPOSALS, LINES)
    made.mart()
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(made.workspace.path))
    return made.workspace


@pytest.fixture
def client(held: Workspace) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes()), base_url="http://localhost") as found:
        found.headers.pop("accept-encoding")
        yield found


def test_an_answer_that_is_known_is_not_asked_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(ASK)

    def refuse(*_: Any) -> Any:
        raise AssertionError("the mart was opened")

    monkeypatch.setattr(responding.reader, "given", refuse)
    for said in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        again = client.get(ASK, headers={"if-none-match": said})
        assert (again.status_code, again.content) == (304, b"")
        assert {k: again.headers[k] for k in ("etag", "cache-control", "vary")} == {
            k: first.headers[k] for k in ("etag", "cache-control", "vary")
        }


def test_a_tag_is_of_mart_program_and_query(
    client: TestClient, held: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tag_of(more: str = "", **headers: str) -> str:
        return client.get(ASK + more, headers=headers).headers["etag"]

    before = tag_of()
    assert before == tag_of() == tag_of("&universe=district")  # the same question, its default written out
    forms = [tag_of("&lang=en"), tag_of("&by=district"), tag_of("&format=csv"), tag_of(**{"accept-encoding": "gzip"})]
    assert len({before, *forms}) == 5
    monkeypatch.setattr(tag, "program", lambda: "another program")
    assert tag_of() != before
    monkeypatch.undo()
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(held.path))
    assert tag_of(f"&mart={opening.serving(held, None)}") == before


def test_only_what_names_its_mart_may_be_kept_for_ever(client: TestClient, held: Workspace) -> None:
    mart = open_mart(held).id
    assert client.get(ASK).headers["cache-control"] == "no-cache"
    assert client.get(f"{ASK}&mart={mart}").headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get(f"{ASK}&mart={mart}&by=x").headers["cache-control"] == "no-store"
    day = f"/api/v1/sentences?regency=73.02&year=2026&mart={mart}"
    assert client.get(day).headers["cache-control"] == "no-cache"
    assert "immutable" in client.get(f"{day}&today=2026-01-01").headers["cache-control"]
    assert client.get(f"/api/v1/publication?regency=73.02&mart={mart}").headers["cache-control"] == "no-cache"


def test_an_answer_that_rests_on_the_ledger_has_another_tag_after_it_was_written(
    client: TestClient, held: Workspace
) -> None:
    address = "/api/v1/certificate?measure=accommodation_count"
    before, figure = client.get(address), client.get(ASK).headers["etag"]
    words = ["report", "certificate", "--measure", "accommodation_count", "--issue", "--author", CLERK]
    assert main([*words, "--workspace", str(held.path), "--out", str(held.path.parent / "a.json")]) == 0
    after = client.get(address, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["issued"] and not before.json()["issued"]
    assert client.get(ASK).headers["etag"] == figure


def test_a_mart_that_is_no_longer_kept_is_gone_and_none_is_built_for_it(client: TestClient, held: Workspace) -> None:
    mart = open_mart(held).id
    close(mart_path(held, mart))
    mart_path(held, mart).unlink()
    answer = client.get(f"{ASK}&mart={mart}")
    assert (answer.status_code, answer.json()["error"]) == (410, "mart_gone")
    assert not mart_path(held, mart).exists()
    assert client.get(f"{ASK}&mart=0123456789ab").status_code == 404
    assert client.get(f"{ASK}&mart=../../etc").status_code == 400


def test_other_sites_read_only_what_is_published(client: TestClient, held: Workspace) -> None:
    mart = open_mart(held)

    def open_(path: str) -> bool:
        return client.get(path, headers=OTHER).headers.get("access-control-allow-origin") == "*"

    assert not open_(ASK)
    assert open_("/api/v1/measures") and open_("/api/v1/openapi.json")
    assert client.get(ASK, headers=OTHER).headers["vary"] == "Accept, Accept-Encoding, Origin"
    day = dt.date.today()
    of = (held, CLERK, "73.02", 2026)
    state(*of, "response", "Bappeda", basis_of(mart), until=day, today=day)
    assert not open_(ASK)
    state(*of, "published", "Bappeda", basis_of(mart), today=day + dt.timedelta(days=1))
    assert (
        open_(ASK) and open_("/api/v1/strip?regency=Bulukumba&year=2026") and not open_("/api/v1/strip?regency=73.02")
    )
    assert not open_("/api/v1/ask?measure=accommodation_count") and not open_(f"{ASK}&where=year=2025")
    assert not open_("/api/v1/search?q=satu")
    known = client.get(ASK).headers["etag"]
    assert client.get(ASK, headers={**OTHER, "if-none-match": known}).headers["access-control-allow-origin"] == "*"
    asked = client.options(ASK, headers=OTHER)
    assert asked.status_code == 204 and asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_methods(client: TestClient) -> None:
    for path in (ASK, "/api/", "/api/v1/openapi.json"):
        assert client.head(path).status_code == 200 and client.head(path).content == b""
        assert client.head(path).headers.get("etag") == client.get(path).headers.get("etag")
        assert client.options(path).headers["allow"] == "GET, HEAD, OPTIONS"
        for method in ("POST", "DELETE", "BREW"):
            answer = client.request(method, path)
            assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, OPTIONS"
            assert answer.json()["error"] == "method_not_allowed"


def test_the_public_is_refused_what_nobody_published(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_SIGN_IN", "proxy")
    monkeypatch.setenv("AKOMODASI_PROXY_SECRET", "rahasia-yang-panjang")
    known = client.get(ASK).headers.get("etag", "*")
    for path in (ASK, "/api/v1/strip?regency=73.02", "/api/v1/search?q=jalan", "/api/v1/trace/P1"):
        for headers in ({}, {"if-none-match": "*"}, {"if-none-match": known}, {"x-akomodasi-user": "ani"}):
            answer = client.get(path, headers=headers)
            assert (answer.status_code, answer.json()["error"]) == (403, "nothing_public")
    for path in ("/api/v1/marts", f"/api/v1/difference?old={'0' * 12}&new={'1' * 12}&measure=accommodation_count"):
        assert client.get(path).json()["error"] == "not_allowed"


def test_no_trace_of_an_unforeseen_error_leaves_the_server(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> Any:
        raise RuntimeError("secret /path")

    monkeypatch.setattr(responding.reader, "given", breaks)
    answer = client.get(f"{ASK}&lang=en")
    assert (answer.status_code, answer.json()["error"]) == (500, "api_internal")
    assert "secret" not in answer.text and answer.headers["cache-control"] == "no-store"


def test_a_document_never_holds_what_json_has_not() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        responding.written.as_json({"value": float("nan")})
    with pytest.raises(TypeError):
        responding.written.as_json({"value": object()})


def test_bounds_are_told(client: TestClient) -> None:
    dims = "&by=district,village,agency,year,field"
    for more in (dims, "&where=agency=" + "x" * 201, "&where=field=a" * 51, "&part=" + "y" * 4001):
        answer = client.get(ASK + more)
        assert answer.status_code == 400 and any(d.isdigit() for d in answer.json()["sentence"])

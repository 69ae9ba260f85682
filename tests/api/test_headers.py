"""What the server tells browsers on every answer, and that no file comes in from a page of somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from analytics.headers import policy
from analytics.serve import application

UPLOAD = "/_stcore/upload_file/a-session/a-file"


@pytest.fixture(scope="module")
def served() -> Iterator[TestClient]:
    with TestClient(application(), base_url="http://localhost") as client:
        yield client


def said(text: str) -> dict[str, set[str]]:
    return {name: set(rest) for name, *rest in (part.split() for part in text.split(";"))}


@pytest.mark.parametrize("path", ["/", "/perjalanan", "/static/nothing.js", "/api/v1/health", "/assets/nothing"])
def test_every_answer_bears_the_headers_once(served: TestClient, path: str) -> None:
    answer = served.get(path)
    held = said(answer.headers["content-security-policy"])
    for name in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        assert held[name] == {"'self'"}
    assert held["object-src"] == {"'none'"} and held["img-src"] == {"'self'", "data:", "blob:"}
    assert answer.headers["x-content-type-options"] == "nosniff" and "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers.get_list("content-security-policy") == [answer.headers["content-security-policy"]]


def test_a_page_with_a_stricter_policy_of_its_own_keeps_it(served: TestClient) -> None:
    assert said(served.get("/api/").headers["content-security-policy"])["default-src"] == {"'none'"}


def test_no_script_runs_that_is_not_ours_and_nothing_is_asked_elsewhere() -> None:
    held = said(policy("akomodasi.example.org"))
    assert "'unsafe-inline'" not in held["script-src"]
    assert (
        sum(s.startswith("'sha256-") for s in held["script-src"]) == 3
    )  # Streamlit's first page, and ours in two languages
    assert held["connect-src"] == {"'self'", "ws://akomodasi.example.org", "wss://akomodasi.example.org"}
    every = {s for sources in held.values() for s in sources}
    assert not every & {"*", "http:", "https:", "ws:", "wss:"}


@pytest.mark.parametrize("host", ["", "a; script-src *", "a b", "x\r\ny", "a/..", "*"])
def test_a_host_that_is_none_is_not_repeated(host: str) -> None:
    assert said(policy(host))["connect-src"] == {"'self'"}


@pytest.mark.parametrize("way", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"cookie": "_streamlit_xsrf=abc"},
        {"x-xsrftoken": "abc"},
        {"cookie": "_streamlit_xsrf=2|aaaaaaaa|bb|1700000000", "x-xsrftoken": "2|aaaaaaaa|cc|1700000000"},
    ],
)
def test_a_forged_upload_is_refused(served: TestClient, way: str, forged: dict[str, str]) -> None:
    body = {"files": {"file": ("usulan.csv", b"a,b\n1,2\n", "text/csv")}} if way == "PUT" else {}
    answer = served.request(way, UPLOAD, headers={**forged, "origin": "http://luar.example"}, **body)  # type: ignore[arg-type]
    assert answer.status_code == 403 and "XSRF" in answer.text
    assert answer.headers.get("access-control-allow-origin") not in ("*", "http://luar.example")


def test_an_upload_from_our_own_page_passes_that_door(served: TestClient) -> None:
    served.get("/")
    token = served.cookies.get("_streamlit_xsrf") or served.get("/_stcore/health").cookies["_streamlit_xsrf"]
    answer = served.put(UPLOAD, files={"file": ("usulan.csv", b"a", "text/csv")}, headers={"x-xsrftoken": token})
    assert answer.status_code == 400 and "session" in answer.text  # the token is good; nobody is there by that name

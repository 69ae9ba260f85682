"""The server's own routes: the same answers as the command gives, for this machine's names only."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from analytics.api import routes
from analytics.cli import main
from analytics.hosts import KnownHosts, allowed_hosts
from analytics.query.database import open_mart
from analytics.register.imports import imports
from analytics.register.workspace import open_workspace
from analytics.seed import seed

PROPOSALS = """regency_code,proposal_id,fiscal_year,district,village,title,location_text,volume,unit,estimated_cost,agency,rank
73.02,P1,2026,Gantarang,Bontomacinna,Jalan tani,Dusun A,600,m,350000000,Dinas PU,1
73.02,P2,2026,Gantarang,Bontomacinna,Drainase,Dusun B,100,m,180000000,Dinas PU,2
"""
LINES = """regency_code,line_id,fiscal_year,agency,description,amount,fund_source,proposal_id
73.02,L1,2026,Dinas PU,Pembangunan jalan tani,350000000,PAD,P1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of two proposals and a line."""
    made = tmp_path_factory.mktemp("api")
    for name, text in (("usulan.csv", PROPOSALS), ("anggaran.csv", LINES)):
        (made / name).write_text(text, encoding="utf-8")
        assert main(["import", str(made / name), "--workspace", str(made / "workspace")]) == 0
    return made / "workspace"


@pytest.fixture
def client(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(folder))
    app = Starlette(routes=routes(), middleware=[Middleware(KnownHosts, known=allowed_hosts())])
    with TestClient(app, base_url="http://localhost") as c:
        yield c


def test_health_names_the_mart_that_serves(client):
    answer = client.get("/api/v1/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["mart"] == open_mart(open_workspace()).id


def test_ask_gives_exact_integers(client):
    rows = client.get("/api/v1/ask", params={"measure": "accommodation_value"}).json()["rows"]
    assert [(r["numerator"], r["denominator"]) for r in rows] == [(350_000_000, 530_000_000)]


def test_ask_takes_dimensions_and_filters(client):
    found = client.get(
        "/api/v1/ask", params={"measure": "accommodation_count", "by": "rank_band", "where": "rank_band=1"}
    ).json()
    assert [(r["rank_band"], r["numerator"], r["denominator"]) for r in found["rows"]] == [("1", 1, 1)]


@pytest.mark.parametrize(
    "params",
    [
        {"measure": "nothing"},
        {},
        {"measure": "funnel", "by": "x'; drop table proposal_fact; --"},
        {"measure": "funnel", "universe": "p.u_all or true"},
        {"measure": "funnel", "version": "apbd'"},
        {"measure": "funnel", "where": "district='; drop table x"},
        {"measure": "funnel", "where": "district"},
        {"measure": "funnel", "mart": "../../etc/passwd"},
    ],
)
def test_a_question_that_is_not_one_is_refused_with_a_sentence(client, params):
    answer = client.get("/api/v1/ask", params=params)
    assert answer.status_code == 400
    assert answer.json()["sentence"]


def test_trace_finds_a_proposal_and_its_money(client):
    story = client.get("/api/v1/trace/P1").json()
    assert [k["allocated"] for k in story["links"]] == [350_000_000]
    assert story["rows"][0]["file"] == "usulan.csv"
    assert client.get(f"/api/v1/trace/{story['links'][0]['line_id']}").json()["kind"] == "line"


def test_search_counts_what_it_finds(client):
    assert client.get("/api/v1/search", params={"q": "jalan tani"}).json()["total"] == 2


def test_a_foreign_host_is_refused(client):
    assert client.get("/api/v1/health", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/api/v1/health", headers={"host": "localhost:8501"}).status_code == 200


def test_nothing_can_be_written(client):
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)("/api/v1/ask").status_code == 405


def test_measures_are_listed_with_their_definitions(client):
    listed = client.get("/api/v1/measures").json()["measures"]
    assert {"funnel", "accommodation_count", "accommodation_value"} <= {m["id"] for m in listed}
    assert all(m["definition"]["id"] and m["definition"]["en"] for m in listed)


def test_an_address_that_is_not_there_is_a_404_in_json(client):
    answer = client.get("/api/v1/usulan")
    assert answer.status_code == 404
    assert "/api/v1/ask" in answer.json()["sentence"]
    for path in ("/api/v1/trace/a%0A%2Fb", "/api/%0Ax", "/api/v1"):
        assert client.get(path).status_code == 404 and client.get(path).json()["sentence"]


def test_a_taken_port_is_told_in_a_sentence(tmp_path, capsys):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        port = s.getsockname()[1]
        assert main(["serve", "--port", str(port), "--workspace", str(tmp_path / "workspace")]) == 2
    assert str(port) in capsys.readouterr().err


def test_a_server_may_run_under_a_name_that_imports_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("AKOMODASI_DEMO", "off")
    workspace = open_workspace(tmp_path / "workspace", "admin")
    seed(workspace, "pelayan")
    assert imports(workspace) == []
    seed(workspace, "admin")
    assert [i.facts["kind"] for i in imports(workspace)] == ["context"]


def test_the_strip_and_the_bridge_are_what_the_command_gives(client):
    told = client.get("/api/v1/strip", params={"regency": "73.02", "year": "2026"}).json()
    cell = next(c for c in told["cells"] if c["universe"] == "district" and c["measure"] == "accommodation_count")
    assert (cell["numerator"], cell["most"], cell["n"], cell["n_unknown"]) == (1, 2, 2, 1)
    assert told["mart"] and told["notice"] is None
    steps = client.get("/api/v1/bridge", params={"where": "year=2026", "lang": "en"}).json()
    assert steps["steps"][-1]["n"] == 1 and steps["headline"].startswith("APBD holds")


@pytest.mark.parametrize(
    "params", [{}, {"regency": "antah"}, {"regency": "73.02", "year": "dua ribu"}, {"regency": "73.02'--"}]
)
def test_a_strip_of_no_regency_is_refused(client, params):
    assert client.get("/api/v1/strip", params=params).status_code == 400


def test_a_certificate_is_made_without_writing_and_found_once_issued(client, folder, tmp_path):
    workspace = open_workspace(folder)
    before = workspace.ledger.events()
    asked = {"measure": "accommodation_count", "by": "village", "row": "village=Bontomacinna"}
    one = client.get("/api/v1/certificate", params=asked).json()
    assert (one["issued"], one["figure"]["numerator"], one["row"]) == (None, 1, {"village": one["row"]["village"]})
    assert workspace.ledger.events() == before
    refused = client.get(f"/api/v1/certificate/{one['code']}")
    assert (refused.status_code, refused.json()["error"]) == (404, "certificate_not_issued")
    words = ["--measure", "accommodation_count", "--by", "village", "--row", "village=Bontomacinna", "--issue"]
    out = ["--out", str(tmp_path / "a.json"), "--workspace", str(folder)]
    assert main(["report", "certificate", *words, *out]) == 0
    found = client.get(f"/api/v1/certificate/{one['code'].lower()}", params={"lang": "en"}).json()
    assert found["state"] == "agrees" and found["certificate"]["figure"] == one["figure"]
    assert client.get("/api/v1/certificate", params=asked).json()["issued"]["position"] > 0


@pytest.mark.parametrize("code", ["AKM", "%00", "AKM-0000-0000-0001", "..%2F..%2Fetc"])
def test_what_is_no_code_is_refused_with_a_sentence(client, code):
    answer = client.get(f"/api/v1/certificate/{code}")
    assert answer.status_code in {400, 404} and answer.json()["sentence"]

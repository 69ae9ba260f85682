"""The log: every line parses, and no line holds a cell, a question, an address of a visitor or a name, whatever happens."""

from __future__ import annotations

import ast
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit.logger
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.testclient import TestClient

from analytics import logs
from analytics.api import routes, table
from analytics.errors import AkomodasiError
from analytics.events import FACTS, LOG
from analytics.heard import Heard, address
from analytics.intake.parse import Options, parse
from analytics.marts.build import build
from analytics.query.database import Mart
from analytics.register.imports import publish
from analytics.register.workspace import open_workspace
from tests.browser.conftest import free_port, start_server, wait_until_healthy

ROOT = Path(__file__).resolve().parents[2]
PERSON = "Sitirahayu"  # in a title, a file's name, an author, a question, an address, an error
TELLING = {"tell", "warn", "trouble"}
USULAN = f"""regency_code,proposal_id,fiscal_year,district,village,title,location_text,volume,unit,estimated_cost,agency,rank
73.02,P1,2026,Gantarang,Bontomacinna,Jalan ke rumah {PERSON},Dusun {PERSON},600,m,350000000,Dinas PU,1
"""


@pytest.fixture
def spoken(capfd: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Makes the log speak JSON; gives its lines so far, each parsed. A line that does not parse fails the test."""
    before = (logging.root.handlers[:], logging.root.level, LOG.level, streamlit.logger.setup_formatter)
    hook = threading.excepthook
    logs.configure("json")
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    logging.root.handlers[:], streamlit.logger.setup_formatter = before[0], before[3]
    logging.root.setLevel(before[1])
    LOG.setLevel(before[2])
    logging.captureWarnings(False)
    threading.excepthook = hook


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("AKOMODASI_AUTHOR", PERSON)
    middleware = [
        Middleware(Heard, hosts=["localhost"]),
        Middleware(TrustedHostMiddleware, allowed_hosts=["localhost"]),
    ]
    app = Starlette(routes=routes(), middleware=middleware)
    with TestClient(app, base_url="http://localhost", client=("203.0.113.9", 5000)) as c:
        yield c


def test_every_line_parses_and_names_nobody(
    client: TestClient, spoken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / f"{PERSON}.csv"
    file.write_text(USULAN, encoding="utf-8")
    workspace = open_workspace()
    publish(workspace, parse(file, Options()), file, PERSON)
    build(workspace, PERSON)

    assert client.get(f"/api/v1/search?q={PERSON}", headers={"x-request-id": "ab12cd34ef"}).status_code == 200
    assert client.get(f"/api/v1/trace/{PERSON}").status_code == 404
    assert client.get(f"/{PERSON}").status_code == 404
    assert client.get("/", headers={"host": f"{PERSON}.example"}).status_code == 400

    def broken(*_: Any, **__: Any) -> Any:
        raise ValueError(f"could not convert '{PERSON}'") from KeyError(PERSON)

    monkeypatch.setattr(Mart, "rows", broken)
    assert client.get("/api/v1/search?q=jalan").status_code == 500
    logging.getLogger("some.library").error("could not read %s", PERSON)
    logging.getLogger("some.library").error(f"could not read {PERSON}")
    streamlit.logger.get_logger("streamlit.made.later").error(PERSON)
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()

    lines = spoken()
    assert {"import.published", "mart.published", "role.granted"} <= {w.get("kind") for w in lines}
    assert [w["ms"] > 0 for w in lines if w["event"] == "mart_built"] == [True]
    asked = [w for w in lines if w["event"] == "request"]
    assert [(w["path"], w["status"]) for w in asked] == [
        ("/api/v1/search", 200),
        ("/api/v1/trace/{id}", 404),
        ("other", 404),
        ("/", 400),
        ("/api/v1/search", 500),
    ]
    assert asked[0]["request"] == "ab12cd34ef" and len(asked[0]["mart"]) == 12
    assert [w.get("refused") for w in asked] == [None, None, None, "host", None]
    [failed] = [w for w in lines if w["event"] == "answer"]
    assert failed["error"] == "ValueError" and "KeyError" in failed["trace"]
    assert "tests/api/test_log.py" in failed["trace"] and "analytics/api/responding.py" in failed["trace"]
    assert [w["from"] for w in lines if w["event"] == "library"] == ["some.library"] * 2 + ["streamlit.made.later"]
    assert [w["error"] for w in lines if w["event"] == "thread"] == ["ValueError"]
    assert all({"time", "level", "event"} <= set(w) for w in lines)
    whole = json.dumps(lines, ensure_ascii=False)
    assert PERSON.casefold() not in whole.casefold() and "203.0.113.9" not in whole and "Gantarang" not in whole


def test_addresses_people_type_are_left_out() -> None:
    assert address("/kecamatan") == "/kecamatan"
    assert address("/api/v1/certificate/AKM-1/pak-budi") == "/api/v1/certificate/{code}"
    assert address("/_stcore/upload_file/session/pak-budi") == "/_stcore/upload_file"
    assert address("/static/pak-budi.js") == "/static/*"
    assert {address(p) for p in ("/pak-budi", "/desa/pak-budi", "/api/v1/pak-budi", "/api", "//")} == {"other"}
    assert all(address(f"{table.PREFIX}/{r.path}") == f"{table.PREFIX}/{r.path}" for r in table.ROUTES)


def test_whoever_tells_the_log_says_a_fixed_word_and_known_facts() -> None:
    told = 0
    for file in (ROOT / "analytics").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name not in {"events.py", "logs.py"}:
            assert 'getLogger("akomodasi")' not in text, file.name
        if "analytics.events import" not in text:
            continue
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TELLING:
                told += 1
                words = [n.value for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant)]
                assert words and len(call.args) == 1, f"{file.name}:{call.lineno}"
                assert {k.arg for k in call.keywords} <= {*FACTS, None}, f"{file.name}:{call.lineno}"
    assert told > 10


def test_a_log_of_no_known_form_is_refused() -> None:
    with pytest.raises(AkomodasiError, match="xml"):
        logs.configure("xml")


def test_text_is_one_line_with_the_trace_below(spoken: Any, capfd: pytest.CaptureFixture[str]) -> None:
    logs.configure("text")
    try:
        raise ValueError(PERSON)
    except ValueError:
        LOG.exception("answer", extra={"facts": {"path": "/x", "unknown": PERSON}})
    first, second = capfd.readouterr().err.splitlines()
    assert "error answer path=/x error=ValueError" in first and second.startswith("    ValueError: tests/")
    logs.configure("")
    LOG.info("request")
    assert capfd.readouterr().err == ""


def test_a_real_server_says_nothing_but_lines_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"AKOMODASI_DEMO": "off", "AKOMODASI_AUTHOR": PERSON, "AKOMODASI_LOG": "json"}.items():
        monkeypatch.setenv(name, value)
    port, log = free_port(), tmp_path / "log"
    with log.open("w") as out:
        process = start_server(ROOT, tmp_path / "workspace", port, out)
        try:
            wait_until_healthy(f"http://localhost:{port}", process, log)
        finally:
            process.terminate()
            process.wait(30)
    words = log.read_text(encoding="utf-8")
    said = [json.loads(line) for line in words.splitlines()]
    events = [one["event"] for one in said]
    assert events[0] == "starting" and events[-1] == "stopped" and {"ready", "mart_built", "request"} <= set(events)
    assert {one["level"] for one in said} == {"info"} and PERSON not in words

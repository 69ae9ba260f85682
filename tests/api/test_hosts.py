"""Names the server answers to: any other is told so in one sentence, and nothing of what it sent comes back."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from analytics.hosts import KnownHosts, allowed_hosts
from tests.hostile.look import markup

EVIL = "luar.example"
KNOWN = ("localhost", "localhost:8501", "127.0.0.1:80", "[::1]:8501", "[::1]", "LOCALHOST", "musrenbang.example:443")
KNOWN += ("a.rekaan.example",)
FOREIGN = (EVIL, f"localhost.{EVIL}", "", "localhost@evil", f"{EVIL}:localhost", "localhost:80:80", "[::1", "*")
FOREIGN += ("rekaan.example", "xrekaan.example", "<b>x</b>")


async def listening(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("here")
    await socket.close()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("AKOMODASI_HOSTS", "Musrenbang.example, *.rekaan.example")
    there = [Route("/{rest:path}", lambda request: PlainTextResponse("here")), WebSocketRoute("/socket", listening)]
    return TestClient(Starlette(routes=there, middleware=[Middleware(KnownHosts, known=allowed_hosts())]))


@pytest.mark.parametrize("host", KNOWN)
def test_known_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).text == "here"
    with client.websocket_connect("/socket", headers={"host": host}) as socket:
        assert socket.receive_text() == "here"


@pytest.mark.parametrize("host", FOREIGN)
def test_any_other_is_refused_in_one_sentence(client: TestClient, host: str) -> None:
    page, told = (client.get(path, headers={"host": host}) for path in ("/desa", "/api/v1/health"))
    assert page.status_code == told.status_code == 400
    assert "tidak melayani alamat ini" in page.text and "does not answer at this address" in page.text
    assert (
        page.headers["content-type"].startswith("text/html")
        and "default-src 'none'" in page.headers["content-security-policy"]
    )
    assert markup(page.text) == [] and (not host or host == "*" or host not in page.text)
    assert told.json()["error"] == "host_foreign"
    with pytest.raises(Exception) as closed, client.websocket_connect("/socket", headers={"host": host}):
        pass
    assert isinstance(closed.value, WebSocketDisconnect) or getattr(closed.value, "status_code", 0) == 400

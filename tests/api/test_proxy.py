"""The committed nginx before a real server: who somebody is, the proxy says, whatever they send. Where nginx is installed."""

from __future__ import annotations

import base64
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.register import reader
from analytics.register.people import grant
from tests import nginx
from tests.browser.conftest import free_port, wait_until_healthy
from tests.spec.harness import Given, given

ROOT = Path(__file__).resolve().parents[2]
SECRET = "rahasia-yang-cukup-panjang"
ASK = "/api/v1/search?q=jembatan"
PROPOSALS = """
id | stage               | district    | village | title     | cost | rank
a1 | musrenbang_district | Bontobahari | Ara     | Jembatan  | 100  | 1
"""
pytestmark = pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx is not here")

Asked = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    found = given(tmp_path_factory.mktemp("proxy"), PROPOSALS)
    owner = found.workspace.ledger.events("workspace.created")[0].author
    grant(found.workspace, owner, "wati", "reviewer", "*")
    grant(found.workspace, owner, "tamu", "viewer", "*")
    found.mart()
    return found


@pytest.fixture(scope="module")
def direct(made: Given, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the program itself."""
    port, log = free_port(), tmp_path_factory.mktemp("log") / "log"
    said = {"AKOMODASI_SIGN_IN": "proxy", "AKOMODASI_PROXY_SECRET": SECRET, "AKOMODASI_DEMO": "off"}
    said |= {"AKOMODASI_HOSTS": f"{nginx.PUBLIC},{nginx.STAFF}", "AKOMODASI_LOG": "json"}
    command = [sys.executable, "-m", "analytics", "serve", "--port", str(port), "--workspace", made.workspace.path]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env={**os.environ, **said})
        try:
            wait_until_healthy(f"http://localhost:{port}", process, log)
            yield port
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def asked(direct: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """Asks through nginx: the status and the JSON document ({} where it is none)."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    main = nginx.site(folder, SECRET, f"127.0.0.1:{port}", f"unix:{folder}/80", f"127.0.0.1:{direct}")
    log = folder / "error"
    with log.open("w") as out:
        process = subprocess.Popen(["nginx", "-p", folder, "-c", main], stdout=out, stderr=out)
        try:
            yield lambda *words, **more: ask(port, *words, **more)
        finally:
            process.terminate()
            process.wait(30)


def ask(port: int, name: str, path: str, password: str = "", body: bytes | None = None, **said: str) -> Any:
    """`password`: "wati:sandi"; `said`: headers with _ for -."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection(name, port, context=trusting, timeout=30)
    connection.sock = trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), 30), server_hostname=name)
    headers = {"Host": name, **{k.replace("_", "-"): v for k, v in said.items()}}
    if password:
        headers["Authorization"] = "Basic " + base64.b64encode(password.encode()).decode()
    connection.request("GET" if body is None else "PUT", path, body, headers)
    answer = connection.getresponse()
    words = answer.read()
    connection.close()
    return answer.status, json.loads(words) if "json" in answer.headers.get("content-type", "") else {}


def test_the_public_is_nobody_whatever_is_sent(asked: Asked) -> None:
    forged = {"X_Akomodasi_User": "wati", "X_Akomodasi_Proxy": SECRET, "X_Forwarded_For": "127.0.0.1"}
    for password in ("", "wati:sandi"):
        status, told = asked(nginx.PUBLIC, ASK, password, **forged)
        assert (status, told["error"]) == (403, "nothing_public")
    assert asked(nginx.PUBLIC, "/api/v1/health")[0] == 200


def test_who_signs_in_is_who_they_are_and_nobody_else(asked: Asked) -> None:
    assert asked(nginx.STAFF, ASK)[0] == 401
    assert asked(nginx.STAFF, ASK, "wati:salah")[0] == 401
    status, told = asked(nginx.STAFF, ASK, "wati:sandi")
    assert (status, told["total"]) == (200, 1)
    status, told = asked(nginx.STAFF, ASK, "tamu:sandi", X_Akomodasi_User="wati")
    assert (status, told["error"]) == (403, "nothing_public")


def test_a_name_at_the_program_itself_is_nothing_without_the_secret(direct: int) -> None:
    connection = http.client.HTTPConnection("localhost", direct, timeout=30)
    for proof, expected in (("", 403), ("x" * 20, 403), (SECRET, 200)):
        connection.request("GET", ASK, headers={reader.NAME: "wati", reader.PROOF: proof})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == expected, proof
    connection.close()


def test_other_names_and_files_too_large_stop_at_the_proxy(asked: Asked) -> None:
    with pytest.raises(ssl.SSLError):
        asked("lain.example", "/")
    assert asked(nginx.PUBLIC, "/_stcore/upload_file/a/b", body=b"x")[0] == 403
    assert asked(nginx.PUBLIC, "/_stcore/upload_file/a/b", Content_Length=str(201 << 20), body=b"")[0] == 413

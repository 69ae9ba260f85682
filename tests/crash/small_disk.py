"""Commands on a disk of 64 MB that is full to some degree, or may only be read. Run in a mount namespace of its own with the
folder of the disk.

Prints a list of {what, code, last (line of stderr), lines (of stderr), and once there is room again: broken, answer, left}."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from analytics.register.workspace import open_workspace
from tests.crash.ground import works
from tests.crash.works import found, temporary
from tests.intake.desk import akomodasi

FREE = (0, 8, 64, 256, 3072)  # KB left on the disk
WORKS = ("import", "build", "publish", "report certificate")
DISK = 64


def mount(folder: Path, *more: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join((f"size={DISK}m", *more)), "none", str(folder)], check=True)


def fill(folder: Path, free: int) -> Path:
    """Fills the disk but for so many KB."""
    filler = folder / "filler"
    rest = os.statvfs(folder)
    with filler.open("wb") as f:
        os.posix_fallocate(f.fileno(), 0, max(rest.f_bavail * rest.f_frsize - free * 1024, 1))
    return filler


def told(what: str, *words: object) -> dict[str, Any]:
    said = akomodasi(*words)
    lines = [line for line in said.err.splitlines() if not line.startswith("mart: ")]  # its progress
    return {"what": what, "code": said.code, "last": lines[-1] if lines else "", "lines": len(lines)}


def served(workspace: Path) -> dict[str, Any]:
    """A server over a folder that may only be read: what it says, what the API answers."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = str(s.getsockname()[1])
    command = [sys.executable, "-m", "analytics", "serve", "--workspace", str(workspace), "--port", port]
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = server.stderr.readline()
            _answers(ask, f"http://localhost:{port}/api/v1/health", server)
            answer = json.load(ask.open(f"http://localhost:{port}/api/v1/ask?measure=accommodation_count", timeout=60))
            return {
                "what": "serve read-only",
                "last": told.strip(),
                "total": answer["total"]["numerator"],
            }
        finally:
            server.kill()


def _answers(ask: urllib.request.OpenerDirector, address: str, server: subprocess.Popen[str]) -> None:
    """Until the server answers. Raises AssertionError where it ended, or says nothing for a minute."""
    for _ in range(600):
        try:
            ask.open(address, timeout=60).close()
            return
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def main(folder: Path) -> None:
    mount(folder)
    rows = []
    for work in works(folder):
        if work.name not in WORKS:
            continue
        here = folder / work.base
        for free in FREE:
            filler = fill(folder, free)
            row = told(f"{work.name} {free} KB", *work.on(here))
            filler.unlink()
            state = found(open_workspace(here / "workspace"))
            answer = state["answer"][0][0]["numerator"]
            rows.append({**row, "broken": state["broken"], "answer": answer, "left": len(temporary(here))})
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    here = folder / "served"
    for words in (("ask", "accommodation_count"), ("status",), ("import", here / "further.csv"), ("build",)):
        rows.append(told(f"{words[0]} read-only", *words, "--workspace", here / "workspace"))
    rows.append(served(here / "workspace"))
    print(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A server of its own for a measurement: started on a free port, watched from outside, ended with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any

from bench.timing import ROOT

PATIENCE = 120  # seconds a server may take to begin


@dataclass
class Server:
    """`url` without a slash at the end; `runs` tells each run of the script since the last time it was asked; `log` is what the
    server said of itself."""

    url: str
    pid: int
    out: Path
    log: Path
    read: int = 0

    @property
    def cpu(self) -> float | None:
        """Seconds of processor time of the whole process so far; None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float | None:
        """Memory of the process now; None where the system does not tell."""
        try:
            told = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return None
        return round(int(told.partition("VmRSS:")[2].split()[0]) / 1024, 1)

    def runs(self) -> list[dict[str, Any]]:
        lines = self.out.read_text(encoding="utf-8").splitlines()
        fresh, self.read = lines[self.read :], len(lines)
        return [json.loads(line) for line in fresh]


@contextmanager
def served(workspace: Path, script: Path | None = None, *words: str) -> Iterator[Server]:
    """The workspace behind a server that writes down how long each run of the script takes; with `script` that one is served
    instead, as Streamlit alone would, and given the workspace's folder and `words`."""
    with socket() as s:
        s.bind(("127.0.0.1", 0))
        port = int(s.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        out, log = Path(folder) / "runs.jsonl", Path(folder) / "log.txt"
        out.touch()
        command = [sys.executable, "-m", "bench.served_app", str(port), str(workspace), str(out)]
        command += [str(script), *words] if script else []
        cwd, env = (folder, {**os.environ, "PYTHONPATH": str(ROOT)}) if script else (ROOT, None)
        with log.open("w", encoding="utf-8") as told:
            process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=told, stderr=told)
        try:
            _healthy(f"http://localhost:{port}/{'_stcore' if script else 'api/v1'}/health", process, log)
            yield Server(f"http://localhost:{port}", process.pid, out, log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with ask.open(url, timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not begin:\n{log.read_text(encoding='utf-8')[-2000:]}")

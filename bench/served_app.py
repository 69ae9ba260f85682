"""`akomodasi serve` as it is, but every run of the script is written down: `python -m bench.served_app PORT WORKSPACE OUT`.
With a script behind these Streamlit alone serves that one, with its own settings; the workspace and the rest are its arguments.

One JSON line a run: the page's hash, wall milliseconds, milliseconds of processor time of its own thread (DuckDB's threads
are in the process's time, which whoever started this one reads), and how many of those went into collecting garbage.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import bootstrap

from analytics import logs
from analytics.register.workspace import default_author
from analytics.serve import run

QUIET = {"browser_gatherUsageStats": False, "server_fileWatcherType": "none"}


def main(port: str, workspace: str, out: str, script: str = "", *words: str) -> int:
    """Serves until it is ended."""
    told = Path(out).open("a", encoding="utf-8", buffering=1)  # noqa: SIM115 (open as long as the server)
    plain, swept = ScriptRunner._run_script, threading.local()

    def sweeping(phase: str, _info: Any) -> None:
        now = time.thread_time()
        if phase == "start":
            swept.begun = now
        else:
            swept.spent = getattr(swept, "spent", 0.0) + now - getattr(swept, "begun", now)

    def timed(self: ScriptRunner, asked: Any) -> None:
        wall, own, swept.spent = time.perf_counter(), time.thread_time(), 0.0
        try:
            plain(self, asked)
        finally:
            spent = {"wall": 1000 * (time.perf_counter() - wall), "cpu": 1000 * (time.thread_time() - own)}
            told.write(json.dumps({"page": asked.page_script_hash, **spent, "gc": 1000 * swept.spent}) + "\n")

    gc.callbacks.append(sweeping)
    ScriptRunner._run_script = timed  # type: ignore[method-assign]
    if script:
        options = {"server_port": int(port), "server_address": "localhost", "server_headless": True, **QUIET}
        bootstrap.load_config_options(options)
        bootstrap.run(script, False, [workspace, *words], options)
        return 0
    logs.configure("")
    return run(Path(workspace), int(port), default_author())


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

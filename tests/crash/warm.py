"""A process that has imported everything and forks a child for each job, so that a kill costs a fraction of a second.

One JSON job a line on stdin: {"words": [...], "ground": folder, "said": file for stdout, "point": n or null, "after": seconds or
null, "counted": whether moments are}; one JSON answer a line on stdout: {"code": exit code or null where it was killed, "points":
moments passed or null, "seconds"}.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

LATE = (
    "analytics.cli",
    "analytics.reports.site",
    "analytics.package.make",
    "pandas",
    "pyarrow.parquet",
    "scipy.sparse",
)
STEP = 0.0005  # seconds between two looks at a child that is to be killed


def counted_in(job: dict[str, Any]) -> Path:
    """Where a child that came to its end writes how many moments it passed."""
    return Path(job["said"] + ".points")


def child(job: dict[str, Any]) -> int:
    """Does the job; its words are a verb of the command, or `look` or `judge` of works.py."""
    from tests.crash import works
    from tests.crash.points import Points

    said = os.open(job["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    errors = os.open(job["said"] + ".err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(errors, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
    points = Points(Path(job["ground"]), job["point"]) if job["counted"] else None
    code = works.do(job["words"])
    sys.stdout.flush()
    if points is not None:
        counted_in(job).write_text(str(points.passed))
    return code


def attend(pid: int, after: float | None) -> tuple[int | None, float]:
    """Waits for a child, or kills it when its time has come. Returns its exit code (None: killed) and its seconds."""
    begun = time.perf_counter()
    while True:
        done, status = os.waitpid(pid, os.WNOHANG if after is not None else 0)
        spent = time.perf_counter() - begun
        if done:
            return (None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)), spent
        if after is not None and spent >= after:
            os.kill(pid, signal.SIGKILL)
            after = None
        else:
            time.sleep(STEP)


def main() -> None:
    for name in LATE:
        import_module(name)
    print(json.dumps({"ready": True}), flush=True)
    for text in sys.stdin:
        job = json.loads(text)
        for end in ("", ".err", ".points"):  # a child may die before it opens its own
            Path(job["said"] + end).unlink(missing_ok=True)
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                code = child(job)
            finally:
                os._exit(code)
        code, spent = attend(pid, job["after"])
        counted = counted_in(job)
        points = int(counted.read_text()) if counted.exists() else None
        print(json.dumps({"code": code, "points": points, "seconds": spent}), flush=True)


if __name__ == "__main__":
    main()

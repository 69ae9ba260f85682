"""Many processes on one workspace at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from analytics.register.people import grant
from tests.crash.ground import LINES, PROPOSALS, ROOT
from tests.crash.works import CLERK, REGENCY
from tests.spec.harness import given

REVIEWERS, JUDGEMENTS = 10, 20
# says that it is ready, waits for a line, and is at work
PROGRAM = """
import sys
from tests.crash.works import do
print("ready", flush=True)
sys.stdin.readline()
raise SystemExit(do(sys.argv[1:]))
"""


def together(jobs: list[list[str]]) -> tuple[list[tuple[int, str]], float]:
    """Does the jobs at once, a process each that has imported everything before they begin. (exit code, stdout) of each, and
    the seconds until all were done."""
    command = [sys.executable, "-c", PROGRAM]
    pipe = subprocess.PIPE
    started = [subprocess.Popen([*command, *job], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for job in jobs]
    for p in started:
        assert p.stdout is not None
        assert p.stdout.readline() == "ready\n"
    begun = time.perf_counter()
    for p in started:
        assert p.stdin is not None
        p.stdin.write("\n")
        p.stdin.flush()
    told = [p.communicate()[0] for p in started]
    return [(p.returncode, said) for p, said in zip(started, told, strict=True)], time.perf_counter() - begun


def reviewers(folder: Path) -> tuple[int, float]:
    """Ten people judge one pair twenty times each, at once. How many confirmed judgements the ledger holds; seconds."""
    made = given(folder, PROPOSALS, LINES)
    people = [f"penelaah {n}" for n in range(REVIEWERS)]
    for person in people:
        grant(made.workspace, CLERK, person, "reviewer", REGENCY)
    path, pair = str(made.workspace.path), (made.ids["B"], made.ids["1"])
    told, seconds = together([["judge", path, person, *pair, str(JUDGEMENTS)] for person in people])
    assert [code for code, _ in told] == [0] * REVIEWERS
    confirmed = {tuple(json.loads(line)) for _, said in told for line in said.splitlines()}
    kept = {(e.seq, e.author, e.payload["verdict"]) for e in made.workspace.ledger.events("judgement.made")}
    assert made.workspace.ledger.broken_at() is None
    return len(confirmed & kept), seconds

"""Many processes on one workspace at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from analytics.register.people import grant
from tests.crash.ground import LINES, PROPOSALS, ROOT
from tests.crash.works import CLERK, REGENCY
from tests.spec.harness import given

REVIEWERS, JUDGEMENTS = 10, 20
# imports everything, forks a process for each job, and lets all of them begin at once
PROGRAM = """
import json, os, sys, time
from tests.crash.works import do

jobs = json.load(sys.stdin)
waiting, go = os.pipe()
for n, job in enumerate(jobs["words"]):
    if os.fork() == 0:
        os.close(go)
        os.dup2(os.open(f"{jobs['folder']}/said-{n}", os.O_WRONLY | os.O_CREAT), 1)
        os.read(waiting, 1)  # comes back when the parent closes its end
        code = do(job)
        sys.stdout.flush()
        os._exit(code)
begun = time.perf_counter()
os.close(go)
codes = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in jobs["words"]]
print(json.dumps([codes, time.perf_counter() - begun]))
"""


def together(folder: Path, jobs: list[list[str]]) -> tuple[list[str], float]:
    """Does the jobs at once, a process each. What each said on stdout, and the seconds of all; each must end well."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        input=json.dumps({"folder": str(folder), "words": jobs}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    codes, seconds = json.loads(told.stdout)
    assert codes == [0] * len(jobs), told.stderr
    return [(folder / f"said-{n}").read_text(encoding="utf-8") for n in range(len(jobs))], seconds


def reviewers(folder: Path) -> tuple[int, float]:
    """Ten people judge one pair twenty times each, at once. How many confirmed judgements the ledger holds; seconds."""
    made = given(folder, PROPOSALS, LINES)
    people = [f"penelaah {n}" for n in range(REVIEWERS)]
    for person in people:
        grant(made.workspace, CLERK, person, "reviewer", REGENCY)
    path, pair = str(made.workspace.path), (made.ids["B"], made.ids["1"])
    told, seconds = together(folder, [["judge", path, person, *pair, str(JUDGEMENTS)] for person in people])
    confirmed = {tuple(json.loads(line)) for said in told for line in said.splitlines()}
    kept = {(e.seq, e.author, e.payload["verdict"]) for e in made.workspace.ledger.events("judgement.made")}
    assert made.workspace.ledger.broken_at() is None
    return len(confirmed & kept), seconds

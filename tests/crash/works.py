"""What the children do on a workspace: a verb of the command, a reviewer at work, or a look at what is there."""

from __future__ import annotations

import json
import traceback
from pathlib import Path
from typing import Any

from analytics.cli import main
from analytics.marts.build import build, current, stale
from analytics.marts.verify import verify
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from analytics.register.judgements import judge
from analytics.register.workspace import Workspace, open_workspace

REGENCY, CLERK = "73.02", "petugas"
TEMPORARY = ("*.tmp", ".building-*", ".links-*.part")


def do(words: list[str]) -> int:
    """Exit code of what the words name; a trace on stderr and 70 where it broke."""
    try:
        own = {"look": look, "judge": judging}.get(words[0])
        return own(*words[1:]) if own else main(words)
    except BaseException:
        traceback.print_exc()
        return 70


def judging(path: str, author: str, proposal: str, line: str, times: str) -> int:
    """One reviewer who changes their mind so many times; each word is confirmed by a line on stdout once it is kept."""
    workspace = open_workspace(Path(path))
    for n in range(int(times)):
        verdict = ("no", "unsure")[n % 2]
        position = judge(workspace, author, REGENCY, proposal, line, verdict)
        print(json.dumps([position, author, verdict]), flush=True)
    return 0


def look(path: str, tidy: str) -> int:
    """Tells on stdout what a reader finds; with `tidy` after a build, as the next run makes one."""
    workspace = open_workspace(Path(path), CLERK)
    if tidy == "tidy":
        build(workspace, CLERK)
    print(json.dumps(found(workspace)))
    return 0


def found(workspace: Workspace) -> dict[str, Any]:
    """Answer of the serving mart, what `verify` finds broken, events, whether the mart is behind."""
    answer = ask(open_mart(workspace), Question("accommodation_count", ("year",))).json()
    return {
        "answer": [answer["rows"], answer["caveats"]],
        "broken": [i for i in verify(workspace) if not i["holds"]],
        "events": [[e.seq, e.kind, e.author, e.subject, e.payload.get("verdict")] for e in workspace.ledger.events()],
        "mart": current(workspace),
        "stale": stale(workspace),
    }


def temporary(*folders: Path) -> list[Path]:
    """What was written beside its place and left there."""
    return sorted({p for folder in folders for pattern in TEMPORARY for p in folder.rglob(pattern)})

"""The verb `judgements`: gives out what people judged as CSV, or writes a file of judgements, all of it or nothing."""

from __future__ import annotations

import argparse
from typing import Any

from analytics.commands.telling import build_after, out, say
from analytics.errors import BadFile, BadQuestion
from analytics.query.database import open_mart
from analytics.register.files import write_whole
from analytics.register.judgements import judge_each
from analytics.register.workspace import open_workspace
from analytics.reports.judgements import read_text, text


def judgements(o: argparse.Namespace) -> int:
    if (o.out is None) == (o.import_ is None):
        raise BadQuestion("judgements_how")
    workspace = open_workspace(o.workspace, o.author)
    mart = open_mart(workspace)
    if o.out is not None:
        if o.out.exists():
            raise BadFile("template_exists", file=o.out.name)
        written = text(mart, workspace, o.regency)
        write_whole(o.out, lambda temporary: temporary.write_bytes(written.encode()))
        n = written.count("\r\n") - 1
        out(o, {"file": str(o.out), "judgements": n}, [f"{o.out}: {n}"])
        return 0
    try:
        raw = o.import_.read_bytes()
    except OSError as problem:
        raise BadFile("file_unreadable", file=o.import_.name, detail=problem.strerror) from problem
    found, problems = read_text(mart, raw, o.import_.name)
    if problems:
        say("\n".join(problems))
        raise BadFile("judgements_refused", file=o.import_.name, n=len(problems), first=problems[0].rstrip("."))
    result: dict[str, Any] = {"judgements": sum(map(len, found.values()))}
    result["new"] = judge_each(workspace, o.author, found)
    built = build_after(o, result)
    out(o, result, [f"{o.import_.name}: {result['judgements']} ({result['new']})"])
    return 0 if built else 1

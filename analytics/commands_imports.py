"""The verb `imports`: what was brought and what became of it; takes one back, restores one, gives out its rejected rows."""

from __future__ import annotations

import argparse
from typing import Any

from analytics.commands import build_after, out
from analytics.errors import BadFile, BadQuestion
from analytics.query.caveats import notice
from analytics.register import imports as book
from analytics.register.files import write_whole
from analytics.register.mending import find, mending_workbook
from analytics.register.restoring import Entry, entries, restore
from analytics.register.workspace import open_workspace


def imports(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    if sum(x is not None for x in (o.withdraw, o.restore, o.rejects)) > 1 or (o.rejects is None) != (o.out is None):
        raise BadQuestion("imports_how")
    result: dict[str, Any] = {}
    built = True
    if o.rejects is not None:
        if o.out.exists():
            raise BadFile("template_exists", file=o.out.name)
        regency = find(workspace, o.rejects).facts["dataset"]["regency"]
        raw = mending_workbook(workspace, o.rejects, o.lang, notice([regency], o.lang) or "")
        write_whole(o.out, lambda temporary: temporary.write_bytes(raw))
        out(o, {"file": str(o.out)}, [str(o.out)])
        return 0
    if o.withdraw is not None:
        book.withdraw(workspace, o.withdraw, o.author)
        built = build_after(o, result)
    if o.restore is not None:
        restore(workspace, o.restore, o.author)
        built = build_after(o, result)
    listed = [e for e in entries(workspace) if o.regency in ("", e.one.facts["dataset"]["regency"])]
    result["imports"] = [_record(e) for e in listed]
    out(o, result, [_line(e) for e in listed])
    return 0 if built else 1


def _record(e: Entry) -> dict[str, Any]:
    facts = e.one.facts
    kept = ("import_id", "file", "kind", "dataset_id", "rows_read", "accepted", "rejected", "accepted_amount", "sha256")
    ended = {"withdrawn_by": e.ended.author, "withdrawn_at": e.ended.at} if e.ended else {}
    return {**{k: facts[k] for k in kept}, "state": e.state, "by": e.one.author, "at": e.one.at, **ended}


def _line(e: Entry) -> str:
    f = e.one.facts
    who = f"{f['import_id']} {e.state:9} {e.one.at[:16]} {e.one.author}"
    return f"{who} · {f['dataset_id']} · {f['file']} · {f['accepted']} + {f['rejected']}"

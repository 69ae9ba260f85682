"""The verb `imports`: what was brought and what became of it; takes back, restores, gives out rejected rows. Loads nothing that
taking back does not need: it is waited for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analytics.commands.telling import build_after, out
from analytics.errors import BadFile, BadQuestion
from analytics.register import imports as book
from analytics.register.files import write_whole
from analytics.register.restoring import Entry, entries, restore
from analytics.register.workspace import open_workspace


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The options of `imports`."""
    p = verb(
        "imports", "what was brought and what became of it; withdraws or restores, gives out the rejected rows of one"
    )
    p.add_argument("--regency", default="")
    p.add_argument(
        "--withdraw", nargs="+", metavar="ID", help="take imports back; their datasets return to the files before them"
    )
    p.add_argument("--restore", metavar="ID", help="make one the current one of its dataset again")
    p.add_argument("--rejects", metavar="ID", help="its rejected rows, to be mended and imported again")
    p.add_argument("--out", type=Path, metavar="FILE.xlsx")


def work(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    if sum(x is not None for x in (o.withdraw, o.restore, o.rejects)) > 1 or (o.rejects is None) != (o.out is None):
        raise BadQuestion("imports_how")
    result: dict[str, Any] = {}
    built, whose = True, [o.regency] if o.regency else None
    if o.rejects is not None:
        return _rejects(o)
    if o.withdraw is not None:
        told = book.withdraw_all(workspace, o.withdraw, o.author)
        whose = whose or sorted(told)
        built = build_after(o, result)
    if o.restore is not None:
        restore(workspace, o.restore, o.author)
        built = build_after(o, result)
    listed = entries(workspace, whose)
    result["imports"] = [_record(e) for e in listed]
    out(o, result, [_line(e) for e in listed])
    return 0 if built else 1


def _rejects(o: argparse.Namespace) -> int:
    from analytics.query.caveats import notice
    from analytics.register.mending import find, mending_workbook

    workspace = open_workspace(o.workspace, o.author)
    if o.out.exists():
        raise BadFile("template_exists", file=o.out.name)
    regency = find(workspace, o.rejects).facts["dataset"]["regency"]
    raw = mending_workbook(workspace, o.rejects, o.lang, notice([regency], o.lang) or "")
    write_whole(o.out, lambda temporary: temporary.write_bytes(raw))
    out(o, {"file": str(o.out)}, [str(o.out)])
    return 0


def _record(e: Entry) -> dict[str, Any]:
    facts = e.one.facts
    kept = ("import_id", "file", "kind", "dataset_id", "rows_read", "accepted", "rejected", "accepted_amount", "sha256")
    ended = {"withdrawn_by": e.ended.author, "withdrawn_at": e.ended.at} if e.ended else {}
    return {**{k: facts[k] for k in kept}, "state": e.state, "by": e.one.author, "at": e.one.at, **ended}


def _line(e: Entry) -> str:
    f = e.one.facts
    who = f"{f['import_id']} {e.state:9} {e.one.at[:16]} {e.one.author}"
    return f"{who} · {f['dataset_id']} · {f['file']} · {f['accepted']} + {f['rejected']}"

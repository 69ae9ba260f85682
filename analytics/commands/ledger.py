"""The verb `ledger`: who did what, when, and what it was before and after. For those who may open the workspace's folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict

from analytics.commands.telling import out
from analytics.errors import BadQuestion
from analytics.intake.whose import regency_code
from analytics.query.record import AREAS, Entry, record
from analytics.register.workspace import look_at
from analytics.reports.tables import csv_text, records


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verb("ledger", "the book of record in words: who did what, when, before and after; the newest first")
    p.add_argument("--regency", default="", help="only entries of this regency; '*': those of the whole workspace")
    p.add_argument("--kind", default="", help=f"only these: {', '.join(AREAS)}, or one kind such as import.withdrawn")
    p.add_argument("--most", type=int, default=50, metavar="N", help="at most so many entries (50)")
    p.add_argument("--csv", action="store_true", help="as CSV on stdout")


def _ledger(o: argparse.Namespace) -> int:
    if o.most < 1:
        raise BadQuestion("value_no_such", dimension="most", value=o.most)
    regency = o.regency if o.regency in {"", "*"} else regency_code(o.regency)
    found = record(look_at(o.workspace), o.lang, {regency} if regency else None, o.kind)
    shown = [asdict(e) for e in found[: o.most]]
    if o.csv and not o.json:
        sys.stdout.write(csv_text(records(shown)))
    else:
        out(o, {"n": len(found), "events": shown}, [_line(e) for e in found[: o.most]])
    return 0


def _line(e: Entry) -> str:
    change = f": {e.before or '–'} -> {e.after or '–'}" if e.before or e.after else ""
    return f"{e.seq}  {e.at[:16]}  {e.author}  [{e.regency}] {e.what}  {e.subject}{change}"


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {"ledger": _ledger}

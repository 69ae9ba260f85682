"""What each verb of the command does: calls the rooms in order and prints their results. No logic of its own."""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from analytics.commands.telling import out, question, say
from analytics.errors import BadFile
from analytics.intake.propose import mapping_of
from analytics.intake.template import template as write_template
from analytics.intake.whose import regency_code
from analytics.locale.format import figure
from analytics.marts.build import build, current, ensure
from analytics.marts.verify import verify as verify_all
from analytics.query.ask import ask as ask_mart
from analytics.query.database import open_mart
from analytics.query.overview import link_counts, overview
from analytics.query.trace import trace as trace_mart
from analytics.register.files import write_whole
from analytics.register.people import grant
from analytics.register.workspace import open_workspace
from analytics.reports.tables import APART, csv_rows, harmless

T = TypeVar("T")


def demo(o: argparse.Namespace) -> int:
    from analytics.demo import run as rekaan

    workspace = open_workspace(o.workspace, o.author)
    if o.remove:
        result = rekaan.remove(workspace, o.author)
    else:
        years = rekaan.years_of(o.years, o.size)
        result = rekaan.demo(workspace, o.author, years, o.seed, o.size, progress=lambda step: say("rekaan:", step))
    out(o, result, [f"{k}: {v}" for k, v in result.items()])
    return 0


def template(o: argparse.Namespace) -> int:
    if o.out.exists():
        raise BadFile("template_exists", file=o.out.name)
    regency = regency_code(o.regency) if o.regency else None
    _whole(o.out, lambda path: write_template(o.kind, path, o.lang, regency))
    out(o, {"kind": o.kind, "file": str(o.out)}, [str(o.out)])
    return 0


def _whole(out: Path, write: Callable[[Path], T]) -> T:
    """What `write` makes of a path of the same name elsewhere, put at `out` whole or not at all. Raises BadFile."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = Path(folder) / out.name
        made = write(elsewhere)
        try:
            out.parent.stat()  # a folder that is not there is a slip, and is not made
            write_whole(out, lambda temporary: shutil.copyfile(elsewhere, temporary))
        except OSError as problem:
            raise BadFile("template_unwritable", file=out.name, detail=problem.strerror) from problem
    return made


def mapping(o: argparse.Namespace) -> int:
    if o.out.exists():
        raise BadFile("mapping_exists", file=o.out.name)
    made = _whole(o.out, lambda path: mapping_of(o.file, path, o.sheet))
    told = [f"  {g.heading}: {g.field or '-'} ({g.confidence:.0%})" for g in made.columns]
    result = {
        "file": str(o.out),
        "table": made.table,
        "row": made.index + 1,
        "columns": [vars(g) for g in made.columns],
    }
    out(o, result, [str(o.out), *told])
    return 0


def link(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    mart = build(workspace, o.author, progress=lambda step: say("mart:", step))
    counts = link_counts(open_mart(workspace, mart))
    out(o, {"mart": mart, **counts}, [f"{k}: {v}" for k, v in counts.items()])
    return 0


def status(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    mart = open_mart(workspace) if current(workspace) else None
    result = {"workspace": str(workspace.path), **overview(workspace, mart)}
    out(o, result, [f"{k}: {v}" for k, v in result.items()])
    return 0


def verify(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    ensure(workspace, o.author)
    found = verify_all(workspace)
    lines = [
        f"{'ya   ' if i['holds'] else 'TIDAK'} {i['name']}" + (f": {i['detail']}" if i["detail"] else "") for i in found
    ]
    out(o, {"identities": found}, lines)
    return 0 if all(i["holds"] for i in found) else 1


def ask(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    answer = ask_mart(open_mart(workspace, o.mart), question(o), o.lang)
    if o.json or o.format == "json":
        print(json.dumps(answer.json(), ensure_ascii=False, default=str))
    elif o.format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([harmless(c) for c in row] for row in csv_rows(answer))
    else:
        print(f"{answer.label} · {answer.question.universe} · mart {answer.mart}")
        for row in answer.rows:
            dims = "  ".join(str(row[d]) for d in dict.fromkeys((*answer.question.by, *APART)) if d in row)
            unit = row.get("unit", answer.unit)
            top, whole = (figure(row[k], unit, o.lang) for k in ("numerator", "denominator"))
            print(f"  {dims:40} {top:>16} / {whole}")
        for c in answer.caveats:
            print(f"  * {c.text}")
        for m in answer.missing:
            print(f"  ? {m.name} ({m.holder}): {m.unlocks}")
    return 0


def trace(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    found = trace_mart(open_mart(workspace, o.mart), o.id, o.lang)
    lines = [f"{k}: {v}" for k, v in found.items() if not isinstance(v, list) and v is not None and k != "need"]
    if found.get("need"):
        lines += [f"need: {found['need']['id']} ({found['need']['n_years']}x, {found['need']['state']})"]
        lines += [
            f"  {m['year']} {m['stage']} {m['relation']}: {m['id']} {m['title']}" for m in found["need"]["members"]
        ]
    lines += [
        f"  {r.get('stage') or found.get('version')}: {r['file']}, {r['sheet']}, baris {r['row']}"
        for r in found["rows"]
    ]
    lines += [
        f"  {k['proposal_id']} -> {k['line_id']} ({k['method']}): {k['title']} -> {k['description']}"
        for k in found["links"]
    ]
    lines += [f"  {r['replied_on']} {r['office']}: {r['text'] or r['reason']}" for r in found["replies"]]
    out(o, found, lines)
    return 0


def role(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    position = grant(workspace, o.author, o.person, o.role, o.regency, revoke=o.revoke)
    out(o, {"position": position}, [f"{o.person}: {o.role} ({o.regency})"])
    return 0


def serve(o: argparse.Namespace) -> int:
    os.environ["AKOMODASI_WORKSPACE"] = str(o.workspace.resolve())
    from analytics import logs

    logs.configure(o.log)  # first of all: what is imported next has something to say already
    from analytics.serve import run

    return run(o.workspace, o.port, o.author, o.address, o.log)


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": demo,
    "template": template,
    "mapping": mapping,
    "link": link,
    "status": status,
    "verify": verify,
    "ask": ask,
    "trace": trace,
    "role": role,
    "serve": serve,
}

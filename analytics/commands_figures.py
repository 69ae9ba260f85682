"""The verbs `strip` and `bridge`: one rate under every definition, and the way from an official figure to ours."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable

from analytics.commands import out, question
from analytics.intake.whose import regency_code
from analytics.locale.format import count, rupiah, share
from analytics.query.bridge import bridge as bridge_of
from analytics.query.database import open_mart
from analytics.query.strip import strip as strip_of
from analytics.register.workspace import open_workspace
from analytics.reports.tables import INVENTED, harmless, records


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verbs and their options."""
    p = verb(
        "strip", "the rate under every definition: universe, count and value, budget version; proven, estimate, at most"
    )
    p.add_argument("--regency", required=True, metavar="CODE")
    p.add_argument("--year", type=int)
    p.add_argument("--format", choices=("table", "csv", "json"), default="table")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p = verb("bridge", "from what an official list counts to what is proven here, step by step")
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    p.add_argument("--universe", default="district")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--mart", help="an earlier mart, by its id")


def strip(o: argparse.Namespace) -> int:
    code = regency_code(o.regency)
    mart = open_mart(open_workspace(o.workspace, o.author), o.mart)
    found = strip_of(mart, code, o.year, o.lang)
    told = found.json(mart, o.lang)
    if o.format == "csv" and not o.json:
        marked = {"mart": mart.id, **({"keterangan": INVENTED} if told["notice"] else {})}
        rows = ([harmless(c) for c in row] for row in records([r | marked for r in found.records()]))
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
        return 0
    o.json = o.json or o.format == "json"
    lines = [told["notice"]] if told["notice"] else []
    for c in found.cells:
        words = c.why or f"{share(c.value, o.lang)} – {share(c.estimate, o.lang)} – {share(c.most, o.lang)}"
        lines.append(f"  {c.universe:9} {c.measure:20} {c.version:9} {words:30} n = {c.n}, n_unknown = {c.n_unknown}")
    out(o, told, lines)
    return 0


def bridge(o: argparse.Namespace) -> int:
    o.measure, o.by = "", ""
    found = bridge_of(open_mart(open_workspace(o.workspace, o.author), o.mart), question(o), o.lang)
    lines = [found.answer.notice] if found.answer.notice else []
    lines += [found.headline] if found.steps else []
    for s in found.steps:
        lines.append(f"{'=' if s.level else ' '} {count(s.n, o.lang):>9} {rupiah(s.amount, o.lang):>12}  {s.sentence}")
    lines += [f"  ? {m.name} ({m.holder}): {m.unlocks}" for m in found.missing]
    out(o, found.json(), lines)
    return 0

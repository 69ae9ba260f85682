"""The verbs `strip`, `bridge` and `difference`: one rate under every definition, the way from an official figure to ours, why a
figure is another one than it was."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable
from typing import Any

from analytics.commands.telling import one_figure, out, question, say
from analytics.intake.whose import regency_code
from analytics.locale.format import count, rupiah, share
from analytics.locale.words import t
from analytics.query.bridge import bridge as bridge_of
from analytics.query.certificate_row import said
from analytics.query.database import open_mart
from analytics.query.difference import Step
from analytics.query.difference import difference as difference_of
from analytics.query.strip import strip as strip_of
from analytics.register.workspace import open_workspace
from analytics.reports.tables import INVENTED, harmless, records

SHOWN = 12  # events of a step printed for a person; --json tells more


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
    p = verb(
        "difference", "why a figure differs between two marts: files, settled places, judgements, definitions, program"
    )
    p.add_argument("old", metavar="OLD")
    p.add_argument("new", metavar="NEW")
    p.add_argument("--measure", required=True)
    one_figure(p)


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


def difference(o: argparse.Namespace) -> int:
    workspace, asked = open_workspace(o.workspace, o.author), question(o)
    found = difference_of(
        workspace, o.old, o.new, asked, said(o.row), o.part, o.lang, progress=lambda step: say("mart:", step)
    )
    lines = [found.notice] if found.notice else []
    lines += [f"{found.label}: {_told(found.old)} -> {_told(found.new)}"]
    for s in found.steps:
        name, c = t(f"difference.{s.id}", o.lang), s.change
        who = f" ({s.events.n}: {', '.join(s.events.authors)})" if s.events else ""
        lines.append(f"  {name}{who}: {c['numerator']:+} / {c['denominator']:+}")
        lines += [f"      {e['at'][:16]} {e['author']} {' '.join(_words(e))}" for e in _first(s)]
    if not found.steps:
        lines.append("  " + t("difference.nothing", o.lang))
    if found.redefined is not False:
        lines.append("  * " + t("difference.redefined" if found.redefined else "difference.untold", o.lang))
    out(o, found.json(), lines)
    return 0


def _told(state: dict[str, Any]) -> str:
    return f"{state['figure']['numerator']} / {state['figure']['denominator']} (mart {state['mart']})"


def _first(step: Step) -> tuple[dict[str, Any], ...]:
    return step.events.listed[:SHOWN] if step.events else ()


def _words(event: dict[str, Any]) -> list[str]:
    return [str(v) for k, v in event.items() if k not in {"seq", "at", "author"} and v is not None]

"""The verbs of the debate: what a share would reach, what drafts leave out, a published table checked, prices, sentences."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analytics.commands.telling import out, say
from analytics.errors import BadFile
from analytics.intake.whose import regency_code
from analytics.locale.format import rupiah, share
from analytics.query.answer import Question
from analytics.query.database import Mart, open_mart
from analytics.query.prices import five_largest, prices, ratios
from analytics.query.recap import recap_bytes, recap_file
from analytics.query.recap_cells import settings
from analytics.query.sentences import sentences
from analytics.query.warning import warning
from analytics.query.warning_words import headline, records, time_left
from analytics.query.whatif import BASES, RULES, whatif
from analytics.query.whatif_answer import Money, share_of
from analytics.query.whatif_words import place as place_words
from analytics.query.whatif_words import sentences as whatif_words
from analytics.register.files import write_whole
from analytics.register.workspace import open_workspace
from analytics.reports.questions import csv, workbook

NARROW = ("dapil", "agency", "district", "village")


def arguments(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds these verbs and their options to the command."""
    p = _scoped(verb("whatif", "how far down the ranked lists a sum would reach, beside what happened"))
    p.add_argument("--share", metavar="0.1", help="of the base: 0.1 or 10%%")
    p.add_argument("--rupiah", type=int, metavar="RP", help="in all")
    p.add_argument("--each", type=int, metavar="RP", help="for each district")
    p.add_argument("--envelopes", action="store_true", help="the districts' indicative envelopes that are here")
    p.add_argument("--rule", default="rank", help=", ".join(RULES))
    p.add_argument("--of", default="capital", help="base of the share: " + ", ".join(BASES))
    p = _narrowed(
        _scoped(verb("warning", "priorities not found in the drafts of a coming budget, and questions to ask"))
    )
    p.add_argument("--today", type=_day, metavar="2026-10-01", help="count days from here; else from today")
    p.add_argument("--out", type=Path, metavar="FILE.xlsx", help="the questions as a workbook, or as .csv")
    p = verb(
        "recap", "a published table against itself: sums, percentages, wholes that moved; - reads what is piped in"
    )
    p.add_argument("file", metavar="FILE")
    p = _narrowed(
        _scoped(verb("prices", "rupiah by year in the prices of one, the five largest items, lines and estimates"))
    )
    p.add_argument("--base", type=int, metavar="YEAR", help="whose prices; else the last year there is an index for")
    p = _narrowed(
        _scoped(verb("sentences", "the sentences the dashboard says of a list, with the questions behind them"))
    )
    p.add_argument("--today", type=_day, metavar="2026-10-01", help="count days from here; else from today")


def _scoped(p: argparse.ArgumentParser) -> argparse.ArgumentParser:
    p.add_argument("--regency", required=True)
    p.add_argument("--year", type=int, required=True)
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--mart", help="an earlier mart, by its id")
    return p


def _narrowed(p: argparse.ArgumentParser) -> argparse.ArgumentParser:
    p.add_argument("--universe", default="district")
    for dimension in NARROW:
        p.add_argument(f"--{dimension}", default="")
    return p


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _where(o: argparse.Namespace) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((d, (getattr(o, d),)) for d in NARROW if getattr(o, d))


def _mart(o: argparse.Namespace) -> Mart:
    return open_mart(open_workspace(o.workspace, o.author), o.mart)


def whatif_(o: argparse.Namespace) -> int:
    money = Money(share_of(o.share) if o.share else None, o.rupiah, o.each, o.envelopes)
    found = whatif(_mart(o), regency_code(o.regency), o.year, money, o.rule, o.of, o.version_kind, o.lang)
    words = whatif_words(found, o.lang)
    places = [f"  {place_words(p, o.lang)}" for p in found.places]
    out(o, {**found.json(), "sentences": words}, [*_notices(found.notice), *words, *places])
    return 0


def warning_(o: argparse.Namespace) -> int:
    found = warning(_mart(o), regency_code(o.regency), o.year, _where(o), o.universe, o.today, o.lang)
    if o.out:
        _write(o.out, csv(found, o.lang).encode() if o.out.suffix.lower() == ".csv" else workbook(found, o.lang))
    told = {"headline": headline(found, o.lang), "time_left": time_left(found, o.lang)}
    rows = records(found, o.lang)
    lines = [
        *_notices(found.notice),
        *told.values(),
        *(f"  {r['agency']}: {r['question']} ({r['reason']})" for r in rows),
    ]
    out(o, {**found.json(), **told, "questions": rows, "out": str(o.out) if o.out else None}, lines)
    return 0


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        raise BadFile("template_exists", file=path.name)
    try:
        path.parent.stat()  # a folder that is not there is a slip, and is not made
        write_whole(path, lambda temporary: temporary.write_bytes(content))
    except OSError as problem:
        raise BadFile("match_unwritable", file=path.name, detail=problem.strerror) from problem


def recap(o: argparse.Namespace) -> int:
    piped = o.file == "-"
    found = recap_bytes("-", sys.stdin.buffer.read(settings()["max_bytes"] + 1)) if piped else recap_file(Path(o.file))
    out(o, found.json(), [*found.summary(o.lang), *(f"  {n[o.lang]}" for n in found.notes)])
    return 0


def prices_(o: argparse.Namespace) -> int:
    mart, regency = _mart(o), regency_code(o.regency)
    scope = (("regency", (regency,)), ("year", (str(o.year),)), *_where(o))
    question = Question("accommodation_value", (), scope, o.universe, o.version_kind)
    found, largest = prices(mart, regency, question, o.base, o.lang), five_largest(mart, question)
    measured = ratios(mart, question)
    result: dict[str, Any] = {
        **asdict(found),
        "five_largest": {k: asdict(v) | {"share": v.share} for k, v in largest.items()},
        "ratios": measured,
    }
    lines = [*_notices(found.notice)]
    for r in found.rows:
        real = f"  ({rupiah(r['allocated_real'], o.lang)} / {rupiah(r['asked_real'], o.lang)}: {found.base})"
        nominal = f"  {r['year']} {rupiah(r['allocated'], o.lang)} / {rupiah(r['asked'], o.lang)}"
        lines.append(nominal + (real if r["asked_real"] is not None else ""))
    lines += [
        f"  {v.kind}: {rupiah(v.rupiah, o.lang)} / {rupiah(v.total, o.lang)}, {share(v.share, o.lang)}"
        for v in largest.values()
    ]
    lines += [f"  {r['kind']}: {r['low']:.2f} {r['value']:.2f} {r['high']:.2f} (n {r['n']})" for r in measured]
    lines += [f"  ? {m.name} ({m.holder}): {m.unlocks}" for m in found.missing]
    out(o, result, lines)
    return 0


def sentences_(o: argparse.Namespace) -> int:
    found = sentences(_mart(o), regency_code(o.regency), o.year, o.universe, o.version_kind, _where(o), o.lang, o.today)
    for name, why in found.left.items():
        say(f"{name}: {why}")
    out(o, found.json(), [*_notices(found.notice), *(s.text for s in found.said)])
    return 0


def _notices(text: str | None) -> list[str]:
    return [text] if text else []


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "whatif": whatif_,
    "warning": warning_,
    "recap": recap,
    "prices": prices_,
    "sentences": sentences_,
}

"""A regency's workbook as a file: `report workbook`."""

from __future__ import annotations

import argparse
from pathlib import Path

from analytics.commands.telling import out, question, say
from analytics.errors import BadFile
from analytics.intake.whose import regency_code
from analytics.locale.format import count
from analytics.query.book import book
from analytics.query.database import open_mart
from analytics.register.files import write_whole
from analytics.register.workspace import open_workspace
from analytics.reports.book import plan, write
from analytics.reports.book_columns import sheet_name
from analytics.reports.carried import refuse

TEXT = "everything of a regency as one Excel workbook: tidy tables and a summary of live formulas"
ENDING = ".xlsx"


def add(p: argparse.ArgumentParser) -> None:
    """Its options."""
    p.add_argument("--regency", required=True, metavar="CODE")
    p.add_argument("--year", type=int, help="one budget year; else all")
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    p.add_argument("--universe", default="district")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p.add_argument("--out", type=Path, metavar="PATH.xlsx")


def run(o: argparse.Namespace) -> int:
    if o.out is not None:
        refuse(o.out, ENDING)
    o.measure, o.by = "", ""
    asked = question(o)
    workspace = open_workspace(o.workspace, o.author)
    mart = open_mart(workspace, o.mart)
    code = regency_code(o.regency)
    held = book(mart, code, o.year, asked.where, asked.universe, asked.version)
    made = plan(workspace, mart, held, o.lang)
    path = o.out or Path(made.name)
    refuse(path, ENDING)
    try:
        write_whole(path, lambda temporary: write(workspace, mart, held, made, temporary))
    except OSError as problem:
        raise BadFile("report_unwritable", file=path.name, detail=problem.strerror) from problem
    say(path)
    told = {sheet_name(name, asked.version, o.lang): n for name, n in made.sheets.items()}
    lines = [str(path), made.carried.foot, *(f"  {sheet}: {count(n, o.lang)}" for sheet, n in told.items())]
    out(o, {"file": str(path), "mart": mart.id, "notice": made.carried.mark or None, "rows": made.sheets}, lines)
    return 0

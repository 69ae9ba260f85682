"""Slides for PowerPoint and LibreOffice, of a set or of what somebody put together on the page Paparan."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

from analytics.commands.telling import out, question, say
from analytics.errors import BadFile, BadQuestion
from analytics.intake.whose import regency_code
from analytics.measures.definitions import measure
from analytics.query.database import Mart, open_mart
from analytics.query.scope import check, resolved
from analytics.register.files import write_whole
from analytics.register.workspace import open_workspace
from analytics.reports.carried import file_name, refuse
from analytics.reports.deck_data import ENDING

TEXT = "slides for PowerPoint and LibreOffice, with charts and tables that can be edited"
NEEDS = {"plenary": "", "dapil": "dapil", "district": "district", "agency": "agency"}  # the choice a set is about


def add(p: argparse.ArgumentParser) -> None:
    """Its options."""
    p.add_argument("--regency", metavar="CODE", help="by code or name; with --slides each slide names its own")
    p.add_argument("--year", type=int, help="without it all years")
    p.add_argument("--set", dest="set_", choices=tuple(NEEDS), default="plenary")
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE", help="dapil, district or agency")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--slides", metavar="TEXT", help="the value of s= in the address of the page Paparan")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p.add_argument("--out", type=Path, metavar="PATH", help=ENDING)


def run(o: argparse.Namespace) -> int:
    # Streamlit says that no server runs here, which is meant; and only who asks for slides waits for the pages to load
    logging.getLogger("streamlit.runtime.caching.cache_data_api").disabled = True
    from analytics.pages.deck import deck_of
    from analytics.pages.outside import outside
    from analytics.pages.pictures import set_of
    from analytics.pages.slides import read

    if o.out is not None:
        refuse(o.out, ENDING)
    given = read(o.slides) if o.slides is not None else ()
    if o.slides is not None and not given:
        raise BadQuestion("deck_slides")
    workspace = open_workspace(o.workspace, o.author)
    mart = open_mart(workspace, o.mart)
    if o.regency is None and not given:
        raise BadQuestion("deck_regency", regency="–")
    regency = regency_code(o.regency) if o.regency else given[0].regency
    year = given[0].year if given and o.year is None else o.year
    where = _where(o, mart, regency)
    view = outside(workspace, mart, o.lang, regency, year, o.version_kind, where)
    name = "custom" if given else o.set_
    made = deck_of(view, given or set_of(view, name), name)
    narrowed = [v for _, v in where]
    parts = ("paparan", name, regency, str(year or "semua"), *narrowed)
    path = o.out or Path(file_name(bool(made.mark), *parts) + ENDING)
    refuse(path, ENDING)
    try:
        write_whole(path, lambda temporary: temporary.write_bytes(made.file))
    except OSError as problem:
        raise BadFile("report_unwritable", file=path.name, detail=problem.strerror) from problem
    say(path)
    left = [{"name": x.name, "why": x.why} for x in made.left]
    told = {"file": str(path), "slides": made.n, "pictures": list(made.pictures), "left_out": left}
    told |= {"code": made.code, "mart": mart.id, "notice": made.mark or None}
    out(o, told, [str(path), *(f"  – {x.name}: {x.why}" for x in made.left)])
    return 0


def _where(o: argparse.Namespace, mart: Mart, regency: str) -> tuple[tuple[str, str], ...]:
    """The narrowing by code, as pages have it. Raises BadQuestion where a set lacks its choice or a value is none."""
    o.measure, o.by, o.universe = "accommodation_count", "", "district"
    asked = question(o)
    needed = NEEDS[o.set_]
    if needed and not o.slides and needed not in dict(asked.where):
        raise BadQuestion("deck_set", set=o.set_, dimension=needed)
    about = measure(asked.measure)
    whole = replace(asked, where=(("regency", (regency,)), *asked.where))
    check(whole, about)
    found = resolved(mart, whole, about)
    return tuple((d, values[0]) for d, values in found if d not in ("regency", "year"))

"""The plain pages of a regency as a folder that any web server, a disk or a USB stick can publish."""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict
from pathlib import Path

from analytics.commands.telling import out, say
from analytics.errors import BadFile, BadQuestion
from analytics.intake.whose import regency_code
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.reports.carried import file_name, refuse
from analytics.reports.site import MOST, Publisher, site
from analytics.vocabulary import regions, terms

TEXT = "plain pages of every village, for any web server or a USB stick"
SPAN = re.compile(r"(\d{4})(?:\s*-\s*(\d{4}))?")
LONGEST = 120  # letters of a publisher's name


def add(p: argparse.ArgumentParser) -> None:
    """Its options."""
    p.add_argument("--regency", required=True, metavar="CODE")
    p.add_argument("--years", default="", metavar="Y-Y", help="2019-2026, or 2020,2024-2026; none: all with proposals")
    p.add_argument("--version", dest="version_kind", default="apbd", choices=terms.VERSIONS, metavar="KIND")
    p.add_argument("--publisher", default="", metavar="NAME", help="the office that publishes them, never a person")
    p.add_argument("--government", action="store_true", help="the publisher is the regency's government")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p.add_argument("--out", type=Path, metavar="FOLDER")


def run(o: argparse.Namespace) -> int:
    """0: written; 1: written, but a page is larger than a slow line carries well."""
    regency = regency_code(o.regency)
    years = years_of(o.years)
    name = " ".join(o.publisher.split())[:LONGEST]
    if o.government and not name:
        raise BadQuestion("site_government")
    folder = o.out or Path(file_name(regions.fictional(regency), "situs", regency))
    refuse(folder)
    mart = open_mart(open_workspace(o.workspace, o.author), o.mart)
    by = Publisher(name, o.government)
    try:
        made = site(open_workspace(o.workspace, o.author), mart, regency, folder, years, o.version_kind, by, o.lang)
    except OSError as problem:
        raise BadFile("report_unwritable", file=folder.name, detail=problem.strerror) from problem
    say(folder)
    lines = [str(folder / "index.html"), f"{made.pages} pages, {made.files} files, {made.bytes / 1e6:.1f} MB"]
    lines += [f"  {page}: > {MOST // 1000} kB" for page in made.over]
    out(o, {"folder": str(folder), "index": str(folder / "index.html"), **asdict(made)}, lines)
    return 1 if made.over else 0


def years_of(text: str) -> tuple[int, ...]:
    """Years of "2019-2026" or "2020,2024-2026"; none of "". Raises BadQuestion."""
    found: set[int] = set()
    for part in (x.strip() for x in text.split(",")) if text.strip() else ():
        span = SPAN.fullmatch(part)
        if not span or int(span[1]) > int(span[2] or span[1]):
            raise BadQuestion("site_years", years=text)
        found |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(found))

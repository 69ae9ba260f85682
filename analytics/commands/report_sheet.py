"""One page for each village: printed sheets, pictures and texts to send, all of a regency or of a part of it in one run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from analytics.commands.telling import out, question, say
from analytics.errors import BadFile, BadQuestion
from analytics.intake.whose import regency_code
from analytics.locale.words import t
from analytics.query.database import open_mart
from analytics.query.sheet import COUNT, sheets
from analytics.register.workspace import open_workspace
from analytics.reports.carried import carried, refuse
from analytics.reports.sheet import papers
from analytics.reports.sheet_files import FORMATS, write
from analytics.reports.sheet_publisher import publisher
from analytics.reports.village_address import base_of

TEXT = "one page for each village: PDF, picture, text"
NARROWED = ("village", "district", "dapil")


def add(p: argparse.ArgumentParser) -> None:
    """Its options."""
    p.add_argument("--regency", required=True)
    p.add_argument("--year", type=int, required=True)
    p.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="DIM=VALUE",
        help=f"{', '.join(NARROWED)}; all villages without it",
    )
    p.add_argument("--universe", default="", help="the list; that of the regency's figures without it")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p.add_argument("--publisher", default="", metavar="NAME", help="the office or group that publishes them")
    p.add_argument(
        "--government", action="store_true", help="the publisher is the government: letterhead, place to sign"
    )
    p.add_argument(
        "--letterhead", type=Path, metavar="FILE.toml", help="with --government: lines, address, place, signer_title"
    )
    p.add_argument("--address", default="", metavar="TEXT", help="with --government: the address in the letterhead")
    p.add_argument("--signer-title", default="", metavar="OFFICE", help="with --government: the office that signs")
    p.add_argument("--format", default="pdf", metavar="LIST", help=f"any of {','.join(FORMATS)}")
    p.add_argument("--address-base", default="", metavar="URL", help="where the dashboard is served: for the QR")
    p.add_argument("--out", type=Path, required=True, metavar="FOLDER")


def run(o: argparse.Namespace) -> int:
    formats = _formats(o.format)
    by = publisher(
        o.publisher,
        government=o.government,
        letterhead=o.letterhead,
        address=o.address,
        signer_title=o.signer_title,
    )
    base = base_of(o.address_base) if o.address_base else ""
    refuse(o.out)
    regency, narrow = regency_code(o.regency), _narrow(o)
    workspace = open_workspace(o.workspace, o.author)
    mart = open_mart(workspace, o.mart)
    found, nowhere = sheets(mart, regency, o.year, narrow, o.universe, o.version_kind)
    about = carried(workspace, mart, regency, o.year, o.lang)
    made = papers(mart, about, found, by, base)
    try:
        files = write(o.out, about, made, o.version_kind, formats)
    except OSError as problem:
        raise BadFile("report_unwritable", file=o.out.name, detail=problem.strerror) from problem
    say(f"{o.out}: {len(files)}")
    listed = [
        {
            "village": s.village,
            "proven": s.counted["numerator"] if s.counted else None,
            "most": s.counted["most"] if s.counted else None,
            "n": len(s.listed),
            "own_list": s.own_list,
            "certificate": s.code or None,
            "code": p.code,
            "address": p.address or None,
        }
        for s, p in zip(found, made, strict=True)
    ]
    result = {"folder": str(o.out), "mart": mart.id, "version": o.version_kind, "files": files}
    out(o, {**result, "villages": listed, "without_village": nowhere}, [str(o.out), *_told(len(made), nowhere, o.lang)])
    return 0


def _formats(text: str) -> Sequence[str]:
    found = [f.strip().lower() for f in text.split(",") if f.strip()]
    wrong = [f for f in found if f not in FORMATS]
    if wrong or not found:
        raise BadQuestion("sheet_format", format=", ".join(wrong) or "-", formats=", ".join(FORMATS))
    return [f for f in FORMATS if f in found]


def _narrow(o: argparse.Namespace) -> tuple[tuple[str, tuple[str, ...]], ...]:
    asked = question(argparse.Namespace(measure=COUNT, by="", where=o.where, universe="", version_kind=""))
    for dimension, _ in asked.where:
        if dimension not in NARROWED:
            raise BadQuestion("dimension_no_such", dimension=dimension, dimensions=", ".join(NARROWED))
    return asked.where


def _told(n: int, nowhere: int, lang: str) -> list[str]:
    lines = [t("sheet.told", lang, n=n)]
    return [*lines, t("sheet.nowhere", lang, n=nowhere)] if nowhere else lines

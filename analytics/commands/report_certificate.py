"""The certificate of a figure as a file, and a certificate found again by its code."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from analytics.commands.telling import one_figure, out, question, say
from analytics.errors import BadFile, BadQuestion
from analytics.measures.definitions import measures
from analytics.query import certificate_found
from analytics.query.certificate import Certificate, certificate
from analytics.query.certificate_row import said
from analytics.query.database import open_mart
from analytics.register.files import write_whole
from analytics.register.workspace import look_at, open_workspace
from analytics.reports import certificate as paper
from analytics.reports.carried import refuse
from analytics.reports.certificate_words import counted, status, value

TEXT = "the certificate of a figure"


def add(p: argparse.ArgumentParser) -> None:
    """Its options."""
    p.add_argument("--measure", default="")
    one_figure(p)
    p.add_argument("--mart", help="an earlier mart, by its id")
    p.add_argument("--issue", action="store_true", help="write into the ledger that it was issued (role publisher)")
    p.add_argument("--office", default="", help="with --issue: the office named in it in place of the author")
    p.add_argument("--out", type=Path, metavar="PATH", help=".html (one page), .txt or .json")


def add_find(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    p = verb("certificate", "find an issued certificate by its code and ask its figure again")
    p.add_argument("code", metavar="CODE")
    p.add_argument("--out", type=Path, metavar="PATH", help="the certificate again: .html (one page), .txt or .json")


def run(o: argparse.Namespace) -> int:
    if not o.measure:
        raise BadQuestion("report_measure", measures=", ".join(measures()))
    _refuse(o.out)
    workspace = open_workspace(o.workspace, o.author)
    one = certificate(open_mart(workspace, o.mart), question(o), said(o.row), o.part)
    path = o.out or Path(paper.name(one))
    _refuse(path)
    if o.issue:
        one = certificate_found.issue(workspace, o.author, one, o.office)
    else:
        one = certificate_found.status(workspace, one)
    _write(path, one)
    out(o, {"file": str(path), **one.json()}, [str(path), *_lines(one, o.lang)])
    return 0


def find(o: argparse.Namespace) -> int:
    """0: asked again, the same to the last digit; 1: not the same, or nobody can say."""
    _refuse(o.out)
    found = certificate_found.find(look_at(o.workspace), o.code, o.lang)
    if o.out is not None:
        _write(o.out, found.certificate)
    lines = [found.sentence(o.lang), *_lines(found.certificate, o.lang)]
    lines += [f"  {d['name']}: {d['issued']} -> {d['now']}" for d in found.differences]
    out(o, found.json(o.lang), lines)
    return 0 if found.state == certificate_found.AGREES else 1


def _lines(one: Certificate, lang: str) -> list[str]:
    return [f"{one.code} · {one.label[lang]}: {value(one, lang)} = {counted(one, lang)}", status(one, lang)]


def _refuse(path: Path | None) -> None:
    """Says before any work that a file cannot be written under this name."""
    if path is not None:
        refuse(path, *paper.WRITERS)


def _write(path: Path, one: Certificate) -> None:
    words = paper.WRITERS[path.suffix.lower()](one)
    try:
        write_whole(path, lambda temporary: temporary.write_text(words, encoding="utf-8"))
    except OSError as problem:
        raise BadFile("report_unwritable", file=path.name, detail=problem.strerror) from problem
    say(path)

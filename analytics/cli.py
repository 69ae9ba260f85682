"""The command `akomodasi`: the same verbs for a terminal, a scheduler and the pages. Words to stderr, one JSON to stdout."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from analytics import __version__
from analytics.commands.telling import common
from analytics.errors import AkomodasiError, say
from analytics.register.files import is_full

# verbs that are given in many commands or waited for, with the module that has their options and their work: the rest of the
# program takes a second to load
ALONE = {"import": "imports", "imports": "brought", "build": "build"}


class Parser(argparse.ArgumentParser):
    """Argument errors are refusals like any other: one sentence, exit 2."""

    def error(self, message: str) -> Any:
        raise AkomodasiError("command_argument", detail=f"{message} ({self.prog} --help)")


def _top() -> tuple[Parser, Callable[[str, str], argparse.ArgumentParser]]:
    """The command without verbs, and how one is added."""
    top = Parser(prog="akomodasi", description=__doc__)
    top.add_argument("--version", action="version", version=__version__, dest="show_version")
    common(top, after=False)
    verbs = top.add_subparsers(dest="verb", required=True, parser_class=Parser)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        p = verbs.add_parser(name, help=text, description=text)
        common(p, after=True)
        return p

    return top, verb


def parser() -> Parser:
    """All verbs and their options, as design section 4 fixes them."""
    from analytics.commands import (
        backup,
        brought,
        budgets,
        build,
        debate,
        figures,
        imports,
        ledger,
        publish,
        replies,
        report,
        report_certificate,
    )

    top, verb = _top()
    p = verb("demo", "Kabupaten Rekaan (99.01): an invented regency as files, imports, links and a mart")
    p.add_argument("--years", default="", metavar="2011-2026")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--size", choices=("small", "full"), default="full")
    p.add_argument("--remove", action="store_true", help="withdraw it from the workspace; the files stay kept")
    imports.add(verb)
    brought.add(verb)
    p = verb("template", "write an empty form of a kind, with a guide to its columns")
    p.add_argument("kind", metavar="KIND")
    p.add_argument("--out", type=Path, required=True, metavar="FILE", help=".xlsx (with the guide) or .csv")
    p.add_argument("--regency", help="whose districts and villages the drop-downs offer")
    p = verb(
        "mapping", "propose what the columns of an unknown table mean, to be corrected and given to import --mapping"
    )
    p.add_argument("file", type=Path, metavar="FILE")
    p.add_argument("--out", type=Path, required=True, metavar="FILE.toml")
    p.add_argument("--sheet")
    verb("link", "show the confirmed links between proposals and budget lines")
    build.add(verb)
    verb("status", "what the workspace holds")
    verb("verify", "check every identity, the ledger's chain and the kept originals")
    p = verb("ask", "one measure, by dimensions")
    p.add_argument("measure")
    p.add_argument("--by", default="")
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    p.add_argument("--universe", default="district")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--format", choices=("table", "csv", "json"), default="table")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p = verb("order", "whether money kept to the order of the signed lists: pairs per list, never a ranking")
    for dimension in ("regency", "year", "district", "agency"):
        p.add_argument(f"--{dimension}", default="")
    p.add_argument("--pairs", action="store_true", help="also the pairs that can be named, with their written reasons")
    p.add_argument("--universe", default="district")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--mart")
    p = verb(
        "before-after",
        "a measure before and after dated changes of policy, and the change where data can carry it",
    )
    p.add_argument("measure")
    p.add_argument(
        "--policy", metavar="BREAK", help="one change of series_breaks.toml; else all that have years on both sides"
    )
    p.add_argument("--by", default="")
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    p.add_argument("--universe", default="district")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p = verb("trace", "a proposal or a budget line, both ways, down to file, sheet, row")
    p.add_argument("id")
    p.add_argument("--mart")
    p = verb("places", "words for places that could not be resolved, with suggestions; settles what they mean")
    p.add_argument("--regency", default="")
    p.add_argument("--settle", metavar="WORDS")
    p.add_argument("--district", help="code of the district of the rows, as listed; none where the list has none")
    p.add_argument("--code", help="village or district they mean; none: they are not one place")
    p.add_argument("--withdraw", metavar="WORDS", help="take back what was settled for these words")
    p = verb("judgements", "what people judged, as CSV; or a file of judgements, written all or not at all")
    p.add_argument("--regency", default="")
    p.add_argument("--out", type=Path, metavar="FILE.csv")
    p.add_argument("--import", type=Path, dest="import_", metavar="FILE.csv")
    p = verb("match", "which budget lines answer which proposals, on two canonical files")
    p.add_argument("--proposals", type=Path, required=True, metavar="P.csv")
    p.add_argument("--lines", type=Path, required=True, metavar="L.csv")
    p.add_argument("--out", type=Path, required=True, metavar="LINKS.csv")
    p.add_argument("--engine", choices=("local", "spark"), default="local")
    p = verb("evaluate", "how good links are against known true pairs")
    p.add_argument("--links", type=Path, required=True, metavar="LINKS.csv")
    p.add_argument("--truth", type=Path, required=True, metavar="TRUTH.csv")
    p.add_argument("--proposals", type=Path, metavar="P.csv", help="with --lines: also by what the lines name")
    p.add_argument("--lines", type=Path, metavar="L.csv")
    debate.arguments(verb)
    p = verb("queue", "needs that wait the longest, needs asked for no more, or what to carry into the next musrenbang")
    p.add_argument("--regency", default="")
    p.add_argument("--year", type=int, help="last year asked for; with --carry-over the year of the list")
    p.add_argument("--district", default="")
    p.add_argument("--village", default="")
    p.add_argument("--universe", default="district")
    p.add_argument("--carry-over", action="store_true", help="proposals of the year's list whose funding was not found")
    p.add_argument("--gone", action="store_true", help="needs that the newest list holds no more")
    p.add_argument("--most", type=int, default=200, metavar="N", help="at most so many needs (200)")
    p.add_argument("--out", type=Path, metavar="FILE", help=".xlsx or .csv")
    budgets.add(verb)
    figures.add(verb)
    report.add(verb)
    report_certificate.add_find(verb)
    publish.add(verb)
    backup.add(verb)
    ledger.add(verb)
    replies.add(verb)
    p = verb("role", "give a person a role (admin only)")
    p.add_argument("person")
    p.add_argument("role")
    p.add_argument("--regency", default="*")
    p.add_argument("--revoke", action="store_true")
    p = verb("serve", "the dashboard and its API on http://localhost:PORT")
    p.add_argument("--port", type=int, default=8501)
    p.add_argument("--address", default="127.0.0.1", help="where to listen; other than this machine only with sign-in")
    p.add_argument(
        "--log",
        choices=("text", "json"),
        default=os.environ.get("AKOMODASI_LOG", ""),
        help="one line per request and event on stderr; without it only what fails",
    )
    return top


def _told(said: list[str]) -> tuple[argparse.Namespace, Callable[[argparse.Namespace], int]]:
    """The options of a command and what does it; a verb of ALONE loads no other's."""
    if said[:1] and said[0] in ALONE:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrices here; its threads would spin a while for work
        top, verb = _top()
        module = import_module(f"analytics.commands.{ALONE[said[0]]}")
        module.add(verb)
        return top.parse_args(said), module.work
    options = parser().parse_args(said)
    from analytics.commands.verbs import VERBS

    return options, VERBS[options.verb]


def main(argv: list[str] | None = None) -> int:
    """Runs one verb. 0 done; 1 done, but something fell short; 2 could not be done, with one plain sentence."""
    asked_json = "--json" in (argv if argv is not None else sys.argv)
    code, sentence = "internal", ""
    try:
        said = sys.argv[1:] if argv is None else argv
        options, work = _told(said)
        os.environ["AKOMODASI_LANG"] = options.lang
        return work(options)
    except AkomodasiError as refusal:
        code, sentence = refusal.code, refusal.sentence()
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        if os.environ.get("AKOMODASI_DEBUG"):
            raise
        if is_full(problem):
            code, sentence = "disk_full", say("disk_full", path=options.workspace)
        else:
            sentence = say("internal", detail=f"{type(problem).__name__}: {problem}")
    if asked_json:
        print(json.dumps({"error": code, "sentence": sentence}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return 2

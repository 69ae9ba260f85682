"""What every verb shares: words to stderr, one result to stdout, the question of an `ask` line, the mart after an import."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.errors import AkomodasiError, BadQuestion, language
from analytics.errors import say as sentence
from analytics.register.files import is_full
from analytics.register.workspace import default_author, default_path, open_workspace

if TYPE_CHECKING:
    from analytics.query.answer import Question


def say(*words: object) -> None:
    """Progress and notes go to stderr: stdout is for the result."""
    print(*words, file=sys.stderr)


def out(options: argparse.Namespace, result: dict[str, Any], lines: list[str]) -> None:
    """One JSON document where asked for, else lines for a person."""
    if options.json:
        print(json.dumps(result, ensure_ascii=False, default=str))
    else:
        print("\n".join(lines))


def build_after(o: argparse.Namespace, result: dict[str, Any]) -> bool:
    """Builds the mart of what was just imported; False, and a sentence, where that fails: the import itself is kept."""
    from analytics.marts.build import build, current, stale  # heavy, and not needed where nothing is built

    workspace = open_workspace(o.workspace, o.author)
    try:
        if stale(workspace) or current(workspace) is None:
            result["mart"] = build(workspace, o.author, progress=lambda step: say("mart:", step))
    except Exception as problem:
        if os.environ.get("AKOMODASI_DEBUG"):
            raise
        detail = f"{type(problem).__name__}: {problem}"
        if is_full(problem):
            detail = sentence("disk_full", path=workspace.path)
        elif isinstance(problem, AkomodasiError):
            detail = problem.sentence()
        result["mart"] = None
        result["mart_problem"] = sentence("import_kept_mart_failed", detail=detail)
        say(result["mart_problem"])
        return False
    return True


def question(o: argparse.Namespace) -> Question:
    """The question of an `ask` line."""
    from analytics.query.answer import Question

    where: dict[str, list[str]] = {}
    for text in o.where:
        dimension, sign, value = text.partition("=")
        if not sign or not value.strip():
            raise BadQuestion("filter_form", text=text)
        where.setdefault(dimension.strip(), []).append(value.strip())
    by = tuple(d.strip() for d in o.by.split(",") if d.strip())
    return Question(o.measure, by, tuple((k, tuple(v)) for k, v in where.items()), o.universe, o.version_kind)


def common(parser: argparse.ArgumentParser, *, after: bool) -> None:
    """Options accepted before or after the verb; after it they only speak when given."""
    default: Any = argparse.SUPPRESS if after else None
    parser.add_argument("--workspace", type=Path, default=default or (argparse.SUPPRESS if after else default_path()))
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS if after else False)
    parser.add_argument("--author", default=argparse.SUPPRESS if after else default_author())
    parser.add_argument("--lang", choices=("id", "en"), default=argparse.SUPPRESS if after else language())


def one_figure(p: argparse.ArgumentParser) -> None:
    """Options that pick one figure of an answer: what is asked beside the measure, the row, the part."""
    p.add_argument("--by", default="")
    p.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    p.add_argument("--universe", default="district")
    p.add_argument("--version", dest="version_kind", default="apbd")
    p.add_argument(
        "--row", action="append", default=[], metavar="DIM=VALUE", help="one row of the answer; none: the whole"
    )
    p.add_argument("--part", help="one figure of a measure that tells several")

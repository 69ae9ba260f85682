"""The verbs `backup` (a workspace as one file, while others work) and `restore` (a workspace of such a file, somewhere new)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analytics.commands.telling import out, say
from analytics.errors import AkomodasiError
from analytics.errors import say as sentence
from analytics.marts.build import build
from analytics.register.backup import back_up
from analytics.register.recovery import restore
from analytics.register.workspace import Workspace


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Both verbs and their options."""
    p = verb("backup", "write the workspace as one file that `restore` makes a workspace of; others may go on working")
    p.add_argument("--out", type=Path, required=True, metavar="FILE", help=".tar or .tar.gz")
    p = verb("restore", "make a workspace of a backup, in an empty or absent folder, and build its mart")
    p.add_argument("file", type=Path, metavar="FILE")


def _backup(o: argparse.Namespace) -> int:
    """0: everything the ledger names is in it; 1: what is lost or damaged is named and left out."""
    made = back_up(Workspace(o.workspace.resolve()), o.out, progress=lambda step: say("backup:", step))
    size = o.out.stat().st_size
    result = {"file": str(o.out), "bytes": size, "position": made.position, **made.counts, "missing": made.missing}
    lines = [str(o.out), *_lines(result, "bytes", "position", *made.counts), *_missing(made.missing, o.lang)]
    out(o, result, lines)
    return 1 if made.missing else 0


def _restore(o: argparse.Namespace) -> int:
    """0: restored and built; 1: restored, but files are missing or the mart could not be built."""
    found = restore(o.file, o.workspace, o.author, progress=lambda step: say("restore:", step))
    result: dict[str, Any] = {"workspace": str(found.workspace.path), "position": found.position, "files": found.files}
    result |= {"missing": found.missing, "mart": _built(o, found.workspace)}
    out(o, result, [*_lines(result, "workspace", "position", "files", "mart"), *_missing(found.missing, o.lang)])
    return 1 if found.missing or result["mart"] is None else 0


def _built(o: argparse.Namespace, workspace: Workspace) -> str | None:
    """The mart of the restored workspace; None, and a sentence, where it cannot be built: the restored files stay."""
    try:
        return build(workspace, o.author, progress=lambda step: say("mart:", step))
    except Exception as problem:
        if os.environ.get("AKOMODASI_DEBUG"):
            raise
        detail = problem.sentence() if isinstance(problem, AkomodasiError) else f"{type(problem).__name__}: {problem}"
        say(sentence("restore_mart_failed", detail=detail))
        return None


def _lines(result: dict[str, Any], *names: str) -> list[str]:
    return [f"{name}: {result[name]}" for name in names if result[name] is not None]


def _missing(names: tuple[str, ...], lang: str) -> list[str]:
    return [sentence("part_missing", lang, file=name) for name in names]


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {"backup": _backup, "restore": _restore}

"""Puts the published facts that ship with the program into a workspace, through the normal import. Idempotent."""

from __future__ import annotations

import logging
from pathlib import Path

from analytics.errors import NotAllowed
from analytics.intake.parse import Options, parse
from analytics.marts.build import build, current, stale
from analytics.register.imports import imports, publish
from analytics.register.workspace import Workspace

FACTS = Path(__file__).resolve().parents[1] / "data" / "reference" / "context"


def seed(workspace: Workspace, author: str) -> None:
    """Imports shipped facts that the workspace has never held, and builds the mart where it is behind."""
    known = {i.facts["sha256"] for i in imports(workspace)}
    for path in sorted(FACTS.glob("*.csv")):
        parsed = parse(path, Options(kind="context"))
        if parsed[0].sha256 not in known:
            try:
                publish(workspace, parsed, path, author)
            except NotAllowed:  # a server may run under a name that imports nothing
                logging.getLogger("akomodasi").warning("%s may not import the published facts", author)
    if stale(workspace) or current(workspace) is None:
        build(workspace, author)

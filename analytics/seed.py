"""Puts what ships with the program into a workspace, through the normal import: published facts, and an invented regency where
nobody has brought anything yet. Idempotent."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from analytics.demo.run import SIZES, bring
from analytics.errors import NotAllowed
from analytics.events import warn
from analytics.intake.parse import Options, parse
from analytics.marts.build import build, current, stale
from analytics.register.imports import PUBLISHED, imports, publish
from analytics.register.workspace import Workspace

FACTS = Path(__file__).resolve().parents[1] / "data" / "reference" / "context"


def seed(workspace: Workspace, author: str, progress: Callable[[str], None] = lambda step: None) -> None:
    """Imports shipped facts that the workspace has never held, and builds the mart where it is behind.

    An empty workspace also gets Kabupaten Rekaan, so that people see the whole product before they have data:
    $AKOMODASI_DEMO says full (the default), small or off. A workspace that may only be read stays as it is.
    """
    if not workspace.ledger.writable:
        return
    size = os.environ.get("AKOMODASI_DEMO", "full")
    if size in SIZES and not workspace.ledger.events(PUBLISHED):
        try:
            bring(workspace, author, size=size, progress=progress)
        except NotAllowed:
            warn("may_not_import_invented")
    known = {i.facts["sha256"] for i in imports(workspace)}
    for path in sorted(FACTS.glob("*.csv")):
        parsed = parse(path, Options(kind="context"))
        if parsed[0].sha256 not in known:
            try:
                publish(workspace, parsed, path, author)
            except NotAllowed:  # a server may run under a name that imports nothing
                warn("may_not_import_facts")
    if stale(workspace) or current(workspace) is None:
        progress("menyusun data")
        build(workspace, author)

"""Marts that are no longer needed make room: whoever asks for one has it built again from the ledger."""

from __future__ import annotations

from pathlib import Path

from analytics.register.files import sweep
from analytics.register.workspace import Workspace


def expire(workspace: Workspace, needed: set[Path], most: int) -> None:
    """Takes away marts beyond the `most` newest but those needed, and what a build that was killed left behind."""
    for folder in (workspace.marts, workspace.imports, workspace.path / "links", *workspace.originals.glob("*")):
        sweep(folder)
    sweep(workspace.marts, ".building-*")
    for old in sorted(workspace.marts.glob("mart-*.duckdb"), key=_age)[most:]:
        if old not in needed:
            try:
                old.unlink(missing_ok=True)
            except PermissionError:  # Windows keeps a file that a server has open; the next build takes it
                continue


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except FileNotFoundError:  # another process took it away meanwhile
        return 0.0

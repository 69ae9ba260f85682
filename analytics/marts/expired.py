"""Marts that are no longer needed make room: whoever asks for one has it built again from the ledger."""

from __future__ import annotations

from pathlib import Path

from analytics.marts.spare import spare
from analytics.register.files import sweep
from analytics.register.workspace import Workspace


def expire(workspace: Workspace, needed: set[Path], most: int, serving: Path) -> None:
    """Takes away marts beyond the `most` newest but those needed, spare copies of all but the serving one, and what a build that
    was killed left behind."""
    for folder in (workspace.marts, workspace.imports, workspace.path / "links", *workspace.originals.glob("*")):
        sweep(folder)
    sweep(workspace.marts, ".building-*")
    marts = sorted(workspace.marts.glob("mart-*.duckdb"), key=_age)
    idle = [p for p in workspace.marts.glob(".spare-*.duckdb") if p != spare(serving)]
    for old in (*idle, *(p for p in marts[most:] if p not in needed)):
        try:
            old.unlink(missing_ok=True)
        except PermissionError:  # Windows keeps a file that a server has open; the next build takes it
            continue


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except FileNotFoundError:  # another process took it away meanwhile
        return 0.0

"""A workspace: the folder that holds one office's originals, typed rows, ledger and marts. Nothing is read outside it."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

from analytics.errors import Damaged
from analytics.register.files import unwritable
from analytics.register.ledger import Ledger

CREATED = "workspace.created"


def default_path() -> Path:
    """$AKOMODASI_WORKSPACE, else ./workspace."""
    return Path(os.environ.get("AKOMODASI_WORKSPACE") or "workspace")


def default_author() -> str:
    """$AKOMODASI_AUTHOR, else the name this machine knows the person by, else nothing: then writing asks for one."""
    try:
        return os.environ.get("AKOMODASI_AUTHOR") or getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as containers have them
        return ""


@dataclass(frozen=True)
class Workspace:
    """Paths of one workspace and its ledger; `open_workspace` makes sure they are there."""

    path: Path

    @property
    def originals(self) -> Path:
        return self.path / "originals"

    @property
    def imports(self) -> Path:
        return self.path / "imports"

    @property
    def marts(self) -> Path:
        return self.path / "marts"

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.path / "ledger.sqlite")

    def original(self, sha256: str) -> Path:
        return self.originals / sha256[:2] / sha256

    def imported(self, import_id: str) -> Path:
        return self.imports / import_id


def look_at(path: Path | None = None) -> Workspace:
    """The workspace at `path` as it is; where there is none, one that holds nothing, and nothing is made."""
    workspace = Workspace((path or default_path()).resolve())
    _require_ledger(workspace)
    return open_workspace(path) if workspace.ledger.path.exists() else workspace


def open_workspace(path: Path | None = None, author: str | None = None) -> Workspace:
    """The workspace at `path`; a new one names its author as admin in its first events. One that is there and may only be read is
    opened for reading. Raises where there is none and none can be made."""
    workspace = Workspace((path or default_path()).resolve())
    _require_ledger(workspace)
    try:
        for folder in (workspace.originals, workspace.imports, workspace.marts):
            folder.mkdir(parents=True, exist_ok=True)
        workspace.ledger.prepare()
    except OSError as problem:
        raise unwritable(workspace.path, problem) from problem
    if not workspace.ledger.writable and workspace.ledger.events(CREATED):
        return workspace
    with workspace.ledger.writing() as write:
        if not write.events(CREATED):
            who = author or default_author()
            write.append(CREATED, who, "workspace", {})
            write.append("role.granted", who, who, {"role": "admin", "regency": "*"})
    return workspace


def _require_ledger(workspace: Workspace) -> None:
    """Imports without a ledger are a workspace that lost it, never a new one: what people decided would be gone in silence."""
    path = workspace.ledger.path
    try:
        lost = (not path.exists() or path.stat().st_size == 0) and any(workspace.imports.glob("[!.]*"))
    except OSError as problem:
        raise unwritable(workspace.path, problem) from problem
    if lost:
        raise Damaged("ledger_gone", path=path)

"""Files on their way in: they lie in the workspace until they are imported or left, and only for who may import. No facts."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from pathlib import Path

from analytics.intake.tables import name_of
from analytics.register.files import unwritable, write_whole
from analytics.register.people import ANYWHERE, require
from analytics.register.workspace import Workspace

LEFT = 24 * 3600  # seconds after which a file nobody imported is taken away
LONGEST = 120  # letters of a name kept; its ending stays
_PARTS = re.compile(r"[/\\]")


def receive(workspace: Workspace, author: str, name: str, data: bytes) -> Path:
    """Puts an uploaded file into the workspace and says where. Raises NotAllowed for who imports nowhere."""
    with workspace.ledger.writing() as write:
        require(write, author, "importer", ANYWHERE, somewhere=True)
    _tidy(workspace)
    target = _folder(workspace) / hashlib.sha256(data).hexdigest()[:16] / safe_name(name)
    try:
        if not target.exists():
            write_whole(target, lambda temporary: temporary.write_bytes(data))
    except OSError as problem:
        raise unwritable(workspace.path, problem) from problem
    return target


def leave(path: Path) -> None:
    """Takes an uploaded file away again, once it was imported or is not wanted."""
    shutil.rmtree(path.parent, ignore_errors=True)


def safe_name(name: str) -> str:
    """The last part of what a browser calls a file, as the name of a file here: no folder, no sign that is none, not too long."""
    last = name_of(Path(_PARTS.split(name)[-1])).strip(" .") or "berkas"
    stem, dot, suffix = last.rpartition(".")
    kept = LONGEST - len(suffix) - 1
    return last if len(last) <= LONGEST or kept < 1 else f"{(stem or last)[:kept]}{dot}{suffix}"


def _folder(workspace: Workspace) -> Path:
    return workspace.path / "incoming"


def _tidy(workspace: Workspace) -> None:
    for left in _folder(workspace).glob("*"):
        try:
            if time.time() - left.stat().st_mtime > LEFT:
                shutil.rmtree(left, ignore_errors=True)
        except FileNotFoundError:  # another process was faster
            continue

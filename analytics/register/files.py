"""Files that appear whole or not at all: written beside, flushed to disk, then renamed."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

ABANDONED = 24 * 3600  # seconds


def _flush(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def flush_folder(folder: Path) -> None:
    """Makes a rename in `folder` survive a power cut. Windows has no such call: it orders renames itself."""
    if os.name != "nt":
        _flush(folder)


def write_whole(target: Path, write: Callable[[Path], object]) -> None:
    """Calls `write(temporary path)` and puts the result at `target` in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.tmp"
    try:
        write(temporary)
        if os.name != "nt":
            _flush(temporary)
        temporary.replace(target)
        flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_folder_whole(target: Path, write: Callable[[Path], object]) -> None:
    """Like `write_whole` for a folder; an existing `target` is left as it is (its content is named by hash), an empty one gives
    way."""
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.tmp"
    temporary.mkdir()
    try:
        write(temporary)
        if os.name != "nt":
            for part in temporary.iterdir():
                _flush(part)
        try:
            temporary.rename(target)
        except OSError:
            if not target.exists():  # another process may have put the same content there first
                raise
        flush_folder(target.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def take_away(folder: Path, prefix: str) -> None:
    """What begins with `prefix` and is older than a day: left by a process that was killed, and nobody's any more."""
    for left in folder.glob("*"):
        if left.name.startswith(prefix) and time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)

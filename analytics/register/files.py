"""Files that appear whole or not at all: written beside, flushed to disk, then renamed. What a process that was killed left
beside is taken away by a later one."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from analytics.errors import AkomodasiError

ABANDONED = 24 * 3600  # seconds after which what was not finished is nobody's any more
BESIDE = ".*.tmp"  # what is being written


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
    _sweep_beside(target)
    temporary = _beside(target)
    try:
        write(temporary)
        if os.name != "nt":
            _flush(temporary)
        temporary.replace(target)
        flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_folder_whole(target: Path, write: Callable[[Path], object], *, of_many: bool = False) -> None:
    """Like `write_whole` for a folder; an existing `target` is left as it is (its content is named by hash), an empty one gives
    way. `of_many`: whoever writes many beside each other sweeps there before the first and flushes that folder after the last,
    instead of for each."""
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if not of_many:
        _sweep_beside(target)
    temporary = _beside(target)
    temporary.mkdir()
    try:
        write(temporary)
        if os.name != "nt":
            for part in (*temporary.rglob("*"), temporary):
                _flush(part)
        try:
            temporary.rename(target)
        except OSError:
            if not target.exists():  # another process may have put the same content there first
                raise
        if not of_many:
            flush_folder(target.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _sweep_beside(target: Path) -> None:
    sweep(target.parent, f".{glob.escape(target.name)}.*.tmp")


def _beside(target: Path) -> Path:
    """Where `target` is written until it is whole."""
    return target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.tmp"


def sweep(folder: Path, pattern: str = BESIDE) -> None:
    """Takes away what lies unfinished in `folder` for longer than anybody works on it."""
    for left in folder.glob(pattern):
        if not _abandoned(left):
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            try:
                left.unlink(missing_ok=True)
            except PermissionError:  # Windows keeps a file that somebody has open
                continue


def _abandoned(path: Path) -> bool:
    """Also what is dated far ahead: a clock that was wrong and went back must not keep it for ever."""
    try:
        return abs(time.time() - path.stat().st_mtime) > ABANDONED
    except FileNotFoundError:  # another process took it away meanwhile
        return False


def unwritable(folder: Path, problem: OSError) -> AkomodasiError:
    """The refusal where a workspace cannot be written: the disk is full, or something else is wrong with it."""
    if is_full(problem):
        return AkomodasiError("disk_full", path=folder)
    return AkomodasiError("workspace_unwritable", path=folder, detail=problem.strerror or problem)


def is_full(problem: BaseException) -> bool:
    """The disk is full, or the share of it that this account may use; DuckDB tells it in words only, where it lays out what does
    not fit in memory by naming the setting that took all there was."""
    full = getattr(problem, "errno", None) in {errno.ENOSPC, errno.EDQUOT}
    return full or any(words in str(problem) for words in (os.strerror(errno.ENOSPC), "max_temp_directory_size"))

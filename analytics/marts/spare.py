"""A spare copy of the serving mart, made once it serves: the next build of one regency begins with it instead of waiting for a
copy. Nobody ever reads it; where there is none, or it is not whole, the mart itself is copied."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from analytics.register.files import write_whole

ROOT = Path(__file__).resolve().parents[2]
SIZE = 200_000_000  # bytes of a mart from which copying it is waited for: a second where it comes from disk
ROOM = 2  # times its size that stay free beside the spare: a build may need a copy and what does not fit in memory
AT_ONCE = 1 << 30  # bytes

_making: list[subprocess.Popen[bytes]] = []


def spare(mart: Path) -> Path:
    """Where the spare copy of a mart lies, if there is one."""
    return mart.with_name(f".spare-{mart.name.removeprefix('mart-')}")


def begin(mart: Path, target: Path) -> None:
    """Puts a copy of `mart` at `target`: the spare one by its name, so that two who build never share it, else a new one."""
    with contextlib.suppress(OSError):
        if spare(mart).stat().st_size == mart.stat().st_size:
            os.utime(spare(mart))  # what is being built is young: another's build sweeps what was left for a day
            spare(mart).replace(target)
            return
    forget(mart)
    copy(mart, target)


def forget(mart: Path) -> None:
    """Takes the spare copy of a mart away."""
    with contextlib.suppress(OSError):  # it is taken away with the next mart
        spare(mart).unlink(missing_ok=True)


def copy(mart: Path, target: Path) -> None:
    """Copies a file; file systems that can let both share their blocks until one is written."""
    if hasattr(os, "copy_file_range"):
        with contextlib.suppress(OSError), mart.open("rb") as source, target.open("wb") as made:
            while os.copy_file_range(source.fileno(), made.fileno(), AT_ONCE):
                pass
            if made.tell() == mart.stat().st_size:
                return
    shutil.copyfile(mart, target)


def lay_by(mart: Path) -> None:
    """Has a spare copy of a large mart made by a process of its own, for which nobody waits, where the disk has room for it."""
    with contextlib.suppress(OSError):  # a copy that cannot be made is not missed
        size = mart.stat().st_size
        if size < SIZE or spare(mart).exists() or shutil.disk_usage(mart.parent).free < (1 + ROOM) * size:
            return
        words = [sys.executable, "-m", "analytics.marts.spare", str(mart)]
        silent = subprocess.DEVNULL
        _making[:] = [m for m in _making if m.poll() is None]
        _making.append(
            subprocess.Popen(  # noqa: S603 - our own module
                words, cwd=ROOT, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
            )
        )


def make(mart: Path) -> None:
    """Makes the spare copy: whole and on disk, or not at all."""
    write_whole(spare(mart), lambda temporary: copy(mart, temporary))


if __name__ == "__main__":
    make(Path(sys.argv[1]))

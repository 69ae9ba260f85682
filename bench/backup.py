"""A backup of the demonstration and the workspace restored from it, beside a plain copy of the folder: seconds and megabytes."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from analytics.demo.run import demo
from analytics.marts.build import build
from analytics.register.backup import back_up
from analytics.register.recovery import restore
from analytics.register.workspace import open_workspace
from bench.timing import say, seconds, spread

AUTHOR = "bench"


def measure(repeat: int) -> dict[str, Any]:
    """Of each form of the file: how long writing and restoring take (without and with the mart), and how large it is."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), min(repeat, 3))


def _measured(folder: Path, repeat: int) -> dict[str, Any]:
    workspace = open_workspace(folder / "ruang", AUTHOR)
    say("  demo ...")
    demo(workspace, AUTHOR)
    found: dict[str, Any] = {"unit": "seconds"}
    kept = ("ledger.sqlite", "imports", "originals")
    for ending in (".tar", ".tar.gz"):
        path, target = folder / f"cadangan{ending}", folder / "baru"
        writing, reading = [], []
        for _ in range(repeat):
            path.unlink(missing_ok=True)
            shutil.rmtree(target, ignore_errors=True)
            writing.append(seconds(partial(back_up, workspace, path)))
            reading.append(seconds(partial(restore, path, target, AUTHOR)))
        again = open_workspace(target)
        found[ending] = {
            "backup": spread(writing),
            "restore": spread(reading),
            "mart": round(seconds(partial(build, again, AUTHOR)), 1),
            "megabytes": round(path.stat().st_size / 1e6, 1),
        }
        say(f"  {ending}: {min(writing):.2f} s, back {min(reading):.2f} s, {found[ending]['megabytes']} MB")
    found["plain_copy"] = spread(
        [seconds(lambda: _copied(workspace.path, kept, folder / "salinan")) for _ in range(repeat)]
    )
    return found


def _copied(source: Path, names: tuple[str, ...], target: Path) -> None:
    """What `cp -R` does: nothing is hashed, checked or of one moment."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for name in names:
        path = source / name
        shutil.copytree(path, target / name) if path.is_dir() else shutil.copy(path, target / name)

"""Writes a world as the files an office would hold. The same world gives the same bytes."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analytics.demo.lists import Lists
from analytics.demo.made import Made
from analytics.demo.model import World
from analytics.demo.papers import Papers
from analytics.demo.spending import Spending
from analytics.demo.village_papers import VillagePapers
from analytics.errors import AkomodasiError


def write_files(world: World, folder: Path) -> list[Made]:
    """Every file of the world, in a folder made for them; in the order in which an office would import them."""
    folder.mkdir(parents=True)
    parts = (Papers, Lists, VillagePapers, Spending)
    return [made for part in parts for made in part(world, folder).all()]


@contextmanager
def anew(folder: Path) -> Iterator[Path]:
    """A folder beside `folder`: what is in it takes its place there when the block ends well, and only then."""
    beside = folder.parent / f".{folder.name}.{uuid.uuid4().hex[:8]}.tmp"
    made, before = beside / "new", beside / "old"
    try:
        try:
            made.mkdir(parents=True)
            before.mkdir()
        except OSError as problem:
            raise AkomodasiError("workspace_unwritable", path=folder, detail=problem.strerror) from problem
        yield made
        _swap(made, folder, before)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _swap(made: Path, folder: Path, before: Path) -> None:
    """Puts every part of `made` into `folder` and what was there before into `before`; where one cannot be moved, none is."""
    moved: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(exist_ok=True)
        parts = sorted(made.iterdir())
        moves = [(folder / p.name, before / p.name) for p in parts] + [(p, folder / p.name) for p in parts]
        for old, new in moves:
            if old.exists():
                old.rename(new)
                moved.append((old, new))
    except OSError as problem:
        for old, new in reversed(moved):
            new.rename(old)
        raise AkomodasiError("workspace_unwritable", path=folder, detail=problem.strerror) from problem

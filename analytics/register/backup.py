"""Writes a backup of a workspace as one file, while others read and write: the ledger as it is at one moment, then what that copy
names. Marts are left out but those behind a certificate or a published figure: another program could not make them again."""

from __future__ import annotations

import datetime as dt
import glob
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow.parquet as pq

from analytics import __version__
from analytics.errors import AkomodasiError, BadFile, Damaged
from analytics.intake.parse import fingerprint
from analytics.register import archive
from analytics.register.certificates import certified
from analytics.register.files import flush_folder, sweep, write_whole
from analytics.register.layouts import LAYOUT
from analytics.register.ledger import Ledger
from analytics.register.publication import published
from analytics.register.workspace import Workspace

PREFIX = ".backup-"  # of the folder beside the backup that holds it until it is whole
PACKED = 3  # of gzip: rows are packed already, lists as they came shrink to a sixth with any level


@dataclass(frozen=True)
class Backup:
    """What was written: the ledger's position, how many files of each kind, and those the ledger names that are lost or no longer
    what was imported (they are not in the backup)."""

    position: int
    counts: dict[str, int]
    missing: tuple[str, ...]


@dataclass
class _Hashing:
    """A file that is hashed while it is read."""

    file: IO[bytes]
    sha256: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.sha256.update(part)
        return part


def back_up(workspace: Workspace, target: Path, progress: Callable[[str], None] = lambda step: None) -> Backup:
    """Writes the backup to `target` (.tar or .tar.gz), whole or not at all; only its owner may read it, names are in it.

    Raises BadFile where `target` is there or cannot be written, Damaged where the ledger's chain is broken: nothing could be
    restored from that."""
    if not target.name.endswith(archive.ENDINGS):
        raise BadFile("report_ending", file=target.name, endings=", ".join(archive.ENDINGS))
    if target.exists():
        raise BadFile("template_exists", file=target.name)
    if not workspace.ledger.path.exists():
        raise AkomodasiError("backup_nothing", path=workspace.path)
    if (found := workspace.ledger.layout()) > LAYOUT:
        raise AkomodasiError("workspace_newer", path=workspace.path, found=found, known=LAYOUT)
    made: list[Backup] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent, f"{glob.escape(PREFIX)}*")
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=target.parent) as folder:
            ledger = Ledger(Path(folder) / archive.LEDGER)
            progress(archive.LEDGER)
            workspace.ledger.copy(ledger.path)
            broken = ledger.broken_at()
            if broken is not None:
                raise Damaged("backup_chain", path=workspace.ledger.path, event=broken)
            ready = Path(folder) / target.name
            write_whole(ready, lambda temporary: made.append(_write(workspace, ledger, temporary, target, progress)))
            ready.replace(target)
            flush_folder(target.parent)
    except OSError as problem:
        raise BadFile("report_unwritable", file=target.name, detail=problem.strerror or problem) from problem
    return made[0]


def _write(
    workspace: Workspace, ledger: Ledger, temporary: Path, target: Path, progress: Callable[[str], None]
) -> Backup:
    needed = archive.needed(ledger.events())
    position, last = ledger.head()
    facts = {
        "backup": archive.FORMAT,
        "layout": ledger.layout(),
        "version": __version__,
        "position": position,
        "hash": last,
    }
    facts["at"] = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    temporary.touch(mode=0o600)
    mode = "w:gz" if target.suffix == ".gz" else "w:"
    packed: dict[str, Any] = {"compresslevel": PACKED} if target.suffix == ".gz" else {}
    held: dict[str, dict[str, Any]] = {}
    with tarfile.open(temporary, mode, format=tarfile.PAX_FORMAT, **packed) as tar:  # type: ignore[call-overload]
        _add(tar, archive.ABOUT, io.BytesIO(_json(facts)), len(_json(facts)))
        with ledger.path.open("rb") as file:
            held[archive.LEDGER] = _add(tar, archive.LEDGER, file, ledger.path.stat().st_size)
        room = ""
        for name, path in _parts(workspace, ledger, needed):
            if room != (room := name.partition("/")[0]):
                progress(room)
            if _whole(name, path):
                with path.open("rb") as file:
                    held[name] = _add(tar, name, file, path.stat().st_size)
        listed = _json({"files": held})
        _add(tar, archive.MANIFEST, io.BytesIO(listed), len(listed))
    counts = {kind: sum(name.startswith(f"{kind}/") for name in held) for kind in ("originals", "imports", "marts")}
    return Backup(position, counts, needed.lacking(held))


def _parts(workspace: Workspace, ledger: Ledger, needed: archive.Needed) -> Iterator[tuple[str, Path]]:
    """(name in the backup, path) of everything beside the ledger, room by room."""
    marts = {f"marts/mart-{mart}.duckdb" for mart in certified(ledger) | published(ledger)}
    for name in sorted({*needed.parts, *needed.more, *marts}):
        if archive.PART.fullmatch(name):
            yield name, workspace.path / name


def _whole(name: str, path: Path) -> bool:
    """The file is there and is what it was: an original by its name, rows by what stands at the end of a Parquet file."""
    try:
        if name.startswith("originals/"):
            return fingerprint(path) == path.name
        if name.startswith("imports/"):
            return pq.ParquetFile(path).metadata is not None
        return path.is_file()
    except (OSError, ValueError):
        return False


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> dict[str, Any]:
    """Adds one file without its owner or time; returns its size and hash."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    hashing = _Hashing(file)
    tar.addfile(info, hashing)
    return {"bytes": size, "sha256": hashing.sha256.hexdigest()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()

"""Makes a workspace of a backup, whole or not at all: everything is taken out beside the new workspace, checked there, and put in
its place in one step. Believes nothing of the file: names, sizes, hashes and the ledger's chain are looked at first."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
import tarfile
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from analytics.errors import AkomodasiError, BadFile
from analytics.register import archive
from analytics.register.files import flush_folder, sweep
from analytics.register.layouts import LAYOUT
from analytics.register.ledger import Ledger
from analytics.register.workspace import Workspace, open_workspace

RESTORED = "workspace.restored"
CHUNK = 1 << 20
TORN = (tarfile.TarError, zlib.error, EOFError)


@dataclass(frozen=True)
class Restored:
    """The new workspace, the ledger's position in the backup, how many files came, and those its ledger names that did not."""

    workspace: Workspace
    position: int
    files: int
    missing: tuple[str, ...]


def restore(file: Path, target: Path, author: str, progress: Callable[[str], None] = lambda step: None) -> Restored:
    """The workspace of a backup at `target`, which must be absent or empty; its ledger says last that `author` restored it.

    Raises BadFile for what is no backup, is cut short or was changed, AkomodasiError where `target` holds anything, cannot be
    written, or the backup is of a newer program; then `target` is as it was."""
    if not author.strip():
        raise AkomodasiError("author_needed")
    target = target.resolve()
    prefix = f".restoring-{target.name}-"
    staged = target.parent / f"{prefix}{uuid.uuid4().hex[:8]}"
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise AkomodasiError("restore_not_empty", path=target)
        sweep(target.parent, f"{glob.escape(prefix)}*")
        staged.mkdir(parents=True, mode=0o700)
        about, held = _taken_out(file, staged, progress)
        progress(archive.LEDGER)
        _check_ledger(file, Ledger(staged / archive.LEDGER), about)
        found = open_workspace(staged)
        missing = archive.needed(found.ledger.events()).lacking(held)
        with found.ledger.writing() as write:
            write.append(RESTORED, author, "workspace", {k: about[k] for k in ("position", "hash", "version", "at")})
        if target.exists():
            target.rmdir()
        staged.rename(target)
        flush_folder(target.parent)
    except OSError as problem:
        raise AkomodasiError("workspace_unwritable", path=target, detail=problem.strerror or problem) from problem
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Restored(Workspace(target), about["position"], len(held), missing)


def _taken_out(file: Path, staged: Path, progress: Callable[[str], None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(about, {path: bytes and hash}) of the parts, which stand under `staged` and are what the manifest says."""
    about: dict[str, Any] = {}
    listed: dict[str, Any] | None = None
    held: dict[str, Any] = {}
    room = ""
    try:
        with _reading(file) as tar:
            for member in tar:
                name = member.name
                if member.type not in {tarfile.REGTYPE, tarfile.AREGTYPE} or name in held or listed is not None:
                    raise BadFile("backup_foreign", file=file.name, part=name)
                data = tar.extractfile(member)
                assert data is not None  # noqa: S101 - a regular file has content
                if not about:
                    about = _about(file, member, data)
                elif name == archive.MANIFEST:
                    listed = _small(file, member, data)["files"]
                elif archive.PART.fullmatch(name):
                    if room != (room := name.partition("/")[0]):
                        progress(room)
                    held[name] = _written(data, staged / name)
                else:
                    raise BadFile("backup_foreign", file=file.name, part=name)
    except TORN as problem:
        raise BadFile("backup_cut", file=file.name, detail=problem) from problem
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise BadFile("backup_not_one", file=file.name) from problem
    if listed is None:
        raise BadFile("backup_cut" if about else "backup_not_one", file=file.name, detail=archive.MANIFEST)
    for name in sorted(held.keys() | listed.keys()):
        original = name.startswith("originals/") and held.get(name, {}).get("sha256") != name.rpartition("/")[2]
        if held.get(name) != listed.get(name) or original:
            raise BadFile("backup_changed", file=file.name, part=name)
    return about, held


def _reading(file: Path) -> tarfile.TarFile:
    """The archive, read from front to end; what is neither a tar nor one packed by gzip is none."""
    try:
        with file.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        return tarfile.open(file, "r|gz" if packed else "r|")
    except tarfile.TarError as problem:
        raise BadFile("backup_not_one", file=file.name) from problem
    except OSError as problem:
        raise BadFile("file_unreadable", file=file.name, detail=problem.strerror or problem) from problem


def _about(file: Path, member: tarfile.TarInfo, data: IO[bytes]) -> dict[str, Any]:
    """What the backup says of itself. Raises where it is none or of a newer program."""
    if member.name != archive.ABOUT:
        raise BadFile("backup_not_one", file=file.name)
    about = _small(file, member, data)
    if int(about["backup"]) > archive.FORMAT or int(about["layout"]) > LAYOUT:
        raise AkomodasiError("backup_newer", file=file.name, found=about["layout"], known=LAYOUT)
    return {"at": str(about["at"]), "version": str(about["version"]), "hash": str(about["hash"])} | {
        "position": int(about["position"])
    }


def _small(file: Path, member: tarfile.TarInfo, data: IO[bytes]) -> dict[str, Any]:
    if member.size > archive.LARGEST:
        raise BadFile("backup_foreign", file=file.name, part=member.name)
    found = json.loads(data.read())
    if not isinstance(found, dict):
        raise BadFile("backup_not_one", file=file.name)
    return found


def _written(data: IO[bytes], path: Path) -> dict[str, Any]:
    """Writes one part through to the disk; returns its size and hash as they were read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sha256, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        while part := data.read(CHUNK):
            sha256.update(part)
            size += len(part)
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    return {"bytes": size, "sha256": sha256.hexdigest()}


def _check_ledger(file: Path, ledger: Ledger, about: dict[str, Any]) -> None:
    """Refuses a ledger of a newer program, of another make, with a broken chain, or that ends elsewhere than the backup says."""
    if not ledger.path.exists():
        raise BadFile("backup_changed", file=file.name, part=archive.LEDGER)
    if (found := ledger.layout()) > LAYOUT:
        raise AkomodasiError("backup_newer", file=file.name, found=found, known=LAYOUT)
    if not ledger.sound() or ledger.broken_at() is not None or ledger.head() != (about["position"], about["hash"]):
        raise BadFile("backup_changed", file=file.name, part=archive.LEDGER)

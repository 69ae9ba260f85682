"""Writes an open data package into the book of record: its datasets, what people settled and judged, and the links its
figures rest on, all of it in one ledger write or nothing. Never mixes it with files of the same regency that came
another way."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import AkomodasiError
from analytics.register import aliases
from analytics.register.files import unwritable, write_folder_whole, write_whole
from analytics.register.imports import PUBLISHED, WITHDRAWN, Import, changes, history, imports
from analytics.register.judgements import MADE, Word, word_of
from analytics.register.judgements import WITHDRAWN as TAKEN_BACK
from analytics.register.kept_rows import REJECTS
from analytics.register.ledger import Writing
from analytics.register.package_links import rows_key
from analytics.register.people import require
from analytics.register.workspace import Workspace

AMOUNT = {"line": "amount", "proposal": "estimated_cost"}
SHARED = {"context"}  # published facts ship with the program: a package may bring them again


@dataclass(frozen=True)
class Brought:
    """What a package holds. `facts` and `rows` of each dataset in order (facts as in a receipt, of the file it first came from
    under `origin`); `links`: what the engine had found by budget version (and "needs"), None where it is to be found anew."""

    regency: str
    sha256: str
    files: Mapping[str, bytes]  # by their hash: what is kept as originals
    datasets: tuple[tuple[dict[str, Any], pa.Table], ...]
    settled: tuple[aliases.Word, ...]
    judged: tuple[tuple[str, Word], ...]  # reviewer as the package calls them
    links: Mapping[str, pd.DataFrame] | None

    @property
    def mark(self) -> dict[str, str]:
        """What every fact of it bears."""
        return {"sha256": self.sha256}


def reviewer(name: str, regency: str) -> str:
    """Under which author the words of a package's reviewer stand: no account of this workspace."""
    return f"{name} (paket {regency})"


def preview(workspace: Workspace, brought: Brought) -> list[dict[str, Any]]:
    """The receipts that bringing it would give; nothing is written. Raises AkomodasiError as `bring` does."""
    known = imports(workspace)
    return list(_receipts(workspace, brought, known, _overlap(brought, known)))


def bring(workspace: Workspace, brought: Brought, author: str) -> list[dict[str, Any]]:
    """Publishes everything a package holds, in place of what an earlier package of the regency held. Returns a receipt
    per dataset.

    Raises NotAllowed, or AkomodasiError where the workspace holds other files of the regency. A package brought twice, or
    into the workspace it was made of, changes nothing and says so."""
    with workspace.ledger.writing() as write:
        require(write, author, "importer", brought.regency)
    receipts = preview(workspace, brought)
    if all(r["duplicate_of"] for r in receipts):
        return receipts
    kept = _keep(workspace, brought, receipts)
    with workspace.ledger.writing() as write:
        require(write, author, "importer", brought.regency)
        known = history(write.events(PUBLISHED, WITHDRAWN))
        there = _overlap(brought, known)
        for one in (i for i in known if i.facts.get("package") and i.facts["dataset"]["regency"] == brought.regency):
            write.append(WITHDRAWN, author, one.facts["dataset_id"], {"import_id": one.id}, brought.regency)
        receipts = list(_receipts(workspace, brought, known, there))
        new = [r for r in receipts if r["duplicate_of"] is None]
        _settle(write, brought, author)
        words = aliases.in_force(write.events(aliases.SETTLED, aliases.WITHDRAWN))
        future = [*(i for i in known if not i.facts.get("package")), *_as_imports(new)]
        new[-1]["links"] = [
            {"version": v, "rows": rows_key(future, words, brought.regency, v), "sha256": sha}
            for v, sha in kept.items()
        ]
        for receipt in new:
            write.append(PUBLISHED, author, receipt["dataset_id"], receipt, brought.regency)
        _judge(write, brought, author)
    return receipts


def _overlap(brought: Brought, known: list[Import]) -> dict[str, str]:
    """Datasets of the package that are here already from the very same files: id -> import. Raises where others are here."""
    own = [
        i
        for i in known
        if i.current and i.facts["dataset"]["regency"] == brought.regency and not i.facts.get("package")
    ]
    same = {f["dataset_id"]: f["origin"]["sha256"] for f, _ in brought.datasets if f["current"]}
    there = {i.facts["dataset_id"]: i.id for i in own if same.get(i.facts["dataset_id"]) == i.facts["sha256"]}
    others = [i for i in own if i.facts["dataset_id"] not in there]
    if not others and there.keys() != same.keys():
        others = [i for i in own if i.facts["table"] not in SHARED]
    if others:
        raise AkomodasiError("package_not_empty", n=len(own), regency=brought.regency, file=others[0].facts["file"])
    return there


def _receipts(
    workspace: Workspace, brought: Brought, known: list[Import], there: dict[str, str]
) -> Iterator[dict[str, Any]]:
    mine = {i.id: i for i in known if i.facts.get("package") and i.facts["dataset"]["regency"] == brought.regency}
    again = bool(mine) and all(i.facts["package"] == brought.mark for i in mine.values())
    whole = all(f["dataset_id"] in there for f, _ in brought.datasets)
    before: dict[str, tuple[str, pa.Table]] = {}
    for facts, rows in brought.datasets:
        if facts["dataset_id"] in there and not (facts["current"] or whole):
            continue
        receipt = {k: v for k, v in facts.items() if k != "current"}
        duplicate = there.get(facts["dataset_id"]) or (
            facts["import_id"] if again and facts["import_id"] in mine else None
        )
        old = before.get(facts["dataset_id"])
        receipt |= {
            "duplicate_of": duplicate,
            "supersedes": old[0] if old and not duplicate else None,
            "changes": None if duplicate else changes(rows, old[1] if old else None),
            "package": brought.mark,
        }
        before[facts["dataset_id"]] = facts["import_id"], rows
        yield receipt


def _as_imports(receipts: list[dict[str, Any]]) -> list[Import]:
    """What these receipts will be in the history once they are written: of one dataset the last is current."""
    last = {r["dataset_id"]: r["import_id"] for r in receipts}
    return [Import(0, "", "", last[r["dataset_id"]] == r["import_id"], r) for r in receipts]


def _keep(workspace: Workspace, brought: Brought, receipts: list[dict[str, Any]]) -> dict[str, str]:
    """Puts the files, the typed rows and the links on disk, under names made of their content. Returns version -> hash
    of links."""
    links = {v: _frame_bytes(frame) for v, frame in (brought.links or {}).items()}
    hashes = {v: hashlib.sha256(raw).hexdigest() for v, raw in links.items()}
    originals = {**brought.files, **{hashes[v]: raw for v, raw in links.items()}}
    wanted = {r["import_id"] for r in receipts if r["duplicate_of"] is None}
    try:
        for sha, raw in originals.items():
            if not workspace.original(sha).exists():
                write_whole(workspace.original(sha), partial(_bytes, raw))
        for facts, rows in brought.datasets:
            if facts["import_id"] in wanted:
                write_folder_whole(workspace.imported(facts["import_id"]), partial(_rows, rows))
    except OSError as problem:
        raise unwritable(workspace.path, problem) from problem
    return hashes


def _frame_bytes(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def _bytes(raw: bytes, temporary: Path) -> None:
    temporary.write_bytes(raw)


def _rows(rows: pa.Table, folder: Path) -> None:
    pq.write_table(rows, folder / "rows.parquet", compression="zstd")
    pq.write_table(REJECTS.empty_table(), folder / "rejects.parquet", compression="zstd")


def _settle(write: Writing, brought: Brought, author: str) -> None:
    """What the package says of words for places; what only an earlier package said is taken back."""
    events = write.events(aliases.SETTLED, aliases.WITHDRAWN)
    now = {(a.key, a.district): a for a in aliases.in_force(events) if a.regency == brought.regency}
    ours = {e.seq for e in events if e.kind == aliases.SETTLED and "package" in e.payload}
    said = {(aliases.key_of(w.words), w.district or ""): w for w in brought.settled}
    for (key, district), word in said.items():
        before = now.get((key, district))
        if before is None or before.code != word.code:
            what: dict[str, Any] = {
                "words": word.words,
                "key": key,
                "district": district,
                "code": word.code,
                "package": brought.sha256,
            }
            what["before"] = None if before is None else {"code": before.code}
            write.append(aliases.SETTLED, author, f"{key}|{district}", what, brought.regency)
    for place, alias in now.items():
        if alias.seq in ours and place not in said:
            taken = {"words": alias.words, "key": alias.key, "district": alias.district, "before": {"code": alias.code}}
            write.append(aliases.WITHDRAWN, author, "|".join(place), taken, brought.regency)


def _judge(write: Writing, brought: Brought, author: str) -> None:
    """The words of the package's reviewers; those that only an earlier package told are taken back. Who brought them is
    written too."""
    ours = reviewer("", brought.regency)
    last = {
        (e.author, e.subject): word_of(e.payload)
        for e in write.events(MADE)
        if e.regency == brought.regency and e.author.endswith(ours)
    }
    said = {(reviewer(name, brought.regency), word.subject): word for name, word in brought.judged}
    gone = {k: w for k, w in last.items() if k not in said and w.verdict != TAKEN_BACK}
    words = {k: Word(w.proposal_id, w.line_id, TAKEN_BACK) for k, w in gone.items()} | said
    for (who, subject), word in words.items():
        if last.get((who, subject)) != word:
            payload = {**word._asdict(), "brought_by": author, "package": brought.sha256}
            write.append(MADE, who, subject, payload, brought.regency)

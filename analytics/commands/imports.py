"""The verb `import`: files into the workspace, each with a receipt."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.commands.telling import build_after, out
from analytics.intake.mapping import Mapping
from analytics.intake.parse import Options
from analytics.register import imports as book
from analytics.register import mappings
from analytics.register.aliases import aliases
from analytics.register.mending import read_file
from analytics.register.workspace import look_at, open_workspace


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The options of `import`."""
    p = verb("import", "read files into the workspace: every row accepted or rejected with a reason")
    p.add_argument("files", nargs="+", type=Path, metavar="FILE")
    p.add_argument("--kind")
    p.add_argument("--regency")
    p.add_argument("--year", type=int)
    p.add_argument("--version", dest="version_kind")
    p.add_argument("--scope", default="")
    p.add_argument("--sheet")
    p.add_argument("--mapping", type=Path, metavar="FILE.toml", help="what the columns of an unknown table mean; kept")
    p.add_argument("--dry-run", action="store_true", help="show what would happen, write nothing")
    p.add_argument("--strict", action="store_true", help="exit 1 when a row was rejected")
    p.add_argument("--no-build", action="store_true", help="leave the mart as it is")


def work(o: argparse.Namespace) -> int:
    pa.set_memory_pool(pa.system_memory_pool())  # the usual one asks the system for fresh pages again and again
    if any(path.suffix.lower() == ".json" or os.path.isdir(path) for path in o.files):  # noqa: PTH112 - any name is allowed
        from analytics.commands import report_package  # brings in the whole program

        if report_package.is_meant(o):
            return report_package.bring_it(o)
    said = Mapping.read(o.mapping) if o.mapping else None
    known = tuple(m for m in mappings.known(look_at(o.workspace)) if said is None or m.name != said.name)
    settings = Options(
        said.kind if said else o.kind,
        o.regency,
        o.year,
        o.version_kind,
        o.scope,
        o.sheet,
        mappings=(*known, *([said] if said else [])),
        aliases=aliases(look_at(o.workspace)),
    )
    here = look_at(o.workspace)
    files = [read_file(here, path, settings) for path in o.files]  # every file is read before anything is made or kept
    if o.dry_run:
        receipts = book.preview(look_at(o.workspace), files)
    else:
        workspace = open_workspace(o.workspace, o.author)
        receipts = book.publish_all(workspace, files, o.author)
        if said:
            mappings.keep(workspace, said, o.author, receipts[0]["dataset"]["regency"])
    result: dict[str, Any] = {"files": receipts, "dry_run": o.dry_run}
    built = o.dry_run or o.no_build or build_after(o, result)
    out(o, result, [line for r in receipts for line in _receipt_lines(r)])
    rejected = any(r["rejected"] for r in receipts)
    return 1 if not built or (o.strict and rejected) else 0


def _receipt_lines(r: dict[str, Any]) -> list[str]:
    head = f"{r['file']} [{r['sheet']}] {r['dataset_id']}"
    counts = (
        f"  {r['rows_read']} baris dibaca = {r['accepted']} diterima + {r['rejected']} ditolak + {r['blank']} kosong"
    )
    counts += f" + {r['structure']} struktur"
    lines = [head, counts]
    if r["accepted_amount"] is not None:
        lines.append(f"  rupiah diterima: {r['accepted_amount']}")
    if r["printed_total"] is not None:
        lines.append(f"  jumlah tercetak: {r['printed_total']}")
    if any(r["reconciled"].values()):
        lines.append(f"  jumlah dicocokkan: {r['reconciled']['agree']} sama, {r['reconciled']['differ']} tidak sama")
    lines += [f"  ditolak: {n} x {reason}" for reason, n in r["by_reason"].items()]
    if r["places"]:
        lines.append(f"  tempat: {r['places']['resolved']} dikenali, {r['places']['unresolved']} belum dikenali")
    if r["duplicate_of"]:
        lines.append(f"  sama persis dengan impor {r['duplicate_of']}: tidak ada yang berubah")
    elif r["supersedes"]:
        c = r["changes"]
        lines.append(
            f"  menggantikan {r['supersedes']}: {c['new']} baru, {c['changed']} berubah, {c['gone']} tidak ada lagi"
        )
    return lines + [f"  {note}" for note in r["notes"]]

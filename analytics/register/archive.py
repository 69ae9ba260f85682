"""What a backup is made of: `about.json`, the parts by the paths they have in a workspace, and `manifest.json` with the hash of
each. Says what a ledger needs beside it and which names may stand in a backup; reads and writes no files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analytics.register.event import Event
from analytics.register.imports import PUBLISHED

FORMAT = 1
ABOUT, MANIFEST, LEDGER = "about.json", "manifest.json", "ledger.sqlite"
ENDINGS = (".tar", ".tar.gz")
LARGEST = 256_000_000  # bytes of about.json and manifest.json: what a restore reads into memory
# nothing else is taken out of a backup: no path that leads elsewhere can be one of these
PART = re.compile(
    r"ledger\.sqlite|originals/(?P<two>[0-9a-f]{2})/(?P=two)[0-9a-f]{62}"
    r"|imports/[0-9a-f]{8,64}/(rows|rejects)\.parquet|marts/mart-[0-9a-f]{12}\.duckdb"
)
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Needed:
    """What the events of a ledger rest on: path in the workspace -> the name people know the file by. `more`: hashes that are
    named elsewhere in the facts (the description of a package, for one): kept where their file is here."""

    parts: dict[str, str]
    more: frozenset[str]

    def lacking(self, held: Iterable[str]) -> tuple[str, ...]:
        """Files the ledger names that are not among these paths, each once."""
        there = set(held)
        return tuple(dict.fromkeys(f"{name} ({path})" for path, name in self.parts.items() if path not in there))


def needed(events: Iterable[Event]) -> Needed:
    """Of every import there ever was: one that was withdrawn can be restored, so its files are kept too."""
    parts: dict[str, str] = {}
    more: set[str] = set()
    for e in events:
        if e.kind == PUBLISHED:
            facts = e.payload
            parts[original(facts["sha256"])] = facts["file"]
            parts |= {original(m["sha256"]): m["file"] for m in facts.get("mended", [])}
            parts |= {original(link["sha256"]): facts["file"] for link in facts.get("links", [])}
            parts |= {f"imports/{facts['import_id']}/{one}.parquet": facts["file"] for one in ("rows", "rejects")}
            more |= _hashes(facts)
    return Needed(parts, frozenset(original(sha) for sha in more) - parts.keys())


def original(sha256: str) -> str:
    """Where an original stands in a workspace."""
    return f"originals/{sha256[:2]}/{sha256}"


def _hashes(value: Any) -> set[str]:
    """Every hash in facts, however deep."""
    if isinstance(value, dict):
        return {sha for one in value.values() for sha in _hashes(one)}
    if isinstance(value, list):
        return {sha for one in value for sha in _hashes(one)}
    return {value} if isinstance(value, str) and SHA256.fullmatch(value) else set()

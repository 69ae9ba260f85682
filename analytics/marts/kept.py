"""The marts a workspace ever had: of which position of the ledger, whether their file is here, what keeps it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.marts.build import MART_BUILT, MART_PUBLISHED, current, mart_path
from analytics.marts.steps import code_version
from analytics.register.certificates import certified
from analytics.register.publication import published
from analytics.register.workspace import Workspace


@dataclass(frozen=True)
class Kept:
    """One mart. `here`: its file is; `again`: this program can build it from the ledger;
    `certified`, `published`: a certificate or a published figure keeps it."""

    mart: str
    at: str
    position: int
    code: str
    here: bool
    again: bool
    serving: bool
    certified: bool
    published: bool


def kept(workspace: Workspace) -> list[Kept]:
    """Every mart the ledger names, the newest position first; each once, as it was first made."""
    first = {e.subject: e for e in reversed(workspace.ledger.events(MART_PUBLISHED, MART_BUILT))}
    serving, here = current(workspace), code_version()
    proofs, public = certified(workspace.ledger), published(workspace.ledger)
    found = [
        Kept(
            mart,
            e.at,
            e.payload["position"],
            e.payload["code"],
            mart_path(workspace, mart).exists(),
            e.payload["code"] == here,
            mart == serving,
            mart in proofs,
            mart in public,
        )
        for mart, e in first.items()
    ]
    return sorted(found, key=lambda k: (-k.position, k.mart))

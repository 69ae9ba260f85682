"""Mappings people made, kept in the ledger: who said what of a table's columns, and when. An earlier word stays readable."""

from __future__ import annotations

from analytics.intake.mapping import Mapping
from analytics.register.people import ANYWHERE, require
from analytics.register.workspace import Workspace

KEPT = "mapping.kept"


def known(workspace: Workspace, upto: int | None = None) -> tuple[Mapping, ...]:
    """The newest mapping of each name, as of a ledger position."""
    latest = {e.subject: e.payload["after"] for e in workspace.ledger.events(KEPT, upto=upto)}
    return tuple(Mapping.from_toml(words, name) for name, words in sorted(latest.items()))


def keep(workspace: Workspace, mapping: Mapping, author: str, regency: str = ANYWHERE) -> int | None:
    """Keeps a mapping for later files of its shape; what is kept already is not written again. Returns the ledger position.

    `regency` is that of the file it was made for. Whoever changes a mapping of another regency must be importer there too.
    """
    mapping.check(mapping.name)
    with workspace.ledger.writing() as write:
        before = write.latest(KEPT, mapping.name)
        for where in sorted({regency, *([before.regency] if before else [])}):
            require(write, author, "importer", where)
        old, new = before.payload["after"] if before else None, mapping.toml()
        return None if old == new else write.append(KEPT, author, mapping.name, {"before": old, "after": new}, regency)

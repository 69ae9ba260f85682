"""Who may change what: roles per regency, granted in the ledger, checked where data changes."""

from __future__ import annotations

from analytics.errors import AkomodasiError, NotAllowed
from analytics.register.ledger import Event, Writing
from analytics.register.workspace import Workspace

ROLES = ("viewer", "reviewer", "importer", "publisher", "admin")  # each may do all that those before it may
ANYWHERE = "*"


def require(write: Writing, author: str, role: str, regency: str) -> None:
    """Raises NotAllowed unless `author` holds `role` (or a higher one) for `regency` at this moment of the ledger."""
    held = _held(write.events("role.granted", "role.revoked"), author, regency)
    if not any(ROLES.index(h) >= ROLES.index(role) for h in held):
        raise NotAllowed("not_allowed", author=author, role=role, regency=regency)


def _held(events: list[Event], author: str, regency: str) -> set[str]:
    held: set[tuple[str, str]] = set()
    for e in events:
        if e.subject == author and e.payload["regency"] in {ANYWHERE, regency}:
            grant = (e.payload["role"], e.payload["regency"])
            held = held | {grant} if e.kind == "role.granted" else held - {grant}
    return {role for role, _ in held}


def grant(workspace: Workspace, author: str, person: str, role: str, regency: str = ANYWHERE, *, revoke: bool = False) -> int:
    """Gives (or takes) a role; only an admin may. Returns the ledger position."""
    if role not in ROLES:
        raise AkomodasiError("role_no_such", role=role, roles=", ".join(ROLES))
    with workspace.ledger.writing() as write:
        require(write, author, "admin", regency)
        kind = "role.revoked" if revoke else "role.granted"
        return write.append(kind, author, person, {"role": role, "regency": regency}, regency)

"""Who may change what: roles per regency, granted in the ledger, checked where data changes."""

from __future__ import annotations

from analytics.errors import AkomodasiError, BadQuestion, NotAllowed
from analytics.register.ledger import Writing
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions

ROLES = ("viewer", "reviewer", "importer", "publisher", "admin")  # each may do all that those before it may
ANYWHERE = "*"


def require(write: Writing, author: str, role: str, regency: str) -> None:
    """Raises NotAllowed unless `author` holds `role` (or a higher one) for `regency` at this moment of the ledger."""
    if not author.strip():
        raise AkomodasiError("author_needed")
    held = {r for person, r, where in _grants(write) if person == author and where in {ANYWHERE, regency}}
    if not any(ROLES.index(h) >= ROLES.index(role) for h in held):
        raise NotAllowed("not_allowed", author=author, role=role, regency=regency)


def _grants(write: Writing) -> set[tuple[str, str, str]]:
    """(person, role, regency) of every role that was granted and not revoked since."""
    held: set[tuple[str, str, str]] = set()
    for e in write.events("role.granted", "role.revoked"):
        one = (e.subject, e.payload["role"], e.payload["regency"])
        held = held | {one} if e.kind == "role.granted" else held - {one}
    return held


def grant(
    workspace: Workspace, author: str, person: str, role: str, regency: str = ANYWHERE, *, revoke: bool = False
) -> int:
    """Gives (or takes) a role; only an admin may, and an admin of the whole workspace remains. Returns the ledger position."""
    if role not in ROLES:
        raise AkomodasiError("role_no_such", role=role, roles=", ".join(ROLES))
    if not person.strip():
        raise AkomodasiError("author_needed")
    if regency != ANYWHERE and (len(regency) != 5 or not regions.exists(regency)):
        raise BadQuestion("regency_unknown", code=regency)
    with workspace.ledger.writing() as write:
        require(write, author, "admin", regency)
        grants, one = _grants(write), (person, role, regency)
        if revoke and one not in grants:
            raise AkomodasiError("role_not_held", person=person, role=role, regency=regency)
        if revoke and {g for g in grants if g[1:] == ("admin", ANYWHERE)} == {one}:
            raise AkomodasiError("role_last_admin", person=person)
        kind = "role.revoked" if revoke else "role.granted"
        return write.append(kind, author, person, {"role": role, "regency": regency}, regency)

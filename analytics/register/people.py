"""Who may change what: roles per regency, granted in the ledger, checked where data changes."""

from __future__ import annotations

from analytics.errors import AkomodasiError, BadQuestion, NotAllowed
from analytics.register.event import Event
from analytics.register.ledger import Writing
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions

ROLES = ("viewer", "reviewer", "importer", "publisher", "admin")  # each may do all that those before it may
ANYWHERE = "*"
EVENTS = ("role.granted", "role.revoked")


def require(write: Writing, author: str, role: str, regency: str, *, somewhere: bool = False) -> None:
    """Raises NotAllowed unless `author` holds `role` (or a higher one) for `regency` at this moment of the ledger, or, where
    that is enough, `somewhere`."""
    if not author.strip():
        raise AkomodasiError("author_needed")
    if not _holds(_grants(write.events(*EVENTS)), author, role, regency, somewhere):
        raise NotAllowed("not_allowed", author=author, role=role, regency=regency)


def may(workspace: Workspace, author: str, role: str, regency: str | None = None) -> bool:
    """For a page: whether it is worth offering, for this regency or for any; nothing is where the workspace may only be read.
    What changes data asks `require` itself."""
    return workspace.ledger.writable and _holds(
        _grants(workspace.ledger.events(*EVENTS)), author, role, regency or "", regency is None
    )


def held(workspace: Workspace, person: str) -> dict[str, int]:
    """The highest role a person holds by regency ("*": everywhere), as its place in ROLES; nothing for nobody."""
    found: dict[str, int] = {}
    for who, role, where in _grants(workspace.ledger.events(*EVENTS)) if person else ():
        if who == person:
            found[where] = max(found.get(where, 0), ROLES.index(role))
    return found


def roles(workspace: Workspace, regency: str) -> dict[str, str]:
    """The highest role every person holds for a regency now: for saying what an author was, where names are not told."""
    held: dict[str, str] = {}
    for person, role, where in _grants(workspace.ledger.events(*EVENTS)):
        if where in {ANYWHERE, regency}:
            held[person] = max(held.get(person, role), role, key=ROLES.index)
    return held


def _holds(grants: set[tuple[str, str, str]], author: str, role: str, regency: str, somewhere: bool) -> bool:
    held = {r for person, r, where in grants if person == author and (somewhere or where in {ANYWHERE, regency})}
    return any(ROLES.index(h) >= ROLES.index(role) for h in held)


def _grants(events: list[Event]) -> set[tuple[str, str, str]]:
    """(person, role, regency) of every role that was granted and not revoked since."""
    held: set[tuple[str, str, str]] = set()
    for e in events:
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
        grants, one = _grants(write.events(*EVENTS)), (person, role, regency)
        if revoke and one not in grants:
            raise AkomodasiError("role_not_held", person=person, role=role, regency=regency)
        if revoke and {g for g in grants if g[1:] == ("admin", ANYWHERE)} == {one}:
            raise AkomodasiError("role_last_admin", person=person)
        kind = "role.revoked" if revoke else "role.granted"
        return write.append(kind, author, person, {"role": role, "regency": regency}, regency)

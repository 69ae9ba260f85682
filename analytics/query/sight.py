"""What a reader may see of a workspace: the public what an office published, those with a role of a regency its drafts too."""

from __future__ import annotations

from analytics.errors import AkomodasiError
from analytics.query.database import Mart, open_mart
from analytics.query.public import Seen
from analytics.query.publication import same
from analytics.register.people import ROLES, held
from analytics.register.publication import PUBLISHED, RESPONSE, Standing, standings
from analytics.register.reader import Reader
from analytics.register.workspace import Workspace

DRAFTS = ROLES.index(
    "reviewer"
)  # from here on a role sees drafts of its regency; a named viewer sees what is open to responses
PAIRS = """select distinct regency, year from proposal_fact union select distinct regency, year from line_fact
union select distinct regency, year from import where year is not null"""


def open_for(workspace: Workspace, reader: Reader, mart: str | None = None, regency: str = "") -> Mart:
    """The mart a reader is shown: the serving one, the one named, or for the public that of the newest publication (of `regency`,
    where it has one). Raises AkomodasiError where nothing of it is for them."""
    roles = held(workspace, reader.name)
    if sees_all(workspace, reader):
        return open_mart(workspace, mart)
    stated = _public(standings(workspace), roles)
    serving = open_mart(workspace).id if any(role >= DRAFTS for role in roles.values()) else None
    shown = mart or serving or _newest(stated, regency)
    allowed = {now.basis.mart for now in stated.values()} | {serving}
    if shown is None or shown not in allowed:
        raise AkomodasiError("nothing_public")
    whole = open_mart(workspace, shown)
    found = seen(workspace, whole, stated, roles)
    if not found:
        raise AkomodasiError("nothing_public")
    return Mart(whole.id, whole.path, found)


def sees_all(workspace: Workspace, reader: Reader) -> bool:
    """The machine's own author, and who sees drafts everywhere."""
    return reader.local or held(workspace, reader.name).get("*", -1) >= DRAFTS


def seen(workspace: Workspace, mart: Mart, stated: dict[tuple[str, int], Standing], roles: dict[str, int]) -> Seen:
    """Regencies and years of `mart` a reader with these roles may see: those whose figures are the very ones that were
    stated, and all of a regency whose drafts they see."""
    pairs = {(r["regency"], r["year"]) for r in mart.once(PAIRS)}
    drafts = {p for p in pairs if roles.get(p[0], -1) >= DRAFTS}
    return frozenset(drafts | {p for p in pairs & stated.keys() if same(workspace, mart, stated[p], p[0])})


def public_regencies(workspace: Workspace, reader: Reader) -> list[str]:
    """Every regency of which something is stated that the reader may see, whichever mart holds it."""
    return sorted({regency for regency, _ in _public(standings(workspace), held(workspace, reader.name))})


def _public(stated: dict[tuple[str, int], Standing], roles: dict[str, int]) -> dict[tuple[str, int], Standing]:
    """Of all that was stated what is published, and what is open to responses where the reader was named for that regency."""
    named = {where for where, role in roles.items() if role >= 0}

    def open_to(regency: str, now: Standing) -> bool:
        return now.state == PUBLISHED or (now.state == RESPONSE and bool(named & {"*", regency}))

    return {key: now for key, now in stated.items() if now.basis.mart and open_to(key[0], now)}


def _newest(stated: dict[tuple[str, int], Standing], regency: str) -> str | None:
    mine = [now for (where, _), now in stated.items() if where == regency] or list(stated.values())
    return max(mine, key=lambda now: now.position).basis.mart if mine else None

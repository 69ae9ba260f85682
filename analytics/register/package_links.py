"""For which rows the links that came with a package were found, and where they are kept. Knows nothing of how links are made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from analytics.intake.whose import EVERYWHERE
from analytics.register.aliases import Alias
from analytics.register.imports import Import


def rows_key(listed: Iterable[Import], words: Iterable[Alias], regency: str, version: str) -> str:
    """What the links of a regency and version were found for: the imports of its rows in force, and what is settled
    about places."""
    mine = sorted(
        (i.id, i.current)
        for i in listed
        if i.facts["dataset"]["regency"] in {regency, EVERYWHERE}
        and (
            i.facts["table"] == "proposal" or (i.facts["table"] == "line" and i.facts["dataset"]["version"] == version)
        )
    )
    said = sorted((a.key, a.district, a.code or "") for a in words if a.regency == regency)
    return hashlib.sha256(repr([regency, version, mine, said]).encode()).hexdigest()[:16]


def carried_links(listed: Iterable[Import]) -> dict[tuple[str, str, str], str]:
    """(regency, version, rows_key) -> hash of the kept file of links, of every package among these imports."""
    found = [(i.facts["dataset"]["regency"], link) for i in listed for link in i.facts.get("links", [])]
    return {(regency, link["version"], link["rows"]): link["sha256"] for regency, link in found}

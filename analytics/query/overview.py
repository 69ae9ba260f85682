"""What a workspace holds, in numbers, and what is linked."""

from __future__ import annotations

from typing import Any

from analytics.marts.build import stale
from analytics.query.database import Mart, template
from analytics.register.imports import imports
from analytics.register.judgements import MADE
from analytics.register.workspace import Workspace


def overview(workspace: Workspace, mart: Mart | None) -> dict[str, Any]:
    """imports, proposals, lines, links, judgements, the serving mart, and whether the ledger knows more than it."""
    counts = mart.rows(template("overview"))[0] if mart else {}
    return {
        "imports": sum(i.current for i in imports(workspace)),
        **{k: counts.get(k, 0) for k in ("proposals", "lines", "links")},
        "judgements": len(workspace.ledger.events(MADE)),
        "mart": mart.id if mart else None,
        "stale": stale(workspace),
    }


def link_counts(mart: Mart) -> dict[str, int]:
    """Confirmed links by how they were confirmed; lines whose id names no proposal here, or several; disputed proposals."""
    counts = mart.rows(template("overview"))[0]
    wanted = ("links", "links_by_id", "links_by_judgement", "ids_not_found", "ids_several", "disputed")
    return {k: counts[k] for k in wanted}

"""The verb `places`: lists words for places that nobody could resolve, and settles or withdraws what they mean."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from analytics.commands.telling import build_after, out
from analytics.errors import BadQuestion
from analytics.locale.format import rupiah
from analytics.query.database import open_mart
from analytics.query.unknown_places import UnknownPlace, unknown_places
from analytics.register import aliases
from analytics.register.workspace import open_workspace

NO_PLACE = "none"


def places(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    result: dict[str, Any] = {}
    built = True
    if o.settle is not None or o.withdraw is not None:
        regency = o.regency or (o.district or o.code or "")[:5]
        if (
            (o.settle is not None and not o.code)
            or len(regency) != 5
            or (o.settle is not None and o.withdraw is not None)
        ):
            raise BadQuestion("place_settle_how")
        if o.settle is not None:
            code = None if o.code == NO_PLACE else o.code
            result["position"] = aliases.settle(workspace, o.author, regency, o.settle, o.district, code)
        else:
            result["position"] = aliases.withdraw(workspace, o.author, regency, o.withdraw, o.district)
        built = build_after(o, result)
    regency = o.regency or (o.district or "")[:5]
    found = unknown_places(open_mart(workspace), regency)
    result["unknown"] = [asdict(place) for place in found]
    result["settled"] = [asdict(a) for a in aliases.in_force(workspace.ledger.events()) if regency in ("", a.regency)]
    out(o, result, [line for place in found for line in _lines(place, o.lang)])
    return 0 if built else 1


def _lines(place: UnknownPlace, lang: str) -> list[str]:
    """What one open place is printed as: its words, where they stand, and what they may mean."""
    where = f" ({place.district_name}, {place.district})" if place.district else ""
    amount = f" · {rupiah(place.amount, lang)}" if place.amount is not None else ""
    head = f"{place.regency} {place.words}{where}: {place.n_rows} × {', '.join(place.kinds)}{amount} · {', '.join(place.why)}"
    return [head, *(f"    {s.code} {s.label} ({s.score})" for s in place.suggestions)]

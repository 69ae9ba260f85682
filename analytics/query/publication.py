"""Whether the figures a reader sees are those an office stated: of the same mart, or of one that nothing here changed since."""

from __future__ import annotations

import json
from functools import lru_cache

from analytics.marts.build import INPUTS
from analytics.query.database import Mart
from analytics.register.publication import Basis, Standing
from analytics.register.workspace import Workspace

EVERYWHERE = "*"


def basis_of(mart: Mart) -> Basis:
    """What a mart says of itself: what a state stated of its figures rests on."""
    built = {r["key"]: json.loads(r["value"]) for r in mart.once("select key, value from build")}
    return Basis(mart.id, built["position"], built["code"])


def same(workspace: Workspace, mart: Mart, standing: Standing, regency: str) -> bool:
    """True where `mart` must give the regency the very figures that were stated: it is that mart, or between the two nothing was
    written of this regency (regencies share no links) and the same program made both. A draft is always what it is."""
    stated = standing.basis
    return stated.mart in ("", mart.id) or _unchanged(workspace, basis_of(mart), stated, regency)


@lru_cache(
    maxsize=256
)  # of the past, which does not change; by what marts say of themselves, so that none is kept open
def _unchanged(workspace: Workspace, shown: Basis, stated: Basis, regency: str) -> bool:
    if shown.code != stated.code:
        return False
    first, last = sorted((shown.position, stated.position))
    between = workspace.ledger.events(*INPUTS, after=first, upto=last)
    return not any(e.regency in (regency, EVERYWHERE) for e in between)

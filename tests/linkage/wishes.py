"""Proposals over years for the tests of needs, made on the spot."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.linkage.needs import needs
from tests.linkage.sets import proposal


def wish(ident: str, year: int, title: str = "Drainase Dusun Krajan", **more: Any) -> dict[str, Any]:
    """A proposal of Desa Ara in a village list of that year; say what is different."""
    return proposal(ident, title, fiscal_year=year, **{"stage": "musrenbang_village", "origin": "musrenbang", **more})


def pokir(ident: str, year: int, title: str = "Drainase Dusun Krajan", **more: Any) -> dict[str, Any]:
    return wish(ident, year, title, stage="pokir", origin="pokir", **more)


def found(*rows: dict[str, Any]) -> pd.DataFrame:
    """The needs of these proposals, by proposal."""
    return needs(pd.DataFrame(list(rows))).set_index("proposal_id")


def together(*rows: dict[str, Any]) -> list[list[str]]:
    """Proposals that share a need, as sorted lists."""
    return sorted(sorted(each.index) for _, each in found(*rows).groupby("need_id"))


def relations(*rows: dict[str, Any]) -> dict[str, str]:
    return dict(found(*rows)["relation"])

"""What the engine had found, out of a package's tables and in the engine's own shape: figures rest on it, and texts that
were masked would give other pairs. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.linkage.engine import no_links
from analytics.linkage.needs import no_needs
from analytics.marts.pairs import NEEDS
from analytics.register.judgements import WHOLE


def links(candidates: pa.Table, members: pa.Table, versions: Iterable[str]) -> Mapping[str, pd.DataFrame]:
    """Links of each budget version, and needs, as linkage.engine and linkage.needs give them."""
    found = {version: no_links() for version in versions}
    by_version: dict[str, list[dict[str, Any]]] = {}
    for row in candidates.to_pylist():
        by_version.setdefault(row["version"], []).append(row)
    for version, rows in by_version.items():
        found[version] = _like(
            no_links(),
            {
                **{name: [r[name] for r in rows] for name in ("proposal_id", "line_id", "band")},
                **{name: [int(r[name] * WHOLE) for r in rows] for name in ("probability", "weight")},
                "reasons": [r["reasons"] or "" for r in rows],
            },
        )
    rows = members.to_pylist()
    found[NEEDS] = _like(
        no_needs(),
        {
            **{
                name: [r[name] or "" for r in rows]
                for name in ("proposal_id", "need_id", "relation", "previous_id", "tied_id", "reasons", "others")
            },
            "probability": [None if r["probability"] is None else int(r["probability"] * WHOLE) for r in rows],
        },
    )
    return found


def _like(shape: pd.DataFrame, columns: Mapping[str, list[object]]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(columns[name], dtype=kind) for name, kind in shape.dtypes.items()})

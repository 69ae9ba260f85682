"""Small tables for the linking tests: the hand-written regencies in sets/, and rows made on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

SETS = Path(__file__).with_name("sets")
NAMES = ("boyolali", "bulukumba", "mataram")


def hand_written(name: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Proposals, lines and true pairs of one set; they were written before the engine was."""
    proposals, lines = (pd.read_csv(SETS / f"{name}_{side}.csv", dtype=str) for side in ("proposals", "lines"))
    pairs = [
        (p, line)
        for line, said in zip(lines["line_id"], lines["answers"].fillna(""), strict=True)
        for p in said.split()
    ]
    return proposals, lines, pd.DataFrame(pairs, columns=["proposal_id", "line_id"])


def proposal(ident: str = "p1", title: str = "Pembangunan drainase Dusun Krajan", **more: Any) -> dict[str, Any]:
    """A proposal of Bulukumba for 2026; say what is different."""
    base = {
        "regency_code": "73.02",
        "proposal_id": ident,
        "fiscal_year": 2026,
        "district": "Bonto Bahari",
        "village": "Ara",
        "title": title,
    }
    return (
        base
        | {"location_text": "", "volume": "", "unit": "", "estimated_cost": 100_000_000, "agency": "", "rank": ""}
        | more
    )


def line(
    ident: str = "l1", description: str = "Pembangunan Drainase Dusun Krajan Desa Ara", **more: Any
) -> dict[str, Any]:
    """A budget line of Bulukumba for 2026; say what is different."""
    base = {
        "regency_code": "73.02",
        "line_id": ident,
        "fiscal_year": 2026,
        "agency": "Dinas PUTR",
        "program": "",
        "activity": "",
    }
    rest = {
        "sub_activity": "",
        "description": description,
        "location_text": "",
        "account_code": "",
        "amount": 100_000_000,
    }
    return base | rest | more


def tables(proposals: list[dict[str, Any]], lines: list[dict[str, Any]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both as frames, in this order."""
    return pd.DataFrame(proposals), pd.DataFrame(lines)


def chances(found: pd.DataFrame) -> dict[tuple[str, str], float]:
    """(proposal, line) -> probability from 0 to 1; pairs that were not told are missing."""
    return {
        (p, n): c / 1e6 for p, n, c in zip(found["proposal_id"], found["line_id"], found["probability"], strict=True)
    }

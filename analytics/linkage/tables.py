"""The two canonical tables as this room takes them: columns of text and whole numbers, sorted by id. Never reads a file."""

from __future__ import annotations

import numpy as np
import pandas as pd

TEXT = {
    "proposals": ("regency_code", "proposal_id", "district", "village", "title", "location_text", "unit", "agency"),
    "lines": (
        "regency_code",
        "line_id",
        "agency",
        "program",
        "activity",
        "sub_activity",
        "description",
        "location_text",
        "account_code",
        "fund_source",
    ),
}
WHOLE = {"proposals": ("fiscal_year", "estimated_cost", "rank"), "lines": ("fiscal_year", "amount")}
NUMBER = {"proposals": ("volume",), "lines": ()}
KEY = {"proposals": "proposal_id", "lines": "line_id"}


def _words(column: pd.Series) -> np.ndarray:
    values = column.to_numpy(object)
    if pd.api.types.infer_dtype(values, skipna=False) == "string":
        found: np.ndarray = values
        return found
    return np.array(["" if pd.isna(v) else str(v) for v in values], dtype=object)


def table(frame: pd.DataFrame, side: str) -> pd.DataFrame:
    """The columns of one side: texts as str (empty where missing), amounts and years as int64 (0 unknown), volumes as float (0).

    Sorted by id. Columns that are missing are empty; further columns are left out."""
    out: dict[str, object] = {}
    for name in TEXT[side]:
        out[name] = _words(frame[name]) if name in frame else np.array([""] * len(frame), dtype=object)
    for name in (*WHOLE[side], *NUMBER[side]):
        numbers = (
            pd.to_numeric(frame[name], errors="coerce").fillna(0) if name in frame else pd.Series(np.zeros(len(frame)))
        )
        out[name] = numbers.astype("int64") if name in WHOLE[side] else numbers.astype(float)
    made = pd.DataFrame({name: np.asarray(values) for name, values in out.items()})
    return made.sort_values(KEY[side], kind="stable", ignore_index=True)

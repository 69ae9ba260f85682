"""Rejected rows of an import as they were kept: file, sheet, row, reason, and the cells as they came."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq

from analytics.intake.rejects import Reject
from analytics.register.workspace import Workspace

PARTS = ("sheet", "row", "reason", "column", "value", "cells")


def rejects(workspace: Workspace, import_id: str, file: str) -> list[dict[str, Any]]:
    """One record per rejected row, the sentence last."""
    rows = pq.read_table(workspace.imported(import_id) / "rejects.parquet").to_pylist()
    return [{"file": file, **r} for r in rows]


def rejected_rows(workspace: Workspace, import_id: str) -> list[Reject]:
    """The same as they were typed; their sentences can be said in either language."""
    rows = pq.read_table(workspace.imported(import_id) / "rejects.parquet", columns=list(PARTS)).to_pylist()
    return [Reject(**r) for r in rows]

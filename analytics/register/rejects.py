"""Rejected rows of an import as they were kept: file, sheet, row, reason, and the cells as they came."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq

from analytics.register.workspace import Workspace


def rejects(workspace: Workspace, import_id: str, file: str) -> list[dict[str, Any]]:
    """One record per rejected row, the sentence last."""
    rows = pq.read_table(workspace.imported(import_id) / "rejects.parquet").to_pylist()
    return [{"file": file, **r} for r in rows]

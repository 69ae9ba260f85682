"""Two marts beside each other."""

from __future__ import annotations

from pathlib import Path

import duckdb


def differ(one: Path, other: Path) -> list[str]:
    """Tables whose rows are not the same in both files, in whatever order; `build` says when and by which code."""
    db = duckdb.connect()
    db.execute(f"attach '{one}' as a (read_only)")
    db.execute(f"attach '{other}' as b (read_only)")
    names = {
        d: {r[0] for r in db.execute("select table_name from duckdb_tables() where database_name = ?", [d]).fetchall()}
        for d in "ab"
    }
    assert names["a"] == names["b"]
    against = "(from a.{0} except all from b.{0}) union all (from b.{0} except all from a.{0})"
    return [name for name in sorted(names["a"] - {"build"}) if db.execute(against.format(name)).fetchall()]

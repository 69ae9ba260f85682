"""Which table proposals are counted in: one by one, or put together where a question asks for nothing finer (proposal_group)."""

from __future__ import annotations

import re

from analytics.query.database import Mart

NAMED = re.compile(r"\bp\.(\w+)")
ROWS = re.compile(r"\bcount\((?!distinct)")  # what counts rows does not count proposals that were put together


def grouped(mart: Mart, sql: str) -> str:
    """`sql` over proposals, asked of the table a tenth as long where that holds every column it names and only sums are taken.

    Both tables hold the same columns under the same names: sums of them are the same of either."""
    if ROWS.search(sql) or not holds(mart, "proposal_group", sql):
        return sql
    return sql.replace("proposal_fact as p", "proposal_group as p")


def holds(mart: Mart, table: str, sql: str) -> bool:
    """True where a table of the mart has every column that a fragment of SQL names of `p`."""
    columns = mart.once(f"select column_name from duckdb_columns() where table_name = '{table}'")
    return set(NAMED.findall(sql)) <= {r["column_name"] for r in columns}

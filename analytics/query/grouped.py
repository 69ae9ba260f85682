"""Which table proposals are counted in: one by one, or put together where a question asks for nothing finer (in up to four
shorter tables that hold ever more)."""

from __future__ import annotations

import re

from analytics.query.database import Mart

TOGETHER = ("proposal_brief", "stage_group", "proposal_ranked", "proposal_group")  # the shortest first
COLUMNS = "select table_name, column_name from duckdb_columns() where table_name similar to '(proposal|stage|reach)_.*'"
NAMED = re.compile(r"\bp\.(\w+)")
ROWS = re.compile(r"\bcount\((?!distinct)")  # what counts rows does not count proposals that were put together


def grouped(mart: Mart, sql: str) -> str:
    """`sql` over proposals, asked of the shortest table that holds every column it names, where only sums are taken.

    All hold the same columns under the same names: sums of them are the same of each."""
    return sql if ROWS.search(sql) else sql.replace("proposal_fact as p", f"{shortest(mart, sql)} as p")


def shortest(mart: Mart, sql: str) -> str:
    """The shortest table of proposals that has every column a fragment of SQL names of `p`."""
    return next((t for t in TOGETHER if holds(mart, t, sql)), "proposal_fact")


def holds(mart: Mart, table: str, sql: str) -> bool:
    """True where a table of the mart has every column that a fragment of SQL names of `p`."""
    held = {r["column_name"] for r in mart.once(COLUMNS) if r["table_name"] == table}
    return set(NAMED.findall(sql)) <= held

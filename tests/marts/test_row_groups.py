"""Tables of parts become one table, in order, in whole row groups."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.marts import row_groups
from analytics.marts.row_groups import RowGroups


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_groups, "SIZE", 10)


def _part(db: duckdb.DuckDBPyConnection, nth: int, first: int, rows: int) -> str:
    name = f"part{nth}"
    db.execute(f"attach ':memory:' as {name}")
    db.execute(
        f"create table {name}.said as select range as n, 'baris ' || range as words from range({first}, {first + rows})"
    )
    db.execute(f"create table {name}.known as select unnest(['a', 'b', 'part{nth}']) as word")
    return name


@given(sizes=st.lists(st.integers(0, 35), min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_every_row_comes_once_and_in_order(sizes: list[int]) -> None:
    db = duckdb.connect()
    db.execute("set threads = 1")
    whole = RowGroups(db, "memory", {"known"})
    first = 0
    for nth, rows in enumerate(sizes):
        whole.append(_part(db, nth, first, rows))
        first += rows
        written = db.execute("select count(*) from memory.said").fetchone()
        assert written == (first // 10 * 10,)
        assert whole.waiting["said"] == first % 10
    whole.end()
    assert db.execute("from memory.said").fetchall() == [(n, f"baris {n}") for n in range(first)]
    assert {w for (w,) in db.execute("from memory.known").fetchall()} == {
        "a",
        "b",
        *(f"part{n}" for n in range(len(sizes))),
    }
    assert db.execute("select count(*) from memory.known").fetchone() == (2 + len(sizes),)


def test_a_file_has_no_row_group_that_is_not_full_but_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # what DuckDB packs together
    db = duckdb.connect(str(tmp_path / "mart.duckdb"))
    db.execute("set threads = 1")
    whole = RowGroups(db, "mart", {"known"})
    for nth, (first, rows) in enumerate([(0, 100_000), (100_000, 150_000), (250_000, 10)]):
        whole.append(_part(db, nth, first, rows))
    whole.end()
    db.execute("checkpoint")
    found = """
        select max(start + count)
        from pragma_storage_info('said')
        where segment_type <> 'VALIDITY'
        group by row_group_id
        order by row_group_id
    """
    assert [n for (n,) in db.execute(found).fetchall()] == [122_880, 122_880, 4_250]

"""A build that begins with a spare copy of the serving mart holds what it would have held without; one that is missing, short or
damaged is no loss. A build stays within the memory it is given."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import pytest

from analytics.marts import build as building
from analytics.marts import room, spare
from analytics.marts import write as writing
from analytics.marts.build import build, current, inputs, mart_path
from analytics.marts.damaged import put_aside
from analytics.marts.parts import parts
from analytics.marts.write import variant
from analytics.register.files import is_full
from analytics.register.workspace import Workspace, open_workspace
from tests.marts.same import differ
from tests.marts.test_renewed import PROPOSALS, again, bring
from tests.spec.harness import CLERK, Given


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    """Two regencies, each a part of its own, built once; no mart is too small for a spare copy, which is made here and now."""
    for module in (building, writing):
        monkeypatch.setattr(module, "parts", partial(parts, most=5))
    monkeypatch.setattr(building, "lay_by", spare.make)
    found = Given(open_workspace(tmp_path / "workspace", CLERK))
    for regency in ("73.02", "73.03"):
        bring(found, regency)
    build(found.workspace, CLERK)
    return found


def serving(workspace: Workspace) -> Path:
    return mart_path(workspace, str(current(workspace)))


def spares(workspace: Workspace) -> list[Path]:
    return list(workspace.marts.glob(".spare-*"))


def newer(made: Given, cost: int) -> None:
    bring(made, "73.03", PROPOSALS.replace("300", str(cost)))


def test_a_build_takes_the_spare_copy_and_leaves_one_of_its_own(made: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "copy", lambda *_: pytest.fail("a copy was made"))
    monkeypatch.setattr(building, "lay_by", lambda mart: None)
    newer(made, 350)
    assert "renew" in again(made)
    assert spares(made.workspace) == []
    monkeypatch.undo()
    assert spare.make(serving(made.workspace)) is None
    assert [p.read_bytes() for p in spares(made.workspace)] == [serving(made.workspace).read_bytes()]


def test_a_missing_or_short_copy_is_no_loss(made: Given) -> None:
    spare.forget(serving(made.workspace))
    newer(made, 350)
    assert "renew" in again(made)
    (left,) = spares(made.workspace)
    left.write_bytes(left.read_bytes()[:5000])
    newer(made, 360)
    assert "renew" in again(made)


def test_where_the_copy_turns_out_damaged_all_is_built_anew(made: Given) -> None:
    (left,) = spares(made.workspace)
    left.write_bytes(b"\x00" * left.stat().st_size)
    newer(made, 350)
    steps = again(made)
    assert "copy" in steps and "renew" not in steps


def test_spare_copies_go_with_their_mart(made: Given) -> None:
    old = spare.spare(serving(made.workspace))
    old.with_name(".spare-000000000000.duckdb").write_bytes(b"of a mart that is gone")
    newer(made, 350)
    build(made.workspace, CLERK)
    assert spares(made.workspace) == [spare.spare(serving(made.workspace))] != [old]
    put_aside(serving(made.workspace))
    assert spares(made.workspace) == []


def test_a_copy_is_made_of_a_large_mart_alone_and_where_there_is_room(
    made: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    mart = serving(made.workspace)
    spare.forget(mart)

    def lay_by() -> list[Path]:
        spare.lay_by(mart)
        for one in spare._making:
            assert one.wait() == 0
        return spares(made.workspace)

    assert lay_by() == []
    monkeypatch.setattr(spare, "SIZE", 1)
    monkeypatch.setattr(spare, "ROOM", 10**12)
    assert lay_by() == []
    monkeypatch.setattr(spare, "ROOM", 0)
    assert lay_by() == [spare.spare(mart)]
    assert differ(mart, spare.spare(mart)) == []


def test_a_file_system_without_shared_blocks_is_copied_byte_by_byte(
    made: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mart = serving(made.workspace)
    spare.copy(mart, tmp_path / "one")

    def refused(*_: object) -> int:
        raise OSError

    monkeypatch.setattr(spare.os, "copy_file_range", refused, raising=False)
    spare.copy(mart, tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes() == mart.read_bytes()


def test_a_build_is_bounded_and_leaves_nothing_beside_the_mart(made: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    def limit(path: Path) -> int:
        with duckdb.connect(str(path)) as db:
            room.bounded(db, path)
            row = db.execute("select parse_formatted_bytes(current_setting('memory_limit'))").fetchone()
            assert row is not None
            # more than fits is laid out on disk, not refused
            rows = db.execute(
                "select count(*) from (select range, hash(range) from range(4_000_000) order by 2)"
            ).fetchone()
            assert rows == (4_000_000,)
        room.no_room(path)
        return int(row[0])

    path = made.workspace.path / "bounded.duckdb"
    assert limit(path) <= room.MOST
    monkeypatch.setattr(room, "MOST", 100_000_000)
    assert 90_000_000 < limit(path) <= 100_000_000
    assert list(path.parent.glob("bounded.duckdb.*")) == []
    monkeypatch.setattr(room, "MOST", 250_000_000)  # two parts at a time; what of them cannot be laid out on disk fits
    variant(made.workspace, made.workspace.path / "small.duckdb", inputs(made.workspace)[0])
    assert differ(made.workspace.path / "small.duckdb", serving(made.workspace)) == []
    assert list(made.workspace.path.glob("*.tmp")) == []


def test_a_build_that_finds_no_room_on_the_disk_either_is_told_as_a_full_disk(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as db:
        room.bounded(db, tmp_path / "x.duckdb")
        db.execute("set memory_limit = '50MB'; set max_temp_directory_size = '5MB'")
        with pytest.raises(duckdb.OutOfMemoryException) as problem:
            db.execute("create table t as select range, hash(range)::varchar as h from range(4_000_000) order by h")
    assert is_full(problem.value)

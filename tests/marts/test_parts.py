"""A mart put together from parts holds what it would hold in one go, and nothing of a part that fails is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from pandas.testing import assert_frame_equal

from analytics.errors import AkomodasiError
from analytics.intake.whose import EVERYWHERE
from analytics.linkage.engine import links
from analytics.marts import pairs, write
from analytics.marts import steps as sql_steps
from analytics.marts.build import build, inputs
from analytics.marts.crew import Crew
from analytics.marts.parts import Part, parts
from analytics.marts.write import variant
from analytics.register.imports import Import, imports, publish
from analytics.register.workspace import Workspace
from tests.linkage.sets import hand_written
from tests.marts.same import differ
from tests.spec.harness import CLERK, REGENCY, given, table
from tests.spec.typed import of_table

PROPOSALS = """
id | regency_code | year | stage | parent | district | village | title | cost | rank | agency
A | 73.02 | 2026 | musrenbang_village | | Bontobahari | Ara | Drainase Dusun Lembang | 90 | |
B | 73.02 | 2026 | musrenbang_district | A | Bontobahari | Ara | Drainase Dusun Lembang | 100 | 1 | Dinas A
C | 73.02 | 2025 | musrenbang_district | | Kajang | Tanah Toa | Irigasi | 100 | 2 | Dinas B
D | 73.03 | 2026 | musrenbang_district | | | Tidak Dikenal | Posyandu Melati | 50 | | Dinas C
E | 73.04 | 2026 | pokir | | | | Jalan tani | | | Dinas A
"""
LINES = """
id | regency_code | year | version | pays | text                                     | amount | agency
1  | 73.02        | 2026 | apbd    | B    | Pembangunan drainase Dusun Lembang Desa Ara | 95  | Dinas A
2  | 73.02        | 2026 | apbd_p  | B    | Pembangunan drainase Dusun Lembang Desa Ara | 80  | Dinas A
3  | 73.02        | 2025 | apbd    |      | Rehabilitasi irigasi Desa Tanah Toa      | 110    | Dinas B
4  | 73.03        | 2026 | apbd    |      | Belanja alat tulis kantor Desa Entah     | 10     | Dinas C
5  | 73.04        | 2026 | apbd    | E    | Jalan usaha tani                         | 70     | Dinas A
"""
JUDGEMENTS = """
by   | proposal | line | verdict | weight
siti | C        | 3    | match   |
budi | C        | 3    | match   | 0.5
siti | D        | apbd | absent  |
"""
CONTEXT = """
region_code | year | indicator  | value | unit | precision | source
73.02       | 2026 | population | 400   | jiwa | tepat     | BPS
73.04       | 2026 | population | 300   | jiwa | tepat     | BPS
11.01       | 2026 | population | 200   | jiwa | tepat     | BPS
73          | 2026 | population | 900   | jiwa | tepat     | BPS
"""


@pytest.fixture
def country(tmp_path: Path) -> Workspace:
    """Three regencies and a table about all regions."""
    made = given(tmp_path, PROPOSALS, LINES, JUDGEMENTS)
    path = made._written(table(CONTEXT), "context")
    said = of_table("context", table(CONTEXT), path, REGENCY)
    publish(made.workspace, [replace(said, dataset=replace(said.dataset, regency=EVERYWHERE))], path, CLERK)
    return made.workspace


def _divide(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """From now on every regency is a part of its own; returns where the parts that are built will be."""
    divided: list[Part] = []

    def each(listed: list[Import]) -> list[Part]:
        divided.extend(parts(listed, 1))
        return divided

    monkeypatch.setattr(write, "parts", each)
    return divided


def test_whatever_is_keyed_by_a_proposal_says_its_regency_and_year(country: Workspace, tmp_path: Path) -> None:
    variant(country, tmp_path / "whole.duckdb", inputs(country)[0])
    keyed = {"link_fact": 4, "link_candidate": 3, "stage_fact": 5, "reach_fact": 8, "need_member": 4}
    with duckdb.connect(str(tmp_path / "whole.duckdb"), read_only=True) as db:
        for name, least in keyed.items():
            found = f"""select count(*), count(*) filter (where t.regency = p.regency and t.year = p.year)
                from {name} as t join proposal_fact as p using (proposal_id)"""
            rows, right = db.execute(found).fetchone() or (0, 0)
            assert rows == right >= least, name
        for name in ("link_fact", "link_candidate"):
            found = f"select count(*) from {name} as t join line_fact as l using (line_id) where t.line_year <> l.year"
            assert db.execute(found).fetchone() == (0,), name


def test_parts_together_hold_what_the_whole_holds(
    country: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events, _ = inputs(country)
    whole, parted = tmp_path / "whole.duckdb", tmp_path / "parted.duckdb"
    variant(country, whole, events)
    found = sorted(p.name for p in (country.path / "links").iterdir())
    for kept in (country.path / "links").iterdir():
        kept.unlink()
    monkeypatch.setattr(pairs, "LARGE", 0)  # pairs are compared in other processes
    divided = _divide(monkeypatch)
    variant(country, parted, events)
    assert [part.inside for part in divided] == [("73.02",), ("73.03",), ()]
    assert differ(whole, parted) == []
    assert sorted(p.name for p in (country.path / "links").iterdir()) == found
    with duckdb.connect(str(whole), read_only=True) as db:
        for name in ("link_fact", "link_candidate", "judged_pair", "unknown_place", "context_fact"):
            assert db.execute(f"select count(*) > 0 from {name}").fetchone() == (True,), name


def test_every_import_stands_in_one_part_and_what_speaks_of_all_regions_in_each(country: Workspace) -> None:
    listed = imports(country)
    divided = parts(listed, 3)
    assert len(divided) > 1
    own = [i.id for part in divided for i in part.listed if i.facts["dataset"]["regency"] != EVERYWHERE]
    assert sorted(own) == sorted(i.id for i in listed if i.facts["dataset"]["regency"] != EVERYWHERE)
    assert all(any(i.facts["dataset"]["regency"] == EVERYWHERE for i in part.listed) for part in divided)
    assert parts(listed, 1_000) == [Part(listed)]


def test_regencies_stay_whole_and_in_order() -> None:
    def one(regency: str, rows: int) -> Import:
        return Import(1, "", "", True, {"import_id": regency, "dataset": {"regency": regency}, "accepted": rows})

    listed = [one("73.04", 5), one("73.02", 5), one(EVERYWHERE, 99), one("73.03", 5), one("73.02", 50)]
    divided = parts(listed, 10)
    assert [part.inside for part in divided] == [("73.02",), ()]
    assert divided[-1].others == ("73.02",)
    assert divided[0].where("code") == "where left(code, 5) in ('73.02')"
    assert divided[1].where("code") == "where left(code, 5) not in ('73.02')"


def test_a_failed_identity_of_one_part_leaves_nothing(country: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    divided = _divide(monkeypatch)
    never = "select 1 from proposal_fact where regency = '73.04'"
    monkeypatch.setattr(sql_steps, "identities", lambda: [("nobody asks in 73.04", never)])
    with pytest.raises(AkomodasiError) as refused:
        build(country, CLERK)
    assert refused.value.code == "identity_failed"
    assert len(divided) == 3
    assert list(country.marts.iterdir()) == []


def test_a_process_that_ends_does_not_lose_its_work() -> None:
    proposals, lines, _ = hand_written("boyolali")
    wanted = links(proposals, lines)
    with Crew(1) as crew:
        assert_frame_equal(crew(links, proposals, lines), wanted, check_dtype=False)
        crew._all[0].kill()
        crew._all[0].wait()
        assert_frame_equal(crew(links, proposals, lines), wanted, check_dtype=False)

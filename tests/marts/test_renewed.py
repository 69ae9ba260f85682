"""A mart of many regencies of which few changed holds what it would hold in one go, whatever it was that changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import pytest

from analytics.marts import build as building
from analytics.marts import write as writing
from analytics.marts.build import build, inputs, mart_path
from analytics.marts.parts import parts
from analytics.marts.renewed import changed
from analytics.marts.verify import verify
from analytics.marts.write import variant
from analytics.register.aliases import settle
from analytics.register.imports import withdraw
from analytics.register.judgements import judge
from analytics.register.people import grant
from analytics.register.workspace import open_workspace
from tests.marts.same import differ
from tests.spec.harness import CLERK, LINE, LINE_HEADINGS, PROPOSAL, Given, _named, table

REGENCIES = ("73.02", "73.03", "73.04")
PROPOSALS = """
id | title        | cost | rank | agency  | village
A  | Jalan tani   | 100  | 1    | Dinas A | Ara
B  | Talud        | 200  | 2    | Dinas B | Tempat Rekaan
C  | Jembatan     | 300  | 3    | Dinas B |
"""
LINES = """
id | pays | text                | amount
1  | A    | Jalan tani          | 100
2  |      | Pembangunan talud   | 200
3  |      | Rehabilitasi kantor | 900
"""


def bring(made: Given, regency: str, proposals: str = PROPOSALS, lines: str = LINES) -> None:
    of = {"regency_code": regency}
    wanted = [PROPOSAL | _named(r, {"id": "proposal_id", "cost": "estimated_cost"}) | of for r in table(proposals)]
    made.bring(wanted, f"usulan-{regency}")
    made.bring([LINE | _named(r, LINE_HEADINGS) | of for r in table(lines)], f"apbd-{regency}", "apbd")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    """Three regencies, each a part of its own, built once."""
    for module in (building, writing):
        monkeypatch.setattr(module, "parts", partial(parts, most=5))
    found = Given(open_workspace(tmp_path / "workspace", CLERK))
    for regency in REGENCIES:
        bring(found, regency)
    build(found.workspace, CLERK)
    return found


def again(made: Given) -> list[str]:
    """Builds; what it holds must be what it holds in one go. Returns the steps it went through."""
    steps: list[str] = []
    mart = build(made.workspace, CLERK, progress=steps.append)
    whole = made.workspace.path / "whole.duckdb"
    whole.unlink(missing_ok=True)
    with pytest.MonkeyPatch.context() as one_go:
        one_go.setattr(writing, "parts", parts)
        variant(made.workspace, whole, inputs(made.workspace)[0])
    assert differ(mart_path(made.workspace, mart), whole) == []
    assert [i for i in verify(made.workspace) if not i["holds"]] == []
    return steps


def row(made: Given, table_name: str, regency: str, external_id: str) -> str:
    column = "proposal_id" if table_name == "proposal_fact" else "line_id"
    sql = f"select {column} as id from {table_name} where regency = $regency and external_id = $external_id"
    mart = building.mart_path(made.workspace, str(building.current(made.workspace)))
    with duckdb.connect(str(mart), read_only=True) as db:
        found = db.execute(sql, {"regency": regency, "external_id": external_id}).fetchone()
    assert found is not None
    return f"{found[0]:016x}"


def test_a_newer_file_of_one_regency_renews_that_regency_alone(made: Given) -> None:
    bring(
        made,
        "73.03",
        PROPOSALS.replace("300", "350") + "D | Drainase | 50 | 4 | Dinas A |\n",
        LINES.replace("900", "800"),
    )
    assert "renew" in again(made)


def test_judgements_places_and_regencies_that_are_new_or_gone_are_renewed(made: Given) -> None:
    line, proposal = row(made, "line_fact", "73.04", "2"), row(made, "proposal_fact", "73.04", "B")
    grant(made.workspace, CLERK, "pemeriksa", "reviewer", "73.04")
    judge(made.workspace, "pemeriksa", "73.04", proposal, line, "match")
    assert "renew" in again(made)
    judge(made.workspace, "pemeriksa", "73.04", proposal, line, "no")
    settle(made.workspace, CLERK, "73.03", "Tempat Rekaan", None, None)
    assert "renew" in again(made)
    bring(made, "73.05")
    assert "renew" in again(made)
    for listed in building.history(inputs(made.workspace)[0]):
        if listed.facts["dataset"]["regency"] == "73.02":
            withdraw(made.workspace, listed.id, CLERK)
    assert "renew" in again(made)


def test_what_is_about_all_regions_or_too_much_is_built_whole(made: Given) -> None:
    before, _ = inputs(made.workspace)
    bring(made, "73.03", PROPOSALS.replace("300", "350"))
    now, _ = inputs(made.workspace)
    few = changed(before, now)
    assert few is not None and few.inside == ("73.03",)
    assert changed(before, now, most=5) is None
    assert changed(now, now) is None


def test_a_mart_of_another_version_of_the_program_is_not_the_start_of_a_new_one(
    made: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "code_version", lambda: "another")
    bring(made, "73.03", PROPOSALS.replace("300", "350"))
    steps: list[str] = []
    build(made.workspace, CLERK, progress=steps.append)
    assert "renew" not in steps

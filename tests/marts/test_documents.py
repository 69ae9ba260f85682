"""Every step of a mart says beside it what it makes; every identity can be asked; every column is described."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import duckdb
import pytest

from analytics.marts.build import build
from analytics.marts.inputs import prepare
from analytics.marts.steps import ALONE, LINKS, identities, run, steps
from analytics.marts.verify import verify
from analytics.query.database import open_mart
from analytics.vocabulary.tables import columns
from analytics.vocabulary.terms import VERSIONS
from tests.spec.harness import CLERK, Given

WORDS = {"model", "needs", "words", "works"}  # what the engine knows: data of its own
FOLDERS = (steps()[0].parent, LINKS.parent)


@pytest.fixture(scope="module")
def built() -> duckdb.DuckDBPyConnection:
    """A build of nothing with its temporary tables still there."""
    db = duckdb.connect(config=ALONE)
    prepare(db, [], [])
    run(db)
    return db


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_sql_has_a_toml_and_the_other_way_round(folder: Path) -> None:
    documents = {p.stem for p in folder.glob("*.toml")} - WORDS
    assert {p.stem for p in folder.glob("*.sql")} == documents


def test_every_step_is_numbered_and_runs() -> None:
    named = {*FOLDERS[0].glob("*.sql"), LINKS}
    assert set(steps()) == named
    assert [p.name for p in steps() if p != LINKS] == sorted(p.name for p in steps() if p != LINKS)


@pytest.mark.parametrize("step", steps(), ids=lambda p: p.stem)
def test_a_toml_says_grain_columns_and_identities(step: Path) -> None:
    about = tomllib.loads(step.with_suffix(".toml").read_text(encoding="utf-8"))
    assert about.keys() <= {"grain", "tables", "columns", "identities", "checks"}
    assert about["grain"] and about["columns"] and about["identities"]
    assert step.read_text(encoding="utf-8").startswith("--")


@pytest.mark.parametrize("name, sql", identities(), ids=[name for name, _ in identities()])
def test_every_identity_can_be_asked(built: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    assert built.execute(sql).fetchall() == []


def described(step: Path) -> set[str]:
    about = tomllib.loads(step.with_suffix(".toml").read_text(encoding="utf-8"))
    found: set[str] = set()
    for name in about["columns"]:
        found |= {name.format(version=v) for v in VERSIONS} if "{version}" in name else {name}
    return found | (set(columns("proposal")) if "*" in found else set()) - {"*"}


def made_by(step: Path) -> list[str]:
    return re.findall(r"^create table (\w+)", step.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("step", [s for s in steps() if made_by(s)], ids=lambda p: p.stem)
def test_every_column_of_a_kept_table_is_described_and_no_other(built: duckdb.DuckDBPyConnection, step: Path) -> None:
    about = tomllib.loads(step.with_suffix(".toml").read_text(encoding="utf-8"))
    tables = about.get("tables", [step.stem.partition("_")[2]])
    assert set(tables) <= set(made_by(step))
    there = {
        row[0]
        for table in tables
        for row in built.execute("select column_name from duckdb_columns() where table_name = ?", [table]).fetchall()
    }
    assert described(step) - {"*"} == there


def test_verify_finds_nothing_wrong_and_asks_every_identity_of_a_kept_table(small: Given) -> None:
    build(small.workspace, CLERK)
    found = verify(small.workspace)
    assert [i for i in found if not i["holds"]] == []
    asked = {i["name"].partition(" (")[0] for i in found}
    assert asked >= {
        "weights on a line are at most the whole",
        "decisions and no answer make the whole at every stage",
        "a proposal appears once",
        "every proposal is in exactly one class",
        "fates are known exactly where the budget version is there",
        "nothing is counted as funded without a link",
        "a link stays in its regency and in the years T to T+3",
        "traced and untraced rupiah are the version's total",
        "a version's lines make the total of the Perda",
    }


def test_a_query_sees_tables_and_never_the_programs_own_variables(small: Given) -> None:
    mart = open_mart(small.workspace, build(small.workspace, CLERK))
    secret = [1]
    with pytest.raises(duckdb.CatalogException):
        mart.rows("select * from secret")
    assert secret
    with pytest.raises(duckdb.Error):
        mart.rows("select * from read_text('/etc/hostname')")
    with pytest.raises(duckdb.Error):
        mart.rows("create table t as select 1")

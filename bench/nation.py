"""The serving mart of a workspace at the size of the country: its proposals and needs again for each of Indonesia's
regencies, or for as many of them as are wanted.

Regency by regency and on one core: it asks for little memory. The copy holds no originals; its figures are good for speed
alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from analytics.marts.build import INPUTS, MART_PUBLISHED, current, mart_path
from analytics.marts.steps import ALONE, code_version
from analytics.register.files import write_whole
from analytics.register.workspace import Workspace, open_workspace
from analytics.vocabulary import regions
from bench.timing import say

TOGETHER_IN = ("proposal_group", "proposal_brief", "proposal_ranked", "stage_group", "reach_group")
PLACED = {"version_cover": "regency_code"} | dict.fromkeys(("proposal_fact", "need_fact", *TOGETHER_IN), "regency")
TOGETHER = 50  # regencies of one transaction


def nation(source: Workspace, folder: Path, most: int | None = None) -> Workspace:
    """A workspace in `folder` that serves the national mart, or one of `most` regencies, made from the mart that serves in
    `source`; once made it is kept."""
    target, name = Workspace(folder.resolve()), f"{most or 514:03d}" * 4  # as the id of a mart is
    if not mart_path(target, name).exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(
            source.path, folder, ignore=shutil.ignore_patterns("originals", "imports", "links", "marts", "rekaan")
        )
        target = open_workspace(folder, "bench")
        serving = current(source)
        if serving is None:
            raise LookupError("the workspace has no mart")
        _copy(mart_path(source, serving), mart_path(target, name), most)
    with target.ledger.writing() as write:
        write.append(
            MART_PUBLISHED, "bench", name, {"position": target.ledger.position(*INPUTS), "code": code_version()}
        )
    write_whole(target.marts / "current", lambda t: t.write_text(name + "\n", encoding="utf-8"))
    return target


def placed(mine: str, most: int | None = None) -> list[str]:
    """Codes of the regencies there are then, `mine` among them."""
    codes = [r.code for r in regions.regencies() if r.code != mine]
    return sorted([mine, *codes][:most])


def _copy(source: Path, target: Path, most: int | None) -> None:
    half = target.with_suffix(".half")
    half.unlink(missing_ok=True)
    db = duckdb.connect(str(half), config={**ALONE, "threads": "1", "memory_limit": "3GB"})
    db.execute(f"attach '{source}' as s (read_only)")
    for (name,) in db.execute("select table_name from duckdb_tables() where database_name = 's'").fetchall():
        rows = " limit 0" if name in PLACED else ""
        db.execute(f"create table {name} as from s.{name}{rows}")
    largest = "select regency from s.proposal_fact group by 1 order by count(*) desc, 1 limit 1"
    [mine] = [r[0] for r in db.execute(largest).fetchall()]
    everywhere = placed(mine, most)
    for i in range(0, len(everywhere), TOGETHER):
        db.execute("begin")
        for name, column in PLACED.items():
            rows = (f"({_moved(db, name, column, mine, code)})" for code in everywhere[i : i + TOGETHER])
            db.execute(f"insert into {name} {' union all '.join(rows)}")
        db.execute("commit")
        say(f"  {min(i + TOGETHER, len(everywhere))} of {len(everywhere)} regencies")
    db.execute("checkpoint")
    db.close()
    half.replace(target)


def _moved(db: duckdb.DuckDBPyConnection, name: str, column: str, of: str, to: str) -> str:
    """The rows of one regency as those of another."""
    held = {
        r[0] for r in db.execute(f"select column_name from duckdb_columns() where table_name = '{name}'").fetchall()
    }
    changes = [f"'{to}' as {column}"]
    changes += [f"'{to}' || substr({place}, 6) as {place}" for place in ("district", "village") if place in held]
    order = " order by year" if "year" in held else ""
    return f"select * replace ({', '.join(changes)}) from s.{name} where {column} = '{of}'{order}"

"""A mart as somebody sees it who may not see all of it, or as it is carried away: views over its file that leave out what is not
for them, set up once per mart and reader's sight, so that no query can forget to ask. Names of people are not in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
from duckdb.func import SPECIAL

from analytics.marts.steps import reading
from analytics.query.masked import GRANTS, SUSPECT, hide_recipient, masked

Seen = frozenset[tuple[str, int]]  # regencies and budget years that may be seen

HERE = "(select regency from seen)"
SEEN = "({regency}, {year}) in (select (regency, year) from seen)"
ANY_YEAR = "year is null and ({regency} = '*' or {regency} in {here})"
# a regency's needs run over years: they are told where all its years may be seen, never cut
WHOLE = "regency in (select regency from seen_whole)"
FIND_WHOLE = """
create table seen_whole as
select regency
from (select distinct regency, year from m.proposal_fact) as f
left join (select regency, year, true as shown from seen) as s using (regency, year)
group by regency
having count(*) = count(s.shown)"""
PROPOSALS, LINES = (
    "proposal_id in (select proposal_id from proposal_fact)",
    "line_id in (select line_id from line_fact)",
)
OWN = {  # what is not told by the columns of a table
    "need_fact": WHOLE,
    "need_member": WHOLE,
    "mended": "import_id in (select import_id from import)",
}
TEXTS = (  # as people wrote them
    *("title", "description", "location_text", "text", "note", "words", "example", "district_text", "village_text"),
    *("document", "office", "source", "file", "mended_file", "sheet"),
)
GRANT = " or ".join(
    [f"starts_with(account_code || '.', '{a}.')" for a in GRANTS["accounts"]]
    + [f"contains(lower(account_name), '{words}')" for words in GRANTS["account_words"]]
)
PEOPLE = ("author", "authors")  # columns that hold names of accounts: empty for the public
# keyed by proposals and lines of any regency: which of their few rows may be seen is found once, not with every question
ONCE = ("judged_pair", "judgement")
FIRST = ("proposal_fact", "line_fact", "import", "need_fact")  # what the views of others look into


def connect(path: Path, seen: Seen | None) -> duckdb.DuckDBPyConnection:
    """A connection on which the tables of the mart at `path` hold only what `seen` names; it can reach no other file. None: they
    hold everything, with who judged and imported, and only their free text names nobody."""
    db = duckdb.connect(":memory:", config={k: v for k, v in reading().items() if k != "enable_external_access"})
    db.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as m (read_only)")
    db.execute("create table seen (regency varchar, year integer)")
    if seen is not None:
        regencies, years = [r for r, _ in sorted(seen)], [y for _, y in sorted(seen)]
        db.execute("insert into seen select unnest($1::varchar[]), unnest($2::integer[])", [regencies, years])
        db.execute(FIND_WHOLE)
    columns: dict[str, list[str]] = {}
    listed = "select table_name, column_name from duckdb_columns() where database_name = 'm' order by table_name, column_index"
    for table, column in db.execute(listed).fetchall():
        columns.setdefault(table, []).append(column)
    db.create_function("masked", masked, ["varchar"], "varchar")
    db.create_function("nameless", hide_recipient, ["varchar", "varchar", "varchar"], "varchar", null_handling=SPECIAL)
    for table in sorted(columns, key=lambda name: (name not in FIRST, FIRST.index(name) if name in FIRST else 0, name)):
        shown = ", ".join(instead(table, columns[table], PEOPLE if seen is not None else ()))
        rows = condition(table, columns[table]) if seen is not None else "true"
        replaced = f" replace ({shown})" if shown else ""
        made = "table" if table in ONCE and seen is not None else "view"
        db.execute(f'create {made} "{table}" as select *{replaced} from m."{table}" where {rows}')
    db.execute("set enable_external_access = false")
    db.execute("set lock_configuration = true")
    return db


def instead(table: str, columns: list[str], people: Sequence[str]) -> list[str]:
    """What stands in place of columns that may name a person: nothing in those of `people`, free text without names of people
    and numbers that lead to them, grants without who receives them."""
    shown = [f"'' as {column}" for column in people if column in columns]
    for column in (c for c in TEXTS if c in columns):
        text = f"if(regexp_matches({column}, '{SUSPECT}'), masked({column}), {column})"
        if (table, column) == ("line_fact", "description"):
            text = f"if(description is not null and ({GRANT}), nameless({text}, account_code, account_name), {text})"
        shown.append(f"{text} as {column}")
    return shown


def condition(table: str, columns: list[str]) -> str:
    """Which rows of a table may be seen, by what its columns say they are about."""
    if table in OWN:
        return OWN[table]
    regency = next((c for c in ("regency", "regency_code") if c in columns), "")
    if regency and "year" in columns:
        years = [SEEN.format(regency=regency, year=year) for year in ("year", "line_year") if year in columns]
        return " and ".join(years) + " or " + ANY_YEAR.format(regency=regency, here=HERE)
    rows = [f"{regency} in {HERE}"] if regency else []
    rows += [sql for column, sql in (("proposal_id", PROPOSALS), ("line_id", LINES)) if column in columns]
    return " and ".join(rows) or "true"

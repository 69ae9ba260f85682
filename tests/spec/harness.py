"""Turns small tables in ASCII into a workspace, the way files come in, and compares what is asked with what is expected.

A spec test is a title (its docstring, a statement of the field), tables in, an answer out, and nothing else. Tables have one line
of headings; what a table does not say is filled in below, so that a test shows only what it is about.

proposals   id, year, stage, parent, district, village, title, cost, rank, agency, decision, reason; and what only some
            forms bring: path, signed_on, document, volume, unit; and, the same for a whole file,
            form (its kind), ids (the space its ids live in), process
lines       id, year, version, pays (the proposal's id on the line), text, amount, agency, account_code, account_name
judgements  by, proposal, line (or a budget version), verdict, weight (a share such as 0.3)
dapil, perda, reply, context, mark   as in vocabulary/tables.toml, typed; the kecamatan by its name

A list of tables is one file after another; a later file of the same dataset supersedes the one before it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.intake.parse import Options, parse
from analytics.marts.build import build
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask as ask_mart
from analytics.query.database import Mart, open_mart
from analytics.query.fates import fates as fates_of
from analytics.register.imports import publish
from analytics.register.judgements import judge
from analytics.register.people import grant
from analytics.register.workspace import Workspace, open_workspace
from tests.spec.typed import EXTRA, enriched, of_table

REGENCY, YEAR, CLERK = "73.02", "2026", "petugas"
HEADINGS = {"id": "proposal_id", "year": "fiscal_year", "cost": "estimated_cost", "parent": "parent_id"}
LINE_HEADINGS = {"id": "line_id", "year": "fiscal_year", "pays": "proposal_id", "text": "description"}
PROPOSAL = {"regency_code": REGENCY, "fiscal_year": YEAR, "title": "Jalan tani", "estimated_cost": ""}
LINE = {"regency_code": REGENCY, "fiscal_year": YEAR, "description": "Pekerjaan jalan tani"}

Tables = str | list[str]


def table(text: str) -> list[dict[str, str]]:
    """Rows of an ASCII table: cells between bars, a line of dashes under the headings is skipped."""
    lines = [line for line in text.strip().splitlines() if line.strip(" |-+")]
    heading, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(heading, row, strict=True)) for row in rows]


@dataclass
class Given:
    """A workspace made of tables, and the ids its rows were given."""

    workspace: Workspace
    ids: dict[str, str] = field(default_factory=dict)

    def bring(self, rows: list[dict[str, str]], name: str, version: str | None = None) -> None:
        """Imports rows as one CSV file; every row must be accepted."""
        path = self._written([{k: v for k, v in r.items() if k not in EXTRA} for r in rows], name)
        told = {r.get("line_id") or r["proposal_id"]: r for r in rows}
        parsed = [enriched(p, told) for p in parse(path, Options(version=version))]
        assert [p.rejects for p in parsed if p.rejects] == []
        publish(self.workspace, parsed, path, CLERK)
        for p in parsed:
            names = zip(p.rows["external_id"].to_pylist(), p.rows["row_id"].to_pylist(), strict=True)
            self.ids |= {name: f"{row_id:016x}" for name, row_id in names}

    def bring_file(self, path: Path) -> None:
        """Imports a file as it is."""
        publish(self.workspace, parse(path, Options()), path, CLERK)

    def bring_typed(self, kind: str, rows: list[dict[str, str]]) -> None:
        """Publishes rows of dapil, perda, reply, context or mark."""
        path = self._written(rows, kind)
        publish(self.workspace, [of_table(kind, rows, path, REGENCY)], path, CLERK)

    def _written(self, rows: list[dict[str, str]], name: str) -> Path:
        path = self.workspace.path.parent / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(dict.fromkeys(k for r in rows for k in r)))
            writer.writeheader()
            writer.writerows(rows)
        return path

    def judgement(self, by: str, proposal: str, line: str, verdict: str, weight: str = "") -> None:
        """One person's word, given a role first."""
        grant(self.workspace, CLERK, by, "reviewer", REGENCY)
        share = round(float(weight) * 1_000_000) if weight else None
        judge(self.workspace, by, REGENCY, self.ids[proposal], self.ids.get(line, line), verdict, share)

    def mart(self) -> Mart:
        return open_mart(self.workspace, build(self.workspace, CLERK))

    def classes(self, version: str) -> dict[str, str]:
        """Fate of each proposal by its own id."""
        sql = f"select external_id, {version}_class as class from proposal_fact order by external_id"
        return {r["external_id"]: r["class"] for r in self.mart().rows(sql)}

    def weights(self) -> dict[tuple[str, str], int]:
        """Share of the line each linked proposal takes, in millionths."""
        sql = """select p.external_id as proposal, l.external_id as line, weight from link_fact
        join proposal_fact as p using (proposal_id) join line_fact as l using (line_id) order by all"""
        return {(r["proposal"], r["line"]): r["weight"] for r in self.mart().rows(sql)}


def given(
    folder: Path,
    proposals: Tables = "",
    lines: Tables = "",
    judgements: str = "",
    dapil: str = "",
    perda: str = "",
    reply: str = "",
    context: str = "",
    mark: str = "",
) -> Given:
    """A workspace in `folder` that holds the tables."""
    made = Given(open_workspace(folder / "workspace", CLERK))
    for i, text in enumerate(_list(proposals)):
        made.bring([PROPOSAL | _named(r, HEADINGS) for r in table(text)], f"proposals-{i}")
    for i, text in enumerate(_list(lines)):
        rows = table(text)
        for version in dict.fromkeys(r.get("version", "apbd") for r in rows):
            mine = [r for r in rows if r.get("version", "apbd") == version]
            named = [LINE | _named({k: v for k, v in r.items() if k != "version"}, LINE_HEADINGS) for r in mine]
            made.bring(named, f"lines-{i}-{version}", version)
    for kind, text in (("dapil", dapil), ("perda", perda), ("reply", reply), ("context", context), ("mark", mark)):
        if text:
            made.bring_typed(kind, table(text))
    for row in table(judgements) if judgements else []:
        made.judgement(**row)
    return made


def _list(texts: Tables) -> list[str]:
    return [t for t in ([texts] if isinstance(texts, str) else texts) if t]


def _named(row: dict[str, str], headings: dict[str, str]) -> dict[str, str]:
    return {headings.get(k, k): v.replace("_", "") if k in {"cost", "amount"} else v for k, v in row.items()}


def question(text: str) -> Question:
    """`accommodation_count by district where year=2026 in village version procurement` as a question."""
    words = text.split()
    said: dict[str, str] = {"by": "", "where": "", "in": "district", "version": "apbd"}
    for keyword, value in zip(words[1::2], words[2::2], strict=True):
        said[keyword] = value
    by = tuple(d for d in said["by"].split(",") if d)
    where = tuple((d, (v,)) for d, _, v in (f.partition("=") for f in said["where"].split(",") if f))
    return Question(words[0], by, where, said["in"], said["version"])


def compare(answer: Answer, expected: str | dict[str, Any]) -> None:
    """Rows as a table of the columns that matter (blank = nothing there), or one row as a dict of them."""
    if isinstance(expected, dict):
        whole = answer.total or {}
        assert {k: whole.get(k) for k in expected} == expected
        return
    wanted = table(expected)
    shown = [{k: "" if row[k] is None else str(row[k]) for k in wanted[0]} for row in answer.rows]
    assert shown == wanted


@dataclass
class Spec:
    """Called by a spec test with its tables and what is expected of them."""

    folder: Path

    def __call__(
        self,
        *,
        proposals: Tables = "",
        lines: Tables = "",
        judgements: str = "",
        dapil: str = "",
        perda: str = "",
        reply: str = "",
        context: str = "",
        mark: str = "",
        ask: str,
        answer: str | dict[str, Any] | None = None,
        fates: dict[str, str | None] | None = None,
        shares: dict[tuple[str, str], int] | None = None,
        shown: dict[str, dict[str, Any]] | None = None,
        told: dict[str, int] | None = None,
        lacks: list[str] | None = None,
    ) -> None:
        made = given(self.folder, proposals, lines, judgements, dapil, perda, reply, context, mark)
        asked = question(ask)
        found = ask_mart(made.mart(), asked)
        if answer is not None:
            compare(found, answer)
        if fates is not None:
            assert made.classes(asked.version) == fates
        if shown is not None:
            listed = {str(f.external_id): f for f in fates_of(made.mart(), asked)}
            assert {n: {k: getattr(listed[n], k) for k in facts} for n, facts in shown.items()} == shown
        if shares is not None:
            assert made.weights() == shares
        if told is not None:
            counts = {c.id: c.n for c in found.caveats}
            assert {k: counts.get(k, 0) for k in told} == told
        if lacks is not None:
            assert [m.source for m in found.missing if m.essential] == lacks

"""Judgements as CSV: every word that stands, with what people know the pair by; and back, each bad row told in one sentence."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from typing import Any

from analytics.errors import AkomodasiError, say
from analytics.query.database import Mart
from analytics.query.review_sides import lines, proposals
from analytics.query.trace import find
from analytics.register.judgements import MADE, ROW_ID, VERDICTS, WHOLE, WITHDRAWN, Word, word_of
from analytics.register.ledger import Event
from analytics.register.workspace import Workspace
from analytics.reports.tables import INVENTED, as_written, csv_text
from analytics.vocabulary import regions, terms

COLUMNS = (
    "regency",
    "year",
    "proposal_id",
    "line_id",
    "version",
    "verdict",
    "weight",
    "author",
    "at",
    "title",
    "description",
)
NEEDED = ("proposal_id", "verdict")
Found = dict[str, list[Word]]


def text(mart: Mart, workspace: Workspace, regency: str = "") -> str:
    """Every person's last word of a regency ("" for all), as the ledger holds it now. `line_id` is empty where the word is about
    a version; `weight` is the share of the line (0.25); `author` and `at` are only told. Rows of invented data say so."""
    last: dict[tuple[str, str], Event] = {}
    for e in workspace.ledger.events(MADE):
        if regency in ("", e.regency):
            last.pop((e.author, e.subject), None)
            last[e.author, e.subject] = e
    said = [(e, word_of(e.payload)) for e in last.values() if e.payload["verdict"] != WITHDRAWN]
    wishes = proposals(mart, {w.proposal_id for _, w in said})
    budget = lines(mart, {w.line_id for _, w in said})
    rows = []
    for e, w in said:
        p, line = wishes.get(w.proposal_id), budget.get(w.line_id)
        of_version = w.line_id in terms.VERSIONS
        told = (e.author, e.at, p.title if p else None, line.title if line else None)
        version = w.line_id if of_version else line.version if line else None
        about = (w.proposal_id, None if of_version else w.line_id, version, w.verdict, share(w.weight))
        invented = [INVENTED] if regions.fictional(e.regency) else []
        rows.append([e.regency, p.year if p else None, *about, *told, *invented])
    marked = any(len(r) > len(COLUMNS) for r in rows)
    return csv_text([[*COLUMNS, *(["keterangan"] if marked else [])], *rows])


def share(weight: int | None) -> str | None:
    """Millionths as a decimal number, to the last one."""
    return None if weight is None else format((Decimal(weight) / WHOLE).normalize(), "f")


def read_text(mart: Mart, raw: bytes, file: str, lang: str | None = None) -> tuple[Found, list[str]]:
    """Words by regency, and one sentence for each row that cannot be one; with a sentence, nothing should be written.

    Comma or semicolon. Ids as shown on screen, or those of the source system where they mean one row (of the regency and year,
    where the row tells them). Columns that are only told are left out."""
    try:
        table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=_delimiter(raw)))
    except (UnicodeDecodeError, csv.Error) as problem:
        return {}, [say("judgements_unreadable", lang, file=file, detail=problem)]
    heading = [h.strip().lower() for h in table[0]] if table else []
    missing = [c for c in NEEDED if c not in heading]
    if missing:
        return {}, [say("judgements_columns", lang, file=file, columns=", ".join(missing))]
    found: Found = {}
    problems: list[str] = []
    for number, cells in enumerate(table[1:], 2):
        row = {h: as_written(c).strip() for h, c in zip(heading, cells, strict=False)}
        if not any(row.values()):
            continue
        try:
            regency, word = _word(mart, row)
        except AkomodasiError as refusal:
            problems.append(say("judgements_row", lang, file=file, row=number, detail=refusal.sentence(lang)))
            continue
        found.setdefault(regency, []).append(word)
    return found, problems


def _word(mart: Mart, row: dict[str, str]) -> tuple[str, Word]:
    """Regency and word of one row. Raises AkomodasiError with the sentence that says what is wrong with it."""
    verdict = row["verdict"].lower()
    if verdict not in VERDICTS:
        raise AkomodasiError("judgement_no_such", verdict=row["verdict"], verdicts=", ".join(VERDICTS))
    wish = _one(mart, "proposal", row["proposal_id"], row)
    key = f"{wish['key']:016x}"
    about, version = row.get("line_id", ""), row.get("version", "")
    if about:
        line = _one(mart, "line", about, {**row, "regency": wish["regency"], "year": ""})
        about = line["id"]
    elif version not in terms.VERSIONS:
        raise AkomodasiError("version_no_such", version=version, versions=", ".join(terms.VERSIONS))
    return wish["regency"], Word(key, about or version, verdict, _weight(row.get("weight", "")))


def _one(mart: Mart, kind: str, name: str, row: dict[str, str]) -> dict[str, Any]:
    """The one proposal or line an id means."""
    found = [f for f in find(mart, name) if f["kind"] == kind]
    for column in ("regency", "year"):
        if row.get(column) and not ROW_ID.fullmatch(name):
            found = [f for f in found if str(f[column]) == row[column]]
    keys = {f["key"]: f for f in found}
    if not keys:
        raise AkomodasiError("judgements_id_none", id=name)
    if len(keys) > 1:
        raise AkomodasiError("judgements_id_several", id=name, n=len(keys))
    return next(iter(keys.values()))


def _weight(cell: str) -> int | None:
    """0.25 or 0,25 as millionths."""
    if not cell:
        return None
    try:
        weight = Decimal(cell.replace(",", ".")) * WHOLE
    except InvalidOperation as problem:
        raise AkomodasiError("judgements_weight", weight=cell) from problem
    if weight != int(weight) or not 1 <= weight <= WHOLE:
        raise AkomodasiError("judgements_weight", weight=cell)
    return int(weight)


def _delimiter(raw: bytes) -> str:
    """Excel of an Indonesian office writes semicolons."""
    first = raw.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","

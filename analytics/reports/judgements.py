"""Judgements as CSV: every word that stands, with what people know the pair by; and back, each bad row told in one sentence."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from analytics.errors import AkomodasiError, say
from analytics.query.database import Mart
from analytics.query.review_sides import lines, proposals
from analytics.query.trace import find
from analytics.register.event import Event
from analytics.register.judgements import MADE, ROW_ID, VERDICTS, WHOLE, WITHDRAWN, Word, word_of
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
    written = enumerate(table[1:], 2)
    bare = dict.fromkeys(heading, "")  # a row may end before its headings do
    rows = [
        (n, bare | {h: as_written(c).strip() for h, c in zip(heading, cells, strict=False)}) for n, cells in written
    ]
    rows = [(n, row) for n, row in rows if any(row.values())]
    ids = _Ids(mart, {row.get(c, "") for _, row in rows for c in ("proposal_id", "line_id")})
    found: Found = {}
    problems: list[str] = []
    for number, row in rows:
        try:
            regency, word = _word(ids, row)
        except AkomodasiError as refusal:
            problems.append(
                say("judgements_row", lang, file=file, row=number, detail=refusal.sentence(lang).rstrip("."))
            )
            continue
        found.setdefault(regency, []).append(word)
    return found, problems


class _Ids:
    """What the ids of a file mean: those as shown on screen are looked up all at once, the others one by one."""

    def __init__(self, mart: Mart, names: set[str]) -> None:
        self.mart = mart
        self.shown = {"proposal": proposals(mart, names), "line": lines(mart, names)}

    def one(self, kind: str, name: str, regency: str = "", year: str = "") -> tuple[str, str]:
        """Id as shown and regency of the one proposal or line that is meant. Raises AkomodasiError for none or several."""
        if side := self.shown[kind].get(name):
            return side.id, side.regency
        found = {f["key"]: f for f in find(self.mart, name, regency) if f["kind"] == kind}
        if not ROW_ID.fullmatch(name):
            found = {
                key: f for key, f in found.items() if regency in ("", f["regency"]) and year in ("", str(f["year"]))
            }
        if not found:
            raise AkomodasiError("judgements_id_none", id=name)
        if len(found) > 1:
            raise AkomodasiError("judgements_id_several", id=name, n=len(found))
        key, one = found.popitem()
        return f"{key:016x}", one["regency"]


def _word(ids: _Ids, row: dict[str, str]) -> tuple[str, Word]:
    """Regency and word of one row. Raises AkomodasiError with the sentence that says what is wrong with it."""
    verdict = row["verdict"].lower()
    if verdict not in VERDICTS:
        raise AkomodasiError("judgement_no_such", verdict=row["verdict"], verdicts=", ".join(VERDICTS))
    wish, regency = ids.one("proposal", row["proposal_id"], row.get("regency", ""), row.get("year", ""))
    version = row.get("version", "")
    if row.get("line_id"):
        about, place = ids.one("line", row["line_id"], regency)
        if place != regency:
            raise AkomodasiError("judgements_id_none", id=row["line_id"])
    elif version in terms.VERSIONS:
        about = version
    else:
        raise AkomodasiError("version_no_such", version=version, versions=", ".join(terms.VERSIONS))
    return regency, Word(wish, about, verdict, _weight(row.get("weight", "")))


def _weight(cell: str) -> int | None:
    """0.25 or 0,25 as millionths."""
    if not cell:
        return None
    try:
        weight = Decimal(cell.replace(",", ".")) * WHOLE
    except ArithmeticError as problem:
        raise AkomodasiError("judgements_weight", weight=cell) from problem
    if not weight.is_finite() or not 1 <= weight <= WHOLE or weight != int(weight):
        raise AkomodasiError("judgements_weight", weight=cell)
    return int(weight)


def _delimiter(raw: bytes) -> str:
    """Excel of an Indonesian office writes semicolons."""
    first = raw.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","

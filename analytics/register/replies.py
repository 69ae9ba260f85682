"""Replies of offices written down here: each a filled form file of its own, published as any file is, so that it is kept, traced,
superseded and withdrawn like any other. Never a way of its own into the mart, never a person's name."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analytics.errors import AkomodasiError, BadQuestion
from analytics.intake.forms import form
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.write import Sheet, write
from analytics.register.imports import publish, withdraw
from analytics.register.restoring import Entry, entries
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import clean_spaces

KIND = "tanggapan"
OWN = "tertulis "  # how the scope of a reply written here begins (068_reply_fact asks for it); a file of replies has another
LONGEST = {"text": 1000, "office": 120, "number": 120}  # characters
REASONS = tuple(r for r in terms.REASONS if r != "none")
FIRST_DAY = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class About:
    """What is answered: a proposal or a budget line by its id as shown (16 hex digits), else the list of a kecamatan (code), of a
    perangkat daerah (name), or of one in the other. `title`: its words, for whoever reads the file alone."""

    regency: str
    year: int
    proposal: str = ""
    line: str = ""
    district: str = ""
    agency: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        """What tells it from everything else of its regency and year."""
        return self.proposal or self.line or " / ".join(w for w in (self.district, self.agency) if w)


@dataclass(frozen=True)
class Written:
    """One reply: the office, its day, its words, a coded reason where it is one (terms.toml), the number of its letter."""

    about: About
    office: str
    on: dt.date
    text: str
    reason: str = ""
    number: str = ""


@dataclass(frozen=True)
class Held:
    """A reply written here, with the import that holds it and what became of that (current, replaced, withdrawn)."""

    entry: Entry
    written: Written

    @property
    def id(self) -> str:
        return self.entry.one.id


def tidy(reply: Written, today: dt.date | None = None) -> Written:
    """The reply as it is kept: runs of spaces and lines are one space. Raises BadQuestion for what cannot be kept."""
    words = {name: clean_spaces(getattr(reply, name)) for name in LONGEST}
    single = bool(reply.about.proposal or reply.about.line)
    about = replace(
        reply.about, title=clean_spaces(reply.about.title) if single else ""
    )  # a list has no title of its own
    if (about.proposal != "") + (about.line != "") + bool(about.district or about.agency) != 1:
        raise BadQuestion("reply_about")
    if not words["office"]:
        raise BadQuestion("reply_office")
    if not words["text"]:
        raise BadQuestion("reply_empty")
    for name, most in LONGEST.items():
        if len(words[name]) > most:
            raise BadQuestion("reply_long", what=name, n=len(words[name]), most=most)
    if not FIRST_DAY <= reply.on <= (today or dt.date.today()):
        raise BadQuestion("reply_date", date=reply.on.isoformat())
    if reply.reason and reply.reason not in REASONS:
        raise BadQuestion("reply_reason", reason=reply.reason, reasons=", ".join(REASONS))
    return Written(about, words["office"], reply.on, words["text"], reply.reason, words["number"])


def enter(workspace: Workspace, author: str, reply: Written) -> dict[str, Any]:
    """Publishes the reply and returns the receipt, as that of an import; the mart is not built. What the same office
    writes on the same thing with the same date once more replaces what it wrote before.

    Raises NotAllowed for somebody who may not import, BadQuestion for a reply that cannot be kept."""
    reply = tidy(reply)
    regency = reply.about.regency
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(reply)
        banner = terms.label("notice", "fictional") if regions.fictional(regency) else ""
        head = {"Kabupaten": regions.label(regency)}
        write(form(KIND), path, [Sheet(form(KIND).layout.sheet, [_record(reply)], head)], banner=banner)
        parsed = parse(path, Options(kind=KIND, regency=regency, scope=scope(reply)))
        _same(parsed, reply)
        return publish(workspace, parsed, path, author)[0]


def scope(reply: Written) -> str:
    """What makes a reply a dataset of its own: what it answers, who answers, when."""
    return f"{OWN}{reply.about.key}; {clean_spaces(reply.office)}; {reply.on.isoformat()}"


def file_name(reply: Written) -> str:
    """`tanggapan-2026-11-26-0123456789abcdef.csv`; that of an invented regency says so."""
    mark = "REKAAN-" if regions.fictional(reply.about.regency) else ""
    at = re.sub("[^a-z0-9]+", "-", reply.about.key.lower())
    return f"{mark}tanggapan-{reply.on.isoformat()}-{at[:40].strip('-')}.csv"


def written(workspace: Workspace, regency: str) -> list[Held]:
    """Every reply written here for a regency, the newest first, with those that were replaced or withdrawn."""
    return [
        Held(e, _read(workspace, e))
        for e in entries(workspace, regency)
        if e.one.facts["kind"] == KIND and e.one.facts["dataset"]["scope"].startswith(OWN)
    ]


def take_back(workspace: Workspace, author: str, import_id: str) -> None:
    """Withdraws a reply that was written here; what it said, who wrote and who withdrew it stay in the history of imports.

    Raises BadQuestion for an import that is none, NotAllowed."""
    found = next((e for e in entries(workspace) if e.one.id == import_id), None)
    if found is None or found.one.facts["kind"] != KIND or not found.one.facts["dataset"]["scope"].startswith(OWN):
        raise BadQuestion("reply_no_such", id=import_id)
    withdraw(workspace, import_id, author)


def _record(reply: Written) -> dict[str, Any]:
    """The row of the form."""
    about = reply.about
    return {
        "year": about.year,
        "district_text": regions.region(about.district).name if about.district else None,
        "external_id": about.proposal or None,
        "title": about.title or None,
        "office": reply.office,
        "replied_on": reply.on,
        "reason": reply.reason or None,
        "text": reply.text,
        "source": reply.number or None,
        "line_ref": about.line or None,
        "agency": about.agency or None,
    }


def _read(workspace: Workspace, entry: Entry) -> Written:
    (row,) = pq.read_table(workspace.imported(entry.one.id) / "rows.parquet").to_pylist()
    about = About(
        entry.one.facts["dataset"]["regency"],
        row["year"],
        row["external_id"] or "",
        row["line_ref"] or "",
        row["district_code"] or "",
        row["agency"] or "",
        row["title"] or "",
    )
    return Written(about, row["office"], row["replied_on"], row["text"], row["reason"] or "", row["source"] or "")


def _same(parsed: list[Parsed], reply: Written) -> None:
    """What was read back is what was written, to the letter: else nothing is published."""
    wanted = _record(reply)
    read = parsed[0].rows.select([*wanted, "district_code"]).to_pylist()
    if len(parsed) != 1 or parsed[0].rejects or read != [{**wanted, "district_code": reply.about.district or None}]:
        raise AkomodasiError("reply_unreadable", file=parsed[0].file)

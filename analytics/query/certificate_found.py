"""Issues certificates and finds them again by their code: from the ledger, with the mart of that day asked once more.

Says whether the figure is the same to the last digit, or why nobody can say; never corrects what was issued."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import duckdb

from analytics.errors import AkomodasiError, BadQuestion
from analytics.locale.words import t
from analytics.query.answer import Question
from analytics.query.certificate import Certificate, certificate
from analytics.query.database import Mart, open_mart
from analytics.register import certificates as book
from analytics.register.codes import read_code
from analytics.register.event import Event
from analytics.register.people import ANYWHERE, may
from analytics.register.workspace import Workspace

AGREES, DIFFERS, CANNOT, DAMAGED = "agrees", "differs", "cannot", "damaged"


@dataclass(frozen=True)
class Found:
    """A certificate as it was issued, and what asking again says of it (`state`).

    `differences`: [{name, issued, now}] of the numbers that are no longer the same. `sentence`: the same in words, `why`: what
    stands in the way where it cannot be asked again.
    """

    certificate: Certificate
    state: str
    differences: tuple[dict[str, Any], ...] = ()
    why: str = ""
    newer_definition: bool = False

    def sentence(self, lang: str) -> str:
        c, names = self.certificate, ", ".join(d["name"] for d in self.differences)
        words = t(f"certificate.{self.state}", lang, code=c.code, mart=c.mart, names=names, why=self.why)
        return f"{words} {t('certificate.redefined', lang)}" if self.newer_definition else words

    def json(self, lang: str) -> dict[str, Any]:
        return {
            "code": self.certificate.code,
            "state": self.state,
            "sentence": self.sentence(lang),
            "differences": list(self.differences),
            "certificate": self.certificate.json(),
        }


def issue(workspace: Workspace, author: str, one: Certificate, office: str = "") -> Certificate:
    """The certificate, issued: written into the ledger unless it was before. `office` is named in it in place of the author.
    Raises NotAllowed."""
    return replace(one, issued=_issued(book.issue(workspace, author, one.kept(), one.regencies, office)))


def may_issue(workspace: Workspace, author: str, one: Certificate) -> bool:
    """For a page: whether issuing is worth offering."""
    return may(workspace, author, book.ROLE, one.regencies[0] if len(one.regencies) == 1 else ANYWHERE)


def status(workspace: Workspace, one: Certificate) -> Certificate:
    """The certificate with who issued it and when, where somebody did."""
    event = book.issued(workspace, one.code)
    return replace(one, issued=_issued(event)) if event else one


def find(workspace: Workspace, text: str, lang: str = "id") -> Found:
    """The certificate of a code as people type it. Raises BadQuestion for what is no code, or one not issued here.

    Builds the mart of that day again where its file is no longer here; writes nothing into the ledger that was not there."""
    name = read_code(text)
    event = book.issued(workspace, name)
    if event is None:
        raise BadQuestion("certificate_not_issued", code=name)
    known: dict[str, Any] = {
        f.name: event.payload.get(f.name) for f in fields(Certificate)
    }  # an older program kept less
    told = Certificate(**known | {"code": name, "issued": _issued(event)})
    broken = workspace.ledger.broken_at()
    if not book.genuine(event) or (broken is not None and broken <= event.seq):
        return Found(told, DAMAGED)
    try:
        again = _asked(open_mart(workspace, told.mart), told)
    except AkomodasiError as refusal:
        return Found(told, CANNOT, why=refusal.sentence(lang).rstrip("."))
    except duckdb.Error as problem:  # a mart of an older program lacks what this one's questions read
        return Found(told, CANNOT, why=str(problem).splitlines()[0].rstrip("."))
    differs = tuple(
        {"name": k, "issued": v, "now": again.figure.get(k)} for k, v in told.figure.items() if again.figure.get(k) != v
    )
    if again.documents["fingerprint"] != told.documents["fingerprint"]:
        kept = {"issued": told.documents["fingerprint"], "now": again.documents["fingerprint"]}
        differs += ({"name": "documents", **kept},)
    newer = again.definition_version != told.definition_version
    if differs:
        return Found(told, DIFFERS, differs, "", newer)
    shown = replace(told, documents=again.documents, reconciliation=again.reconciliation)
    return Found(shown, AGREES, (), "", newer)


def _asked(mart: Mart, told: Certificate) -> Certificate:
    """The same figure, asked of the same mart now."""
    q = told.question
    where = tuple((d, tuple(values)) for d, values in q["where"].items())
    asked = Question(q["measure"], tuple(q["by"]), where, q["universe"], q["version"])
    row = {k: "" if v is None else str(v) for k, v in told.row.items()}
    return certificate(mart, asked, row, told.part)


def _issued(event: Event) -> dict[str, Any]:
    return {"by": event.payload.get("office") or event.author, "at": event.at, "position": event.seq}

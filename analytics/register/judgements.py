"""A person's word on a pair of proposal and budget line: match, no, unsure; or that a proposal is absent from a version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analytics.errors import AkomodasiError
from analytics.register.people import require
from analytics.register.workspace import Workspace
from analytics.vocabulary import terms

VERDICTS = ("match", "no", "unsure", "absent")
WHOLE = 1_000_000  # a weight of 1, in millionths
MADE = "judgement.made"
ROW_ID = re.compile(r"[0-9a-f]{16}")


class Word(NamedTuple):
    """One verdict: row ids as shown, or a budget version as line_id; the weight in millionths or None."""

    proposal_id: str
    line_id: str
    verdict: str
    weight: int | None = None

    @property
    def subject(self) -> str:
        return f"{self.proposal_id}|{self.line_id}"


def judge(
    workspace: Workspace,
    author: str,
    regency: str,
    proposal_id: str,
    line_id: str,
    verdict: str,
    weight: int | None = None,
) -> int:
    """Records one verdict; the author's earlier word on the same pair stays readable but no longer counts.

    Ids are row ids as shown (16 hexadecimal figures); for `absent`, and to dispute it, line_id names the budget version.
    `weight` is the share of the line this proposal takes, in millionths; None lets the line's proposals share it. Returns
    the ledger position.
    """
    word = Word(proposal_id, line_id, verdict, weight)
    _check(word)
    with workspace.ledger.writing() as write:
        require(write, author, "reviewer", regency)
        return write.append(MADE, author, word.subject, word._asdict(), regency)


def judge_all(workspace: Workspace, author: str, regency: str, verdicts: Sequence[Word]) -> int:
    """Records many verdicts of one author together, or none; returns how many. What the author said last and says again is
    not written again."""
    for word in verdicts:
        _check(word)
    with workspace.ledger.writing() as write:
        require(write, author, "reviewer", regency)
        said = {e.subject: e.payload for e in write.events(MADE) if e.author == author and e.regency == regency}
        new = [word for word in verdicts if said.get(word.subject) != word._asdict()]
        for word in new:
            write.append(MADE, author, word.subject, word._asdict(), regency)
    return len(new)


def _check(word: Word) -> None:
    if word.verdict not in VERDICTS:
        raise AkomodasiError("judgement_no_such", verdict=word.verdict, verdicts=", ".join(VERDICTS))
    for name, is_id in ((word.proposal_id, False), (word.line_id, word.line_id in terms.VERSIONS)):
        if not is_id and not ROW_ID.fullmatch(name):
            raise AkomodasiError("judgement_id", verdict=word.verdict, id=name)
    if word.weight is not None and not 1 <= word.weight <= WHOLE:
        raise AkomodasiError("judgement_weight", weight=word.weight, whole=WHOLE)

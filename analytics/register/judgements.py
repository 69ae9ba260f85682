"""A person's word on a pair of proposal and budget line: match, no, unsure; or that a proposal is absent from a version. What was
said is never deleted: taking it back is a later word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analytics.errors import AkomodasiError
from analytics.register.event import Event
from analytics.register.people import require
from analytics.register.workspace import Workspace
from analytics.vocabulary import terms

WITHDRAWN = "withdrawn"  # the person says nothing of it any more
VERDICTS = ("match", "no", "unsure", "absent", WITHDRAWN)
WHOLE = 1_000_000  # a weight of 1, in millionths
MADE = "judgement.made"
UNDOES = "undoes"  # in a payload: the position of the judgement that this one takes back
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
    the ledger position: what the author said last of the pair and says again is not written again.
    """
    word = Word(proposal_id, line_id, verdict, weight)
    _check(word)
    with workspace.ledger.writing() as write:
        require(write, author, "reviewer", regency)
        before = [e for e in write.events(MADE, subject=word.subject) if (e.author, e.regency) == (author, regency)]
        if before and word_of(before[-1].payload) == word:
            return before[-1].seq
        return write.append(MADE, author, word.subject, word._asdict(), regency)


def judge_all(workspace: Workspace, author: str, regency: str, verdicts: Sequence[Word]) -> int:
    """Records many verdicts of one author together, or none; returns how many. What the author said last and says again is
    not written again."""
    return judge_each(workspace, author, {regency: verdicts})


def judge_each(workspace: Workspace, author: str, verdicts: Mapping[str, Sequence[Word]]) -> int:
    """As `judge_all`, for several regencies: all of them or none."""
    for word in (w for words in verdicts.values() for w in words):
        _check(word)
    n = 0
    with workspace.ledger.writing() as write:
        made = write.events(MADE)
        for regency, words in verdicts.items():
            require(write, author, "reviewer", regency)
            said = {e.subject: word_of(e.payload) for e in made if e.author == author and e.regency == regency}
            for word in words:
                if said.get(word.subject) != word:
                    write.append(MADE, author, word.subject, word._asdict(), regency)
                    said[word.subject] = word
                    n += 1
    return n


def undo(workspace: Workspace, author: str, regency: str) -> Word | None:
    """Takes back the author's last judgement that stands: what the author said of the pair before is said again, or nothing is.

    Asked again, the judgement before that one. Returns what was taken back; None where there is nothing left."""
    with workspace.ledger.writing() as write:
        require(write, author, "reviewer", regency)
        last = next(_standing(write.newest(MADE, author, regency)), None)
        if last is None:
            return None
        earlier = [e for e in write.events(MADE, subject=last.subject) if e.seq < last.seq]
        before = [word_of(e.payload) for e in earlier if (e.author, e.regency) == (author, regency)]
        word = word_of(last.payload)
        again = before[-1] if before else Word(word.proposal_id, word.line_id, WITHDRAWN)
        write.append(MADE, author, word.subject, {**again._asdict(), UNDOES: last.seq}, regency)
        return word


def last_of(workspace: Workspace, author: str, regency: str) -> Event | None:
    """The author's last judgement that was not taken back: what `undo` would take back."""
    return workspace.ledger.newest_where(MADE, author, regency, _standing)


def made_after(workspace: Workspace, position: int, regency: str) -> list[Event]:
    """Judgements of a regency written after a position of the ledger, in order."""
    return [e for e in workspace.ledger.events(MADE, after=position) if e.regency == regency]


def word_of(payload: Mapping[str, Any]) -> Word:
    """The word in an event's payload."""
    return Word(*(payload[name] for name in Word._fields))


def _standing(newest: Iterator[Event]) -> Iterator[Event]:
    """Of one person's judgements, newest first, those that were neither taken back nor take something back."""
    undone: set[int] = set()
    for e in newest:
        if UNDOES in e.payload:
            undone.add(e.payload[UNDOES])
        elif e.seq not in undone:
            yield e


def _check(word: Word) -> None:
    if word.verdict not in VERDICTS:
        raise AkomodasiError("judgement_no_such", verdict=word.verdict, verdicts=", ".join(VERDICTS))
    for name, is_id in ((word.proposal_id, False), (word.line_id, word.line_id in terms.VERSIONS)):
        if not is_id and not ROW_ID.fullmatch(name):
            raise AkomodasiError("judgement_id", verdict=word.verdict, id=name)
    if word.weight is not None and not 1 <= word.weight <= WHOLE:
        raise AkomodasiError("judgement_weight", weight=word.weight, whole=WHOLE)

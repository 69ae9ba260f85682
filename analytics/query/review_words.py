"""What people say now of pairs and versions: the mart's last words, and over them those written since. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.query.database import Mart, template
from analytics.register.judgements import ROW_ID, WITHDRAWN, made_after
from analytics.register.workspace import Workspace

PAID, ABSENT, DISPUTED, OPEN = "paid", "absent", "disputed", "open"


@dataclass(frozen=True)
class Said:
    """One person's last word: `about` is a line id or a budget version, `weight` in millionths, `seq` its place in the ledger.

    `version` is the budget version it speaks of, None where the line is gone or too late; `own`: of the proposal's own year."""

    proposal_id: str
    about: str
    verdict: str
    weight: int | None
    author: str
    seq: int
    version: str | None = None
    own: bool = True

    @property
    def of_line(self) -> bool:
        return ROW_ID.fullmatch(self.about) is not None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.author, self.proposal_id, self.about


class Words:
    """The words on proposals of one regency, read once: what comes later is in the next one."""

    def __init__(self, mart: Mart, workspace: Workspace, regency: str) -> None:
        self.mart = mart
        events = made_after(workspace, position(mart), regency)
        found = [Said(**{**_word(e.payload), "author": e.author, "seq": e.seq}) for e in events]
        self.since = {s.key: s for s in found}  # the newest of each person, withdrawn ones too
        self.touched = frozenset(s.proposal_id for s in found)

    def of(self, proposals: Collection[str]) -> list[Said]:
        """Every word that stands on these proposals, in the order they were said."""
        kept = self._kept("proposal_id", proposals)
        return self._over(kept, (s for s in self.since.values() if s.proposal_id in proposals))

    def on_line(self, line_id: str) -> list[Said]:
        """Every word that stands on one line."""
        return self._over(self._kept("line_id", [line_id]), (s for s in self.since.values() if s.about == line_id))

    def waiting(self) -> int:
        """How many words the mart does not know yet: what was said and taken back again is none."""
        before = {s.key: (s.verdict, s.weight) for s in self._kept("proposal_id", self.touched)}
        nothing = (WITHDRAWN, None)
        return sum((s.verdict, s.weight) != before.get(key, nothing) for key, s in self.since.items())

    def states(self, proposals: Collection[str], version: str) -> dict[str, str]:
        """What the words say of each proposal in its own year's budget version: paid, absent, disputed or open."""
        by_proposal: dict[str, list[Said]] = {p: [] for p in proposals}
        for s in self.of(proposals):
            by_proposal[s.proposal_id].append(s)
        return {p: state(said, version) for p, said in by_proposal.items()}

    def _kept(self, end: str, ids: Collection[str]) -> list[Said]:
        sql = template("review_words").format(end=end)
        return [Said(**row) for row in self.mart.rows(sql, {"ids": keys(ids)})] if ids else []

    def _over(self, kept: Iterable[Said], since: Iterable[Said]) -> list[Said]:
        merged = {s.key: s for s in kept} | {s.key: s for s in since}
        said = sorted((s for s in merged.values() if s.verdict != WITHDRAWN), key=lambda s: s.seq)
        of_lines = {s.about for s in said if s.of_line}
        about = {s.proposal_id for s in said}
        values = {"lines": keys(of_lines), "proposals": keys(about)}
        rows = self.mart.rows(template("review_own"), values) if of_lines else []
        here = {(r["proposal_id"], r["line_id"]): (r["version"], r["own"]) for r in rows}
        return [
            replace(s, version=version, own=own)
            for s in said
            for version, own in [here.get((s.proposal_id, s.about), (None, False)) if s.of_line else (s.about, True)]
        ]


def state(said: Sequence[Said], version: str) -> str:
    """One proposal in one version, by the rules of linkage/links.sql: of one person's two words the later counts, two people who
    disagree leave it open. A line of a later year pays, too."""
    absent, there = present(said, version)
    found = [s for s in said if s.verdict == "match" and s.of_line and s.version == version]
    argued = lines_argued(said)
    if any(s.about not in argued and not (s.own and absent) for s in found):
        return PAID
    if absent and not there:
        return ABSENT
    return DISPUTED if argued or (absent and there) else OPEN


def present(said: Sequence[Said], version: str) -> tuple[set[str], set[str]]:
    """Who says that the proposal is absent from this version of its own year, and who says that it is there: each by their later
    word."""
    last: dict[str, bool] = {}
    for s in said:  # in the order they were said
        if s.version == version and s.own:
            if s.verdict == "absent" and not s.of_line:
                last[s.author] = False
            elif s.verdict == "match" or (s.verdict == "no" and not s.of_line):
                last[s.author] = True
    return {a for a, is_there in last.items() if not is_there}, {a for a, is_there in last.items() if is_there}


def lines_argued(said: Sequence[Said]) -> set[str]:
    """Lines of which one says that they pay and another that they do not."""
    by_verdict = {v: {s.about for s in said if s.of_line and s.verdict == v} for v in ("match", "no")}
    return by_verdict["match"] & by_verdict["no"]


def position(mart: Mart) -> int:
    """The position of the ledger up to which a mart knows what was said."""
    return int(mart.once("select value from build where key = 'position'")[0]["value"])


def keys(ids: Iterable[str]) -> list[int]:
    """Row ids as shown, as the mart holds them; what is none is left out."""
    return [int(i, 16) for i in sorted(ids) if ROW_ID.fullmatch(i)]


def _word(payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "proposal_id": payload["proposal_id"],
        "about": payload["line_id"],
        "verdict": payload["verdict"],
        "weight": payload["weight"],
    }

"""A person's word on a pair of proposal and budget line: match, no, unsure; or that a proposal is absent from a version."""

from __future__ import annotations

import re

from analytics.errors import AkomodasiError
from analytics.register.people import require
from analytics.register.workspace import Workspace
from analytics.vocabulary import terms

VERDICTS = ("match", "no", "unsure", "absent")
WHOLE = 1_000_000  # a weight of 1, in millionths
MADE = "judgement.made"
ROW_ID = re.compile(r"[0-9a-f]{16}")


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
    if verdict not in VERDICTS:
        raise AkomodasiError("judgement_no_such", verdict=verdict, verdicts=", ".join(VERDICTS))
    for name, is_id in ((proposal_id, False), (line_id, line_id in terms.VERSIONS)):
        if not is_id and not ROW_ID.fullmatch(name):
            raise AkomodasiError("judgement_id", verdict=verdict, id=name)
    if weight is not None and not 1 <= weight <= WHOLE:
        raise AkomodasiError("judgement_weight", weight=weight, whole=WHOLE)
    payload = {"proposal_id": proposal_id, "line_id": line_id, "verdict": verdict, "weight": weight}
    with workspace.ledger.writing() as write:
        require(write, author, "reviewer", regency)
        return write.append(MADE, author, f"{proposal_id}|{line_id}", payload, regency)

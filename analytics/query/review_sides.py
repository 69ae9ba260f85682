"""Both sides of a pair as a reviewer reads them, and what else may belong to either. Words and figures as the files hold them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analytics.errors import BadQuestion
from analytics.query.database import Mart, template
from analytics.query.review_words import keys

MOST = 9  # candidates of either side: one per figure key


@dataclass(frozen=True)
class Side:
    """A proposal or a budget line (`version` tells); `amount` is the estimate or the line's rupiah. Empty parts are None."""

    id: str
    external_id: str | None
    regency: str
    year: int
    title: str | None
    location_text: str | None
    village: str | None
    district: str | None
    village_name: str | None
    district_name: str | None
    agency: str | None
    volume: float | None
    unit: str | None
    amount: int | None
    file: str
    sheet: str
    row: int
    description: str | None = None
    rank: int | None = None
    version: str | None = None
    sub_activity: str | None = None
    account_name: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A pair the engine thinks of: probability in millionths, reasons in Bahasa Indonesia; `method` where it is linked."""

    proposal_id: str
    line_id: str
    version: str
    probability: int
    band: str
    reasons: str
    method: str | None


def proposals(mart: Mart, ids: Collection[str], regency: str = "") -> dict[str, Side]:
    """Proposals by id; one that is not there is left out. They are looked for in `regency` first."""
    return _sides(mart, "review_proposals", ids, regency)


def lines(mart: Mart, ids: Collection[str], regency: str = "") -> dict[str, Side]:
    """Budget lines by id; one that is not there is left out. They are looked for in `regency` first."""
    return _sides(mart, "review_lines", ids, regency)


def candidates_of(mart: Mart, proposal_id: str, version: str, regency: str = "", most: int = MOST) -> list[Candidate]:
    """Lines of a version that may pay for a proposal of `regency` (of any where none is named): those of its own year first, most
    likely first."""
    return _candidates(mart, "proposal_id", proposal_id, version, regency, most)


def candidates_of_line(mart: Mart, line_id: str, version: str, regency: str = "", most: int = MOST) -> list[Candidate]:
    """Proposals that a line of a version may pay for; `regency` as in `candidates_of`."""
    return _candidates(mart, "line_id", line_id, version, regency, most)


def _sides(mart: Mart, name: str, ids: Collection[str], regency: str) -> dict[str, Side]:
    found: dict[str, Side] = {}
    for where in (regency, "") if regency else ("",):
        left = keys(set(ids) - found.keys())
        if left:
            rows = mart.rows(template(name), {"ids": left, "regency": where})
            found |= {row["id"]: Side(**row) for row in rows}
    return found


def _candidates(mart: Mart, end: str, row_id: str, version: str, regency: str, most: int) -> list[Candidate]:
    key = keys([row_id])
    if not key:
        raise BadQuestion("id_no_such", id=row_id)
    values = {"key": key[0], "version": version, "regency": regency, "most": most}
    return [Candidate(**row) for row in mart.rows(template("review_candidates").format(end=end), values)]

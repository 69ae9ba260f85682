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


def proposals(mart: Mart, ids: Collection[str]) -> dict[str, Side]:
    """Proposals by id; one that is not there is left out."""
    return _sides(mart, "review_proposals", ids)


def lines(mart: Mart, ids: Collection[str]) -> dict[str, Side]:
    """Budget lines by id; one that is not there is left out."""
    return _sides(mart, "review_lines", ids)


def candidates_of(mart: Mart, proposal_id: str, version: str, most: int = MOST) -> list[Candidate]:
    """Lines of a version that may pay for a proposal: those of its own year first, most likely first."""
    return _candidates(mart, "proposal_id", proposal_id, version, most)


def candidates_of_line(mart: Mart, line_id: str, version: str, most: int = MOST) -> list[Candidate]:
    """Proposals that a line of a version may pay for."""
    return _candidates(mart, "line_id", line_id, version, most)


def _sides(mart: Mart, name: str, ids: Collection[str]) -> dict[str, Side]:
    found = mart.rows(template(name), {"ids": keys(ids)}) if ids else []
    return {row["id"]: Side(**row) for row in found}


def _candidates(mart: Mart, end: str, row_id: str, version: str, most: int) -> list[Candidate]:
    key = keys([row_id])
    if not key:
        raise BadQuestion("id_no_such", id=row_id)
    values = {"key": key[0], "version": version, "most": most}
    return [Candidate(**row) for row in mart.rows(template("review_candidates").format(end=end), values)]

"""Proposals and pairs that people judge differently: who said what. Decides nothing; until they agree the fate stays unknown."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.query.database import Mart, template
from analytics.query.review import Slice
from analytics.query.review_words import Said, Words, lines_argued, present


@dataclass(frozen=True)
class Dispute:
    """One proposal with every word on it, of which at least two do not agree."""

    proposal_id: str
    said: tuple[Said, ...]


def disputes(mart: Mart, asked: Slice, words: Words) -> list[Dispute]:
    """Of the slice's regency and year, in the order of their ids: what the mart knows and what was said since."""
    known = {r["proposal_id"] for r in mart.again(template("review_disputed"), asked.place)}
    here = {
        r["proposal_id"]
        for r in mart.rows(template("review_of_year"), {**asked.place, "ids": [int(p, 16) for p in words.touched]})
    }
    said: dict[str, list[Said]] = {}
    for s in words.of(known | here):
        said.setdefault(s.proposal_id, []).append(s)
    by_id = {r["proposal_id"] for r in mart.again(template("review_against_id"), asked.place)}
    return [Dispute(p, tuple(each)) for p, each in sorted(said.items()) if p in by_id or differ(each)]


def differ(said: list[Said]) -> bool:
    """Two people say match and no of one line, or that a version has the proposal and has it not."""
    return bool(lines_argued(said)) or any(all(present(said, v)) for v in {s.version for s in said if s.version})

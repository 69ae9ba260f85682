"""Which pair stands on the desk: the one the address names, else the next of the queue this person is given. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analytics.pages.view import View
from analytics.query.review import Drawn, Slice, drawn, mine, settings, uncertain
from analytics.query.review_sides import Candidate, Side, candidates_of, candidates_of_line, lines, proposals
from analytics.query.review_words import Said, Words
from analytics.register.judgements import ROW_ID

PAIR = "pair"  # in the address: a proposal, or a proposal and a line with a dash between
AHEAD = 20  # of the queue, looked at for the next one


@dataclass(frozen=True)
class Case:
    """One proposal and, where there is one to ask about, a line. `whole`: the proposal is judged as a whole, and may be absent.
    `others` are candidates of either side but this pair, `sides` the rows they name, `said` what anybody said of the proposal."""

    proposal: Side
    line: Side | None
    candidate: Candidate | None
    whole: bool
    others: tuple[Candidate, ...]
    sides: dict[str, Side]
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        return f"{self.proposal.id}-{self.line.id if self.line else ''}"


def address() -> tuple[str, str]:
    """Proposal and line the address names; "" for what it does not."""
    first, _, second = st.query_params.get(PAIR, "").partition("-")
    return (first if ROW_ID.fullmatch(first) else "", second if ROW_ID.fullmatch(second) else "")


def next_case(view: View, asked: Slice, words: Words, stratum: Drawn | None, author: str) -> Case | None:
    """The pair to show. None where nothing is left."""
    proposal_id, line_id = address()
    named = proposals(view.mart, [proposal_id], asked.regency).get(proposal_id)
    if named and (named.regency, named.year) == (asked.regency, asked.year):
        return case(view, asked, words, proposal_id, line_id, author, whole=True, shuffled=stratum is not None)
    if stratum is not None:
        given = mine(stratum.proposals, author, settings()["window_drawn"])
        return case(view, asked, words, given, "", author, whole=True, shuffled=True) if given else None
    pair = mine(uncertain(view.mart, asked, author, words, AHEAD), author, settings()["window_pairs"])
    return case(view, asked, words, pair.proposal_id, pair.line_id, author) if pair else None


def random_stratum(view: View, asked: Slice, words: Words, author: str) -> Drawn:
    return drawn(view.mart, asked, author, words, AHEAD)


def case(
    view: View,
    asked: Slice,
    words: Words,
    proposal_id: str,
    line_id: str,
    author: str,
    *,
    whole: bool = False,
    shuffled: bool = False,
) -> Case:
    """A proposal with one line: the one named, else the first candidate this person has not judged. `shuffled`: candidates stand
    in the order of their ids, which says nothing of what the engine thinks."""
    found = candidates_of(view.mart, proposal_id, asked.version, asked.regency)
    if shuffled:
        found = sorted(found, key=lambda c: c.line_id)
    said = words.of([proposal_id])
    judged = {s.about for s in said if s.author == author}
    line_id = line_id or next((c.line_id for c in found if c.line_id not in judged), "")
    rivals = [] if shuffled or not line_id else candidates_of_line(view.mart, line_id, asked.version, asked.regency)
    this = next((c for c in found if c.line_id == line_id), None)
    others = (*(c for c in found if c.line_id != line_id), *(c for c in rivals if c.proposal_id != proposal_id))
    named = {*(c.line_id for c in others), line_id, *(s.about for s in said if s.of_line)} - {""}
    sides = {
        **proposals(view.mart, {*(c.proposal_id for c in others), proposal_id}, asked.regency),
        **lines(view.mart, named, asked.regency),
    }
    line = sides.get(line_id)
    if line and (line.regency, line.version) != (asked.regency, asked.version):
        line = None  # the address may name anything
    return Case(sides[proposal_id], line, this, whole, others, sides, tuple(said))

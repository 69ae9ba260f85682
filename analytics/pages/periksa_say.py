"""What a reviewer's buttons do: write one verdict, take the last one back, open another pair. The ledger is the only state."""

from __future__ import annotations

import streamlit as st

from analytics.errors import AkomodasiError
from analytics.pages.bare import bare
from analytics.pages.periksa_case import PAIR
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.register.judgements import Word, judge_each, undo

REFUSED, SHOWING, JUDGED = "review-refused", "review-showing", "review-judged"
SHARES = (None, 75, 50, 25, 10)  # percent of the line, in the order the key goes through them


def showing() -> int:
    """A number for this showing of the desk: one verdict belongs to each."""
    st.session_state[SHOWING] = st.session_state.get(SHOWING, 0) + 1
    return int(st.session_state[SHOWING])


def say(view: View, shown: int, proposal_id: str, about: str, verdict: str, share: str = "") -> None:
    """Writes one verdict and lets the next pair come; `share` names the control that holds the share of the line in percent.

    A second key pressed before the next pair is there was meant for a pair nobody has seen: it says nothing."""
    if st.session_state.get(JUDGED) == shown:
        return
    percent = st.session_state.get(share) if share and verdict == "match" else None
    weight = round(float(percent) * 10_000) if percent else None
    try:
        judge_each(view.workspace, who(), {view.regency.code: [Word(proposal_id, about, verdict, weight)]})
    except AkomodasiError as refusal:
        st.session_state[REFUSED] = refusal.sentence(view.lang)
        return
    st.session_state[JUDGED] = shown
    st.query_params.pop(PAIR, None)


def back(view: View) -> None:
    """Takes the person's last judgement back and opens its pair again."""
    try:
        word = undo(view.workspace, who(), view.regency.code)
    except AkomodasiError as refusal:
        st.session_state[REFUSED] = refusal.sentence(view.lang)
        return
    if word is not None:
        open_pair(word.proposal_id, word.line_id)


def open_pair(proposal_id: str, line_id: str = "") -> None:
    """Puts a pair (or a whole proposal) on the desk."""
    st.query_params[PAIR] = f"{proposal_id}-{line_id}" if line_id else proposal_id


def next_share(control: str) -> None:
    """The next of the usual shares."""
    now = st.session_state.get(control)
    st.session_state[control] = SHARES[(SHARES.index(now) + 1) % len(SHARES)] if now in SHARES else None


def refused() -> None:
    """Why the last click wrote nothing, once."""
    if message := st.session_state.pop(REFUSED, None):
        st.error(bare(message))

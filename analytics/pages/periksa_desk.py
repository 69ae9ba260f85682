"""The reviewer's desk: one pair, the keys that judge it, what else may belong to it. Redrawn alone after each verdict."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.charts.pair import opinion, pair, said
from analytics.pages.parts import show
from analytics.pages.periksa_case import Case, next_case, random_stratum
from analytics.pages.periksa_gain import gained, progress
from analytics.pages.periksa_others import others, search_lines
from analytics.pages.periksa_say import back, next_share, open_pair, refused, say, showing
from analytics.pages.periksa_text import about_word, chance, pair_rows, word_line
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.review import Slice
from analytics.query.review_sides import candidates_of, lines, proposals
from analytics.query.review_words import Words
from analytics.register.judgements import last_of, word_of
from analytics.register.people import may


@st.fragment
def desk(view: View, asked: Slice, random: bool) -> None:
    """The next pair, or the next proposal of the random stratum, and all that belongs to judging it."""
    author = who()
    allowed = may(view.workspace, author, "reviewer", asked.regency)
    words = Words(view.mart, view.workspace, asked.regency)
    stratum = random_stratum(view, asked, words, author)
    shown = next_case(view, asked, words, stratum if random else None, author)
    refused()
    progress(view, asked, words, stratum, random)
    if shown is None:
        show(html.section(view.t("review.done_random" if random else "review.done"), view.t("review.done_hint")))
    else:
        _pair(view, asked, shown)
    if allowed:
        _keys(view, asked, shown)
        if shown is not None and shown.line is not None:
            _share(view, f"share-{shown.key}")
        _last(view, asked, author)
    if shown is not None:
        _after(view, shown, random)
        others(view, asked, shown, random)
        if shown.whole and allowed:
            search_lines(view, asked, shown)
    gained(view, asked, stratum)


def _pair(view: View, asked: Slice, shown: Case) -> None:
    version = f"{view.term('version', asked.version)} {shown.line.year if shown.line else asked.year}"
    heads = (view.t("review.side_proposal"), view.t("review.side_line", version=version))
    show(pair(heads, pair_rows(view, shown.proposal, shown.line), view.t("review.pair"), view.t("review.marked")))
    if shown.line is None:
        show(html.hit(view.t("review.no_candidate" if not shown.others else "review.all_judged", version=version)))


def _keys(view: View, asked: Slice, shown: Case | None) -> None:
    """One key per verdict, the same in both languages; on a phone they stay in sight."""
    with st.container(horizontal=True, key="verdicts", gap="small"):
        if shown is not None:
            _verdicts(view, asked, shown)
        st.button(
            view.t("review.undo"), on_click=back, args=(view,), shortcut="U", icon=":material/undo:", key="review-undo"
        )


def _verdicts(view: View, asked: Slice, shown: Case) -> None:
    p, share, now = shown.proposal.id, f"share-{shown.key}", showing()
    if shown.line is not None:
        for verdict, key, icon in (("match", "Y", ":material/check:"), ("no", "T", ":material/close:")):
            st.button(
                view.t(f"review.say_{verdict}"),
                on_click=say,
                args=(view, now, p, shown.line.id, verdict, share),
                shortcut=key,
                icon=icon,
                type="primary" if verdict == "match" else "secondary",
                key=f"say-{verdict}-{shown.key}",
            )
    # of a whole proposal the doubt is about the proposal: it is asked again later, last
    about = asked.version if shown.whole or shown.line is None else shown.line.id
    st.button(
        view.t("review.say_unsure"),
        on_click=say,
        args=(view, now, p, about, "unsure"),
        shortcut="G",
        icon=":material/question_mark:",
        key=f"say-unsure-{shown.key}",
    )
    if shown.whole:
        st.button(
            view.t("review.say_absent", version=f"{view.term('version', asked.version)} {asked.year}"),
            on_click=say,
            args=(view, now, p, asked.version, "absent"),
            shortcut="A",
            icon=":material/block:",
            key=f"say-absent-{shown.key}",
        )


def _share(view: View, share: str) -> None:
    """How much of the line the proposal takes: nothing said lets the line's proposals share it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            view.t("review.share"), on_click=next_share, args=(share,), shortcut="B", type="tertiary", key=f"b-{share}"
        )
        st.number_input(
            view.t("review.share"),
            1.0,
            100.0,
            None,
            step=1.0,
            format="%g",
            placeholder=view.t("review.share_auto"),
            help=view.t("review.share_help"),
            key=share,
            label_visibility="collapsed",
            width=175,
        )


def _last(view: View, asked: Slice, author: str) -> None:
    """What this person said last, and only now what the engine thought of it."""
    last = last_of(view.workspace, author, asked.regency)
    if last is None:
        return
    word = word_of(last.payload)
    found = proposals(view.mart, [word.proposal_id], asked.regency)
    if not found:
        return
    named = lines(view.mart, [word.line_id], asked.regency)
    text = view.t(
        "review.last",
        verdict=about_word(view, word.verdict, word.line_id, word.weight),
        proposal=next(iter(found.values())).title or "–",
        line=f" → {next(iter(named.values())).title}" if named else "",
    )
    of_proposal = candidates_of(view.mart, word.proposal_id, asked.version, asked.regency)
    thought = [c for c in of_proposal if c.line_id == word.line_id]
    show(opinion(" · ".join([text, *(chance(view, c) for c in thought)])))
    st.button(
        view.t("review.again"),
        on_click=open_pair,
        args=(word.proposal_id,),
        shortcut="K",
        type="tertiary",
        icon=":material/arrow_back:",
        key="review-again",
    )


def _after(view: View, shown: Case, random: bool) -> None:
    """Below the keys: what people said, and small, outside the random stratum, what the engine thinks."""
    show(said(word_line(view, s, shown.sides) for s in shown.said))
    if shown.candidate is not None and not random:
        show(opinion(f"{chance(view, shown.candidate)} ·", shown.candidate.reasons))

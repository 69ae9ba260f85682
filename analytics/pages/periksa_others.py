"""What else may belong to either side of a pair, by figure keys; and a search for lines the engine did not think of."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.errors import BadQuestion
from analytics.pages.parts import show
from analytics.pages.periksa_case import Case
from analytics.pages.periksa_say import open_pair
from analytics.pages.periksa_text import about_word, chance
from analytics.pages.record_link import label
from analytics.pages.view import View
from analytics.query.review import Slice
from analytics.query.review_sides import Candidate
from analytics.query.search import Wanted, search
from analytics.vocabulary import regions

KEYS = "123456789"
FOUND = 12  # lines a search shows


def others(view: View, asked: Slice, shown: Case, random: bool) -> None:
    """Other lines for this proposal, then other proposals for this line; each opens as a pair. No opinion in the random
    stratum."""
    lines = [c for c in shown.others if c.proposal_id == shown.proposal.id]
    rivals = [c for c in shown.others if c.proposal_id != shown.proposal.id]
    keys = iter(KEYS)
    for group, listed, words in (
        ("lines", lines, "review.other_lines"),
        ("proposals", rivals, "review.other_proposals"),
    ):
        if not listed:
            continue
        show(html.hit(view.t(words, n=view.n(len(listed)))))
        with st.container(key=f"others-{group}", gap="xxsmall"):
            for c in listed:
                _offer(view, shown, c, next(keys, None), group == "lines", random)


def _offer(view: View, shown: Case, c: Candidate, key: str | None, is_line: bool, random: bool) -> None:
    side = shown.sides.get(c.line_id if is_line else c.proposal_id)
    if side is None:
        return
    heard = [s for s in shown.said if is_line and s.about == c.line_id]
    place = regions.short_label(side.village or side.district or side.regency) if side.village or side.district else ""
    told = [
        side.title or "–",
        place or (side.location_text or ""),
        view.rp(side.amount) if side.amount is not None else "",
        "" if side.year == shown.proposal.year else str(side.year),
        "" if random else chance(view, c),
        *(f"{s.author}: {about_word(view, s.verdict, s.about, s.weight)}" for s in heard),
    ]
    st.button(
        label(" · ".join(x for x in told if x)),
        on_click=open_pair,
        args=(c.proposal_id, c.line_id),
        shortcut=key,
        type="tertiary",
        wrap=True,
        key=f"other-{shown.key}-{c.proposal_id}-{c.line_id}",
    )


def search_lines(view: View, asked: Slice, shown: Case) -> None:
    """Any line of this version and year that holds the words, wherever it lies in the regency."""
    # where there is no line to look at, those that name the village are a beginning
    begin = shown.proposal.village_name if shown.line is None else None
    text = st.text_input(
        view.t("review.search"), begin or "", placeholder=view.t("review.search_hint"), key=f"find-{shown.key}"
    )
    if not (text or "").strip():
        return
    wanted = Wanted(text, asked.regency, "line", asked.year, asked.version)
    try:
        rows, n = search(view.mart, wanted, FOUND, lang=view.lang)
    except BadQuestion as refusal:
        show(html.hit(refusal.sentence(view.lang)))
        return
    show(html.hit(view.t("review.found" if n else "review.found_none", n=view.n(n), shown=len(rows))))
    with st.container(key="found-lines", gap="xxsmall"):
        for r in rows:
            told = (r["words"], r["place_words"] or "", r["agency"] or "", view.rp(r["amount"]))
            st.button(
                label(" · ".join(x for x in told if x)),
                on_click=open_pair,
                args=(shown.proposal.id, r["id"]),
                type="tertiary",
                wrap=True,
                key=f"found-{shown.proposal.id}-{r['id']}",
            )

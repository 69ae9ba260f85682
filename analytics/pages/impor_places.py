"""Unknown places on the page Impor Data: a person says once what words mean, and every row that has them follows.
Nothing is written for what the person does not know."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.intake.forms import forms
from analytics.locale.format import date
from analytics.pages.bare import bare
from analytics.pages.impor_write import change, told
from analytics.pages.parts import show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.unknown_places import UnknownPlace
from analytics.query.unknown_places import unknown_places as listed
from analytics.register.aliases import Word, known, settle_all, withdraw
from analytics.vocabulary import regions

AT_ONCE = 8  # decisions in one form: those with most rows first
AROUND = 90  # letters of an example shown on either side of the words
NO_PLACE, LATER = "no_place", "later"
SAID = "places-said"
REASONS = ("unknown", "ambiguous", "district_differs", "settled")


def unknown_places(view: View) -> None:
    """What is still open, a form to settle it, and what was settled. For any page: it brings its own headings."""
    found = listed(view.mart, view.regency.code)
    show(html.section(view.t("places.title"), view.t("places.lead")))
    told(SAID)
    if found:
        rows = sum(place.n_rows for place in found)
        show(html.hit(view.t("places.count", n=view.n(len(found)), rows=view.n(rows))))
        _form(view, found)
    else:
        show(html.hit(view.t("places.empty")))
    _settled(view)


def _form(view: View, found: list[UnknownPlace]) -> None:
    with st.form("places", border=False):
        chosen = {place.id: _decision(view, place) for place in found[:AT_ONCE]}
        if len(found) > AT_ONCE:
            show(html.hit(view.t("places.more", n=view.n(len(found) - AT_ONCE))))
        if not st.form_submit_button(view.t("places.save"), type="primary"):
            return
    said = [(place, chosen[place.id]) for place in found[:AT_ONCE] if chosen[place.id] != LATER]
    if not said:
        st.info(view.t("places.nothing"))
        return
    words = [Word(place.words, place.district, None if code == NO_PLACE else code) for place, code in said]
    done = view.t("places.saved", n=view.n(len(said)))
    change(view, lambda: settle_all(view.workspace, who(), view.regency.code, words), SAID, done)


def _decision(view: View, place: UnknownPlace) -> str:
    """One open place and what the person says of it: a code, NO_PLACE or LATER."""
    where = f", {regions.short_label(place.district)}" if place.district else ""
    kinds = ", ".join(forms()[kind].name[view.lang] for kind in place.kinds)
    amount = f" · {view.rp(place.amount)}" if place.amount is not None else ""
    why = ", ".join(view.t(f"places.why_{why}") for why in place.why if why in REASONS)
    words = view.t("places.where", n=view.n(place.n_rows), kinds=kinds, files=place.files)
    label = f"**{_plain(place.words)}**{_plain(where)}"
    st.markdown(f"{label}: {_plain(why)}")
    show(html.hit(_around(place.example or "", place.words)))
    show(html.source(f"{words}{amount}"))
    labels = {s.code: view.t("places.suggested", place=s.label, score=s.score) for s in place.suggestions}
    labels |= {NO_PLACE: view.t("places.no_place"), LATER: view.t("places.later")}
    options = list(labels)
    decided = st.radio(
        label,
        options,
        index=len(options) - 1,
        label_visibility="collapsed",  # it stands above its evidence, and is read aloud here
        format_func=lambda code: labels[code],
        key=f"place-{place.id}",
    )
    found = regions.regency(place.regency)
    other = st.selectbox(
        bare(view.t("places.other", words=place.words)),
        [row.code for row in (*found.districts, *found.villages)],
        index=None,
        format_func=regions.label,
        placeholder=view.t("places.other_hint"),
        key=f"place-other-{place.id}",
    )
    return str(other or decided)


def _around(text: str, words: str) -> str:
    """The part of a long text in which the words stand; all of a short one."""
    at = max(text.lower().find(words.lower()), 0)
    start, end = max(at - AROUND, 0), at + len(words) + AROUND
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"


def _plain(words: str) -> str:
    """Words of a file inside a Markdown label stay plain text."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>~$:" else c for c in words)


def _settled(view: View) -> None:
    """What people settled for this regency, each to be taken back."""
    settled = list(known(view.workspace, view.regency.code).values())
    if not settled:
        return
    with st.expander(view.t("places.settled", n=view.n(len(settled)))):
        for a in settled:
            where = f", {regions.short_label(a.district)}" if a.district else ""
            means = regions.label(a.code) if a.code else view.t("places.no_place")
            said = view.t("places.who", author=a.author, date=date(a.at, view.lang))
            show(html.source(f"{a.words}{where} → {means}", said))
            if st.button(view.t("places.withdraw", words=_plain(a.words)), key=f"withdraw-{a.key}|{a.district}"):
                back = partial(withdraw, view.workspace, who(), a.regency, a.words, a.district or None)
                change(view, back, SAID, view.t("places.withdrawn", words=a.words))

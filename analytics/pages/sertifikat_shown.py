"""One certificate on the screen, in the reader's language, with its printable page, text and JSON; whoever may can issue it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.errors import AkomodasiError
from analytics.locale.words import t
from analytics.pages.bare import bare
from analytics.pages.parts import show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.certificate import Certificate
from analytics.query.certificate_found import issue, may_issue
from analytics.register.certificates import LONGEST
from analytics.reports import certificate as paper
from analytics.reports.certificate_words import basis, bounds, counted, notes, scope, status, value

FILES = 12  # documents named on the screen; all of them are in the JSON
TYPES = {".html": "text/html", ".txt": "text/plain", ".json": "application/json"}


def shown(view: View, c: Certificate) -> None:
    """The figure first, then what may be taken, then what it means and rests on."""
    lang = view.lang
    show(html.title(c.label[lang], f"{t('certificate.title', lang)} {c.code}", scope(c, lang)))
    show(html.cards([(value(c, lang), counted(c, lang), status(c, lang))]))
    _take(view, c)
    show(html.pairs(bounds(c, lang), view.t("certificate.figure")))
    show(html.section(view.t("certificate.definition"), c.definition[lang]))
    show(html.pairs(basis(c, lang), view.t("certificate.definition")))
    show(html.section(view.t("certificate.notes")))
    show(html.notes(notes(c, lang)))
    _documents(view, c)


def _take(view: View, c: Certificate) -> None:
    with st.container(horizontal=True, key="certificate-take", gap="small"):
        for ending in paper.WRITERS:
            st.download_button(
                view.t(f"certificate.take_{ending[1:]}"),
                partial(_bytes, c, ending),
                paper.name(c, ending),
                TYPES[ending],
                type="primary" if ending == ".html" else "secondary",
                on_click="ignore",
                icon=":material/print:" if ending == ".html" else None,
                key=f"take{ending}",
            )
        if c.issued is None and may_issue(view.workspace, who(), c):
            _issue(view, c)


def _bytes(c: Certificate, ending: str) -> bytes:
    return paper.WRITERS[ending](c).encode()


def _issue(view: View, c: Certificate) -> None:
    """Behind a second click that says what it does; the office is named, not the person."""
    with st.popover(view.t("certificate.issue"), icon=":material/verified:"):
        st.markdown(view.t("certificate.issue_means"))
        office = st.text_input(view.t("publication.office"), max_chars=LONGEST, key="certificate-office") or ""
        if st.button(view.t("certificate.issue_yes"), type="primary", key="issue"):
            try:
                if not office.strip():
                    raise AkomodasiError("publication_office")
                issue(view.workspace, who(), c, office)
            except AkomodasiError as refusal:
                st.error(bare(refusal.sentence(view.lang)))
            else:
                st.rerun()


def _documents(view: View, c: Certificate) -> None:
    listed = c.documents["listed"][:FILES]
    show(html.section(view.t("certificate.documents"), view.t("certificate.documents_of", n=view.n(c.documents["n"]))))
    show(html.source(c.documents["fingerprint"]))
    if listed:
        headings = [view.t(f"certificate.{k}") for k in ("file", "kind", "rows", "fingerprint")]
        rows = [(d["file"], d["kind"], view.n(d["accepted"]), d["sha256"][:12]) for d in listed]
        show(html.table(headings, rows, view.t("certificate.documents"), frozenset({2})))
    left = c.documents["n"] - len(listed)
    if left:
        show(html.hit(view.t("certificate.documents_more", n=view.n(left))))

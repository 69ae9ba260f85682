"""A certificate by its code: the box that asks for one, and what asking its figure again says of it."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.errors import BadQuestion
from analytics.pages.bare import bare
from analytics.pages.choices import shared
from analytics.pages.parts import mark, show
from analytics.pages.sertifikat_shown import shown
from analytics.pages.view import View
from analytics.query.certificate_found import AGREES, find

TYPED = "certificate-typed"


def find_box(view: View) -> None:
    """Leads to the certificate of the code somebody types."""
    show(html.section(view.t("certificate.find"), view.t("certificate.find_sub")))
    with st.form("certificate-find", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.text_input(
            view.t("certificate.code"), placeholder="AKM-XXXX-XXXX-XXXX", max_chars=40, key=TYPED, width=300
        )
        wanted = st.form_submit_button(view.t("certificate.find_do"), icon=":material/search:")
    if wanted and (code or "").strip():
        st.switch_page(view.links["certificate"], query_params={**shared(), "code": code.strip()})


def found(view: View, code: str) -> None:
    """As it was issued, and whether its figure is still the same to the last digit."""
    try:
        with st.spinner(view.t("certificate.asking")):
            told = find(view.workspace, code, view.lang)
    except BadQuestion as refusal:
        show(html.title(view.t("certificate.title"), "", refusal.sentence(view.lang)))
        return
    (st.success if told.state == AGREES else st.warning)(bare(told.sentence(view.lang)))
    if told.certificate.notice and not view.fictional:
        mark(view)
    shown(view, told.certificate)
    if told.differences:
        headings = [view.t(f"certificate.col_{c}") for c in ("name", "issued", "now")]
        rows = [[str(d[k]) for k in ("name", "issued", "now")] for d in told.differences]
        show(html.table(headings, rows, view.t("certificate.changed"), frozenset({1, 2})))

"""Telusur: find any proposal or budget line; the one the address names is told whole (trace_story)."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.errors import BadQuestion
from analytics.pages.choices import choose
from analytics.pages.parts import download_rows, show
from analytics.pages.record_link import kept, label
from analytics.pages.trace_story import SHOWN, detail
from analytics.pages.view import View
from analytics.query.search import Wanted, found, how_many
from analytics.vocabulary import regions

EVERYTHING = 100_000  # rows one CSV of a search may hold
EXAMPLES = ("irigasi", "posyandu", "jalan lingkungan")


def page(view: View) -> None:
    """A search box, or the whole story of the one record the address names."""
    wanted = st.query_params.get("id")
    if wanted:
        detail(view, wanted)
        return
    show(html.title(view.t("trace.title"), "", view.t("trace.lead")))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(view.t("trace.box"), placeholder=view.t("trace.placeholder"), key="q", bind="query-params")
        kinds = {"all": "trace.kind_all", "proposal": "trace.proposal", "line": "trace.line"}
        kind = choose(
            "kind",
            list(kinds),
            "all",
            lambda key: st.segmented_control(
                view.t("trace.kind"), list(kinds), required=True, format_func=lambda k: view.t(kinds[k]), key=key
            ),
        )
    anywhere = st.toggle(view.t("trace.everywhere"), key="anywhere", bind="query-params")
    if not (text or "").strip():
        show(html.hit(view.t("trace.try")))
        with st.container(horizontal=True):
            for example in EXAMPLES:
                st.page_link(view.links["trace"], label=example, query_params={"q": example, **kept(view)})
        return
    _results(view, Wanted(text or "", "" if anywhere else view.regency.code, "" if kind == "all" else kind))


def _results(view: View, wanted: Wanted) -> None:
    """What was found, and above it how many there are in all: of a whole country that takes longer to say."""
    above = st.empty()
    try:
        rows = found(view.mart, wanted, SHOWN)
    except BadQuestion as refusal:
        show(html.hit(refusal.sentence(view.lang)))
        return
    if not rows:
        none = view.t("trace.none", regency=view.place) if wanted.regency else view.t("trace.none_anywhere")
        show(html.section(none))
        return
    if len(rows) == SHOWN:
        with above:
            show(html.section(view.t("trace.counting", shown=SHOWN)))
    with st.container(key="hits"):
        for r in rows:
            words = " – ".join(w for w in (r["words"], r["place_words"]) if w)
            st.page_link(view.links["trace"], label=label(words), query_params={"id": r["id"], **kept(view)})
            show(html.hit(_about(view, r, everywhere=not wanted.regency)))
    download_rows(view, lambda: found(view.mart, wanted, EVERYTHING), "telusur")
    with above:
        total = len(rows) if len(rows) < SHOWN else how_many(view.mart, wanted)
        key = "trace.found" if total <= SHOWN else "trace.found_most"
        show(html.section(view.t(key, n=view.n(total), shown=SHOWN)))


def _about(view: View, r: dict[str, Any], everywhere: bool) -> str:
    place = regions.label(r["village"] or r["district"] or r["regency"])
    if everywhere and r["district"]:
        place = f"{place}, {regions.label(r['regency'])}"
    what = view.t(f"trace.{r['kind']}")
    state = view.term("stage" if r["kind"] == "proposal" else "version", r["state"])
    parts = [
        f"{what} {r['year']}",
        place,
        r["agency"] or "",
        view.rp(r["amount"]) if r["amount"] is not None else "",
        state,
    ]
    if r["gone"]:
        parts.append(view.t("trace.gone"))
    return " · ".join(p for p in parts if p)

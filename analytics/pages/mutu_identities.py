"""Every equality that must hold: the ledger's chain, the kept originals, the identities of the serving mart. Yes or no."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.locale.identities import identity
from analytics.marts.build import current
from analytics.marts.verify import verify
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.register.workspace import Workspace

AGAIN = 600  # seconds after which it is asked anew: every original is read


def identities(view: View) -> None:
    """How many hold and when that was asked; those that do not come first, with what speaks against them."""
    with st.spinner(view.t("quality.identities_asking")):
        at, found = _verified(str(view.workspace.path), current(view.workspace) or "")
    facts = {"n": view.n(sum(i["holds"] for i in found)), "all": view.n(len(found))}
    words = view.t("quality.identities_all" if facts["n"] == facts["all"] else "quality.identities_some", **facts)
    show(html.title(words, "", view.t("quality.identities_lead", at=at)))
    listed = sorted(found, key=lambda i: bool(i["holds"]))
    headings = [view.t(f"quality.identity_{c}") for c in ("name", "holds", "detail")]
    rows = [(identity(i["name"], view.lang), _holds(view, i), i["detail"] or "–") for i in listed]
    show(html.table(headings, rows, view.t("quality.topic_identities")))
    download_rows(view, found, "kesetaraan")


def _holds(view: View, one: dict[str, Any]) -> str:
    return view.t("quality.yes") if one["holds"] else view.t("quality.no")


@st.cache_data(ttl=AGAIN, max_entries=8, show_spinner=False)
def _verified(folder: str, mart: str) -> tuple[str, list[dict[str, Any]]]:
    # `mart` is there to be told apart by: another one has other identities
    return dt.datetime.now().strftime("%H.%M"), verify(Workspace(Path(folder)))

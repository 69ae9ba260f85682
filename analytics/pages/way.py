"""Addresses of other pages with the reader's choices, and what a page says where its data is not here."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from analytics.charts import html
from analytics.measures.definitions import measure
from analytics.pages.choices import shared
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.answer import Answer


def way(view: View, path: str, **places: str) -> str:
    """The address of a page for one place or agency, under the reader's choices."""
    choices = {
        "regency": view.regency.code,
        "year": view.year,
        **dict(view.where),
        **places,
        "version": view.version if view.version != "apbd" else None,
        "universe": view.universe if view.universe != view.regency.universe else None,
        "lang": view.lang if view.lang != "id" else None,
        "mart": shared().get("mart"),
    }
    return f"{path}?" + urlencode({k: v for k, v in choices.items() if v is not None})


def fits(view: View, name: str) -> bool:
    """The measure can be narrowed to what the reader narrowed the page to."""
    return all(d in measure(name).dimensions for d, _ in view.where)


def lacking(view: View, answer: Answer) -> None:
    """Which file would bring the figure, who usually holds it, and the way to the whole list of what is here."""
    lines = [
        view.t("app.missing_line", name=m.name, holder=m.holder, unlocks=m.unlocks)
        for m in answer.missing
        if m.essential
    ]
    show(html.notes(lines))
    st.page_link(
        view.links["completeness"],
        label=view.t("home.see_completeness"),
        icon=":material/arrow_forward:",
    )

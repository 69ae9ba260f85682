"""What Kelengkapan Data lets people carry away for every gap: who holds the file, a letter that asks for it, an empty form."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.intake.forms import forms
from analytics.intake.template import template_bytes
from analytics.locale.format import spans
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.completeness import Completeness
from analytics.query.facts import agencies
from analytics.reports.letter import Gap, letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def gaps(view: View, table: Completeness, sources: dict[str, Any]) -> None:
    show(html.section(view.t("complete.gaps"), view.t("complete.gaps_sub")))
    body = ""
    for name, years in table.gaps():
        s = sources[name]
        facts = [(view.t(f"complete.{k}"), s[f"{k}_{view.lang}"]) for k in ("what", "holder", "unlocks")]
        body += html.gap(
            s[f"name_{view.lang}"],
            view.t("complete.core") if s["required"] else "",
            view.t("complete.years", years=spans(years)),
            facts,
            opened=s["required"],
        )
    show(body)


def letters(view: View, table: Completeness, sources: dict[str, Any]) -> None:
    """One letter for the gaps a reader picks; first those the headline needs."""
    found = {name: Gap(name, tuple(years)) for name, years in table.gaps()}
    if not found:
        return
    show(html.section(view.t("complete.letters"), view.t("complete.letters_sub")))
    needed = [name for name in found if sources[name]["required"]] or list(found)[:1]
    chosen = st.multiselect(
        view.t("complete.letters_pick"),
        list(found),
        needed,
        format_func=lambda name: sources[name][f"name_{view.lang}"],
    )
    st.download_button(
        view.t("complete.letters_get"),
        partial(letter, view.regency.code, [found[name] for name in chosen], view.mart.id),
        f"{view.file_name('permohonan-informasi', view.regency.code)}.docx",
        DOCX,
        on_click="ignore",
        disabled=not chosen,
        key="letter",
    )


def _template(view: View, kind: str) -> bytes:
    """The empty form with this regency's districts, villages and agencies in its drop-downs."""
    return template_bytes(kind, view.lang, view.regency.code, agencies(view.mart, view.regency.code))


def templates(view: View, sources: dict[str, Any]) -> None:
    """An empty form to fill in for every source that has one, in the order of the sources; each form once."""
    show(html.section(view.t("complete.templates"), view.t("complete.templates_sub")))
    wanted = {f.kind: f for s in sources for f in forms().values() if s in f.spec.get("sources", [])}
    with st.container(horizontal=True):
        for form in wanted.values():
            st.download_button(
                form.name[view.lang],
                partial(_template, view, form.kind),
                f"{form.kind}.xlsx",
                XLSX,
                on_click="ignore",
                key=f"template-{form.kind}",
            )

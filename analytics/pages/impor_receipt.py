"""What the last import did, until the next one: the account of each dataset, its receipt, and its rejected rows to mend."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.intake.forms import MAPS
from analytics.pages.bare import bare
from analytics.pages.impor_preview import dataset_words, kind_words, preview
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.caveats import notice
from analytics.register.imports import imports
from analytics.register.mending import mending_workbook
from analytics.reports.receipt import receipt_workbook

DONE = "impor-done"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def receipts(view: View) -> None:
    """The account of what was just imported; nothing where nothing was."""
    done: dict[str, Any] | None = st.session_state.get(DONE)
    if done is None:
        return
    listed: list[dict[str, Any]] = done["receipts"]
    new = [r for r in listed if r["duplicate_of"] is None]
    st.success(
        view.t("impor.done" if new else "impor.done_same", n=len(new), of=len(listed)), icon=":material/task_alt:"
    )
    if done["problem"]:
        st.warning(bare(done["problem"]))
    known = {i.id: i for i in imports(view.workspace, regencies={r["dataset"]["regency"] for r in listed})}
    for r in listed:
        preview(view, r, known.get(r["supersedes"]))
        with st.container(horizontal=True):
            downloads(view, r, "done")
    if st.button(view.t("impor.done_close"), key="impor-done-close"):
        del st.session_state[DONE]
        st.rerun()
    show(html.section(view.t("impor.next")))


def downloads(view: View, facts: dict[str, Any], key: str) -> None:
    """The receipt of one import, and its rejected rows as a workbook to mend."""
    import_id = facts["import_id"]
    what = f"{kind_words(view, facts['kind'])} · {dataset_words(view, facts)}"
    regency = facts["dataset"]["regency"]
    st.download_button(
        view.t("impor.receipt"),
        partial(receipt_workbook, view.workspace, import_id, what, view.lang),
        f"{view.file_name('tanda-terima', import_id)}.xlsx",
        XLSX,
        on_click="ignore",
        icon=":material/receipt_long:",
        key=f"receipt-{key}-{import_id}",
    )
    if facts["rejected"] and facts["kind"] not in MAPS:  # a map is mended in a map program
        st.download_button(
            view.t("impor.mend", n=view.n(facts["rejected"])),
            partial(mending_workbook, view.workspace, import_id, view.lang, notice([regency], view.lang) or ""),
            f"{view.file_name('perbaikan', import_id)}.xlsx",
            XLSX,
            on_click="ignore",
            icon=":material/build:",
            key=f"mend-{key}-{import_id}",
        )

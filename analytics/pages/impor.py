"""Impor Data: bring files, see what they are and would change before anything is written, import, keep a receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.pages import impor_history, impor_perda, impor_places, impor_receipt
from analytics.pages.bare import bare
from analytics.pages.choices import choose
from analytics.pages.impor_bring import bring
from analytics.pages.impor_file import one_file
from analytics.pages.impor_reading import ROUND, Reading, received
from analytics.pages.parts import mark, show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.register.people import may
from analytics.vocabulary import regions

KINDS = ("xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv", "txt", "pdf", "json", "geojson", "parquet")


def page(view: View) -> None:
    """The parts of one desk, one at a time; who may not import sees what was brought so far."""
    show(html.title(view.t("impor.title"), view.place, view.t("impor.lead")))
    if not may(view.workspace, who(), "importer"):
        st.info(bare(view.t("impor.read_only", author=who() or "–")))
        impor_history.history(view)
        return
    parts: dict[str, Callable[[View], None]] = {
        "files": files,
        "places": impor_places.unknown_places,
        "perda": impor_perda.perda_form,
        "history": impor_history.history,
    }
    pick = partial(
        st.segmented_control,
        view.t("impor.part"),
        list(parts),
        required=True,
        label_visibility="collapsed",
        format_func=lambda part: view.t(f"impor.part_{part}"),
    )
    chosen = choose("part", list(parts), "files", lambda key: pick(key=key))
    if view.fictional and chosen != "files":  # what is brought need not be what the choices above are about
        mark(view)
    parts[chosen](view)


def files(view: View) -> None:
    """From the desk's files to the register: choose, look, import."""
    impor_receipt.receipts(view)
    uploads = st.file_uploader(
        view.t("impor.choose"),
        list(KINDS),
        accept_multiple_files=True,
        help=view.t("impor.choose_help"),
        key=f"impor-upload-{st.session_state.get(ROUND, 0)}",
    )
    paths = received(view, uploads or [])
    if not paths:
        show(html.notes(view.t(f"impor.how_{k}") for k in ("content", "before", "rejects", "again")))
        return
    readings: list[Reading] = [one_file(view, path, i, len(paths)) for i, path in enumerate(paths, 1)]
    if any(regions.fictional(p.dataset.regency) for r in readings for p in r.parsed):
        mark(view)
    bring(view, readings)

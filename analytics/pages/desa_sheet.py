"""The village's sheet to take along from the page Desa: a reader's own copy, which names no office, made when asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.pages.view import View
from analytics.query.sheet import sheets
from analytics.reports import sheet_print
from analytics.reports.carried import carried
from analytics.reports.sheet import Paper, papers
from analytics.reports.sheet_files import name
from analytics.reports.sheet_publisher import Publisher
from analytics.reports.sheet_text import text
from analytics.reports.village_address import PAGE, public

KINDS: dict[str, tuple[Callable[[Paper], bytes], str, str]] = {  # by ending: what makes it, its type, its icon
    "pdf": (lambda p: sheet_print.document([p]), "application/pdf", ":material/picture_as_pdf:"),
    "png": (lambda p: sheet_print.pictures([p])[0], "image/png", ":material/image:"),
    "txt": (lambda p: text(p).encode(), "text/plain", ":material/chat:"),
}


def sheet_buttons(view: View, village: str, universe: str) -> None:
    """The three files of one village; `universe` is the list the reader chose, before a village's own list took its place."""
    base = (st.context.url or "").partition("?")[0].removesuffix(f"/{PAGE}")

    stem = name(village, view.year or 0, view.version)

    def paper() -> Paper:
        where = (("district", (village[:8],)), ("village", (village,)))
        found, _ = sheets(view.mart, view.regency.code, view.year or 0, where, universe, view.version)
        made = papers(
            view.mart,
            carried(view.workspace, view.mart, view.regency.code, view.year, view.lang),
            found,
            Publisher(),
            base if public(base) else "",
        )
        return made[0]

    with st.popover(view.t("sheet.take"), icon=":material/description:"):
        st.markdown(view.t("sheet.hint"))
        for kind, (make, mime, icon) in KINDS.items():
            st.download_button(
                view.t(f"sheet.{kind}"),
                lambda make=make: make(paper()),  # type: ignore[misc]
                f"{stem}.{kind}",
                mime,
                icon=icon,
                on_click="ignore",
                key=f"sheet-{kind}",
            )

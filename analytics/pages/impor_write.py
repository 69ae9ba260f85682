"""One change of the register from a page: made, built into a mart step by step in sight, and told when the page is shown anew."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import AkomodasiError
from analytics.errors import say as refusal_words
from analytics.events import trouble
from analytics.marts.build import build
from analytics.pages.bare import bare
from analytics.pages.person import who
from analytics.pages.view import View


def change(view: View, make: Callable[[], object], said: str, done: str) -> None:
    """Makes one change, builds, and shows the page anew with the words `done`, which `told` of the same `said` shows there."""
    try:
        make()
    except AkomodasiError as refusal:
        st.error(bare(refusal.sentence(view.lang)))
        return
    with st.status(view.t("places.building"), expanded=False) as status:
        problem = built(view, lambda step: status.update(label=f"{view.t('places.building')} {step}"))
    if problem:
        st.error(bare(problem))
        return
    st.session_state[said] = done
    st.rerun()


def built(view: View, progress: Callable[[str], None]) -> str:
    """Builds the mart of what was just kept; "" where that went well, else the sentence that says what is left to do."""
    try:
        build(view.workspace, who(), progress=progress)
    except Exception as problem:
        trouble("build")
        detail = problem.sentence(view.lang) if isinstance(problem, AkomodasiError) else type(problem).__name__
        return refusal_words("import_kept_mart_failed", view.lang, detail=detail)
    return ""


def told(said: str) -> None:
    """What the change before this run did, once."""
    if message := st.session_state.pop(said, None):
        st.success(bare(message))

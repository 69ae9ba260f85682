"""The one button that writes: publishes what was read, keeps the mappings people confirmed, builds the mart, leaves a receipt."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.errors import AkomodasiError
from analytics.pages.bare import bare
from analytics.pages.impor_reading import Reading, done
from analytics.pages.impor_receipt import DONE
from analytics.pages.impor_write import built
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.register import mappings
from analytics.register.imports import publish_all


def bring(view: View, readings: Sequence[Reading]) -> None:
    """Offers to import every file that was read; the others stay on the desk with their reasons."""
    good = [r for r in readings if r.refusal is None]
    words = view.t(
        "impor.bring_all" if len(good) == len(readings) else "impor.bring_some", n=len(good), of=len(readings)
    )
    if not st.button(words, type="primary", disabled=not good, icon=":material/input:", key="impor-bring"):
        return
    with st.status(view.t("impor.bringing"), expanded=True) as status:
        try:
            receipts = publish_all(view.workspace, [(r.source, r.parsed) for r in good], who())
            for r in good:
                if r.mapping:
                    mappings.keep(view.workspace, r.mapping, who(), r.parsed[0].dataset.regency)
        except AkomodasiError as refusal:
            status.update(label=view.t("impor.nothing_written"), state="error")
            st.error(bare(refusal.sentence(view.lang)))
            return
        problem = built(view, lambda step: status.update(label=f"{view.t('places.building')} {step}"))
    st.session_state[DONE] = {"receipts": receipts, "problem": problem}
    done(good, all_of_them=len(good) == len(readings))
    st.rerun()

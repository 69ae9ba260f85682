"""The Streamlit script: page set-up, language, navigation. `akomodasi serve` and `streamlit run dashboard.py` both run it."""

from pathlib import Path

import streamlit as st

from analytics.locale.words import t
from analytics.pages.shell import arrive, frame, language

ICON = Path(__file__).parent / "data" / "static" / "icon.png"
arrive()
lang = language()
st.set_page_config(
    page_title=t("app.name", lang), page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed"
)
frame(lang)

"""The words of a record as a link to its story. Text of a file never becomes Markdown."""

from __future__ import annotations

import streamlit as st

from analytics.pages.choices import SHARED
from analytics.pages.view import View

MARKDOWN = r"\`*_{}[]()#+-.!|<>~$:"


def kept(view: View) -> dict[str, str]:
    """The reader's choices go along into the link."""
    return {k: st.query_params[k] for k in (*SHARED, "kind") if k in st.query_params}


def label(words: str | None) -> str:
    """Text of a file as a link's label: Markdown and icon names in it stay plain text."""
    plain = "".join(f"\\{c}" if c in MARKDOWN else c for c in (words or "–")[:160])
    return plain.replace("\\:", "\\:\u200b")  # `:material/home:` would become an icon in spite of the backslash

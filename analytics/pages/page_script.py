"""The one script of every page: the language of its words for screen readers, and what a chart's tools do. Server headers let
in exactly this text, see analytics/headers.py."""

from __future__ import annotations

from functools import cache

from analytics.charts.figure import TOOLS


@cache
def script(lang: str) -> str:
    """The script for a page in this language, as the browser sees it."""
    return f"document.documentElement.lang = '{lang}';\n{TOOLS.read_text(encoding='utf-8')}"

"""Sentences that may repeat words of a file (a refusal, a title) as plain text: Streamlit would read them as Markdown."""

from __future__ import annotations

import re

MARKS = re.compile(r"([\\\[\]$`*~<])")  # of links, pictures, formulas, code, emphasis
NAMES = re.compile(
    r":(?=[a-z/+])|(?<=\bwww)(?=\.)", re.I
)  # `:material/home:`, `:red[..]`, addresses that would become links


def bare(sentence: str) -> str:
    """The sentence to the eye, with nothing in it that becomes a link, a picture, a formula or an icon."""
    return NAMES.sub("\\g<0>\u200b", MARKS.sub(r"\\\1", sentence))

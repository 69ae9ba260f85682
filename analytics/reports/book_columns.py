"""The columns of the workbook's sheets: headings, formats, the words that stand for ids, what each means. Reads no data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analytics.locale.fate_words import fate_word
from analytics.locale.said import said, sentences
from analytics.vocabulary import terms

LONGEST_NAME = 31  # letters of a sheet's name (Excel's limit)
ROOM, WORDS = "book_columns", "book"
PER_VERSION = ("fate", "allocated")  # columns there is one of for each budget version, named fate_apbd and so on


@dataclass(frozen=True)
class Column:
    """`kind` chooses format and width; `words` stand for ids (joined by + where a cell holds several); `of` is its column of
    the mart, "" where it is none."""

    name: str
    heading: str
    means: str
    kind: str
    words: dict[str, str] | None
    of: str


def columns(table: str, names: Sequence[str], lang: str, version: str = "apbd") -> list[Column]:
    """The columns of a table by the names its rows come with. Raises KeyError for one nobody has described."""
    return [_column(table, name, lang, version) for name in names]


def _column(table: str, name: str, lang: str, version: str) -> Column:
    told: dict[str, Any] = sentences(ROOM)[table]
    begin, _, kind = name.partition("_")
    each = begin in PER_VERSION and kind in terms.VERSIONS
    spec, of = told[begin if each else name], kind if each else version
    facts = {"version": terms.label("version", of, lang)}
    heading, means = (spec[key].format(**facts) for key in (lang, f"means_{lang}"))
    words = None
    if "term" in spec:
        words = fate_words(of, lang) if spec["term"] == "class" else term_words(spec["term"], lang)
    return Column(name, heading, means, spec["kind"], words, spec["of"].replace("{version}", of))


def sheet_name(name: str, version: str, lang: str) -> str:
    """What a sheet is called; that of the lines names their version, so that no plan is called a budget."""
    return said(WORDS, f"sheet_{name}", lang, version=terms.label("version", version, lang))[:LONGEST_NAME]


def fate_words(version: str, lang: str) -> dict[str, str]:
    """What each fate is called in a version: a plan holds a proposal, only a budget funds it."""
    return {c: fate_word(f"part_{c}", version, lang) for c in terms.CLASSES}


def term_words(group: str, lang: str) -> dict[str, str]:
    """The words of a group of terms, of the field or of the workbook alone."""
    own: dict[str, Any] = sentences(ROOM)["word"]
    known = own[group] if group in own else terms.load("terms")[group]
    return {term: str(words[lang]) for term, words in known.items()}

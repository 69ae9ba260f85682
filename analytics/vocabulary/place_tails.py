"""What of many texts at once can matter to the places named in them: all from the first word that announces one ("Desa", "Kec.").
Shortens only where that is certain, and reads no names; `Gazetteer.stands_alone` says where the rest is enough."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from analytics.vocabulary.place_names import WORDS

# Letters, figures and signs that every reader takes apart the same way; an apostrophe joins two words into one.
_PLAIN = r"[\x00-&(-^a-\x7f]"
_SIGN = r"[\x00-&(-/:-@\[-^{-\x7f]"
_MARKERS = "|".join(sorted(WORDS["village"] | WORDS["district"] | WORDS["regency"]))
_GENERIC = "|".join(sorted(WORDS["generic_before"]))
_BEFORE = f"(?s)^(?:{_PLAIN}*?{_SIGN})??"
# "Pemerintah Desa" names no village: the word before is kept where it is one of those that say so
_CUT = rf"{_BEFORE}((?i:(?:{_GENERIC}){_SIGN}+)?(?i:{_MARKERS})(?:[^0-9A-Za-z]|$))"
_HAMLET = (
    rf"{_BEFORE}(?i:dusun|dsn)(?:{_SIGN}|$)"  # a text that names one mentions a village's place, wherever it stands
)
_CODE = r"\p{Nd}{2}\.\p{Nd}{2}"  # what a code may confirm stands anywhere in the text


def tails(texts: pa.Array) -> pa.Array:
    """Of each text what is left when all before its first marker is taken away; "" without one, the whole text where it holds
    figures like a code, or signs of which that is not certain."""
    cut = pc.match_substring_regex(texts, _CUT)
    bare = pc.and_not(pc.match_substring_regex(texts, rf"^{_PLAIN}*$"), cut)
    left = pc.replace_substring_regex(texts, _CUT, r"\1", max_replacements=1)
    left = pc.if_else(bare, "", left)
    sure = pc.and_not(pc.or_(cut, bare), pc.match_substring_regex(texts, _CODE))
    hamlet = pc.match_substring_regex(texts, _HAMLET)
    said = pc.if_else(hamlet, pc.binary_join_element_wise("Dusun", left, " · "), left)
    return pc.if_else(sure, said, texts)


def joined(parts: Iterable[str | None]) -> str:
    """The texts of one row as one; a name never goes on from one into the next."""
    return " · ".join(part for part in parts if part)

"""What of many texts at once can matter to the places named in them: all from the first word that announces one ("Desa", "Kec.").
Shortens only where that is certain, and reads no names; `Gazetteer.scan_tail` says where the rest is enough."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
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
_MARKED = rf"(?i:(?:{_GENERIC}){_SIGN}+)?(?i:{_MARKERS})(?:[^0-9A-Za-z]|$)"
_CUT = rf"{_BEFORE}{_MARKED}"
_FROM = (
    rf"(?:^|{_SIGN}){_MARKED}"  # the first place in a text where it is cut, if it is: much sooner found than by _CUT
)
_HAMLET = (
    rf"{_BEFORE}(?i:dusun|dsn)(?:{_SIGN}|$)"  # a text that names one mentions a village's place, wherever it stands
)
_CODE = r"\p{Nd}{2}\.\p{Nd}{2}"  # what a code may confirm stands anywhere in the text


_LETTERS = np.array([chr(i).isascii() and chr(i).isalpha() for i in range(256)])


def tails(texts: pa.Array) -> pa.Array:
    """Of each text what is left when all before its first marker is taken away; "" without one, the whole text where it holds
    figures like a code, or signs of which that is not certain."""
    cut = pc.match_substring_regex(texts, _CUT)
    bare = pc.and_not(pc.match_substring_regex(texts, rf"^{_PLAIN}*$"), cut)
    left = pc.if_else(bare, "", _from_marker(texts))
    sure = pc.and_not(pc.or_(cut, bare), pc.match_substring_regex(texts, _CODE))
    hamlet = pc.match_substring_regex(texts, _HAMLET)
    said = pc.if_else(hamlet, pc.binary_join_element_wise("Dusun", left, " · "), left)
    return pc.if_else(sure, said, texts)


def _from_marker(texts: pa.Array) -> pa.Array:
    """Each text from its first marker on; the whole text where it has none. What is null is "" here."""
    found = pc.find_substring_regex(texts, _FROM).fill_null(-1).to_numpy().astype(np.int64)
    _, places, letters = texts.buffers()
    ends = np.frombuffer(places, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    raw = np.frombuffer(letters if letters is not None else b"", np.uint8)
    begins = ends[:-1] + np.maximum(found, 0)
    at = np.flatnonzero(found >= 0)
    begins[at] += ~_LETTERS[raw[begins[at]]]  # a sign before the first word is no part of it
    lengths = np.where(texts.is_valid().to_numpy(zero_copy_only=False), ends[1:] - begins, 0)
    edges = np.concatenate([[0], np.cumsum(lengths)])
    kept = raw[np.arange(edges[-1]) + np.repeat(begins - edges[:-1], lengths)]
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(edges.astype(np.int32)), pa.py_buffer(kept))


def joined(parts: Iterable[str | None]) -> str:
    """The texts of one row as one; a name never goes on from one into the next."""
    return " · ".join(part for part in parts if part)

"""Texts become runs of word numbers: lower case, abbreviations written out, "anak-anak" once. Never knows what a word means."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analytics.linkage.lexicon import BREAK, SHORT

Ints = npt.NDArray[Any]
# RT and RW are one word each ("rt2", "rw3"), whatever stands between them and their numbers.
_PATTERNS = (
    (r"\brt[\s.:]*0*(\d{1,3})\s*[/,\-]?\s*rw[\s.:]*0*(\d{1,3})\b", r" rt\1 rw\2 "),
    (r"\brt[\s.:]*0*(\d{1,3})\s*/\s*0*(\d{1,3})\b", r" rt\1 rw\2 "),
    (r"\b(rt|rw)[\s.:]*0*(\d{1,3})\b", r" \1\2 "),
    (r"\bd\.\s?i\b\.?|\bdi\. ", " daerah irigasi "),
    (r"\bs\s?[/.]\s?d\b\.?", " | "),  # "sampai dengan"
    (r"(\d)\.(\d{3})\b", r"\1\2"),
    (r"(\d)[.,](\d)", r"\1_\2"),
    (r"\b([a-z])\.([a-z])\.([a-z])\b\.?", r" \1\2\3 "),  # "t.p.t" is "tpt"
    (r"['’`]", ""),
    (r"\s+[-–—]+\s+|[,;:()\[\]{}/&\"“”|+*–—\r\n\t]", " | "),
    (r"[^a-z0-9_|\-\s]+", " "),
    (r"\s+", " "),
)
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_TIED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_WHOLE = re.compile(r"(?:rt|rw)\d+|m[123]|tps3r|p2l|up2k|p3a|gp3a|b3")


class Tokens(NamedTuple):
    """`ids[start[i]:start[i + 1]]` are the words of text i, as places in `words`."""

    ids: Ints
    start: Ints
    words: list[str]

    def owner(self) -> Ints:
        """The text of every word."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))


def spell(word: str) -> list[str]:
    """What one written word stands for: several words, one, or none."""
    if word == BREAK or not word:
        return [word] if word else []
    if "-" in word:
        parts = [part for part in word.split("-") if part]
        if len(parts) == 2 and parts[0] == parts[1] and not parts[0].isdigit():
            return spell(parts[0])
        return [each for part in parts for each in spell(part)]
    word = word.strip("_")
    if word in SHORT:
        return SHORT[word]
    if word in _ROMAN:
        return [_ROMAN[word]]
    if _WHOLE.fullmatch(word):
        return [word]
    tied = [part for part in _TIED.split(word) if part]
    if len(tied) > 1:
        return [each for part in tied for each in ([part] if part[0].isdigit() else spell(part))]
    return [str(int(word))] if word.isdigit() and len(word) < 18 else [word]


def tokenise(texts: list[str]) -> Tokens:
    """The words of each text. Same words whatever the case, the blanks, the dots of abbreviations."""
    column = pa.array(
        [text if text.isascii() else unicodedata.normalize("NFKD", text) for text in texts], pa.large_string()
    )
    column = pc.utf8_lower(column)
    for pattern, to in _PATTERNS:
        column = pc.replace_substring_regex(column, pattern=pattern, replacement=to)
    lists = pc.split_pattern(pc.utf8_trim_whitespace(column), " ")
    lists = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
    start = lists.offsets.to_numpy().astype(np.int64)
    coded = lists.values.dictionary_encode()
    raw, ids = coded.dictionary.to_pylist(), coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    spelled = [spell(word) for word in raw]
    words = sorted({each for parts in spelled for each in parts})
    number = {word: i for i, word in enumerate(words)}
    sizes = np.array([len(parts) for parts in spelled] or [0], np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)])
    flat = np.array([number[each] for parts in spelled for each in parts], np.int32)
    counts = sizes[ids] if len(ids) else np.zeros(0, np.int64)
    ends = np.concatenate([[0], np.cumsum(counts)])
    inside = np.arange(ends[-1]) - np.repeat(ends[:-1], counts)
    return Tokens(
        flat[np.repeat(first[ids], counts) + inside] if len(ids) else np.zeros(0, np.int32), ends[start], words
    )

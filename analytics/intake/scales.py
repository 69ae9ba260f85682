"""The unit in which rupiah stand: what a heading or a title says of all amounts below it. Never concluded from the amounts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SIZES: dict[str, int] = _SAID["size"]
SHORT: dict[str, int] = {**SIZES, **_SAID["short"]}
_MONEY = r"(?:rp\b\.?|idr\b|rupiah\b)"
_WORDS = sorted(SIZES, key=len, reverse=True)
_UNIT = rf"(?:{_MONEY}\s*)?\b(?P<word>{'|'.join(_WORDS)})\b\.?\s*(?:{_MONEY})?"
_ZEROS = r"(?:[x×]\s*)?(?:rp\.?\s*)?1?[.,]?(?P<zeros>000(?:[.,]?000)?)(?:,-)?"
BRACKETS = re.compile(rf"(?i)[(\[]\s*(?:(?:dalam|satuan|x)\b\s*:?\s*)*(?:{_UNIT}|{_ZEROS})\s*[)\]]")
PHRASE = re.compile(rf"(?i)\b(?:dalam|satuan)\s*:?\s*(?:satuan\s*)?{_UNIT}")
_IN_FULL = "|".join(word for word in _WORDS if len(word) > 2)
LOOSE = re.compile(rf"(?i)(?<!\d)(?<!\d\s)\b(?P<word>{_IN_FULL})\b")  # "di atas 200 juta" is a bound, no unit


def told(words: str) -> int:
    """How many rupiah one unit is by a title: 1000 for "(dalam ribuan rupiah)"; 1 where it says nothing of it."""
    return _size(BRACKETS.search(words) or PHRASE.search(words))


def headed(words: str) -> int:
    """The same by the heading of a column of rupiah, where the word alone says it: "Pagu juta rupiah"."""
    return _size(BRACKETS.search(words) or PHRASE.search(words) or LOOSE.search(words))


def bare(words: str) -> str:
    """A heading without its unit: "Pagu (Rp juta)" is the column Pagu."""
    return PHRASE.sub("", BRACKETS.sub("", words))


def _size(found: re.Match[str] | None) -> int:
    if found is None:
        return 1
    said = found.groupdict()
    if said.get("zeros"):
        return int(10 ** said["zeros"].count("0"))
    return SIZES[said["word"].lower()]

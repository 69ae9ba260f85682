"""The short code of a certificate: AKM-XXXX-XXXX-XXXX, eleven letters of a hash and one that checks them. Pure text, no I/O."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from analytics.errors import BadQuestion

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
MISREAD = str.maketrans("OIL", "011")
PREFIX = "AKM"
LETTERS = 12  # with the one that checks
MODULUS = 0b100101  # x^5 + x^2 + 1: the letters are numbers of the field with 32 members


def _times(a: int, b: int) -> int:
    """Product of two letters."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a <<= 1
        a ^= MODULUS if a & 32 else 0
        b >>= 1
    return product


def _weights() -> list[int]:
    """A weight for each letter, all different: one wrong letter, or two that changed places, never pass."""
    weights = [1]
    while len(weights) < LETTERS:
        weights.append(_times(weights[-1], 2))
    return weights[::-1]


def _sum(letters: list[int]) -> int:
    total = 0
    for letter, weight in zip(letters, _weights(), strict=True):
        total ^= _times(letter, weight)
    return total


def code_of(figure: Mapping[str, Any]) -> str:
    """The code of a figure: of the same content always the same, whoever asks and whenever. Only JSON values."""
    said = json.dumps(figure, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:7], "big") >> 1  # 55 bits: eleven letters
    letters = [number >> 5 * i & 31 for i in reversed(range(LETTERS - 1))]
    return written([*letters, _sum([*letters, 0])])


def written(letters: list[int]) -> str:
    """Letters as people read them, in groups of four."""
    text = "".join(ALPHABET[n] for n in letters)
    return "-".join((PREFIX, *(text[i : i + 4] for i in range(0, LETTERS, 4))))


def read_code(text: str) -> str:
    """The code as it is written, from what somebody typed: small letters, blanks for dashes, O for 0, I or L for 1 are the same.

    Raises BadQuestion for what is no code (certificate_code_form) or cannot be one because of a slip (certificate_code_check)."""
    typed = "".join(c for c in text.upper() if c.isalnum())
    if len(typed) == LETTERS + len(PREFIX):
        typed = typed.removeprefix(PREFIX)
    typed = typed.translate(MISREAD)
    if len(typed) != LETTERS or any(c not in ALPHABET for c in typed):
        raise BadQuestion("certificate_code_form", code=text)
    letters = [ALPHABET.index(c) for c in typed]
    if _sum(letters):
        raise BadQuestion("certificate_code_check", code=text)
    return written(letters)

"""How a slide looks: the palette of the pages (style.css), sizes that a hall can read, and text made safe for XML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN

FONT = "Arial"  # everywhere; Liberation Sans has the same widths
INK, SOFT, LINE, QUIET, WHITE, BROWN = "1B1F24", "4A5560", "C3CBD3", "EEF1F4", "FFFFFF", "7A3E05"
FOUND, UNKNOWN, PALE = "0B5C7A", "B45309", "FBEBD8"
SHADES = ("FFFFFF", "E3EEF3", "C3DCE6", "9CC4D4", "6FA8BF")  # of a table's cells: ink is legible on each
WIDE, HIGH, EDGE = 13.333, 7.5, 0.5  # inches
Box = tuple[float, float, float, float]  # left, top, width, height in inches
LARGEST, LEAST = 34, 28  # points of a title
SUB, TEXT, LABEL, NOTE, SMALL = 16, 20, 16, 14, 12  # points; nothing on a slide is smaller
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Look:
    """Fill, pattern over it (lines in `fore`), outline, and the colour of words upon it."""

    fill: str | None
    pattern: MSO_PATTERN | None = None
    fore: str = UNKNOWN
    line: str | None = None
    words: str = INK


HATCHED = Look(PALE, MSO_PATTERN.WIDE_UPWARD_DIAGONAL)
LOOKS = {
    "found": Look(FOUND, words=WHITE),
    "funded": Look(FOUND, words=WHITE),
    "funded_size_unknown": Look(FOUND, words=WHITE),
    "kept": Look(FOUND, words=WHITE),
    "ours": Look(FOUND, words=WHITE),
    "musrenbang": Look(FOUND, words=WHITE),
    "unknown": HATCHED,
    "unsure": HATCHED,
    "untraced": HATCHED,
    "vague": Look(PALE, line=UNKNOWN),
    "unsaid": Look(PALE, MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL),
    "partial": Look("2A6984", words=WHITE),
    "late": Look("A9CBD8"),
    "elsewhere": Look("5F6F4B", words=WHITE),
    "unfunded": Look(WHITE, line=INK),
    "less": Look(WHITE, line=INK),
    "more": Look(WHITE, line=INK),
    "simulated": Look("FFFFFF", MSO_PATTERN.DARK_VERTICAL, fore="8894A0", line=INK),
    "not_kept": Look(INK, words=WHITE),
    "level": Look("8894A0"),
    "quiet": Look("8894A0"),
    "whole": Look(QUIET),
    "both": Look("BFD9E4", MSO_PATTERN.NARROW_VERTICAL, fore="7FB0C4"),
    "pokir": Look("5F6F4B", words=WHITE),
    "renja": Look("D5DBC9"),
    "mandatory": Look("6B5B7B", words=WHITE),
    "head_of_region": Look("D9CFE3"),
    "carry_over": Look("8894A0"),
    "village_plan": Look("E4D9B8"),
    "none": Look(None),
    "few": Look(WHITE, line=LINE),
    "absent": Look("D9DCDF"),
    **{f"s{i}": Look(shade) for i, shade in enumerate(SHADES)},
}
OTHER = Look(LINE)


def look(kind: str) -> Look:
    return LOOKS.get(kind, OTHER)


def colour(code: str) -> RGBColor:
    found: RGBColor = RGBColor.from_string(code)
    return found


def clean(words: str) -> str:
    """Text as XML can hold it: what it cannot becomes a visible sign, never nothing."""
    return CONTROL.sub("\ufffd", words)


def together(words: str) -> str:
    """A number and its unit stay on one line."""
    return clean(words).replace(" %", "\u00a0%").replace("Rp ", "Rp\u00a0")


# widths of Arial in thousandths of its size
NARROW, SLIM, BROAD, BROADEST = set("ijl'|.,:;! "), set("ftrI()[]{}/-"), set("wABCDEFGHKNOPQRSTUVXYZ&"), set("mMW%@")


def width(words: str, size: float) -> float:
    """About how wide a line of text is, in inches."""
    units = sum(
        270 if c in NARROW else 320 if c in SLIM else 700 if c in BROAD else 860 if c in BROADEST else 556
        for c in words
    )
    return units / 1000 * size / 72


def lines(words: str, size: float, wide: float) -> int:
    """How many lines text takes in a box of this width."""
    count = 0
    for paragraph in words.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            long = width(word, size)
            if used and used + long > wide:
                count += 1
                used = 0.0
            while long > wide:
                count += 1
                long -= wide
            used += long + width(" ", size)
    return count


def cut(words: str, size: float, wide: float, most: int) -> str:
    """Text in at most so many lines; an ellipsis says that there is more."""
    if lines(words, size, wide) <= most:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(words[:middle].rstrip() + " …", size, wide) <= most:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + " …"

"""Words printed one over the other, as where a row is too low for its text: nobody can tell whose they are. Moves nothing."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.intake.pdf_rows import Unsure
from analytics.intake.pdf_text import Word

SHARED = 0.35  # of the lower one's height that two words have in common, one above the other
ACROSS = 0.3  # of its height that they have in common from left to right
MOST = 1_500  # words between the upper and the lower edge of one: no line and its neighbours hold so many
ALIKE = 1.5  # letters this much larger are a watermark or a stamp


def check(words: Iterable[Word]) -> None:
    """Raises Unsure with the first two words that cover each other, or on a page where hundreds stand at one level. The same
    word drawn twice is bold print."""
    ordered = sorted(set(words), key=lambda w: (w.top, w.left, w.text))
    for i, word in enumerate(ordered):
        for k in range(i + 1, len(ordered)):
            other = ordered[k]
            if other.top >= word.bottom:
                break
            if k - i > MOST or _covers(word, other):
                raise Unsure(f"{word.text} {other.text}")


def _covers(one: Word, other: Word) -> bool:
    low, high = sorted((one.high, other.high))
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    across = min(one.right, other.right) - max(one.left, other.left)
    alike = high <= ALIKE * low and one.text != other.text
    return alike and down > SHARED * low and across > ACROSS * low

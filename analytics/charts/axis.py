"""The scale of a share: where it ends and where its marks stand, always at whole per cent."""

from __future__ import annotations

from collections.abc import Iterable

PIECES = {0.25: 5, 0.5: 5, 0.75: 3, 1.0: 4}  # where a scale may end, and into how many pieces it is cut


def end(shares: Iterable[float]) -> float:
    """The first end at or above every share; the whole where one passes it."""
    most = max(shares)
    return next((e for e in PIECES if e >= most), 1.0)


def marks(top: float) -> list[tuple[float, str]]:
    """(share, words) of every mark of a scale that ends at `top`."""
    n = PIECES[top]
    return [(top * i / n, f"{round(top * i / n * 100)} %") for i in range(n + 1)]

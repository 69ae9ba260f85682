"""Finished HTML that still knows the figures it is drawn of, so that another carrier (a slide) draws the very same ones.

Put together with `+` it keeps them all, in order; put into a format string or joined it is plain text again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class Drawn(str):
    """A piece of a page. `of`: what it was drawn of, one finished record (Bars, Trend, Lines ...) per drawing."""

    of: tuple[object, ...]

    def __new__(cls, html: str, *of: object) -> Drawn:
        made = super().__new__(cls, html)
        made.of = of
        return made

    def __add__(self, other: str) -> Drawn:
        return Drawn(str.__add__(self, other), *self.of, *of(other))

    def __radd__(self, other: str) -> Drawn:
        return Drawn(str.__add__(other, self), *of(other), *self.of)


def of(html: str) -> tuple[object, ...]:
    """What a piece of HTML was drawn of; nothing where it is plain text."""
    return html.of if isinstance(html, Drawn) else ()


@dataclass(frozen=True)
class Lines:
    """Sentences beside a drawing: `lead` above it, `hit` below it in small letters, `told` as a list of their own."""

    lines: Sequence[str]
    kind: str


@dataclass(frozen=True)
class Keys:
    """What the parts of the drawing after it mean: (kind, words)."""

    pairs: Sequence[tuple[str, str]]

"""A question and its answer: the one shape that pages, slides, sheets, the terminal and tests share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Question:
    """What is asked: one measure, by dimensions, where dimensions have values, in one universe and budget version."""

    measure: str
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    universe: str = "district"
    version: str = "apbd"


@dataclass(frozen=True)
class Caveat:
    """A sentence that belongs beside the figure; `n` is how many rows it speaks of."""

    id: str
    n: int
    text: str


@dataclass(frozen=True)
class Missing:
    """A source that would extend or make possible the figure: what it is, who usually holds it, what it unlocks."""

    source: str
    name: str
    holder: str
    unlocks: str
    essential: bool


@dataclass
class Answer:
    """Rows of {dims, numerator, denominator, value, low, high, ci_low, ci_high, n, n_unknown}; counts and rupiah are integers.

    `value` is numerator / denominator (None where the denominator is 0); `low` counts what is proven, `high` what is still
    possible; `most` is the numerator of `high`, `least` that of `low` where it is not what is proven.
    A measure that can be estimated adds `estimate` (what the words make likely is added to
    the proof; adds up over slices), `n_drawn` (judged proposals of the random sample) and `corrected` with its 95 % limits
    `ci_low` and `ci_high` (None where the sample is too small); elsewhere the limits are None. `attainable`, where the measure
    has it, is the most that could have been reached, rounded down (None where that is not known). A measure that tells several
    figures side by side has one row per slice and `part`, each with its `unit`. `totals` is the same for the whole scope, one
    row per part. The outer bounds of pairs (shape order) stand over pairs and unknown pairs together (`n_unknown`); rates of
    places (shape equity) have Wilson's limits. `notice` is what must stand beside everything of invented data; None for real
    data.
    """

    question: Question
    mart: str
    unit: str
    label: str
    definition: str
    rows: list[dict[str, Any]]
    totals: list[dict[str, Any]]
    caveats: list[Caveat] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    notice: str | None = None

    @property
    def total(self) -> dict[str, Any] | None:
        """The whole scope in one row; of a measure with parts its first part. None where there is no figure."""
        return self.totals[0] if self.totals else None

    def json(self) -> dict[str, Any]:
        """The answer as outside programs read it."""
        q = self.question
        return {
            "measure": q.measure,
            "label": self.label,
            "definition": self.definition,
            "mart": self.mart,
            "notice": self.notice,
            "universe": q.universe,
            "version": q.version,
            "by": list(q.by),
            "where": {k: list(v) for k, v in q.where},
            "unit": self.unit,
            "rows": self.rows,
            "total": self.total,
            "totals": self.totals,
            "caveats": [vars(c) for c in self.caveats],
            "missing": [vars(m) for m in self.missing],
        }

"""What the random sample gains: the estimate of a slice now, and about how narrow its interval would be with more judged."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.measures.definitions import measure
from analytics.measures.interval import LEAST, foretold
from analytics.query.answer import Question
from analytics.query.database import Mart
from analytics.query.estimate import estimates
from analytics.query.review import Drawn, Slice, counts, settings
from analytics.query.scope import scope

MEASURE = "accommodation_count"


@dataclass(frozen=True)
class Width:
    """With the first `sampled` of the random stratum known, `more` judgements from now, the share would be off by about `half` to
    either side (0..1)."""

    sampled: int
    more: int
    half: float


def question(asked: Slice) -> Question:
    """The share of proposals funded, of this slice."""
    where = (("regency", (asked.regency,)), ("year", (str(asked.year),)))
    return Question(MEASURE, (), where, asked.universe, asked.version)


def widths(mart: Mart, asked: Slice, now: Drawn) -> list[Width]:
    """For the sizes of review.toml that are still ahead and within the stratum."""
    about, wanted = measure(MEASURE), question(asked)
    scale = float(about.estimate["scale"])
    strata = estimates(mart, wanted, about, scope(mart, wanted, about), [])
    found = []
    for m in settings()["widths"]:
        if strata and max(now.n_now, LEAST - 1) < m <= counts(mart, asked).n_pool:
            rest = strata[0].rest - sum(g <= m for g in now.mart_gaps)
            found.append(Width(m, now.more(m), foretold(strata[0], m, rest, scale) / (scale * counts(mart, asked).n)))
    return found

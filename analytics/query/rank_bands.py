"""How the top of a list fares beside its bottom: rates by rank band, in the order of the ranks. Ranks nobody."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.query.answer import Answer
from analytics.query.rates import Rate


@dataclass(frozen=True)
class Bands:
    """(band, rate) from the first ranks down; `unranked` are proposals without a rank, compared with nobody."""

    ranked: tuple[tuple[str, Rate], ...]
    unranked: Rate | None

    @property
    def first(self) -> tuple[str, Rate]:
        return self.ranked[0]

    @property
    def last(self) -> tuple[str, Rate]:
        return self.ranked[-1]

    @property
    def whole(self) -> Rate:
        """All that bear a rank."""
        return sum((rate for _, rate in self.ranked), Rate())

    @property
    def sure(self) -> bool:
        """What is not yet known cannot turn the order of the first and the last band round."""
        (_, a), (_, b) = self.first, self.last
        return a.value > b.high or b.value > a.high

    @property
    def looked(self) -> bool:
        """Somebody looked: not everything of the ranked is unknown."""
        return any(rate.looked for _, rate in self.ranked)


def bands(answer: Answer) -> Bands:
    """The rows of accommodation_count by rank_band."""
    found = {r["rank_band"]: Rate.of(r) for r in answer.rows}
    unranked = found.pop(None, None)
    return Bands(tuple(sorted(found.items(), key=lambda b: _first(b[0]))), unranked)


def _first(band: str) -> int:
    """The first rank of a band: of "2-3" it is 2, of "11+" 11."""
    return int(band.rstrip("+").partition("-")[0])

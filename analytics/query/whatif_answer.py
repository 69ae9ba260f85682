"""What a what-if question is asked with and answered with: plain records, no data is read here."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from analytics.errors import BadQuestion
from analytics.query.answer import Missing
from analytics.query.series import RANKED

SHARE = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*(%?)")


def share_of(words: str) -> Fraction:
    """A share as people write it: 0.1, 0,1 or 10 %. Raises BadQuestion for what is none."""
    found = SHARE.fullmatch(words.strip())
    if found is None:
        raise BadQuestion("whatif_money")
    return Fraction(found[1].replace(",", ".")) / (100 if found[2] else 1)


@dataclass(frozen=True)
class Money:
    """What there is to give, one of these: `share` of the base (0.1 = 10 %), `rupiah` in all, `each` district so much, or the
    `envelopes` that were published for the districts."""

    share: Fraction | None = None
    rupiah: int | None = None
    each: int | None = None
    envelopes: bool = False


@dataclass(frozen=True)
class Happened:
    """The same proposals in the budget that was: proven, still possible, and rupiah proven (at most the estimate)."""

    n_proven: int
    n_most: int
    rupiah: int


@dataclass(frozen=True)
class Reach:
    """One district list, or all of them (`place` None). `n` proposals of which `n_counted` have a rank and an estimate.

    `budget`: rupiah set aside for this list, None where all lists draw on one sum. `reached`: the rank down to which every
    counted proposal is reached; None where not even the first is. `happened`: of the counted ones; None without that budget.
    """

    place: str | None
    n: int
    n_counted: int
    budget: int | None
    reached: int | None
    n_funded: int
    used: int
    left: int | None
    happened: Happened | None


@dataclass(frozen=True)
class Half:
    """The least that would have reached half of the counted proposals by rank (rounded up): rupiah, and the share of the base
    in millionths, rounded up."""

    n: int
    rupiah: int | None
    millionths: int | None

    @property
    def share(self) -> float | None:
        """The same as a share; None where the base is not known."""
        return None if self.millionths is None else self.millionths / 1_000_000


@dataclass(frozen=True)
class WhatIf:
    """`lit`: ids of the proposals reached, in the order the rule takes them; `lit_happened`: what became of those.

    Left out and counted: proposals without a district, without a rank, without an estimate; `n_tied` share their rank with
    another of their list. `top_*`: the price of every first, second and third rank of all lists.
    """

    regency: str
    year: int
    version: str
    rule: str
    of: str
    base: int | None
    total: Reach
    places: tuple[Reach, ...]
    lit: tuple[str, ...]
    lit_happened: Happened | None
    n_no_place: int
    n_unranked: int
    n_unpriced: int
    n_tied: int
    top_rank: int
    top_n: int
    top_unpriced: int
    top_price: int
    half: Half
    followed: str | None
    followed_year: int | None
    missing: tuple[Missing, ...]
    notice: str | None

    @property
    def ranked(self) -> bool:
        """The lists bear ranks, so the word priority is right."""
        return self.total.n > 0 and self.total.n - self.n_unranked - self.n_no_place >= RANKED * self.total.n

    @property
    def share(self) -> float | None:
        """The sum given, as a share of the base."""
        return _part(self.total.budget, self.base)

    @property
    def top_share(self) -> float | None:
        return _part(self.top_price, self.base)

    def json(self) -> dict[str, Any]:
        """As outside programs read it."""
        return asdict(self) | {"share": self.share, "top_share": self.top_share}


def _part(amount: int | None, base: int | None) -> float | None:
    return amount / base if amount is not None and base else None

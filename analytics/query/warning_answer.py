"""What an early warning is answered with: proposals, counts by answer, groups, the next step. No data is read here."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from analytics.query.answer import Missing
from analytics.query.rates import Rate

FOUND, ABSENT, REFUSED, UNKNOWN = "found", "absent", "refused", "unknown"


@dataclass(frozen=True)
class Item:
    """One proposal. `states`: what each draft that is here says (found, absent, refused, unknown); `state` the newest one;
    `budget` what the approved budget says and `fate` its class there, None where that is not here."""

    id: str
    rank: int | None
    title: str
    village: str | None
    village_name: str | None
    district: str | None
    district_name: str | None
    dapil: str | None
    agency: str | None
    cost: int | None
    reason: str | None
    states: dict[str, str]
    state: str
    budget: str | None
    fate: str | None


@dataclass(frozen=True)
class Tally:
    """Proposals by answer, with the rupiah of their estimates; `not_found` = absent + refused. Some have no estimate."""

    n: int
    found: int
    absent: int
    refused: int
    unknown: int
    rupiah_found: int
    rupiah_not_found: int
    rupiah_unknown: int
    n_unpriced: int

    @property
    def not_found(self) -> int:
        return self.absent + self.refused

    @property
    def open(self) -> int:
        """Not found so far, for whatever reason."""
        return self.not_found + self.unknown

    @property
    def rupiah_open(self) -> int:
        return self.rupiah_not_found + self.rupiah_unknown

    def json(self) -> dict[str, int]:
        return asdict(self) | {"not_found": self.not_found, "open": self.open, "rupiah_open": self.rupiah_open}


@dataclass(frozen=True)
class Group:
    """One dapil, district or agency: how many, and the first of what is not found so far."""

    key: str | None
    tally: Tally
    top: tuple[Item, ...]


@dataclass(frozen=True)
class Step:
    """What is written next and when that usually is (first day, last day); days from `today`, below 0 where past."""

    source: str
    begins: dt.date
    ends: dt.date
    days_to_begin: int
    days_to_end: int


@dataclass(frozen=True)
class Warning:
    """The drafts that are here, the newest (`draft`, None where none is), and what each says; `items` all of the list.

    `budget`: what the approved budget says of the same list, None where it is not here (`decided`).
    """

    regency: str
    year: int
    universe: str
    today: dt.date
    ranked: bool
    draft: str | None
    decided: bool
    drafts: dict[str, Tally]
    budget: Tally | None
    tally: Tally
    groups: dict[str, tuple[Group, ...]]
    step: Step
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]
    notice: str | None

    @property
    def open(self) -> tuple[Item, ...]:
        """Proposals not found so far in the newest draft, by rank; none where there is no draft to look in."""
        return tuple(i for i in self.items if self.draft and i.state != FOUND)

    @property
    def later(self) -> Rate | None:
        """What became of the open ones: how many are proven in the approved budget, of how many; None where it is not here.

        A refusal proves nothing about the budget: who was refused and never looked for still counts at most."""
        if not self.decided or not self.open:
            return None
        proven = sum(i.budget == FOUND for i in self.open)
        return Rate(proven, len(self.open), sum(i.fate == UNKNOWN for i in self.open))

    def json(self) -> dict[str, Any]:
        """As outside programs read it: the items that are not found so far, not the whole list."""
        groups = {
            by: [{"key": g.key, **g.tally.json(), "top": [asdict(i) for i in g.top]} for g in found]
            for by, found in self.groups.items()
        }
        plain = {
            k: v
            for k, v in vars(self).items()
            if k not in {"items", "groups", "drafts", "budget", "tally", "step", "missing"}
        }
        return plain | {
            "drafts": {d: t.json() for d, t in self.drafts.items()},
            "budget": self.budget.json() if self.budget else None,
            "tally": self.tally.json(),
            "groups": groups,
            "step": asdict(self.step),
            "open": [asdict(i) for i in self.open],
            "missing": [asdict(m) for m in self.missing],
        }

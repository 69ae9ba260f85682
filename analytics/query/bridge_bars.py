"""The bridge as bars: what stands at each point, and what changes on the way to the next. Sums of its steps, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from analytics.query.bridge import Step

OPEN = ("not_found", "without_proof")  # steps that nobody has settled: they may still turn out otherwise
PROOF = ("without_proof", "partial")


@dataclass(frozen=True)
class Reach:
    """One bar from `low` to `high` proposals. `id`: start, found, ours (levels); outside, fewer, more, unproven (changes).

    `n` and `amount` (rupiah of estimates) are below 0 where it takes away; `open` of its proposals are not settled (0 or more);
    `steps` are what it sums up.
    """

    id: str
    version: str
    low: int
    high: int
    n: int
    amount: int
    n_without_cost: int
    open: int
    steps: tuple[Step, ...]


def reaches(steps: Sequence[Step]) -> tuple[Reach, ...]:
    """Levels as they are; changes of one direction between two levels as one bar. A level said twice stands once."""
    found: list[Reach] = []
    for (level, _sign, _outside), group in groupby(steps, key=lambda s: (s.level, s.n < 0, s.id == "outside")):
        for parts in [(s,) for s in group] if level else [tuple(group)]:
            if not _said(found, parts[0]):
                found.append(_reach(parts, _level(found)))
    return tuple(found)


def _said(found: Sequence[Reach], step: Step) -> bool:
    """The list of all channels is that of the universe itself: nothing lies outside it."""
    last = found[-1] if found else None
    return step.level and last is not None and (last.id, last.version) == ("start", step.version)


def _reach(parts: tuple[Step, ...], before: int) -> Reach:
    n, amount, without = (sum(getattr(s, k) for s in parts) for k in ("n", "amount", "n_without_cost"))
    open_ = sum(abs(s.n) for s in parts if s.id in OPEN)
    level = parts[0].level
    low, high = (0, n) if level else (min(before, before + n), max(before, before + n))
    name = parts[0].id if level or parts[0].id == "outside" else _change(parts[0])
    return Reach(name, parts[0].version, low, high, n, amount, without, open_, parts)


def _change(step: Step) -> str:
    return "unproven" if step.id in PROOF else "fewer" if step.n < 0 else "more"


def _level(found: Sequence[Reach]) -> int:
    """How many there are after the last bar."""
    if not found:
        return 0
    last = found[-1]
    return last.low if last.n < 0 else last.high

"""Rules that say which proposals a sum of money would reach: whole rupiah, the same answer every time. No data is read here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from itertools import accumulate
from typing import Any


@dataclass(frozen=True)
class Item:
    """One proposal of a list: its written rank, its estimate (rupiah, above 0) and the voters whose wish it is."""

    id: str
    place: str
    rank: int
    cost: int
    voters: tuple[str, ...] = ()


def by_rank(item: Item) -> tuple[int, str]:
    """The first rank of every list, then the second: equal ranks in the order of their ids."""
    return item.rank, item.id


def by_cost(item: Item) -> tuple[int, int, str]:
    """The cheapest first: of equal cost the better rank, then the id."""
    return item.cost, item.rank, item.id


class Line:
    """Proposals in the order a rule takes them, with running sums: what a budget reaches is one bisection.

    The first that the budget does not cover ends it: nothing further down is taken instead.
    """

    def __init__(self, items: Iterable[Item], key: Callable[[Item], tuple[Any, ...]] = by_rank) -> None:
        self.items: tuple[Item, ...] = tuple(sorted(items, key=key))
        self.sums: tuple[int, ...] = tuple(accumulate(i.cost for i in self.items))

    def reach(self, budget: int) -> tuple[Item, ...]:
        """The proposals that `budget` rupiah cover, in order."""
        return self.items[: bisect_right(self.sums, budget)]

    def price(self, n: int) -> int | None:
        """Rupiah of the first n proposals: the least that reaches them. None where there are fewer."""
        return (0, *self.sums)[n] if n <= len(self.sums) else None


def divide(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole rupiah of `total` by weights, each rounded down: a larger total gives nobody less. What rounding leaves (fewer
    rupiah than there are parts) is given to nobody."""
    whole = sum(weights.values())
    return {place: total * weight // whole if whole else 0 for place, weight in weights.items()}


def equal_shares(items: Sequence[Item], budget: int) -> tuple[Item, ...]:
    """The Method of Equal Shares with rupiah as what a voter gains, in the order things were bought.

    Every voter that stands behind a proposal holds the same part of the budget. Bought is, again and again, the proposal whose
    supporters give the smallest part of its cost each (who has less gives all that is left); of equal ones the better rank,
    then the id. It ends where no supporters together hold what their proposal costs: the rest is left over.
    """
    voters = sorted({v for i in items for v in i.voters})
    held = dict.fromkeys(voters, Fraction(budget, len(voters))) if voters else {}
    waiting: list[tuple[Fraction, int, str, Item]] = [(Fraction(0), i.rank, i.id, i) for i in items if i.voters]
    heapify(waiting)
    bought: list[Item] = []
    while waiting:
        item = waiting[0][3]
        most = _each(item, held)
        if most is None:
            heappop(waiting)  # supporters only ever hold less: never again
            continue
        now = (most / item.cost, item.rank, item.id, item)
        if now[:3] > min((w[:3] for w in waiting[1:3]), default=now[:3]):
            heapreplace(waiting, now)  # it has become dearer than another: that one is looked at first
            continue
        heappop(waiting)
        for voter in item.voters:
            held[voter] -= min(held[voter], most)
        bought.append(item)
    return tuple(bought)


def _each(item: Item, held: Mapping[str, Fraction]) -> Fraction | None:
    """The most one supporter must give so that all together pay the cost; None where they cannot."""
    purses = sorted(held[v] for v in item.voters)
    left = Fraction(item.cost)
    for k, purse in enumerate(purses):
        part = left / (len(purses) - k)
        if part <= purse:
            return part
        left -= purse
    return None

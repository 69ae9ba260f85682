"""Compares what a file prints as a sum with the rows it adds up, each counted once. Tells; never changes a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from analytics.intake.levels import WORDS
from analytics.intake.tree import Total, Tree
from analytics.vocabulary.text import squeeze

MOST = 5  # differences told one by one
WHOLE = set(WORDS["totals"]["whole"])
SIDES: dict[str, str] = WORDS["totals"]["side"]
Where = Callable[[int], tuple[str, int]]


@dataclass
class Sums:
    """How many printed sums agreed, those that did not as (row of the table, printed, computed), and the grand total."""

    agree: int = 0
    differ: list[tuple[int, int | None, int]] = field(default_factory=list)
    total: int | None = None

    def add(self, row: int, printed: int | None, computed: int) -> None:
        if printed == computed:
            self.agree += 1
        else:
            self.differ.append((row, printed, computed))

    @property
    def counter(self) -> Counter[str]:
        return Counter({"agree": self.agree, "differ": len(self.differ)})

    def notes(self, where: Where) -> list[str]:
        """One sentence per difference, at most MOST, and how many more there are."""
        told = [_told(*where(row), printed, computed) for row, printed, computed in sorted(self.differ)[:MOST]]
        more = len(self.differ) - len(told)
        if more:
            told.append(f"PERHATIAN: {more} jumlah tercetak lain juga tidak sama dengan rinciannya (more sums differ)")
        return told


def rupiah_words(value: int) -> str:
    """Rp 1.234.567, with its sign."""
    return f"{'-' if value < 0 else ''}Rp {abs(value):,}".replace(",", ".")


def _told(sheet: str, row: int, printed: int | None, computed: int) -> str:
    said = "tidak terbaca" if printed is None else rupiah_words(printed)
    difference = "" if printed is None else f", selisih {rupiah_words(printed - computed)}"
    return (
        f"PERHATIAN: {sheet}, baris {row}: jumlah tercetak {said}, jumlah rinciannya {rupiah_words(computed)}{difference} "
        "(printed sum differs)"
    )


def of_tree(tree: Tree, amounts: Mapping[int, int], printed: Mapping[int, int | None]) -> Sums:
    """Group rows and totals of an outline. `amounts`: rupiah of the leaves by row of the table; `printed`: of the other rows."""
    out = Sums()
    running: dict[tuple[int, str], int] = defaultdict(int)
    seen: dict[str, int] = {}
    events: list[tuple[int, int | Total]] = [(t.row, t) for t in tree.totals]
    leaves = set(tree.leaves())
    events += [(node.row, k) for k, node in enumerate(tree.nodes)]
    last = max((tree.nodes[k].row for k in leaves), default=-1)
    named = {squeeze(node.name) for node in tree.nodes}
    plain = sum(squeeze(t.words) not in named for t in tree.totals)
    side = "5"
    grand: int | None = None
    for row, event in sorted(events, key=lambda e: e[0]):
        if isinstance(event, Total):
            value = printed.get(row)
            final = row > last and event is tree.totals[-1] and (event.grand or plain < 2)
            event.chain = [k for k in event.chain if k not in leaves]
            computed, whole = _added(event, running, seen, side, value, final)
            out.add(row, value, computed)
            grand = row if whole else grand
            continue
        seen[squeeze(tree.nodes[event].name)] = event
        if event in leaves:
            side, k = tree.side(event), event
            while k >= 0:
                running[k, side] += amounts.get(row, 0)
                k = tree.nodes[k].parent
            running[-1, side] += amounts.get(row, 0)
    for k, node in enumerate(tree.nodes):
        if node.money and node.covers:
            sides = [s for s in "564" if (k, s) in running]
            out.add(node.row, printed.get(node.row), running[k, sides[0]] if sides else 0)
    out.total = printed.get(grand) if grand is not None and grand > last else _tops(tree, printed)
    return out


def _added(
    total: Total,
    running: Mapping[tuple[int, str], int],
    seen: Mapping[str, int],
    side: str,
    value: int | None,
    end: bool,
) -> tuple[int, bool]:
    """(what the total adds up, whether that is all spending): what its words name, else the open group whose sum it is.

    The one that ends the list is compared with the whole, another that is the sum of none with the group it comes nearest to.
    """
    of = squeeze(total.words)
    side = next((s for word, s in SIDES.items() if re.match(rf"(?i){word}\b", total.words)), side)
    whole = running.get((-1, side), 0)
    named = next((running[seen[of], s] for s in (side, *"564") if (seen.get(of, -2), s) in running), None)
    if named is not None and (named == value or of not in SIDES):
        return named, named == whole and side == "5"
    groups = [running[k, side] for k in reversed(total.chain) if (k, side) in running]
    if whole == value or value is None or not groups or of in WHOLE - {""} or end:
        return whole, side == "5"
    return min(groups, key=lambda s: abs(s - value)), False


def _tops(tree: Tree, printed: Mapping[int, int | None]) -> int | None:
    """The sums printed at the top of the outline together; None where some spending stands below none of them."""
    above: dict[int, int] = {}
    for k in tree.leaves():
        if tree.side(k) != "5":
            continue
        sums = [n for n in tree.chain(k) if n.money and n.covers]
        if not sums or printed.get(sums[-1].row) is None:
            return None
        above[sums[-1].row] = printed[sums[-1].row] or 0
    return sum(above.values()) if above else None


def of_list(totals: list[tuple[int, int]], amounts: Mapping[int, int]) -> Sums:
    """Totals (row of the table, rupiah) between and below the rows of a plain list: each adds up the rows since one of the totals
    before it, or all of them so far."""
    out = Sums()
    rows = sorted(amounts)
    upto = list(accumulate((amounts[r] for r in rows), initial=0))
    before = {0}
    for row, value in totals:
        so_far = upto[bisect_left(rows, row)]
        out.add(row, value, value if so_far - value in before else so_far)
        before.add(so_far)
    return out


def of_heads(heads: list[tuple[int, int]], amounts: Mapping[int, int], out: Sums) -> None:
    """Headings of groups (row of the table, rupiah) that carry the sum of the rows below them, as far as the next one."""
    ends = [*(row for row, _ in heads), max(amounts, default=0) + 1][1:]
    for (row, value), end in zip(heads, ends, strict=True):
        out.add(row, value, sum(v for r, v in amounts.items() if row < r < end))

"""What a page needs around what-if questions: where its slider begins, each proposal as one cell, and sums to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analytics.errors import BadQuestion
from analytics.query.database import Mart
from analytics.query.fates import MONEY
from analytics.query.whatif import RULES
from analytics.query.whatif_answer import Money, WhatIf
from analytics.query.whatif_lists import Lists, lists

SHARE, EACH, ENVELOPES = "share", "each", "envelopes"  # ways to say how much there is
SHARES = tuple(map(str, range(101)))  # whole percents of the base
STEPS = tuple(
    f"{n}000000" for n in (100, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000, 7500, 10000, 15000, 20000, 30000)
)
USUAL = {SHARE: "10", EACH: "1000000000"}
BASES_OF = ("apbd", "rapbd", "kua_ppas")  # whose capital spending a share is taken of: the first that is here
PROVEN, OPEN, ABSENT = "proven", "open", "absent"


@dataclass(frozen=True)
class Start:
    """What can be asked of a regency and year, and where the slider begins: at the share that is proven, where that is known."""

    version: str
    kinds: tuple[str, ...]
    rules: tuple[str, ...]
    share: str
    proven: bool


@dataclass(frozen=True)
class Cell:
    """One proposal of a list. `fate` in the budget that was: proven, open (not yet known), absent; None without that budget."""

    id: str
    title: str
    rank: int
    cost: int | None
    reached: bool
    fate: str | None


@dataclass(frozen=True)
class Mark:
    """One sum to compare with: what it is, rupiah, and the share of the base where that is known."""

    name: str
    rupiah: int
    share: float | None


def start(mart: Mart, regency: str, year: int) -> Start:
    """Where a slider begins. Without budget lines no share can be taken, but each district may be given so much."""
    there = {v: lists(mart, regency, year, v) for v in BASES_OF}
    version = next((v for v, held in there.items() if held.bases["capital"]), BASES_OF[0])
    held = there[version]
    base = held.bases["capital"]
    kinds = [*([SHARE] if base else []), EACH, *([ENVELOPES] if held.envelopes else [])]
    rules = tuple(r for r in RULES if r != "poverty" or held.weights)
    paid = _paid(held)
    share = min(max((200 * paid + base) // (2 * base), 1), 100) if base and paid else None
    return Start(version, tuple(kinds), rules, USUAL[SHARE] if share is None else str(share), share is not None)


def money_of(kind: str, amount: str) -> Money:
    """A sum as an address says it. Raises BadQuestion for what is none."""
    if kind == ENVELOPES:
        return Money(envelopes=True)
    if kind == SHARE and amount in SHARES:
        return Money(share=Fraction(int(amount), 100))
    if kind == EACH and amount in STEPS:
        return Money(each=int(amount))
    raise BadQuestion("whatif_money")


def cells(mart: Mart, found: WhatIf) -> dict[str, tuple[Cell, ...]]:
    """The ranked proposals of every district of the answer, in the order of its list; those without an estimate too."""
    held, lit = lists(mart, found.regency, found.year, found.version), set(found.lit)
    whole: dict[str, list[Cell]] = {p: [] for p in held.places}
    for r in held.rows:
        if r["place"] in whole and r["rank"] is not None:
            cell = Cell(r["id"], r["title"] or "", r["rank"], r["cost"] or None, r["id"] in lit, _fate(held, r["fate"]))
            whole[r["place"]].append(cell)
    return {place: tuple(found) for place, found in whole.items()}


def marks(found: WhatIf) -> tuple[Mark, ...]:
    """What is proven of the same proposals, what was asked for, every first ranks, half of the list: in that order."""
    happened = found.total.happened
    sums = {
        "happened": happened.rupiah if happened else None,
        "chosen": found.total.budget,
        "top": found.top_price if found.top_n else None,
        "half": found.half.rupiah,
    }
    return tuple(Mark(k, v, v / found.base if found.base else None) for k, v in sums.items() if v is not None)


def _paid(held: Lists) -> int:
    ids = {i.id for i in held.items}
    return sum(min(r["allocated"], r["cost"]) for r in held.rows if r["id"] in ids)


def _fate(held: Lists, fate: str | None) -> str | None:
    if not held.covered:
        return None
    return PROVEN if fate in MONEY else OPEN if fate == "unknown" else ABSENT

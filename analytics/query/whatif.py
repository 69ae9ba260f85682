"""What a share of spending would reach in the ranked district lists, by one rule each, beside what happened. Guesses nothing."""

from __future__ import annotations

from fractions import Fraction

from analytics.errors import BadQuestion
from analytics.measures.rules import Item, divide, equal_shares
from analytics.query.answer import Missing
from analytics.query.caveats import notice
from analytics.query.database import Mart
from analytics.query.fates import MONEY
from analytics.query.missing import source, source_of_version
from analytics.query.whatif_answer import Half, Happened, Money, Reach, WhatIf
from analytics.query.whatif_lists import PEOPLE, Lists, lists

RULES = ("rank", "cheapest", "poverty", "equal")
BASES = ("capital", "contestable")
TOP = 3  # ranks whose whole price is told
MILLION = 1_000_000


def whatif(
    mart: Mart,
    regency: str,
    year: int,
    money: Money,
    rule: str = "rank",
    of: str = "capital",
    version: str = "apbd",
    lang: str = "id",
) -> WhatIf:
    """What `money` would reach by a rule. Whole rupiah; the same question has the same answer.

    rank: all first ranks, then all second ones, until the sum does not cover the next; cheapest: the same from the lowest
    estimate; poverty: the sum is divided over districts by their poor people (by population where that is not held; `followed`
    says which), then by rank in each; equal: the Method of Equal Shares with villages as voters (measures/rules.py). Where every
    district has its own sum (each, envelopes) a rule works within each. Raises BadQuestion for a rule or base that is not
    there, and for a share of what is not known.
    """
    if rule not in RULES or of not in BASES:
        raise BadQuestion("whatif_no_such", asked=f"{rule}, {of}", rules=", ".join(RULES), bases=", ".join(BASES))
    held = lists(mart, regency, year, version)
    base = held.bases[of]
    purses, total = _purses(held, money, rule, base, version)
    reached, budgets = _reached(held, rule, purses, total)
    lit = {i.id for i in reached}
    return WhatIf(
        regency=regency,
        year=year,
        version=version,
        rule=rule,
        of=of,
        base=base,
        total=_reach(held, None, held.items, lit, total),
        places=tuple(_reach(held, p, held.of_place[p]["rank"].items, lit, budgets.get(p)) for p in held.places),
        lit=tuple(i.id for i in reached),
        lit_happened=_happened(held, lit),
        n_no_place=held.n_no_place,
        n_unranked=held.n_unranked,
        n_unpriced=held.n_unpriced,
        n_tied=held.n_tied,
        top_rank=TOP,
        top_n=sum(i.rank <= TOP for i in held.items),
        top_unpriced=sum((r["rank"] or TOP + 1) <= TOP and not r["cost"] for r in held.rows if r["place"]),
        top_price=sum(i.cost for i in held.items if i.rank <= TOP),
        half=_half(held, base),
        followed=held.weights.indicator if rule == "poverty" and held.weights else None,
        followed_year=held.weights.year if rule == "poverty" and held.weights else None,
        missing=_missing(held, money, rule, base, version, lang),
        notice=notice([regency], lang),
    )


def _purses(held: Lists, money: Money, rule: str, base: int | None, version: str) -> tuple[dict[str, int] | None, int]:
    """Rupiah of each district, None where all draw on one sum; and the sum."""
    given = [money.share is not None, money.rupiah is not None, money.each is not None, money.envelopes]
    if sum(given) != 1 or (money.share or 0) < 0 or (money.rupiah or 0) < 0 or (money.each or 0) < 0:
        raise BadQuestion("whatif_money")
    purses: dict[str, int] | None = None
    if money.envelopes:
        if held.envelopes is None:
            raise BadQuestion("whatif_no_envelopes")
        purses = held.envelopes.of
    elif money.each is not None:
        purses = dict.fromkeys(held.places, money.each)
    if purses is None and money.share is not None and base is None:
        raise BadQuestion("whatif_no_base", version=version)
    total = (
        sum(purses.values())
        if purses is not None
        else money.rupiah
        if money.rupiah is not None
        else _floor(money, base)
    )
    if rule == "poverty":
        if held.weights is None:
            raise BadQuestion("whatif_no_people")
        purses = divide(total, held.weights.of)
    return purses, total


def _floor(money: Money, base: int | None) -> int:
    return int((money.share or Fraction(0)) * (base or 0))


def _reached(
    held: Lists, rule: str, purses: dict[str, int] | None, total: int
) -> tuple[tuple[Item, ...], dict[str, int]]:
    """The proposals reached, in the rule's order, and the rupiah of each district where it has its own."""
    name = "cheapest" if rule == "cheapest" else "rank"
    if purses is None:
        return equal_shares(held.items, total) if rule == "equal" else held.lines[name].reach(total), {}
    found: list[Item] = []
    for place in held.places:
        line = held.of_place[place][name]
        found += equal_shares(line.items, purses[place]) if rule == "equal" else line.reach(purses[place])
    return tuple(found), purses


def _reach(held: Lists, place: str | None, items: tuple[Item, ...], lit: set[str], budget: int | None) -> Reach:
    funded = [i for i in items if i.id in lit]
    missed = min((i.rank for i in items if i.id not in lit), default=None)
    ranks = [i.rank for i in funded if missed is None or i.rank < missed]
    used = sum(i.cost for i in funded)
    return Reach(
        place=place,
        n=sum(r["place"] == place for r in held.rows) if place else len(held.rows),
        n_counted=len(items),
        budget=budget,
        reached=max(ranks, default=None),
        n_funded=len(funded),
        used=used,
        left=None if budget is None else budget - used,
        happened=_happened(held, {i.id for i in items}),
    )


def _happened(held: Lists, ids: set[str]) -> Happened | None:
    if not held.covered:
        return None
    mine = [r for r in held.rows if r["id"] in ids]
    proven = sum(r["fate"] in MONEY for r in mine)
    rupiah = sum(min(r["allocated"], r["cost"]) for r in mine)
    return Happened(proven, proven + sum(r["fate"] == "unknown" for r in mine), rupiah)


def _half(held: Lists, base: int | None) -> Half:
    n = -(-len(held.items) // 2)
    price = held.lines["rank"].price(n) if n else None
    share = None if price is None or not base else -(-price * MILLION // base)
    return Half(n, price, share)


def _missing(held: Lists, money: Money, rule: str, base: int | None, version: str, lang: str) -> tuple[Missing, ...]:
    """What would make the answer possible or better: lists with ranks and estimates, the budget, people of the districts."""
    found = [] if held.items else [source("musrenbang_district", lang)]
    if not held.covered or base is None:
        found.append(source(source_of_version(version), lang))
    if rule == "poverty" and held.weights and held.weights.indicator == PEOPLE:
        found.append(source("poverty", lang))
    return tuple(found)

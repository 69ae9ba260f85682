"""One line through the year: plan, ceiling, draft, budget, revision, money spent, procurement. Amounts only."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from analytics.demo.model import Line, Wish
from analytics.demo.wording import round_to

DRAFTS_FROM, SPENT, BOUGHT_FROM = 2023, range(2019, 2026), 2024
CUT = {2020: 0.12, 2025: 0.2}  # share of works a revision takes out; 4 % in an ordinary year


def through(rng: Random, year: int, lines: list[Line]) -> None:
    """Fills the amounts of every version the year has; what the APBD says stays as it is."""
    for line in lines:
        budget = line.amounts.get("apbd")
        if budget is not None:
            if year >= DRAFTS_FROM:
                before(rng, line, budget)
            revised = revise(rng, year, line, budget)
            if revised:
                line.amounts["apbd_p"] = revised
        last = line.amounts.get("apbd_p", 0)
        if last and year in SPENT:
            failed = line.works and rng.random() < 0.02
            line.amounts["realisation"] = 0 if failed else int(last * rng.uniform(0.93, 1.0))
        if budget and year >= BOUGHT_FROM and (line.works or buys(line)):
            line.amounts["procurement"] = budget


def buys(line: Line) -> bool:
    """Whether a routine line goes through procurement."""
    return (
        not line.account[0].startswith(("5.1.01", "5.3", "5.4", "5.1.03", "5.1.05"))
        and line.amounts["apbd"] < 2_000_000_000
    )


def before(rng: Random, line: Line, budget: int) -> None:
    """RKPD, KUA-PPAS and RAPBD of a line that reached the budget: a little more, then nearly the same."""
    plan = round_to(budget * rng.uniform(1.0, 1.15), 500_000) if line.works and rng.random() < 0.5 else budget
    line.amounts["rkpd"] = plan
    line.amounts["kua_ppas"] = budget if rng.random() < 0.8 else plan
    if not (line.works and rng.random() < 0.03):  # a few enter between draft and approval
        line.amounts["rapbd"] = budget if rng.random() < 0.93 else round_to(budget * rng.uniform(0.9, 1.12), 500_000)


def revise(rng: Random, year: int, line: Line, budget: int) -> int:
    if line.works:
        if rng.random() < CUT.get(year, 0.04):
            return 0
        if rng.random() < 0.1:
            return round_to(budget * rng.uniform(0.8, 1.15), 500_000)
        return budget
    if rng.random() < 0.7:
        return budget
    up = (0.93, 1.0) if year in CUT else (0.96, 1.14)
    return round_to(budget * rng.uniform(*up), 50_000)


def dropped(rng: Random, year: int, listed: list[Wish]) -> Iterator[tuple[Wish, dict[str, int]]]:
    """Wishes that stood in the plan and then fell: at the ceiling, in the draft, before approval."""
    if year < DRAFTS_FROM:
        return
    for w in listed:
        chance = rng.random()
        paid = w.need.done == year and w.need.done_by in {"apbd", "pokir"}
        if paid or w.refused or chance > 0.3:
            continue
        amounts = {"rkpd": w.cost}
        if chance < 0.14:
            amounts["kua_ppas"] = round_to(w.cost * 0.95, 500_000)
        if chance < 0.07:
            amounts["rapbd"] = amounts["kua_ppas"]
        yield w, amounts

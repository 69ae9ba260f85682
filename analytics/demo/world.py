"""Kabupaten Rekaan from a seed: the same world on every machine. Everything before the first year asked for still happened."""

from __future__ import annotations

from random import Random

from analytics.demo import evidence, versions, wording
from analytics.demo.asking import SCALES, Asking
from analytics.demo.budget import Budget
from analytics.demo.deciding import Deciding
from analytics.demo.model import FIRST, LAST, Wish, World
from analytics.demo.places import agencies, villages
from analytics.demo.routine import Routine

PLANS = {2010: 2011, 2016: 2017, 2022: 2023}  # year a village plan was made -> its first budget year


def make(seed: int, years: range, size: str) -> World:
    """The world of these budget years: needs, wishes, lines in every version, verdicts. Raises ValueError for others."""
    if not years or years.step != 1 or years[0] < FIRST or years[-1] > LAST:
        raise ValueError(f"{FIRST}-{LAST}")
    places = villages(seed)
    scale = SCALES[size]
    offices = agencies(list(dict.fromkeys(v.district for v in places)))
    world = World(seed, years, size, places, offices)
    asking = Asking(seed, places, scale)
    deciding = Deciding(seed, offices)
    budget = Budget(seed, offices, asking)
    routine = Routine(seed, offices, world.districts, scale.routine)
    rng = Random(f"{seed}/world")
    number = 0
    for year in range(FIRST, years[-1] + 1):
        asked = asking.villages_ask(year)
        if year in PLANS.values():
            plan(world, asking, rng, year)
        listed = asking.districts_rank(year, asked)
        pokir = asking.councillors_ask(year, listed)
        paid = deciding.year(year, listed, pokir, asked)
        lines = budget.lines(year, paid, own=max(4, len(listed) // 20))
        for w, amounts in versions.dropped(rng, year, listed):
            line = budget.pay(year, [(w, w.cost)], "dropped")
            line.amounts = amounts
            lines.append(line)
        spent = sum(line.amounts.get("apbd", 0) for line in lines)
        lines += routine.lines(year, spent)
        versions.through(rng, year, lines)
        order = {name: i for i, name in enumerate(offices)}
        lines.sort(key=lambda x: (order[x.agency], x.codes[4] or x.codes[2], x.account[0]))
        lines += budget.village_money(year, paid, 1 if size == "full" else 0, places)
        for line in lines:
            number += 1
            line.id = number
        world.wishes[year], world.lines[year] = [*asked, *pokir], lines
        envelopes(world, rng, year, listed)
        asking.settle(year, [*asked, *pokir])
    world.needs = asking.needs
    evidence.number(world)
    evidence.name(world)
    world.verdicts = evidence.judge(world)
    return world


def plan(world: World, asking: Asking, rng: Random, year: int) -> None:
    """A village's medium-term plan holds what it lacks at that time, in longer words than a yearly list."""
    for village in world.villages:
        if village.kind == "desa":
            for need in asking.open[village.code]:
                if not need.done:
                    world.plans.append((year, need, wording.ask(rng, need)))


def envelopes(world: World, rng: Random, year: int, listed: list[Wish]) -> None:
    """The indicative envelope each district was told before its forum: about a quarter of what it then asked."""
    for district in world.districts:
        asked = sum(w.cost for w in listed if w.need.village.district is district)
        world.envelopes[year, district.code] = wording.round_to(asked * rng.uniform(0.2, 0.3), 50_000_000)

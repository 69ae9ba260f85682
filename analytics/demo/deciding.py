"""Which wishes of a year are paid, from what, and what the others are told. Every office has its own way with the rank."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from analytics.demo import dates, wording
from analytics.demo.asking import QUITTER
from analytics.demo.model import Agency, Wish

SQUEEZE = {2020: 0.8, 2025: 0.5, 2026: 0.82}  # share of an ordinary year's room
ROOM = 0.178  # share of what the lists ask that an ordinary year can pay
REASONS = (
    "ceiling",
    "land",
    "authority",
    "not_in_plan",
    "technical",
    "documents",
    "already_done",
    "recipient",
    "location",
)
ODDS = (
    32,
    16,
    12,
    12,
    9,
    8,
    5,
    0,
    4,
)  # where something is built; what is handed over needs no land but somebody to take it
HANDED = (34, 0, 0, 16, 0, 14, 6, 22, 0)
PNPM_YEARS = range(2011, 2015)


@dataclass
class Paid:
    """What one year pays: (wish, rupiah) each."""

    budget: list[tuple[Wish, int]] = field(default_factory=list)
    late: list[tuple[Wish, int]] = field(default_factory=list)
    pokir: list[tuple[Wish, int]] = field(default_factory=list)
    both: list[Wish] = field(default_factory=list)  # recess wishes that a line of the lists pays as well
    revised: list[tuple[Wish, int]] = field(default_factory=list)
    elsewhere: list[tuple[Wish, int]] = field(default_factory=list)


def queue(rng: Random, order: str, listed: list[Wish]) -> list[Wish]:
    """The order in which an office takes up the wishes of all districts."""
    if order == "none":
        return rng.sample(listed, len(listed))
    place: dict[str, int] = {}
    keyed = []
    for w in sorted(listed, key=lambda w: w.rank):
        code = w.need.village.district.code
        place[code] = place.get(code, 0) + 1
        noise = 0.0 if order == "kept" else rng.random() * 5 + w.cost / 400_000_000
        keyed.append((place[code] + noise, code, w.rank, w))
    keyed.sort(key=lambda k: k[:3])
    return [k[3] for k in keyed]


def amount(rng: Random, w: Wish, room: int) -> int:
    """What a wish gets: about its estimate, sometimes 60-79 % of it; 0 where the room does not suffice."""
    share = rng.uniform(0.61, 0.78) if rng.random() < 0.14 else rng.choice((1.0, 1.0, 0.97, 0.95, 0.9, 0.86, 1.04))
    wanted = int(w.cost * share)
    if wanted > room:
        wanted = int(w.cost * rng.uniform(0.61, 0.78))
    return wording.round_to(wanted, 500_000) if 0 < wanted <= room else 0


def choose(rng: Random, agency: Agency, listed: list[Wish], room: int, year: int) -> list[tuple[Wish, int]]:
    """The wishes of one office that its room pays, in its own order."""
    paid, closed = [], set()
    for w in queue(rng, agency.order, listed):
        code = w.need.village.district.code
        if code in closed or (agency.order != "kept" and code == QUITTER and year < 2016 and rng.random() < 0.88):
            continue
        given = amount(rng, w, room)
        if given:
            paid.append((w, given))
            room -= given
        elif agency.order == "kept":
            closed.add(code)  # this office never passes over a wish to pay the next
    return paid


class Deciding:
    """Decides year after year; what was not paid may be paid later."""

    def __init__(self, seed: int, agencies: dict[str, Agency]) -> None:
        self.rng = Random(f"{seed}/deciding")
        self.agencies = agencies
        self.waiting: list[Wish] = []

    def year(self, year: int, listed: list[Wish], pokir: list[Wish], asked: list[Wish]) -> Paid:
        paid = Paid()
        room = {a: self.room(a, year, listed) for a in self.agencies}
        for agency in self.agencies.values():
            mine = [w for w in listed if w.need.kind.agency == agency.id]
            if mine:
                paid.budget += choose(self.rng, agency, mine, room[agency.id], year)
        for w, _ in paid.budget:
            self.done(w, year, "apbd")
        paid.late = self.late(year, len(paid.budget))
        self.councillors(year, pokir, paid)
        paid.elsewhere = self.elsewhere(year, asked)
        paid.revised = self.revised(year, listed)
        self.waiting = [w for w in self.waiting if w.year > year - 3] + [w for w in listed if not w.need.done]
        self.answer(year, listed)
        return paid

    def room(self, agency: str, year: int, listed: list[Wish]) -> int:
        asked = sum(w.cost for w in listed if w.need.kind.agency == agency)
        return int(asked * ROOM * SQUEEZE.get(year, 1.0) * self.rng.uniform(0.88, 1.15))

    def done(self, w: Wish, year: int, by: str) -> None:
        w.need.done, w.need.done_by = year, by

    def late(self, year: int, n: int) -> list[tuple[Wish, int]]:
        """Wishes of the three years before that nobody asked for again, paid now."""
        ready = [w for w in self.waiting if not w.need.done and w.need.asked[-1] == w.year and w.cost < 600_000_000]
        chosen = self.rng.sample(ready, min(len(ready), max(1, n // 12)))
        newest = {w.need: w for w in chosen}
        for w in newest.values():
            self.done(w, year, "late")
        return [(w, wording.round_to(w.cost * self.rng.uniform(0.86, 1.1), 500_000)) for w in newest.values()]

    def councillors(self, year: int, pokir: list[Wish], paid: Paid) -> None:
        """Recess wishes: some are paid, some ask for what the lists' own line pays already."""
        for w in pokir:
            luck = self.rng.random() < 0.27 * SQUEEZE.get(year, 1.0)
            strict = w.copy_of is not None and self.agencies[w.need.kind.agency].order == "kept"
            if w.need.done:
                if w.copy_of and w.need.done_by == "apbd" and self.rng.random() < 0.4:
                    paid.both.append(w)
            elif luck and not strict and w.cost < 420_000_000:
                paid.pokir.append((w, wording.round_to(w.cost * self.rng.uniform(0.85, 1.02), 500_000)))
                self.done(w, year, "pokir")

    def elsewhere(self, year: int, asked: list[Wish]) -> list[tuple[Wish, int]]:
        """PNPM Perdesaan until 2014, the village's own money from 2015 on: small works in desa only."""
        paid = []
        for w in asked:
            need, odds = w.need, 0.5 if w.rank else 0.1
            if need.done or not need.small:
                continue
            if self.rng.random() < odds:
                paid.append((w, wording.round_to(w.cost * self.rng.uniform(0.7, 1.0), 100_000)))
                self.done(w, year, "pnpm" if year in PNPM_YEARS else "village_fund")
        return paid

    def revised(self, year: int, listed: list[Wish]) -> list[tuple[Wish, int]]:
        """Wishes that only the revised budget pays; none in the year of the squeeze."""
        ready = [w for w in listed if not w.need.done and w.cost < 250_000_000]
        chosen = self.rng.sample(ready, min(len(ready), 0 if year == 2025 else len(listed) // 55))
        for w in chosen:
            self.done(w, year, "apbd_p")
        return [(w, wording.round_to(w.cost * self.rng.uniform(0.82, 1.0), 500_000)) for w in chosen]

    def answer(self, year: int, listed: list[Wish]) -> None:
        """What the unpaid ones are told: most hear nothing; a fifth get a dated, reasoned reply."""
        rng = self.rng
        for w in listed:
            if w.need.done == year and w.need.done_by in {"apbd", "pokir"}:
                w.decision = "forwarded"
                continue
            chance = rng.random()
            w.refused = chance < 0.34
            if chance < 0.42:
                w.reason = self.reason(w) if rng.random() < 0.55 else ""
            w.decision = "rejected" if w.refused else "postponed" if chance < 0.42 else "no_answer"
            if w.need.done == year and w.need.done_by == "village_fund":
                w.decision, w.reason, w.refused = "redirected", "authority", False
            if rng.random() < 0.2:
                w.reason = w.reason or self.reason(w)
                w.answered = dates.answered(rng, year)

    def reason(self, w: Wish) -> str:
        """A reason that can be true of this kind of work; only what a desa could do itself is left to it."""
        built = not w.need.kind.account[0].startswith("5.1")
        found = self.rng.choices(REASONS, ODDS if built else HANDED)[0]
        return (
            "ceiling" if found == "authority" and not (w.need.kind.village and w.need.village.kind == "desa") else found
        )

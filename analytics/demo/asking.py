"""Who asks for what in a year: needs arise, villages list them, districts rank them, councillors bring their own."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from analytics.demo import wording
from analytics.demo.model import Need, Village, Wish
from analytics.demo.places import kinds, spot

QUITTER = "99.01.02"  # the district that asks for less and less from 2016 on
INTEGRATED = 2013  # from this budget year on the lists hold what PNPM planning used to keep apart
WRONG = {"drainase": "perkim", "rabat_beton": "pupr", "jalan_tani": "pupr", "irigasi": "tani", "posyandu": "dpmd"}


@dataclass(frozen=True)
class Scale:
    """How much of everything: wishes per village, per district list, recess wishes, routine lines per office."""

    village: int
    district: tuple[int, int]
    pokir: int
    routine: int


SCALES = {"full": Scale(11, (38, 55), 300, 58), "small": Scale(2, (10, 13), 24, 4)}


def price(year: int) -> float:
    """Prices against 2020: about 3.6 % a year."""
    return float(1.036 ** (year - 2020))


class Asking:
    """The memory of who asked for what. One object lives through all years."""

    def __init__(self, seed: int, villages: tuple[Village, ...], scale: Scale) -> None:
        self.rng = Random(f"{seed}/asking")
        self.scale = scale
        self.villages = villages
        self.needs: list[Need] = []
        self.open: dict[str, list[Need]] = {v.code: [] for v in villages}
        self.taste = {v.code: [k.weight * self.rng.uniform(0.5, 1.6) for k in kinds()] for v in villages}
        self.neighbours = {v.code: [o for o in villages if o.district is v.district and o is not v] for v in villages}
        self.ids = 0

    def arise(self, village: Village, year: int) -> Need:
        """A new need of this village, kept until somebody pays or nobody asks."""
        need = self.make(village, year)
        self.needs.append(need)
        self.open[village.code].append(need)
        return need

    def make(self, village: Village, year: int) -> Need:
        """Something that could be built here."""
        rng, kind = self.rng, self.rng.choices(kinds(), self.taste[village.code])[0]
        low, high, step = kind.volume
        volume = rng.randrange(low, high + 1, step)
        base = int(volume * kind.cost * rng.uniform(0.85, 1.2) * 1_000_000)
        hamlet = rng.choice(village.hamlets)
        at = spot(rng, kind.place, village, self.neighbours[village.code], hamlet)
        small = kind.village and village.kind == "desa" and base < 190_000_000
        mends = rng.random() * len(kind.ask + kind.mend_ask) >= len(kind.ask)
        return Need(len(self.needs), village, kind, hamlet, at, volume, base, rng.random(), year, small, mends)

    def villages_ask(self, year: int) -> list[Wish]:
        """The village lists: the most urgent of what is open; a fifth rests a year."""
        asked = []
        for village in self.villages:
            stock = self.open[village.code] = [n for n in self.open[village.code] if not n.done and not n.gave_up]
            n = max(1, round(self.scale.village * self.will(village, year) * self.rng.uniform(0.8, 1.2)))
            while len(stock) < n * 1.6:
                self.arise(village, year)
            ready = [x for x in stock if x.rest <= year]
            ready.sort(key=lambda x: -(x.weight + 0.06 * len(x.asked) + self.rng.random() * 0.7))
            asked += [self.wish(need, year, "musrenbang") for need in ready[:n]]
        return asked

    def will(self, village: Village, year: int) -> float:
        """How much a district still asks: 1, but for the one that lost heart."""
        return max(0.3, 1 - 0.075 * (year - 2015)) if village.district.code == QUITTER and year > 2015 else 1.0

    def wish(self, need: Need, year: int, origin: str) -> Wish:
        rng = self.rng
        need.asked.append(year)
        self.ids += 1
        cost = wording.round_to(need.base * price(year), 1_000_000 if rng.random() < 0.5 else 5_000_000)
        wrong = rng.random() < 0.04
        agency = WRONG.get(need.kind.id, need.kind.agency) if wrong else need.kind.agency
        words = wording.title(rng, need)
        if origin == "pokir":
            words = wording.hand(rng, f"{wording.ask(rng, need)} {need.village.full}")
        where = wording.where(rng, need, village_too=origin == "pokir")
        priced = rng.random() >= 0.05
        return Wish(self.ids, year, need, origin, words, where, cost, priced, agency)

    def districts_rank(self, year: int, asked: list[Wish]) -> list[Wish]:
        """The signed district lists: ranked once, across offices. Before the integration PNPM's small works are not in them."""
        rng, found = self.rng, []
        by_district: dict[str, list[Wish]] = {}
        for w in asked:
            if year >= INTEGRATED or not w.need.small:
                by_district.setdefault(w.need.village.district.code, []).append(w)
        low, high = self.scale.district
        for code in sorted(by_district):
            ready = by_district[code]
            n = rng.randint(low, high) * (0.76 if year < INTEGRATED else 1)
            n = max(4, round(n * self.will(ready[0].need.village, year)))
            ready.sort(key=lambda w: -(w.need.weight + 0.05 * len(w.need.asked) + rng.random() * 0.8))
            for rank, w in enumerate(ready[:n], 1):
                w.rank = rank
                text = w.title if rng.random() < 0.6 else wording.hand(rng, wording.ask(rng, w.need))
                w.listed, w.listed_at = text, wording.where(rng, w.need)
                found.append(w)
        return found

    def councillors_ask(self, year: int, listed: list[Wish]) -> list[Wish]:
        """Pokir: a third are wishes of the lists once more, the others are new."""
        rng, found = self.rng, []
        again = rng.sample(listed, min(len(listed), self.scale.pokir * 3 // 10))
        for w in again:
            pokir = self.wish(w.need, year, "pokir")
            w.need.asked.pop()
            pokir.copy_of = w
            found.append(pokir)
        taken = {w.need for w in listed}
        for _ in range(self.scale.pokir - len(again)):
            village = rng.choice(self.villages)
            stock = [n for n in self.open[village.code] if n not in taken and not n.done and year not in n.asked]
            need = rng.choice(stock) if stock and rng.random() < 0.3 else self.arise(village, year)
            found.append(self.wish(need, year, "pokir"))
        return found

    def settle(self, year: int, asked: list[Wish]) -> None:
        """After the budget: what was not paid is asked again, rests, or is given up."""
        rng = self.rng
        for w in asked:
            need, chance = w.need, rng.random()
            if need.done or need.gave_up:
                continue
            times = len(need.asked)
            if times >= 3 and chance < 0.06 * times:
                need.gave_up = year
            elif chance > 0.8:
                need.rest = year + rng.randint(2, 3)

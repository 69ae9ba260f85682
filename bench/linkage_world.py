"""Invented regencies for training and measuring the linking engine: proposals, budget lines, truth, and what each line reveals.
Real region codes, invented hamlets and groups; hands, density, completeness and noise differ from world to world."""

from __future__ import annotations

from random import Random
from typing import Any

import pandas as pd

from analytics.vocabulary import regions
from bench.linkage_hand import Hand
from bench.linkage_settings import Need, settings, spec_of, words


class World(Hand):
    """One invented regency as three tables; `reveals[line_id]` says what the line names: village, hamlet, neither."""

    def __init__(self, seed: int, small: bool = False, size: int | None = None, regency: str | None = None) -> None:
        self.rng = Random(seed)
        self.s = settings(self.rng, small)
        real = [r.code for r in regions.regencies()]
        self.code = regency or self.rng.choice(real)
        places = regions.regency(self.code)
        while len(places.villages) < 8:
            self.code = self.rng.choice(real)
            places = regions.regency(self.code)
        if size:  # many proposals: all villages, several years
            self.s.villages, self.s.years = len(places.villages), 4
            self.s.per_village = size / len(places.villages) / 4
        names = {d.code: d for d in places.districts}
        chosen = self.rng.sample(list(places.villages), min(self.s.villages, len(places.villages)))
        self.villages = [(v, names[v.code[:8]]) for v in sorted(chosen, key=lambda v: v.code)]
        # some works are asked for everywhere, others hardly ever
        self.liked = [self.rng.random() ** self.rng.choice((0.5, 2, 4)) + 0.02 for _ in words()["kind"]]
        made = (
            "".join(self.rng.choice("bcdgklmnprst") + self.rng.choice("aiueo") for _ in range(3)) for _ in iter(int, 1)
        )
        self.odd = {kind: next(made) for kind in range(len(words()["kind"])) if self.rng.random() < self.s.unknown}
        self.hamlets = {v.code: [self._name() for _ in range(self.s.hamlets)] for v, _ in self.villages}
        self.proposals: list[dict[str, Any]] = []
        self.lines: list[dict[str, Any]] = []
        self.truth: list[dict[str, Any]] = []
        self.reveals: dict[str, str] = {}
        self.asked: list[tuple[str, int, Need]] = []
        self.told: dict[str, dict[str, Any]] = {}
        self._seen: list[Need] = []
        self.first = 2020 + self.rng.randint(0, 4)
        self._run()
        self._finish()

    # ------------------------------------------------------------------------------------------------------- making
    def _name(self) -> str:
        w, rng = words()["names"], self.rng
        name = rng.choice(w["heads"]) + (rng.choice((" ", "")) + rng.choice(w["tails"]) if rng.random() < 0.85 else "")
        return name + (f" {rng.choice(('I', 'II', '2'))}" if rng.random() < 0.08 else "")

    def _need(self, village: regions.Region, district: regions.Region) -> Need:
        rng, w = self.rng, words()
        kind = rng.choices(range(len(w["kind"])), self.liked)[0]
        spec = w["kind"][kind]
        thing, names = "", w["names"]
        what = spec.get("object")
        if what == "school":
            level, number = rng.choice(("SDN", "SDN", "SDN", "SMPN", "TK")), rng.randint(1, 40)
            thing = (
                f"{level} {number} {village.name}"
                if rng.random() < 0.5
                else f"{level} {number}"
                if level != "TK"
                else f"TK {rng.choice(names['flowers'])}"
            )
        elif what == "posyandu":
            thing = f"Posyandu {rng.choice(names['flowers'])}"
        elif what == "farmers":
            thing = f"Kelompok Tani {rng.choice(names['groups'])}"
        elif what == "fishers":
            thing = f"Kelompok Nelayan {rng.choice(names['groups'])}"
        elif what == "mosque":
            thing = f"{rng.choice(('Masjid', 'Mushola'))} {rng.choice(names['mosques'])}"
        low, high = spec["cost"]
        cost = int(low * (high / low) ** rng.random()) * 1_000_000
        odd = self.odd.get(kind, "")
        return Need(
            kind,
            village,
            district,
            rng.choice(self.hamlets[village.code]),
            rng.randint(1, 12),
            thing,
            cost,
            rng.randint(2, 60) * 10,
            odd,
        )

    def _run(self) -> None:
        rng, s = self.rng, self.s
        open_needs: list[Need] = []
        for t in range(s.years):
            year = self.first + t
            asked: list[Need] = []
            for need in open_needs:
                if rng.random() < 0.5:
                    asked.append(need)
            for v, d in self.villages:
                n = max(1, int(rng.gauss(s.per_village, s.per_village / 3)))
                asked += [self._need(v, d) for _ in range(n)]
            for need in asked:
                self._ask(need, year)
            was = {id(n) for n in asked}
            funded = [n for n in asked if rng.random() < s.funded]
            late = [n for n in open_needs if id(n) not in was and rng.random() < s.late]
            paid = {id(n) for n in (*funded, *late)}
            open_needs = [n for n in open_needs + asked if id(n) not in paid]
            open_needs = list({id(n): n for n in open_needs}.values())
            self._fund(funded, year)
            for need in late:
                self._line(year, [need], need.cost)
            if t == s.years - 1:  # what is paid after the last list
                for need in open_needs:
                    if rng.random() < s.late:
                        self._line(year + rng.choice((1, 1, 2)), [need], need.cost)
            self._others(year, len(asked))

    def _fund(self, funded: list[Need], year: int) -> None:
        rng, s = self.rng, self.s
        rest = list(funded)
        rng.shuffle(rest)
        near: dict[tuple[int, str], list[Need]] = {}
        for need in rest:
            near.setdefault((need.kind, need.district.code), []).append(need)
        done: set[int] = set()
        for need in reversed(rest):
            if id(need) in done:
                continue
            done.add(id(need))
            chance = rng.random()
            alike = [n for n in near[need.kind, need.district.code] if id(n) not in done]
            if chance < s.bundles * 3 and alike:
                group = [need, *alike[: rng.randint(1, 3)]]
                done |= {id(n) for n in group}
                self._line(year, group, sum(n.cost for n in group))
            elif chance > 1 - s.splits:
                part = rng.uniform(0.35, 0.65)
                self._line(year, [need], int(need.cost * part))
                self._line(year, [need], int(need.cost * (1 - part)))
            else:
                self._line(year, [need], need.cost)

    def _others(self, year: int, n: int) -> None:
        rng, s = self.rng, self.s
        for _ in range(int(n * s.own * rng.random())):
            v, d = rng.choice(self.villages)
            self._line(year, [self._need(v, d)], None, real=False)
        for need in [x for x in self._seen if rng.random() < s.elsewhere]:  # other works at the same school or hamlet
            other = self._need(need.village, need.district)
            other.hamlet, other.thing = (
                need.hamlet,
                need.thing
                if words()["kind"][other.kind].get("object") == words()["kind"][need.kind].get("object")
                else other.thing,
            )
            if need.thing and rng.random() < 0.4:
                gift = rng.choice(("Hibah", "Bantuan Operasional", "Belanja Barang", "Pengadaan Alat"))
                text = f"{gift} {need.thing} {self._village(need.village)}"
                self._add(
                    year,
                    rng.choice(spec_of(need)["agency"]),
                    "",
                    self._hand(text),
                    rng.randint(10, 200) * 1_000_000,
                    "village",
                )
            elif other.kind != need.kind:
                self._line(year, [other], None, real=False)
        for _ in range(int(n * s.offices)):
            text = rng.choice(words()["office"]["lines"])
            _, d = rng.choice(self.villages)
            agency = f"Kecamatan {d.name}" if rng.random() < 0.4 else rng.choice(rng.choice(words()["kind"])["agency"])
            self._add(year, agency, "Administrasi Umum", text, rng.randint(5, 300) * 1_000_000, "office")

    # ------------------------------------------------------------------------------------------------------ writing
    def needs(self) -> list[Need]:
        """Every need that was asked for, once, in the order in which they arose."""
        return list(dict.fromkeys(self._seen))

    def _finish(self) -> None:
        self.frames = (
            pd.DataFrame(self.proposals),
            pd.DataFrame(self.lines),
            pd.DataFrame(self.truth, columns=["proposal_id", "line_id", "kind"]),
        )


def frames(seed: int, small: bool = False) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Proposals, lines and truth of one world."""
    return World(seed, small).frames

"""Invented regencies for training and measuring the linking engine: proposals, budget lines, truth, and what each line reveals.
Real region codes, invented hamlets and groups; hands, density, completeness and noise differ from world to world."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from analytics.vocabulary import regions

SHORT = (("Pembangunan", "Pemb."), ("Rehabilitasi", "Rehab"), ("Dusun", "Dsn."), ("Desa ", "Ds. "), ("Kecamatan", "Kec."), ("Kelurahan", "Kel."), ("Peningkatan", "Pen."),
         ("Kelompok Tani", "Poktan"), ("Pengadaan", "Peng."), ("Lingkungan ", "Lingk. "), ("Jalan", "Jl."))  # fmt: skip


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("linkage_words.toml").read_text(encoding="utf-8"))


def spec_of(need: Need) -> dict[str, Any]:
    """The words of a need's kind."""
    found: dict[str, Any] = words()["kind"][need.kind]
    return found


@dataclass(eq=False)
class Need:
    """One thing a village wants: the same over the years."""

    kind: int
    village: regions.Region
    district: regions.Region
    hamlet: str
    rt: int
    thing: str
    cost: int
    volume: int
    odd: str  # a word no dictionary knows
    name: str = ""
    asked: dict[int, str] = field(default_factory=dict)


@dataclass
class Settings:
    """How this world's people write, and how much they know."""

    villages: int
    per_village: float
    years: int
    funded: float
    own: float
    offices: float
    say_village: float
    say_hamlet: float
    say_thing: float
    with_cost: float
    with_village: float
    noise: float
    typos: float
    short: float
    unknown: float
    late: float
    bundles: float
    splits: float
    hamlets: int
    marker: float
    elsewhere: float
    by_office: float


def settings(rng: Random, small: bool) -> Settings:
    """A world's settings by chance."""
    u = rng.uniform
    return Settings(
        villages=rng.randint(6, 25) if small else rng.randint(20, 80), per_village=u(1.5, 9), years=rng.choice((1, 1, 2, 3)), funded=u(0.12, 0.85), own=u(0.1, 1.2), offices=u(0.1, 1.0),
        say_village=u(0.55, 0.98), say_hamlet=u(0.15, 0.8), say_thing=u(0.6, 1.0), with_cost=rng.choice((1.0, 0.95, 0.9, 0.5, 0.0)), with_village=rng.choice((1.0, 1.0, 1.0, 0.7)),
        noise=rng.choice((0.03, 0.08, 0.15, 0.3, 0.5)), typos=u(0, 0.12), short=u(0, 0.5), unknown=u(0.02, 0.2), late=u(0.02, 0.15), bundles=u(0.02, 0.2), splits=u(0.02, 0.1), hamlets=rng.randint(2, 7), marker=u(0.4, 1.0), elsewhere=u(0.02, 0.25), by_office=rng.choice((0, 0, 0.2, 0.5)),
    )  # fmt: skip


class World:
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
                text = f"{rng.choice(('Hibah', 'Bantuan Operasional', 'Belanja Barang', 'Pengadaan Alat'))} {need.thing} {self._village(need.village)}"
                self._add(year, rng.choice(spec_of(need)["agency"]), "", self._hand(text), rng.randint(10, 200) * 1_000_000, "village")
            elif other.kind != need.kind:
                self._line(year, [other], None, real=False)
        for _ in range(int(n * s.offices)):
            text = rng.choice(words()["office"]["lines"])
            _, d = rng.choice(self.villages)
            agency = f"Kecamatan {d.name}" if rng.random() < 0.4 else rng.choice(rng.choice(words()["kind"])["agency"])
            self._add(year, agency, "Administrasi Umum", text, rng.randint(5, 300) * 1_000_000, "office")

    # ------------------------------------------------------------------------------------------------------ writing
    def _ask(self, need: Need, year: int) -> None:
        rng, s, spec = self.rng, self.s, words()["kind"][need.kind]
        ident = f"u{len(self.proposals):06d}"
        need.asked[year] = ident

        self._seen.append(need)
        if not need.name or rng.random() < 0.4:
            phrase = rng.choice(spec["asks"])
            if need.odd and rng.random() < 0.8:
                phrase = f"{phrase.split()[0]} {need.odd}" + (" {o}" if "{o}" in phrase else "")
            need.name = phrase.replace("{o}", need.thing).strip()
        text = need.name
        where = f"{self._mark(need)} {need.hamlet}"
        chance = rng.random()
        location = (
            where
            if chance < 0.55
            else f"{where} RT {need.rt:02d}"
            if chance < 0.75
            else f"{need.hamlet} RT {need.rt}/{need.rt % 5 + 1}"
            if chance < 0.85
            else ""
        )
        if rng.random() < 0.35:
            text += f" {where}"
        named = rng.random() < s.with_village
        if not named or rng.random() < 0.1:
            location += f", {self._village(need.village)}"
        if not named and rng.random() < 0.5:
            location += f" Kec. {need.district.name}"
        self.proposals.append({
            "regency_code": self.code, "proposal_id": ident, "fiscal_year": year, "district": need.district.name if named or rng.random() < 0.5 else "", "village": need.village.name if named else "",
            "title": self._hand(text), "location_text": self._hand(location.strip(", ")), "volume": need.volume, "unit": spec["unit"],
            "estimated_cost": round(need.cost * rng.choice((1, 1, 1, 0.95, 1.1)), -6) if rng.random() < s.with_cost else "", "agency": rng.choice(spec["agency"]) if rng.random() < 0.85 else "", "rank": rng.randint(1, 25) if rng.random() < 0.7 else "",
        })  # fmt: skip

    def _mark(self, need: Need) -> str:
        return "Dusun" if need.village.kind == "desa" else "Lingkungan"

    def _village(self, v: regions.Region) -> str:
        return ("Desa " if v.kind == "desa" else "Kel. ") + v.name if self.rng.random() < self.s.marker else v.name

    def _line(self, year: int, needs: list[Need], amount: int | None, real: bool = True) -> None:
        rng, s, need = self.rng, self.s, needs[0]
        spec = words()["kind"][need.kind]
        cost = amount if amount is not None else need.cost
        paid = max(
            1_000_000,
            round(cost * 2 ** rng.gauss(0, s.noise) * rng.choice((1, 1, 0.95)), -5 if rng.random() < 0.7 else -3),
        )
        phrase = rng.choice(spec["lines"])
        if need.odd and rng.random() < 0.8:
            phrase = f"{phrase.split()[0]} {need.odd}" + (" {o}" if "{o}" in phrase else "")
        thing = need.thing if rng.random() < s.say_thing else need.thing.split()[0] if need.thing else ""
        text = phrase.replace("{o}", thing)
        hamlets = list(dict.fromkeys(n.hamlet for n in needs))
        tells = set()
        if rng.random() < s.say_hamlet and not (need.thing and rng.random() < 0.5):
            mark = f"{self._mark(need)} " if rng.random() < s.marker else ""
            text += f" {mark}{' dan '.join(hamlets)}"
            text += f" RT {need.rt}" if rng.random() < 0.1 else ""
            tells.add("hamlet")
        names = list(dict.fromkeys(n.village.code for n in needs))
        if rng.random() < s.say_village and not (s.by_office and rng.random() < 0.5):
            villages = [next(n.village for n in needs if n.village.code == c) for c in names]
            text += f" {self._village(villages[0])}" + "".join(f" dan {v.name}" for v in villages[1:])
            tells.add("village")
        if rng.random() < 0.4:
            text += f" Kec. {need.district.name}"
        if rng.random() < 0.08 and spec["unit"] in ("m", "m2"):
            text += f" {need.volume} {spec['unit']}"
        ident = self._add(
            year,
            rng.choice(spec["agency"]),
            spec["sub"],
            self._hand(text),
            int(paid),
            "hamlet" if "hamlet" in tells else "village" if tells else "neither",
        )
        if real:
            kind = "bundle" if len(needs) > 1 else "one"
            for n in needs:
                asked = max((y for y in n.asked if y <= year and year - y <= 3), default=None)
                if asked is not None:
                    self.truth.append(
                        {"proposal_id": n.asked[asked], "line_id": ident, "kind": "late" if asked < year else kind}
                    )
        if rng.random() < 0.15:
            self._add(
                year,
                rng.choice(spec["agency"]),
                spec["sub"],
                f"{rng.choice(words()['planning']['before'])} {self._hand(text)}",
                int(paid * 0.05),
                "planning",
            )

    def _add(self, year: int, agency: str, sub: str, text: str, amount: int, tells: str) -> str:
        ident = f"b{len(self.lines):06d}"
        self.lines.append({
            "regency_code": self.code, "line_id": ident, "fiscal_year": year, "agency": agency, "program": "", "activity": "", "sub_activity": sub, "description": text,
            "location_text": "", "account_code": "", "amount": amount, "fund_source": "",
        })  # fmt: skip
        self.reveals[ident] = tells
        return ident

    def _hand(self, text: str) -> str:
        rng, s = self.rng, self.s
        if rng.random() < s.short:
            for long, brief in SHORT:
                text = text.replace(long, brief)
        chance = rng.random()
        text = text.upper() if chance < 0.08 else text.lower() if chance < 0.16 else text
        if rng.random() < s.typos:
            parts = text.split(" ")
            at = [i for i, word in enumerate(parts) if len(word) > 5 and word.isalpha()]
            if at:
                i = rng.choice(at)
                k = rng.randint(1, len(parts[i]) - 3)
                word = parts[i]
                parts[i] = (
                    word[:k] + word[k + 1] + word[k] + word[k + 2 :] if rng.random() < 0.5 else word[:k] + word[k + 1 :]
                )
                text = " ".join(parts)
        return text

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

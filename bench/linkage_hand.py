"""How the people of an invented regency write proposals and budget lines. Only words, no facts: those are linkage_world.py's."""

from __future__ import annotations

from random import Random
from typing import Any

from analytics.vocabulary import regions
from bench.linkage_settings import SHORT, Need, Settings, words


class Hand:
    """Writes rows; the world says what is wished and paid."""

    rng: Random
    s: Settings
    code: str
    proposals: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    truth: list[dict[str, Any]]
    reveals: dict[str, str]
    asked: list[tuple[str, int, Need]]
    told: dict[str, dict[str, Any]]  # what each line names, for the ceiling
    _seen: list[Need]

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
        self.asked.append((ident, year, need))
        self.proposals.append(
            {
                "regency_code": self.code,
                "proposal_id": ident,
                "fiscal_year": year,
                "district": need.district.name if named or rng.random() < 0.5 else "",
                "village": need.village.name if named else "",
                "title": self._hand(text),
                "location_text": self._hand(location.strip(", ")),
                "volume": need.volume,
                "unit": spec["unit"],
                "estimated_cost": round(need.cost * rng.choice((1, 1, 1, 0.95, 1.1)), -6)
                if rng.random() < s.with_cost
                else "",
                "agency": rng.choice(spec["agency"]) if rng.random() < 0.85 else "",
                "rank": rng.randint(1, 25) if rng.random() < 0.7 else "",
            }
        )

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
            tells.add("district")
        if rng.random() < 0.08 and spec["unit"] in ("m", "m2"):
            text += f" {need.volume} {spec['unit']}"
        office = rng.choice(spec["agency"])
        if len(names) == 1 and rng.random() < s.by_office:
            office = (
                f"Kelurahan {need.village.name}"
                if need.village.kind == "kelurahan"
                else f"Kecamatan {need.district.name}"
            )
        ident = self._add(
            year,
            office,
            spec["sub"],
            self._hand(text),
            int(paid),
            "hamlet" if "hamlet" in tells else "village" if "village" in tells else "neither",
        )
        self.told[ident] = {
            "kind": need.kind,
            "year": year,
            "villages": names if "village" in tells or office.startswith("Kelurahan ") else None,
            "district": need.district.code if "district" in tells or office.startswith("Kecamatan ") else None,
            "hamlets": hamlets if "hamlet" in tells else None,
            "thing": need.thing if need.thing and need.thing in text else None,
            "amount": paid / len(needs),
        }
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
        self.lines.append(
            {
                "regency_code": self.code,
                "line_id": ident,
                "fiscal_year": year,
                "agency": agency,
                "program": "",
                "activity": "",
                "sub_activity": sub,
                "description": text,
                "location_text": "",
                "account_code": "",
                "amount": amount,
                "fund_source": "",
            }
        )
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

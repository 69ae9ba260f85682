"""The smaller files: replies, electoral districts, totals of the Perda, population and village index, envelopes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from analytics.demo import dates
from analytics.demo.made import CSV, Made, Part, put
from analytics.demo.model import REGENCY_NAME, World
from analytics.demo.places import spots
from analytics.demo.words import REASON, reply

ANSWERED_FROM, DETAILED = 2021, 3  # years with replies; how many last years state totals per office
LABELS = {"apbd": "APBD", "apbd_p": "APBD Perubahan"}
# status of a desa by its index, as the index's publisher divides it
STATUS = (
    (Decimal("0.8155"), "MANDIRI"),
    (Decimal("0.7072"), "MAJU"),
    (Decimal("0.5989"), "BERKEMBANG"),
    (Decimal(0), "TERTINGGAL"),
)


class Papers:
    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.source = f"DATA REKAAN (dibuat oleh program, seed {world.seed})"

    def all(self) -> Iterator[Made]:
        for year in self.world.years:
            if year >= ANSWERED_FROM and any(w.answered for w in self.world.listed(year)):
                yield self.replies(year)
        yield self.dapil()
        yield self.totals()
        yield self.context()

    def replies(self, year: int) -> Made:
        """Written, dated answers of offices to wishes that were not paid."""
        mine = [w for w in self.world.listed(year) if w.answered]
        records = []
        for w in mine:
            row: dict[str, Any] = {"year": year, "district_text": w.need.village.district.name, "rank": w.rank}
            row |= {"external_id": str(w.sipd) if w.sipd else None, "title": w.listed, "replied_on": w.answered}
            row |= {"office": self.world.agencies[w.need.kind.agency].name, "Alasan": REASON[w.reason]}
            records.append(row | {"text": reply(w)})
        head = {"Kabupaten": REGENCY_NAME}
        part = Part("Tanggapan", records, [("reply", w.id) for w in mine], head)
        return put(self.folder, f"tanggapan_{year}.xlsx", "tanggapan", [part])

    def dapil(self) -> Made:
        records = [
            {"district_text": d.name, "dapil": name, "from_year": year, "source": self.source}
            for d in self.world.districts
            for year, name in d.dapil
        ]
        part = Part(CSV, records, [None] * len(records), {"Kabupaten": REGENCY_NAME})
        return put(self.folder, "dapil.csv", "dapil", [part])

    def totals(self) -> Made:
        """What the Perda states: the exact sums of the details, whole and (for the last years) per office."""
        records: list[dict[str, Any]] = []
        for year in self.world.years:
            for version, label in LABELS.items():
                sums: dict[str, int] = {}
                for line in self.world.lines[year]:
                    if line.village is None and version in line.amounts:
                        sums[line.agency] = sums.get(line.agency, 0) + line.amounts[version]
                day, n = dates.perda(self.world.seed, year, version)
                number = f"Perda Nomor {n} Tahun {day.year} (REKAAN)"
                row = {"year": year, "Versi": label, "number": number, "signed_on": day, "source": self.source}
                records.append(row | {"amount": sum(sums.values())})
                if year > self.world.years[-1] - DETAILED:
                    named = self.world.agencies
                    records += [row | {"agency": named[a].name, "amount": sums[a]} for a in named if a in sums]
        part = Part(CSV, records, [None] * len(records), {"Kabupaten": REGENCY_NAME})
        return put(self.folder, "perda.csv", "perda", [part])

    def context(self) -> Made:
        """Population, village index, places and the envelopes districts were told."""
        rng, records = Random(f"{self.world.seed}/context"), list[dict[str, Any]]()
        last = self.world.years[-1]

        def say(
            code: str, year: int, indicator: str, value: int | Decimal, unit: str, note: str = "angka ciptaan"
        ) -> None:
            row = {"region_code": code, "year": year, "indicator": indicator, "value": value, "unit": unit}
            records.append(row | {"precision": "tepat", "source": self.source, "note": note})

        for year in self.world.years:
            people: dict[str, int] = {}
            for village in self.world.villages:
                n = round(village.people * 1.011 ** (year - 2020))
                people[village.district.code] = people.get(village.district.code, 0) + n
                if year > last - 5:
                    say(village.code, year, "jumlah_penduduk", n, "orang")
            for code, n in people.items():
                say(code, year, "jumlah_penduduk", n, "orang")
                say(code, year, "pagu_indikatif_kecamatan", self.world.envelopes[year, code], "Rp")
            say("99.01", year, "jumlah_penduduk", sum(people.values()), "orang")
        for village in self.world.villages:
            lon, lat = spots()[village.code]
            say(village.code, last, "titik_bujur", lon, "derajat")
            say(village.code, last, "titik_lintang", lat, "derajat")
            if village.kind == "desa":
                index = Decimal(rng.randint(5400, 8300)) / 10_000
                status = next(word for bound, word in STATUS if index > bound)
                say(village.code, last, "idm", index, "indeks", status)
        return put(self.folder, "konteks.csv", "context", [Part(CSV, records, [None] * len(records))])

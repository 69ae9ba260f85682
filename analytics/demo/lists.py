"""The files of what people asked: village lists, district lists, recess, Renja. In the forms they come in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from analytics.demo import dates, words
from analytics.demo.evidence import IDS_FROM
from analytics.demo.made import CSV, Made, Part, put
from analytics.demo.model import REGENCY_NAME, Agency, Wish, World
from analytics.demo.wording import problem

SIPD_FROM = 2021  # first budget year with files of SIPD


class Lists:
    """Writes the files of a world's wishes, one method per kind."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.rng = Random(f"{world.seed}/lists")

    def all(self) -> Iterator[Made]:
        for year in self.world.years:
            yield self.district(year)
            if year >= IDS_FROM:
                yield self.sipd(year, "musrenbang", "usulan_asmas", "sipd_asmas")
                yield self.sipd(year, "pokir", "pokir", "sipd_pokir")
                yield self.renja(year)
            elif year >= SIPD_FROM:
                yield self.download(year)

    def office(self, w: Wish) -> Agency:
        return self.world.agencies[w.agency]

    def plain(self, w: Wish) -> dict[str, Any]:
        """What every list says of a wish."""
        return {
            "estimated_cost": w.cost if w.priced else None,
            "agency": self.office(w).name,
            "field": self.office(w).field,
        }

    def district(self, year: int) -> Made:
        """The signed T-D.4 lists, one sheet per district."""
        parts = []
        for district in self.world.districts:
            mine = sorted(
                (w for w in self.world.listed(year) if w.need.village.district is district), key=lambda w: w.rank
            )
            records = [self.plain(w) | self.ranked(w) for w in mine]
            day = dates.signed(self.world.seed, year, district.code)
            number = f"050/{self.rng.randint(11, 89)}/Kec.{district.name[:3].upper()}/{year - 1}"
            head = {"Kabupaten": REGENCY_NAME, "Kecamatan": district.name, "Tahun Anggaran": year}
            head |= {"Nomor Berita Acara": number, "signed_on": day}
            foot = ("Mengetahui,", f"Camat {district.name}")
            keys = [("district", w.id) for w in mine]
            parts.append(Part(district.name, records, keys, head, foot, total=True))
        return put(self.folder, f"musrenbang_kecamatan_{year}.xlsx", "t_d4", parts)

    def ranked(self, w: Wish) -> dict[str, Any]:
        kind = w.need.kind
        row = {
            "rank": w.rank,
            "title": w.listed,
            "location_text": w.listed_at,
            "Volume": f"{w.need.volume} {kind.unit}",
        }
        row |= {"program": w.need.new[1] if w.year >= SIPD_FROM else w.need.old[1], "description": problem(w.need)}
        return row | ({"parent_external_id": str(w.sipd)} if w.sipd else {})

    def sipd(self, year: int, origin: str, name: str, kind: str) -> Made:
        """A dump of SIPD's table of wishes, with ids."""
        mine = [w for w in self.world.wishes[year] if w.origin == origin]
        mine = sorted(mine, key=lambda w: w.sipd)
        records = []
        for w in mine:
            status = words.status(self.rng, w)
            refused = status is not None and status.endswith("Ditolak")
            row = self.plain(w) | {"external_id": str(w.sipd), "year": year, "nama_daerah": REGENCY_NAME}
            row |= {
                "title": w.title,
                "description": problem(w.need),
                "location_text": w.location,
                "status_usul_teks": status,
            }
            row |= {"district_text": w.need.village.district.name, "village_text": w.need.village.name}
            row |= {"koefisien": f"{w.need.volume} {w.need.kind.unit}", "kode_skpd": self.office(w).code}
            row["tolak_teks"] = words.REASON.get(w.reason) if refused else None
            row["submitted_on"] = dates.entered(w)
            if origin == "musrenbang":
                row["level_pengusul"] = w.need.village.kind
            records.append(row)
        key = "village" if origin == "musrenbang" else "pokir"
        return put(self.folder, f"{name}_{year}.csv", kind, [Part(CSV, records, [(key, w.id) for w in mine])])

    def download(self, year: int) -> Made:
        """The sixteen columns SIPD lets people download: no id, no rupiah."""
        mine = [w for w in self.world.wishes[year] if w.origin == "musrenbang"]
        records = []
        for w in mine:
            row: dict[str, Any] = {
                "proposer": f"{w.need.village.full}, Kec. {w.need.village.district.name}",
                "title": w.title,
            }
            row |= {"Profil": w.need.village.kind.title(), "field": self.office(w).field, "agency": self.office(w).name}
            row |= {"description": problem(w.need), "location_text": w.location, "Status": words.status(self.rng, w)}
            row |= {"Koefisien": f"{w.need.volume} {w.need.kind.unit}"}
            row["submitted_on"] = dates.entered(w)
            records.append(row)
        part = Part("Usulan", records, [("village", w.id) for w in mine])
        return put(self.folder, f"usulan_sipd_{year}.xlsx", "sipd_usulan", [part], year=year)

    def renja(self, year: int) -> Made:
        """The draft Renja at the forum's date: two thirds of the lists, and what offices plan themselves."""
        rng = self.rng
        mine = [w for w in self.world.wishes[year] if (w.rank and (w.decision == "forwarded" or rng.random() < 0.55))]
        mine += [w for w in self.world.wishes[year] if w.origin == "pokir" and w.lines and not w.copy_of]
        mine.sort(key=lambda w: (w.need.kind.agency, w.id))
        records: list[dict[str, Any]] = []
        for w in mine:
            need, office = w.need, self.world.agencies[w.need.kind.agency]
            row: dict[str, Any] = {
                "agency": office.name,
                "program": need.new[1],
                "Kegiatan": need.new[3],
                "Sub Kegiatan": need.new[5],
            }
            row |= {"title": w.listed or w.title, "location_text": w.listed_at or w.location}
            row["estimated_cost"] = w.cost if w.priced else None
            row |= {"Target": f"{need.volume} {need.kind.unit}", "fund_source": "Dana Alokasi Umum (DAU)"}
            row |= {"parent_external_id": str(w.sipd), "Keterangan": words.verdict(w) if w.rank else "Diakomodir"}
            records.append(row)
        keys: list[tuple[str, int] | None] = [("renja", w.id) for w in mine]
        for line in (x for x in self.world.lines[year] if x.works and not x.parts):
            row = {"agency": self.world.agencies[line.agency].name, "program": line.codes[1], "Kegiatan": line.codes[3]}
            row |= {"Sub Kegiatan": line.codes[5], "title": line.plan_text, "location_text": line.place}
            row |= {"Target": line.target, "estimated_cost": line.amounts.get("rkpd"), "Keterangan": "Diakomodir"}
            records.append(row)
            keys.append(None)
        head = {"Kabupaten": REGENCY_NAME, "Tahun Anggaran": year}
        return put(self.folder, f"renja_{year}.xlsx", "renja", [Part("Renja", records, keys, head)])

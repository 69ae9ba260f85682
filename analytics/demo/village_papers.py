"""The papers of the villages themselves: RPJMDes, and DU-RKPDes, what each desa sends upward. One sheet per desa."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analytics.demo.asking import price
from analytics.demo.made import Made, Part, put
from analytics.demo.model import REGENCY_NAME, District, Need, World
from analytics.demo.wording import round_to

UPWARD = (2025, 2026)  # budget years whose DU-RKPDes were handed in
PLAN_DISTRICTS = ("99.01.03", "99.01.02", "99.01.09")  # whose village plans were handed in
UPWARD_DISTRICTS = ("99.01.03", "99.01.02", "99.01.04", "99.01.05")
BUILDING, PEOPLE = "Bidang Pelaksanaan Pembangunan Desa", "Bidang Pemberdayaan Masyarakat Desa"


class VillagePapers:
    """Writes the papers of the villages that handed theirs in."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder

    def all(self) -> Iterator[Made]:
        for year in self.world.years:
            if year in UPWARD:
                yield from self.upward(year)
        yield from self.plans()

    def upward(self, year: int) -> Iterator[Made]:
        """DU-RKPDes: what each desa sends upward, one sheet per desa."""
        for district in self.handed_in(UPWARD_DISTRICTS):
            parts = []
            for village in (v for v in self.world.villages if v.district is district and v.kind == "desa"):
                mine = [w for w in self.world.wishes[year] if w.need.village is village and w.origin == "musrenbang"]
                records = [self.paper(w.need, w.title, w.cost if w.priced else None) for w in mine]
                for n, (row, w) in enumerate(zip(records, mine, strict=True), 1):
                    row |= {
                        "No": n,
                        "agency": self.world.agencies[w.agency].name,
                        "Perkiraan Waktu": f"{3 + w.id % 4} bulan",
                    }
                head = {
                    "Desa": village.name,
                    "Kecamatan": district.name,
                    "Kabupaten": REGENCY_NAME,
                    "Tahun Anggaran": year,
                }
                parts.append(Part(village.name, records, [("rkpdes", w.id) for w in mine], head, total=True))
            yield put(self.folder, f"du_rkpdes_{year}_{district.name.lower()}.xlsx", "du_rkpdes", parts)

    def plans(self) -> Iterator[Made]:
        """RPJMDes: what each desa means to have within six years."""
        years = self.world.years
        firsts = sorted({first for first, _, _ in self.world.plans if first <= years[-1] and first + 5 >= years[0]})
        for first in firsts:
            for district in self.handed_in(PLAN_DISTRICTS):
                yield self.plan(first, district)

    def handed_in(self, codes: tuple[str, ...]) -> list[District]:
        """The districts whose villages handed in their papers; in a small world only the first of them."""
        found = [d for d in self.world.districts if d.code in codes]
        return found if self.world.size == "full" else [d for d in found if d.code == codes[0]]

    def plan(self, first: int, district: District) -> Made:
        by_village: dict[str, list[tuple[Need, str]]] = {}
        for year, need, text in self.world.plans:
            if year == first and need.village.district is district:
                by_village.setdefault(need.village.name, []).append((need, text))
        parts = []
        for name, mine in by_village.items():
            head = {"Desa": name, "Kecamatan": district.name, "Kabupaten": REGENCY_NAME, "Tahun Awal": first}
            records = [self.paper(need, text, round_to(need.base * price(first), 1_000_000)) for need, text in mine]
            for n, row in enumerate(records, 1):
                row |= {"No": n, "Prakiraan Waktu Pelaksanaan": f"{first}-{first + 5}"}
            keys = [(f"rpjmdes_{first}", need.id) for need, _ in mine]
            parts.append(Part(name, records, keys, head))
        return put(self.folder, f"rpjmdes_{first - 1}_{district.name.lower()}.xlsx", "rpjmdes", parts)

    def paper(self, need: Need, text: str, cost: int | None) -> dict[str, Any]:
        """A row of a village's own paper."""
        field = BUILDING if need.kind.unit in {"m", "m2", "unit", "titik", "ruang"} else PEOPLE
        mark = "Dusun" if need.village.kind == "desa" else "Lingkungan"
        row: dict[str, Any] = {
            "title": text,
            "field": field,
            "location_text": f"{mark} {need.hamlet}",
            "estimated_cost": cost,
        }
        return row | {"Volume": f"{need.volume} {need.kind.unit}", "fund_source": "APBD Kabupaten"}

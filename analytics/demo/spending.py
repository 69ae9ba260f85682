"""The files of what was budgeted and spent, in the forms of the planning and treasury systems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from analytics.demo import wording
from analytics.demo.made import CSV, Made, Part, put
from analytics.demo.model import REGENCY_NAME, Line, World
from analytics.demo.routine import NEW_CODES
from analytics.demo.versions import BOUGHT_FROM, DRAFTS_FROM, SPENT

NAMES = {"apbd": "apbd", "apbd_p": "apbd_perubahan", "rapbd": "rapbd"}
CONSULTING, SELF = "Jasa Konsultansi", "Swakelola"


class Spending:
    """Writes the files of a world's budget lines, one method per kind."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.rng = Random(f"{world.seed}/spending")

    def all(self) -> Iterator[Made]:
        for year in self.world.years:
            if year >= DRAFTS_FROM:
                yield self.plan(year, "rkpd")
                yield self.plan(year, "kua_ppas")
                yield self.detail(year, "rapbd")
            yield self.detail(year, "apbd")
            yield self.detail(year, "apbd_p")
            if year in SPENT:
                yield self.spent(year)
            if year >= BOUGHT_FROM:
                yield self.packages(year)
            if any(line.village for line in self.world.lines[year]):
                yield self.villages(year)

    def lines(self, year: int, version: str) -> list[Line]:
        return [x for x in self.world.lines[year] if version in x.amounts and x.village is None]

    def detail(self, year: int, version: str) -> Made:
        """Penjabaran: every item of spending. The last three years are workbooks, the others text."""
        mine = self.lines(year, version)
        records = [self.item(line, line.amounts[version]) for line in mine]
        name = f"{NAMES[version]}_rincian_{year}.{'csv' if version == 'rapbd' else self.suffix(year)}"
        part = Part("Rincian", records, [(version, line.id) for line in mine])
        return put(self.folder, name, "sipd_rincian", [part], version=version)

    def suffix(self, year: int) -> str:
        """Recent years as workbooks, older ones as text: spreadsheets are slow to write and to read."""
        return "xlsx" if year > self.world.years[-1] - (3 if self.world.size == "full" else 1) else "csv"

    def item(self, line: Line, amount: int) -> dict[str, Any]:
        agency = self.world.agencies[line.agency]
        new = line.year >= NEW_CODES
        program, program_name, activity, activity_name, sub, sub_name = line.codes
        code = agency.code if new else agency.old
        field = agency.code[:4] if new else agency.old[:4]
        row: dict[str, Any] = {
            "year": line.year,
            "kode_urusan": code[:1],
            "agency_code": code,
            "agency": agency.name,
            "kode_sub_unit": code,
            "nama_sub_unit": agency.name,
            "kode_bidang_urusan": field,
            "nama_bidang_urusan": agency.field,
            "kode_program": program,
            "program": program_name,
            "kode_kegiatan": activity,
            "activity": activity_name,
            "kode_sub_kegiatan": sub or None,
            "sub_activity": sub_name or None,
            "fund_source": line.fund,
            "account_code": line.account[0],
            "account_name": line.account[1],
            "description": line.text,
            "amount": amount,
        }
        if new:
            row["external_id"] = str(70_000_000 + line.id)
        if line.names:
            row["proposal_external_id"] = line.names
        return row

    def plan(self, year: int, version: str) -> Made:
        """RKPD and KUA-PPAS: works one by one, everything else by sub activity."""
        records: list[dict[str, Any]] = []
        keys: list[tuple[str, int] | None] = []
        sums: dict[tuple[str, tuple[str, ...]], int] = {}
        for line in self.lines(year, version):
            amount = line.amounts[version]
            if not line.works:
                key = (line.agency, line.codes)
                sums[key] = sums.get(key, 0) + amount
                continue
            row = self.heads(line.agency, line.codes) | {"description": line.plan_text, "location_text": line.place}
            row |= {"Target": line.target, "amount": amount, "fund_source": line.fund}
            row["proposal_external_id"] = line.names or None
            records.append(row)
            keys.append((version, line.id))
        for (agency, codes), amount in sums.items():
            row = self.heads(agency, codes) | {"description": codes[5], "amount": amount, "Target": "12 bulan"}
            records.append(row | {"fund_source": "Dana Alokasi Umum (DAU)"})
            keys.append(None)
        head = {"Kabupaten": REGENCY_NAME, "Tahun Anggaran": year}
        part = Part("RKPD", records, keys, head)
        return put(self.folder, f"{version}_{year}.{self.suffix(year)}", "rkpd", [part], version=version)

    def heads(self, agency: str, codes: tuple[str, ...]) -> dict[str, Any]:
        row = {"Kode": codes[4], "agency": self.world.agencies[agency].name, "program": codes[1]}
        return row | {"activity": codes[3], "sub_activity": codes[5]}

    def spent(self, year: int) -> Made:
        mine = self.lines(year, "realisation")
        records = []
        for line in mine:
            agency = self.world.agencies[line.agency]
            row: dict[str, Any] = {"year": year, "agency": agency.name, "nilai": line.amounts.get("apbd_p")}
            row["agency_code"] = agency.code if year >= NEW_CODES else agency.old
            row |= {"kode_sub_giat": line.codes[4] or line.codes[2], "sub_activity": line.codes[5] or line.codes[3]}
            row |= {"account_code": line.account[0], "account_name": line.account[1], "description": line.text}
            row["amount"] = line.amounts["realisation"]
            if year >= NEW_CODES:
                row["external_id"] = str(70_000_000 + line.id)
            if line.names:
                row["proposal_external_id"] = line.names
            records.append(row)
        part = Part(CSV, records, [("realisation", line.id) for line in mine])
        return put(self.folder, f"realisasi_{year}.csv", "realisasi", [part])

    def packages(self, year: int) -> Made:
        """SiRUP: what is to be bought, under names of its own."""
        mine = self.lines(year, "procurement")
        records = []
        for line in mine:
            agency, self_run = self.world.agencies[line.agency], "Perjalanan" in line.text or "Honorarium" in line.text
            works, small = line.account[0].startswith("5.2.0"), line.amounts["procurement"] <= 400_000_000
            consult = line.text.startswith(("Perencanaan", "Pengawasan"))
            kind = CONSULTING if consult else "Pekerjaan Konstruksi" if works and line.works else "Barang"
            row: dict[str, Any] = {
                "Nama Instansi": f"KAB. {REGENCY_NAME.removeprefix('Kabupaten ').upper()}",
                "agency": agency.name.upper(),
            }
            row |= {"agency_code": agency.code, "description": wording.package(self.rng, line)}
            row |= {"Cara Pengadaan": SELF if self_run else "Penyedia", "fund_source": "APBD"}
            row |= {"method": "-" if self_run else "Pengadaan Langsung" if small else "Tender"}
            row |= {"category": "-" if self_run else kind, "Produk Dalam Negeri": "Tidak" if self_run else "Ya"}
            row["external_id"], row["amount"] = str(50_000_000 + line.id * 7), line.amounts["procurement"]
            records.append(row)
        part = Part("RUP", records, [("procurement", line.id) for line in mine])
        return put(self.folder, f"sirup_{year}.{self.suffix(year)}", "sirup", [part], year=year)

    def villages(self, year: int) -> Made:
        """Works paid by PNPM or by the villages' own money."""
        mine = [x for x in self.world.lines[year] if x.village]
        version = next(iter(mine[0].amounts))
        records = []
        for line in mine:
            assert line.village is not None  # noqa: S101 - they were chosen by it
            row: dict[str, Any] = {"district_text": line.village.district.name, "village_text": line.village.name}
            row |= {"description": line.text, "location_text": line.place, "amount": line.amounts[version]}
            row |= {"fund_source": line.fund, "year": year, "proposal_external_id": line.names or None}
            records.append(row)
        name = "pnpm" if version == "pnpm" else "dana_desa"
        part = Part(CSV, records, [(version, line.id) for line in mine])
        return put(self.folder, f"{name}_{year}.csv", "dana_desa", [part], version=version)

"""Budget lines nobody asks for: salaries, offices, travel, transfers. Most of the money is here."""

from __future__ import annotations

from random import Random
from typing import Any

from analytics.demo.asking import price
from analytics.demo.model import Agency, District, Line
from analytics.demo.places import load
from analytics.demo.wording import round_to

TAILS = (" (Kegiatan Lapangan)", " - UPT", " (Pembinaan)", " tahap II")
NEW_CODES = 2021  # first budget year of the new codes
TOTAL = {2011: 1_104, 2012: 1_126, 2013: 1_167, 2014: 1_203, 2015: 1_262, 2016: 1_318, 2017: 1_344, 2018: 1_389}
TOTAL |= {2019: 1_433, 2020: 1_381, 2021: 1_402, 2022: 1_446, 2023: 1_512, 2024: 1_588, 2025: 1_497, 2026: 1_471}
SUPPORT = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
OLD_PROGRAM = {
    "01": "Program Pelayanan Administrasi Perkantoran",
    "02": "Program Peningkatan Sarana dan Prasarana Aparatur",
    "05": "Program Peningkatan Kapasitas Sumber Daya Aparatur",
    "06": "Program Peningkatan Pengembangan Sistem Pelaporan Capaian Kinerja dan Keuangan",
}
PAY = (
    ("Belanja Gaji Pokok PNS", "5.1.01.01.01.0001", "5.1.1.01.01", 0.62),
    ("Belanja Tunjangan Keluarga PNS", "5.1.01.01.02.0001", "5.1.1.01.02", 0.07),
    ("Belanja Tunjangan Jabatan PNS", "5.1.01.01.03.0001", "5.1.1.01.03", 0.05),
    ("Belanja Tunjangan Beras PNS", "5.1.01.01.06.0001", "5.1.1.01.06", 0.05),
    ("Tambahan Penghasilan berdasarkan Beban Kerja ASN", "5.1.01.02.01.0001", "5.1.1.02.01", 0.21),
)


class Routine:
    """Draws once what each office buys, then gives every year's lines."""

    def __init__(self, seed: int, agencies: dict[str, Agency], districts: list[District], per_office: int) -> None:
        self.rng = Random(f"{seed}/routine")
        self.agencies, self.districts = agencies, districts
        spec: Any = load("routine.toml")
        self.subs: dict[str, Any] = spec["subs"]
        self.large: Any = spec["large"]
        self.pay = PAY if per_office > 20 else PAY[:1]
        choices = [(item, sub) for item in spec["item"] for sub in item["subs"]]
        self.bought: list[tuple[Agency, Any, str, str, float]] = []
        for agency in agencies.values():
            for i in range(per_office):
                item, sub = choices[i % len(choices)] if per_office > 20 else self.rng.choice(choices)
                low, high = item["million"]
                base = self.rng.uniform(low, low + (high - low) * self.rng.random()) * 1e6
                tail = "" if i < len(choices) else self.rng.choice(TAILS)
                self.bought.append((agency, item, sub, item["text"] + tail, base))

    def lines(self, year: int, spent: int) -> list[Line]:
        """The routine lines of a year; salaries take what the rest of the total leaves."""
        rng, found = self.rng, []
        growth = price(year) * (0.8 if year == 2025 else 1.0)
        for agency, item, sub, text, base in self.bought:
            given = round_to(base * growth * rng.uniform(0.85, 1.15), 50_000)
            found.append(self.line(year, agency, self.codes(year, agency, sub), item["account"], text, given))
        for row in self.large:
            agency = self.agencies[row["agency"]]
            given = round_to(row["million"] * 1e6 * price(year), 1_000)
            found.append(self.line(year, agency, self.codes(year, agency, "umum"), row["account"], row["text"], given))
        for district in self.districts[1:]:
            given = round_to((7.4e9 if year < 2015 else 17e9) * price(year) * rng.uniform(0.95, 1.05), 1_000)
            text = f"Bantuan Keuangan Alokasi Dana Desa se-Kecamatan {district.name}"
            account = ["5.4.02.05.01.0001", "Belanja Bantuan Keuangan Umum Daerah Kabupaten kepada Desa"]
            account += ["5.1.7.03.01", "Belanja Bantuan Keuangan kepada Desa"]
            agency = self.agencies["bpkad"]
            found.append(self.line(year, agency, self.codes(year, agency, "umum"), account, text, given))
        left = total(year) * 1_000_000 - spent - sum(line.amounts["apbd"] for line in found)
        return found + self.salaries(year, left)

    def salaries(self, year: int, left: int) -> list[Line]:
        whole = sum(a.pay for a in self.agencies.values()) * sum(share for *_, share in self.pay)
        found = []
        for agency in self.agencies.values():
            for text, new, old, share in self.pay:
                given = round_to(left * agency.pay / whole * share * self.rng.uniform(0.995, 1.005), 1)
                codes = self.codes(year, agency, "gaji")
                found.append(
                    self.line(year, agency, codes, (new, text, old, text.replace("Belanja ", "")), text, given)
                )
        return found

    def codes(self, year: int, agency: Agency, sub: str) -> tuple[str, ...]:
        head = agency.code[:4]
        if sub == "gaji":
            if year < NEW_CODES:
                return (f"{agency.old}.00", "Non Program", f"{agency.old}.00.00", "Belanja Tidak Langsung", "", "")
            activity = f"{head}.01.2.02"
            name = "Administrasi Keuangan Perangkat Daerah"
            return (f"{head}.01", SUPPORT, activity, name, f"{activity}.0001", "Penyediaan Gaji dan Tunjangan ASN")
        code, activity, sub_code, name, old, old_name = self.subs[sub]
        if year < NEW_CODES:
            return (f"{agency.old}.{old[:2]}", OLD_PROGRAM[old[:2]], f"{agency.old}.{old}", old_name, "", "")
        return (f"{head}.01", SUPPORT, f"{head}.01.{code}", activity, f"{head}.01.{sub_code}", name)

    def line(self, year: int, agency: Agency, codes: tuple[str, ...], account: Any, text: str, given: int) -> Line:
        which = (account[0], account[1]) if year >= NEW_CODES else (account[2], account[3])
        return Line(0, year, agency.id, codes, which, "Dana Alokasi Umum (DAU)", text, {"apbd": given})


def total(year: int) -> int:
    """About what the budget of a year comes to, in million rupiah; later years grow by 3 %."""
    last = max(TOTAL)
    return TOTAL[year] * 1_000 if year in TOTAL else int(TOTAL[last] * 1_000 * 1.03 ** (year - last))

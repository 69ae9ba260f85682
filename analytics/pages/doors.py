"""The five doors and the pages behind them: where each stands in the menu and at which address. An address never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analytics.pages import (
    asal,
    beranda,
    desa,
    dua_anggaran,
    impor,
    kecamatan,
    kelengkapan,
    mutu,
    paparan,
    pemerataan,
    periksa,
    perjalanan,
    sebelum,
    sertifikat,
    simulasi,
    tahun_ini,
    telusur,
    terbitkan,
    urutan,
)
from analytics.pages.view import View

ALONE, DISTRICTS, DATA = "", "door_districts", "door_data"  # words of the menu; what stands alone is a door of its own


@dataclass(frozen=True)
class Door:
    """One page: its address, what draws it, and the menu it stands in. Telusur is reached by the box on every page,
    Sertifikat from every picture. `role`: who holds it nowhere is not offered the page; what changes data asks again."""

    path: str
    page: Callable[[View], None]
    group: str = ALONE
    listed: bool = True
    role: str = ""


DOORS: dict[str, Door] = {
    "home": Door("", beranda.page),
    "village": Door("desa", desa.page),
    "slides": Door("paparan", paparan.page),
    "fate": Door("kecamatan", kecamatan.page, DISTRICTS),
    "journey": Door("perjalanan", perjalanan.page, DISTRICTS),
    "order": Door("urutan", urutan.page, DISTRICTS),
    "before": Door("sebelum", sebelum.page, DISTRICTS),
    "simulation": Door("simulasi", simulasi.page, DISTRICTS),
    "origin": Door("asal", asal.page, DISTRICTS),
    "budgets": Door("dua-anggaran", dua_anggaran.page, DISTRICTS),
    "fair": Door("pemerataan", pemerataan.page, DISTRICTS),
    "import": Door("impor", impor.page, DATA, role="importer"),
    "this_year": Door("tahun-ini", tahun_ini.page, DATA),
    "completeness": Door("kelengkapan", kelengkapan.page, DATA),
    "review": Door("periksa", periksa.page, DATA, role="reviewer"),
    "quality": Door("mutu", mutu.page, DATA),
    "publish": Door("terbitkan", terbitkan.page, DATA, role="publisher"),
    "trace": Door("telusur", telusur.page, listed=False),
    "certificate": Door("sertifikat", sertifikat.page, listed=False),
}

"""How much of the published lists the dictionary understands: share of rows, and of rupiah, whose text names a kind of work."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np

from analytics.linkage import places, reading
from bench.timing import ABSENT, real, say

STAGES = ("Pokok Pikiran Dewan", "Musrenbang Desa/Kelurahan")


def measure(_repeat: int) -> dict[str, Any]:
    """Coverage of Sukabumi's proposals, Lombok Barat's packages (without office costs) and Morowali's sub-activities."""
    folder = real()
    if folder is None:
        return {"absent": ABSENT}
    with (folder / "proposals" / "sukabumi_rkpd2019_semua_tahapan.csv").open(encoding="utf-8") as file:
        asked = [row for row in csv.DictReader(file) if row["tahapan"] in STAGES]
    with (folder / "apbd" / "lombokbarat_rup_2026_paket.csv").open(encoding="utf-8") as file:
        packages = list(csv.DictReader(file))
    with (folder / "apbd" / "morowali_rkpd_pagu_per_subkegiatan.csv").open(encoding="utf-8") as file:
        planned = [row for row in csv.DictReader(file) if row["pagu"]]
    return {
        "sukabumi_proposals": _covered(
            "32.02", [f"{r['kegiatan']} {r['tolak_ukur']}" for r in asked], [r["detail_lokasi"] for r in asked]
        ),
        "sukabumi_menu_alone": _covered("32.02", [r["kegiatan"] for r in asked], [""] * len(asked)),
        "lombok_barat_packages": _covered(
            "52.01", [r["Nama Paket"] for r in packages], None, [float(r["Total Nilai (Rp)"]) for r in packages]
        ),
        "morowali_sub_activities": _covered(
            "72.06", [r["sub_kegiatan"] for r in planned], None, [float(r["pagu"]) for r in planned]
        ),
    }


def _covered(code: str, said: list[str], where: list[str] | None, amounts: list[float] | None = None) -> dict[str, Any]:
    """Shares of all rows, of those that are no office cost, and of the rupiah; the most frequent texts not understood."""
    map_, _, _ = places.columns(code, [], [])
    read = reading.read(map_, said, where or [""] * len(said), 0, np.zeros(0, np.int64))
    known = read.kinds[:, 0] >= 0
    office = (read.signs & (reading.ROUTINE | reading.PLANNING)) > 0
    rupiah = np.array(amounts) if amounts else np.zeros(len(said))
    left = ~known & ~office
    texts, n = np.unique(np.array(said, dtype=object)[left].astype(str), return_counts=True)
    out: dict[str, Any] = {
        "rows": len(said),
        "known": round(float(known.mean()), 3),
        "known_of_no_office_cost": round(float(known[~office].mean()), 3),
        "distinct_not_known": len(texts),
        "most_often_not_known": [texts[i][:80] for i in np.argsort(-n, kind="stable")[:10]],
    }
    if amounts:
        out["rupiah_known"] = round(float(rupiah[known].sum() / rupiah.sum()), 3)
        out["rupiah_known_of_no_office_cost"] = round(float(rupiah[known & ~office].sum() / rupiah[~office].sum()), 3)
    say(f"  {code}: {out['known_of_no_office_cost']}")
    return out

"""Real tables of published figures and codes: every row accounted for, and the money is the sum of the file's own column."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analytics.intake.parse import Options, Parsed, parse

NATION = "apbd/djpk_apbd2023_semua_daerah_per_jenis.csv"
FUND = "apbd/djpk_dana_desa_2023_2024_semua_daerah.csv"
TABLES: list[tuple[str, dict[str, Any], str, int, int]] = [
    (NATION, {}, "Nilaianggaran", 11_743, 11_743),
    ("apbd/djpk_apbd2023_bulukumba.csv", {}, "Nilaianggaran", 25, 25),
    (FUND, {}, "nilai", 1_728, 1_728),
    ("context/bulukumba_indikator_bps_2015_2022.csv", {"regency": "73.02"}, "nilai", 72, 72),
    ("context/bulukumba_apbd_dipublikasikan.csv", {"regency": "73.02"}, "nilai_rp", 13, 13),
    ("context/bulukumba_idm2024_desa.csv", {"year": 2024}, "idm iks ike ikl", 109, 4 * 109),
]


def column(real: Path, name: str, headings: str) -> Decimal:
    with (real / name).open(encoding="utf-8-sig", newline="") as handle:
        return sum((Decimal(row[h]) for row in csv.DictReader(handle) for h in headings.split()), Decimal(0))


def accounts(parsed: list[Parsed]) -> Counter[str]:
    found: Counter[str] = Counter()
    for p in parsed:
        assert p.rows_read == p.accepted + len(p.rejects) + p.blank + p.structure
        found.update(read=p.rows_read, accepted=p.accepted, figures=p.rows.num_rows, rejected=len(p.rejects))
        found.update(structure=p.structure, blank=p.blank)
    return found


@pytest.mark.parametrize(("name", "said", "headings", "rows", "figures"), TABLES, ids=[t[0] for t in TABLES])
def test_every_row_is_accepted_and_its_figures_add_up_to_the_file_s_own(
    real: Path, name: str, said: dict[str, Any], headings: str, rows: int, figures: int
) -> None:
    parsed = parse(real / name, Options(**said))
    n = accounts(parsed)
    assert (n["read"], n["accepted"], n["rejected"], n["structure"]) == (rows, rows, 0, 0)
    assert n["figures"] == figures and [note for p in parsed for note in p.notes] == []
    assert sum(v for p in parsed for v in p.rows.column("value").to_pylist()) == column(real, name, headings)


def test_all_regions_of_the_country_are_one_dataset_a_year(real: Path) -> None:
    [apbd] = parse(real / NATION, Options())
    assert str(apbd.dataset) == "djpk_apbd:*:2023::"
    codes = {r["region_code"] for r in apbd.rows.to_pylist()}
    assert len(codes) == 546 and Counter(map(len, codes)) == {5: 508, 2: 38}
    values = apbd.rows.column("value").to_pylist()
    assert sum(v != v.to_integral_value() for v in values) == 92, "parts of a rupiah stay as printed"
    assert [str(p.dataset) for p in parse(real / FUND, Options())] == [
        "djpk_dana_desa:*:2023::",
        "djpk_dana_desa:*:2024::",
    ]


def test_no_region_is_said_twice(real: Path) -> None:
    for name in (NATION, FUND):
        rows = [r for p in parse(real / name, Options()) for r in p.rows.to_pylist()]
        keys = Counter((r["region_code"], r["year"], r["indicator"]) for r in rows)
        assert max(keys.values()) == 1


def test_one_regency_of_the_national_table_is_the_table_of_that_regency(real: Path) -> None:
    [cut] = parse(real / NATION, Options(regency="73.02"))
    [own] = parse(real / "apbd/djpk_apbd2023_bulukumba.csv", Options())
    assert (cut.rows_read, cut.accepted, cut.structure) == (11_743, 25, 11_718)
    assert cut.dataset == own.dataset
    for name in ("row_id", "indicator", "value"):
        assert cut.rows.column(name).to_pylist() == own.rows.column(name).to_pylist()


def test_these_tables_say_what_the_shipped_facts_say(real: Path, root: Path) -> None:
    [shipped] = parse(root / "data" / "reference" / "context" / "73.02.csv", Options())
    key = ("region_code", "year", "period", "indicator")
    known = {tuple(r[k] for k in key): r["value"] for r in shipped.rows.to_pylist()}
    said = [
        r
        for name, o, *_ in TABLES
        if name not in {NATION, FUND}
        for p in parse(real / name, Options(**o))
        for r in p.rows.to_pylist()
    ]
    assert len(said) == 25 + 72 + 13 + 436
    assert [r for r in said if known[tuple(r[k] for k in key)] != r["value"]] == []


def test_codes_and_their_predecessors(real: Path) -> None:
    name = "nomenclature/nomenklatur_subkegiatan_pemutakhiran_2027_kabkota.csv"
    [changed] = parse(real / name, Options(year=2027))
    assert accounts([changed]) == Counter(read=3_550, accepted=3_550, figures=3_550, rejected=0, structure=0, blank=0)
    rows = changed.rows.to_pylist()
    assert sum(r["old_code"] is not None for r in rows) == 176
    assert len({r["new_code"] for r in rows}) == 3_550


def test_the_nomenclature(real: Path) -> None:
    [codes] = parse(real / "nomenclature/kepmendagri_900_1_15_5_1317_2023_kabkota.csv", Options(year=2024))
    n = accounts([codes])
    assert (n["read"], n["accepted"], codes.by_reason) == (4_368, 4_367, {"required_blank": 1}), "one code has no name"
    levels = Counter(codes.rows.column("level").to_pylist())
    assert (levels["urusan"], levels["bidang"], levels["kegiatan"], levels["sub_kegiatan"]) == (10, 45, 729, 3_395)

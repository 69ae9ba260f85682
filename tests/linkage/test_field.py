"""Statements of the field: what funds a proposal and what only looks like it."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.linkage.engine import links
from tests.linkage.sets import chances, line, proposal, tables


def chance(p: dict, n: dict) -> float:
    return chances(links(*tables([p], [n]))).get((p["proposal_id"], n["line_id"]), 0.0)


def test_the_same_work_at_the_same_place_for_the_same_money_is_accepted() -> None:
    found = links(*tables([proposal()], [line()]))
    assert found["band"].tolist() == ["accept"]
    assert found["reasons"][0].startswith("desa sama; dusun sama; pekerjaan sama (drainase)")
    assert "biaya 1,0x" in found["reasons"][0]


@pytest.mark.parametrize("word", ["Perencanaan", "Jasa Konsultansi Pengawasan", "DED", "Survey", "Studi Kelayakan"])
def test_preparing_a_work_does_not_fund_it(word: str) -> None:
    assert chance(proposal(), line(description=f"{word} Pembangunan Drainase Dusun Krajan Desa Ara")) == 0


def test_a_proposal_that_asks_for_planning_is_funded_by_planning() -> None:
    asked = proposal(title="Penyusunan DED pasar desa Ara")
    assert chance(asked, line(description="Penyusunan DED Pasar Desa Ara")) > 0.5


@pytest.mark.parametrize(
    "built",
    ["Perencanaan dan Pembangunan Drainase Dusun Krajan Desa Ara", "Rancang Bangun Drainase Dusun Krajan Desa Ara"],
)
def test_planned_and_built_in_one_line_is_built(built: str) -> None:
    assert chance(proposal(), line(description=built)) > 0.5


def two(first: dict, second: dict, n: dict) -> tuple[float, float]:
    found = chances(links(*tables([first, second], [n])))
    return tuple(found.get((p["proposal_id"], n["line_id"]), 0.0) for p in (first, second))


def test_another_hamlet_is_another_work() -> None:
    here, there = two(proposal(), proposal("p2", "Pembangunan drainase Dusun Sawah"), line())
    assert here > 0.8 and there < 0.1


@pytest.mark.parametrize("other", ["SDN 21", "SDN 2", "SDN 112"])
def test_schools_are_told_apart_by_their_numbers(other: str) -> None:
    asked = proposal(title="Rehab ruang kelas SDN 12", location_text="SDN 12")
    wrong = proposal("p2", f"Rehab ruang kelas {other}", location_text=other)
    here, there = two(asked, wrong, line(description="Rehabilitasi Ruang Kelas SDN 12 Kec. Bonto Bahari"))
    assert here > 0.6 and there < 0.1


def test_other_work_at_the_same_school_funds_nothing() -> None:
    asked = proposal(title="Pagar keliling SDN 12 Ara")
    assert chance(asked, line(description="Pembangunan Toilet SDN 12 Ara")) < 0.5


def test_rt_02_is_not_rt_05() -> None:
    first = proposal(title="Rabat beton jalan", location_text="Dusun Krajan RT 02 RW 01")
    second = proposal("p2", "Rabat beton jalan", location_text="Dusun Krajan RT 05 RW 01")
    here, there = two(first, second, line(description="Rabat Beton Jalan Dusun Krajan RT.002/RW.001 Desa Ara"))
    assert here > 0.7 and there < 0.15


def test_a_bundle_pays_all_its_parts_and_its_weights_are_at_most_one() -> None:
    asked = [
        proposal("p1", "Rabat beton Dusun Krajan", estimated_cost=80_000_000),
        proposal("p2", "Rabat beton Dusun Sawah", estimated_cost=120_000_000),
    ]
    found = links(
        *tables(asked, [line(description="Rabat Beton Dusun Krajan dan Dusun Sawah Desa Ara", amount=200_000_000)])
    )
    assert len(found) == 2 and (found["probability"] > 600_000).all()
    assert found["weight"].sum() <= 1_000_000
    assert found["weight"][1] > found["weight"][0]
    assert found["reasons"].str.contains("jumlah perkiraan beberapa usulan sesuai").all()


def test_a_split_links_both_lines() -> None:
    parts = [
        line("l1", "PJU Tenaga Surya Desa Ara", amount=52_000_000),
        line("l2", "PJU Tenaga Surya Desa Ara (lanjutan)", amount=48_000_000),
    ]
    found = links(*tables([proposal(title="Lampu jalan Desa Ara")], parts))
    assert (found["probability"] > 500_000).sum() == 2


def test_late_money_is_said_and_counts_less() -> None:
    at_once, later = chance(proposal(), line()), chance(proposal(), line(fiscal_year=2027))
    assert later < at_once
    found = links(*tables([proposal()], [line(fiscal_year=2027)]))
    assert found["reasons"].str.contains("tahun berikutnya").all()
    assert chance(proposal(), line(fiscal_year=2025)) == 0
    assert chance(proposal(), line(fiscal_year=2030)) == 0


def test_namesakes_are_told_apart_by_their_district() -> None:
    here = proposal("p1", "Irigasi desa", district="Kajang", village="Lembanna")
    there = proposal("p2", "Irigasi desa", district="Bonto Bahari", village="Lembanna")
    right, wrong = two(here, there, line(description="Rehabilitasi Irigasi Desa Lembanna Kec. Kajang"))
    assert right > 0.7 and wrong < 0.1


@pytest.mark.parametrize(
    "text", ["Belanja Alat Tulis Kantor", "Belanja Perjalanan Dinas Dalam Kota", "Makanan dan Minuman Rapat"]
)
def test_office_costs_are_nobodys_proposal(text: str) -> None:
    assert links(*tables([proposal()], [line(description=f"{text} Desa Ara")])).empty


def test_columns_may_be_missing_or_empty() -> None:
    p = pd.DataFrame(
        [{"regency_code": "73.02", "proposal_id": "p", "fiscal_year": 2026, "title": "Drainase Dusun Krajan Desa Ara"}]
    )
    n = pd.DataFrame(
        [
            {
                "regency_code": "73.02",
                "line_id": "l",
                "fiscal_year": 2026,
                "description": "Drainase Dusun Krajan Desa Ara",
            }
        ]
    )
    assert chances(links(p, n))["p", "l"] > 0.5
    assert links(p.iloc[:0], n).empty and links(p, n.iloc[:0]).empty


def test_a_regency_that_is_in_no_list_is_matched_by_its_own_names() -> None:
    p = proposal(regency_code="98.01", district="Kec. Awan", village="Desa Mega", title="Drainase Dusun Hujan")
    assert chance(p, line(regency_code="98.01", description="Pembangunan Drainase Dusun Hujan Desa Mega")) > 0.5


def test_regencies_share_no_links() -> None:
    assert links(*tables([proposal()], [line(regency_code="73.03")])).empty

"""Desa: a village reads its own list, what to do next, its years and its neighbours."""

from __future__ import annotations

import re

import pytest

from analytics.query.fates import Fate
from analytics.query.village import neighbours, next_step
from analytics.vocabulary import regions


def fate(kind: str | None, reason: str | None = None, replies: tuple[object, ...] = ()) -> Fate:
    blank = dict.fromkeys(Fate.__dataclass_fields__)
    return Fate(**{**blank, "fate": kind, "reason": reason, "replies": replies})  # type: ignore[arg-type]


class Written:
    reason, text = None, "Pagu tidak cukup"


@pytest.mark.parametrize(
    ("found", "step"),
    [
        (fate("funded"), "watch"),
        (fate("late"), "watch"),
        (fate("elsewhere"), "elsewhere"),
        (fate("unfunded"), "ask_reason"),
        (fate("unfunded", "none"), "ask_reason"),
        (fate("unfunded", ""), "ask_reason"),
        (fate("unfunded", "land"), "answered"),
        (fate("unfunded", None, (Written(),)), "answered"),
        (fate("unknown", "land"), "look"),
        (fate(None), "wait"),
    ],
)
def test_the_next_step_never_takes_unknown_for_refused(found: Fate, step: str) -> None:
    assert next_step(found) == step


def test_neighbours_stand_in_the_order_of_their_codes() -> None:
    row = {"numerator": 1, "n": 2, "n_unknown": 1}
    rows = [{"village": v, **row} for v in ("99.01.01.2002", None, "99.01.02.2001", "99.01.01.1001")]
    assert [n.code for n in neighbours(rows, "99.01.01")] == ["99.01.01.1001", "99.01.01.2002"]


def test_a_village_sees_its_list_its_years_and_its_neighbours(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "desa", regency="99.01", year="2025", village="99.01.02.2001")
    assert screen.broken == []
    assert screen.heading.startswith("Desa ")
    assert "ak-next" in screen.html
    assert "desa ini" in screen.words
    assert "bukan peringkat" in screen.words


def test_who_chose_no_village_is_asked_for_one(demo_workspace, open_page) -> None:
    screen = open_page(demo_workspace, "desa", regency="99.01", year="2025")
    assert screen.broken == []
    assert screen.heading == "Kabupaten Rekaan: desa atau kelurahan mana?"
    assert "ak-fates" not in screen.html, "nobody's list is shown as if it were the reader's"
    found = re.findall(r'href="desa\?([^"]*village=(99\.01\.\d\d)\.\d{4}[^"]*)"', screen.html)
    assert len(found) == len(regions.regency("99.01").villages)
    assert all("year=2025" in address for address, _ in found)
    groups = re.findall(r"<summary><b>([^<]+)</b>", screen.html)
    assert [g for g in groups if g != "Peringatan"][-10:] == [d.name for d in regions.regency("99.01").districts]
    [box] = [b for b in screen.app.selectbox if b.label == "Desa saya"]
    box.set_value("99.01.02.2001").run()
    assert screen.app.query_params["village"] == "99.01.02.2001"
    assert screen.app.query_params["district"] == "99.01.02"


def test_every_picture_of_a_village_names_the_version_it_is_held_against(demo_workspace, open_page) -> None:
    screen = open_page(
        demo_workspace,
        "desa",
        regency="99.01",
        year="2025",
        version="rkpd",
        universe="village",
        village="99.01.01.1001",
    )
    assert "terbukti termuat tiap tahun, RKPD 2024–2026" in screen.words
    assert "terbukti termuat dalam RKPD 2025" in screen.words
    assert "tiap tahun, APBD" not in screen.words


def test_a_regency_without_a_list_says_what_is_missing(real_workspace, open_page) -> None:
    screen = open_page(real_workspace, "desa", regency="73.02")
    assert screen.broken == []
    assert screen.heading.startswith("Belum ada daftar usulan")

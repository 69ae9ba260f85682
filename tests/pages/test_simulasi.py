"""Simulasi Porsi: the lists fill as the share grows, what is simulated says so, and the address holds it all."""

from __future__ import annotations

import re

from analytics.pages.slides import Slide, written


def reached(screen) -> int:
    """Filled cells of the lists, without those of the legend."""
    rows = re.findall(r'<div class="grid" role="img"[^>]*>(.*?)</div>', screen.html)
    return sum(len(re.findall(r'class="[^"]*\bl\b', row)) for row in rows)


def address(screen, name: str) -> str | None:
    found = screen.app.query_params.get(name)
    return found if isinstance(found, str) or found is None else found[-1]


def test_the_lists_fill_as_the_share_grows(demo_workspace, open_page):
    filled = []
    for share in ("0", "30", "100"):
        screen = open_page(demo_workspace, "simulasi", regency="99.01", year="2026", share=share)
        assert screen.broken == []
        filled.append(reached(screen))
        assert re.search(rf"menjangkau {filled[-1]} dari \d+ prioritas", screen.heading), screen.heading
    assert filled[0] == 0 < filled[1] < filled[2]


def test_a_simulation_says_that_it_is_one_and_stands_beside_what_happened(demo_workspace, open_page):
    screen = open_page(demo_workspace, "simulasi", regency="99.01", year="2026")
    assert "simulasi, bukan usulan kebijakan" in screen.words
    assert re.search(r"APBD 2026: terbukti \d+, paling banyak \d+$", screen.heading)
    assert "Terbukti masuk APBD 2026 (paling sedikit)" in screen.words
    assert "Semua nomor 1 sampai 3" in screen.words and "Separuh daftar" in screen.words
    assert "Tidak ikut dihitung:" in screen.words
    assert screen.words.count("Tanpa sertifikat: ini andai-andai.") == 2


def test_the_slider_begins_at_what_is_proven_and_says_so(demo_workspace, open_page):
    screen = open_page(demo_workspace, "simulasi", regency="99.01", year="2026")
    slider = screen.app.select_slider[0]
    assert f"terbukti diterimanya dalam APBD: {slider.value} %" in slider.label
    assert address(screen, "share") is None
    slider.set_value("5").run()
    assert address(screen, "share") == "5"


def test_rule_and_sum_stand_in_the_address(demo_workspace, open_page):
    screen = open_page(
        demo_workspace, "simulasi", regency="99.01", year="2026", money="each", each="500000000", rule="equal"
    )
    assert screen.broken == []
    assert screen.heading.startswith("Rp 500 jt tiap kecamatan menjangkau")
    assert "Method of Equal Shares" in screen.words and "jatah Rp 500 jt" in screen.words
    ranked = open_page(demo_workspace, "simulasi", regency="99.01", year="2026", money="each", each="500000000")
    assert reached(ranked) > 0


def test_what_an_address_asks_for_and_is_not_there_is_told(demo_workspace, open_page):
    screen = open_page(demo_workspace, "simulasi", regency="99.01", year="2026", share="many", rule="best")
    assert screen.broken == []
    assert screen.words.count("yang tidak ada di sini") == 2


def test_every_district_leads_to_its_list_and_is_read_aloud(demo_workspace, open_page):
    html = open_page(demo_workspace, "simulasi", regency="99.01", year="2026").html
    links = re.findall(r'href="kecamatan\?([^"]*)"', html)
    said = re.findall(r'role="img" aria-label="(\d+ dari \d+; [^"]*terbukti \d+, paling banyak \d+)"', html)
    assert len(links) == len(said) == 10


def test_before_and_after_has_both_denominators_and_no_cause(demo_workspace, open_page):
    screen = open_page(demo_workspace, "simulasi", regency="99.01", policy="efficiency")
    assert screen.broken == []
    assert "perubahannya belum dapat diperkirakan" in screen.words
    assert "Kurang dari 4 tahun berdata pada satu sisi" in screen.words
    assert len(re.findall(r"\d[\d.]* sampai [\d.]+ dari [\d.]+", screen.words)) >= 2
    assert "bukan bukti sebab" in screen.words


def test_slides_keep_what_was_set_and_refuse_what_is_none(demo_workspace, open_page):
    sets = [
        ("simulation.reach", (("money", "share"), ("rule", "cheapest"), ("share", "20"))),
        ("simulation.marks", (("money", "share"), ("rule", "cheapest"), ("share", "20"))),
        ("simulation.reach", (("money", "share"), ("rule", "cheapest"), ("share", "lots"))),
        ("simulation.reach", (("rule", "best"),)),
        ("simulation.policy", (("policy", "efficiency"),)),
        ("simulation.policy", (("policy", "no_such"),)),
    ]
    held = tuple(Slide(p, "99.01", 2026, "district", "apbd", where) for p, where in sets)
    screen = open_page(demo_workspace, "paparan", regency="99.01", s=written(held), show="1")
    assert screen.broken == []
    assert screen.html.count("ak-slide") == 3
    assert "20 % belanja modal menjangkau" in screen.words
    assert "simulasi, bukan usulan kebijakan" in screen.words, "on a slide too"
    assert "cheapest" not in screen.words


def test_lists_without_ranks_or_rupiah_cannot_be_simulated(real_workspace, open_page):
    screen = open_page(real_workspace, "simulasi", regency="32.02")
    assert screen.broken == []
    assert "yang memuat peringkat dan perkiraan biaya" in screen.heading
    assert "Daftar prioritas musrenbang kecamatan" in screen.words
    assert open_page(real_workspace, "simulasi", regency="73.02").broken == []

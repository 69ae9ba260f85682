"""Mutu & Metode: the finding with its n, the bars, the sample; and a regency of which nobody judged anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.pages.conftest import Screen


def test_the_finding_is_what_people_said_of_the_surest_links(
    open_page: Callable[..., Screen], demo_workspace: Path
) -> None:
    screen = open_page(demo_workspace, "mutu", regency="99.01")
    assert screen.broken == []
    assert "tautan yang menurut program hampir pasti" in screen.heading
    assert "kemungkinan mulai 0,95" in screen.words and "tidak terpikir oleh program" in screen.words
    assert "Sampel acak" in screen.words and "Urutan bukti" in screen.words


def test_where_nobody_judged_anything_the_page_says_so(open_page: Callable[..., Screen], demo_workspace: Path) -> None:
    screen = open_page(demo_workspace, "mutu", regency="73.02")
    assert screen.broken == [] and screen.heading == "Belum ada tautan hampir pasti yang diperiksa orang"

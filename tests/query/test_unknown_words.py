"""Words the dictionary does not know are counted by proposal; names of places, hamlets and things are not among them."""

from __future__ import annotations

from pathlib import Path

from analytics.query.unknown_words import unknown_words
from tests.spec.harness import REGENCY, given

HEAD = "id | stage | district | village | title | cost\n"


def test_frequent_unknown_words_with_their_counts_and_rupiah(tmp_path: Path) -> None:
    titles = [
        *(f"Pembangunan drainase zibrakom Dusun Mawar{'i' * n}" for n in range(3)),
        "Zibrakom baru Desa Ara",
        "Posyandu Wokwok",
        "Posyandu Wokwok 2",
        "Posyandu Wokwok 3",
        "Rabat beton Dusun Kenanga",
    ]
    rows = [f"{i} | musrenbang_village | Bontobahari | Ara | {t} | 100" for i, t in enumerate(titles)]
    mart = given(tmp_path, HEAD + "\n".join(rows)).mart()
    found = unknown_words(mart, REGENCY, 2026)
    assert [(p.words, p.n, p.amount) for p in found] == [("zibrakom", 4, 400)]
    assert all("ibrakom" in e for e in found[0].examples)
    assert unknown_words(mart, REGENCY, 2025) == ()
    assert unknown_words(mart, REGENCY) == found

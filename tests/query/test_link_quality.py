"""How good links are, by what people said of them: counted once, by how likely the engine thought them, and what it missed."""

from __future__ import annotations

from pathlib import Path

from analytics.query.link_quality import drawn, link_quality
from tests.spec.harness import REGENCY, given

PROPOSALS = """
id | title                         | district     | village    | cost
A  | Drainase Dusun Rekaansatu     | Bonto Bahari | Ara        | 100_000_000
B  | Rabat beton Dusun Rekaandua   | Bonto Bahari | Ara        | 150_000_000
C  | Talud Dusun Rekaantiga        | Bonto Bahari | Tanah Lemo | 200_000_000
D  | Jembatan Dusun Rekaanempat    | Bonto Bahari | Tanah Lemo | 300_000_000
"""
LINES = """
id | text                                              | amount      | pays
1  | Pembangunan drainase Dusun Rekaansatu Desa Ara    | 100_000_000 |
2  | Rabat beton Dusun Rekaandua Desa Ara              | 150_000_000 |
3  | Belanja alat tulis kantor                         | 5_000_000   |
4  | Jembatan Dusun Rekaanempat Desa Tanah Lemo        | 300_000_000 | D
"""
JUDGED = """
by | proposal | line | verdict
p1 | A        | 1    | match
p1 | B        | 2    | match
p2 | B        | 2    | no
p1 | C        | 3    | match
p1 | D        | 4    | match
"""


def test_judged_pairs_are_told_by_how_likely_they_were_thought(tmp_path: Path) -> None:
    found = link_quality(given(tmp_path, PROPOSALS, LINES, JUDGED).mart(), REGENCY, "apbd")
    assert sum(b.n for b in found.bands) == 1, "B is disputed, D is told by its id, C's line was never thought of"
    [band] = found.bands
    assert (band.n, band.yes) == (1, 1) and band.expected >= band.floor >= 0.5
    assert (found.confirmed, found.missed) == (2, 1)


def test_a_version_nobody_judged_has_no_quality(tmp_path: Path) -> None:
    mart = given(tmp_path, PROPOSALS, LINES).mart()
    assert link_quality(mart, REGENCY, "apbd").bands == () and link_quality(mart, REGENCY, "rkpd").bands == ()
    [year] = drawn(mart, REGENCY, "apbd", "all")
    assert (year.year, year.n, year.pool) == (2026, 0, 3), "what an id tells is no sample"

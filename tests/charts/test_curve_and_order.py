"""Step curves and bars of pairs: drawn as far as they are known, every word escaped, the figures in the table beside them."""

from __future__ import annotations

import re

from analytics.charts.curve import Point, curve
from analytics.charts.order import Counted, Named, Side, counted, named

LABELS = ("Tahun", "Paling banyak", "Paling sedikit")


def point(year: int, most: float, least: float | None) -> Point:
    return Point(
        str(year), most, least, most - 0.1, most + 0.05, (f"{most:.0%}", "–" if least is None else f"{least:.0%}")
    )


def lines(drawn: str, tag: str) -> list[tuple[str, ...]]:
    return re.findall(rf'<{tag} style="left:([\d.]+)%;width:([\d.]+)%;bottom:([\d.]+)%;height:([\d.]+)%"', drawn)


def test_each_year_steps_down_from_the_one_before_and_all_wait_at_first() -> None:
    drawn = curve([point(0, 0.8, 0.5), point(1, 0.6, 0.25)], LABELS, "Kurva")
    assert lines(drawn, "i") == [("0.00", "50.00", "80.00", "20.00"), ("50.00", "50.00", "60.00", "20.00")]
    assert lines(drawn, "b") == [("0.00", "50.00", "50.00", "50.00"), ("50.00", "50.00", "25.00", "25.00")]


def test_the_hatched_part_lies_between_the_curves_and_ends_where_the_lower_one_does() -> None:
    drawn = curve([point(0, 0.8, 0.5), point(1, 0.6, None)], LABELS, "Kurva")
    area = re.search(r'<u style="clip-path:polygon\((.*?)\)"', drawn)
    assert area and area[1] == "0.00% 20.00%,50.00% 20.00%,50.00% 50.00%,0.00% 50.00%"
    assert len(lines(drawn, "b")) == 1
    assert len(lines(drawn, "i")) == 2


def test_nothing_is_hatched_where_nothing_is_known_of_the_lower_curve() -> None:
    assert "<u " not in curve([point(0, 0.8, None)], LABELS, "Kurva")


def test_words_of_files_never_become_tags() -> None:
    bad = "<b>&"
    side = Side("1", bad, "telusur?id=1&x=2", bad, "unfunded", bad, bad)
    row = Counted(bad, bad, 0.5, 0.25, 0.25, (bad,))
    for drawn in (
        named([Named(bad, side, bad, False, [bad], [side], bad)], (bad, bad, bad), bad),
        counted([row], ("a", "b", bad), bad),
        curve([Point(bad, 0.5, 0.5, None, None, (bad,))], (bad, bad), bad),
    ):
        assert bad not in drawn
        assert "&lt;b&gt;&amp;" in drawn


def test_a_bar_has_a_part_for_what_is_there_and_none_for_what_is_not() -> None:
    drawn = counted([Counted("A", "", 0.5, 0.0, 0.25, ("1",))], ("a", "b", "c"), "x")
    assert '<i style="width:50.00%"></i><u style="width:25.00%"></u></div>' in drawn
    assert "<s " not in drawn

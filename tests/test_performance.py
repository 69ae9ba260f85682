"""docs/performance.md is what its maker makes of the figures kept beside it, and the maker says what was met and what was not."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import report
from bench.report_targets import TARGETS
from bench.report_words import PEERS, WORDS

MACHINE = {"cores": 2, "libraries": {"duckdb": "2.0.0", "polars": None}}


def national(regencies: int, build: float, **more: Any) -> dict[str, Any]:
    part = {
        "regencies": regencies,
        "load": 0.5,
        "build": {"seconds": build, "processor_seconds": 2 * build, "peak_mb": 900},
        "build_with_linking": {"seconds": build * 10, "processor_seconds": 20 * build, "peak_mb": 900},
        "linking_seconds": build * 9,
    }
    return {"date": "2026-11-26", "machine": MACHINE, "national": {**part, **more}}


def times(p50: float, **more: Any) -> dict[str, Any]:
    return {"p50": p50, "processor": 2 * p50, **more}


def peers(ours: float, polars: float, same: bool = True, load: float = 0.5) -> dict[str, Any]:
    question = {"rows": 1, "mart": times(ours)}
    ratios = {"ours_over_this": round(ours / polars, 2), "processor_ours_over_this": round(2 * ours / polars, 2)}
    question["polars"] = times(polars, **ratios, same_answer=same)
    engines = {e: {"load_seconds": 0.1, "peak_megabytes": 200} for e in ("mart", "polars")}
    of = {
        "load_before": load,
        "rows": {"proposals": 10, "lines": 20},
        "engines": {**engines, "pandas": "not installed"},
        "questions": {"count by year, one regency": question},
    }
    less = {"change_again": 0.1, "cold_bytes": 0.2}
    page = {"ours_over_naive": less, "ours_over_naive_cached": less}
    part = {"load_before": 3.5, "means": {"mart": "ours", "polars": "joins"}, "build_seconds": 6.1, "sizes": {"1": of}}
    linking = {"proposals": 3, "lines": 4, "ours": {}, "splink": "not installed"}
    return {"date": "2026-11-26", "machine": MACHINE, "peers": {**part, "page": page, "linking": linking}}


def said(*documents: dict[str, Any]) -> str:
    measured: dict[str, Any] = {}
    for document in documents:
        measured = report.merged(measured, document)
    return report.written(measured)[report.PAGE]


def test_the_page_is_what_the_kept_figures_say() -> None:
    measured = json.loads(report.DATA.read_text(encoding="utf-8"))
    assert measured
    for path, text in report.written(measured).items():
        assert path.read_text(encoding="utf-8") == text, "python -m bench.report writes it anew"


def test_a_target_is_met_missed_or_not_measured() -> None:
    page = said(national(514, 110.0, serve={"cold_start_seconds": 7.25, "serving_mb": 480}))
    assert "| full build, links kept | ≤ 120 s | 110 s | yes |" in page
    assert "| cold start of the server | ≤ 5 s | 7.25 s | **no** |" in page
    assert "| import of CSV | ≥ 100,000 rows/s | – | not measured |" in page
    assert "so far" not in page
    assert "Figures of a national build are of 10 regencies so far." in said(national(10, 3.0))


def test_what_is_wanted_as_a_least_is_met_from_above() -> None:
    page = said(national(514, 1.0, import_csv={"rows_per_second": 99_999}, import_parquet={"rows_per_second": 300_000}))
    assert "| 99,999 rows/s | **no** |" in page
    assert "| 300,000 rows/s | yes |" in page


def test_growth_is_drawn_from_two_sizes_on() -> None:
    measured = report.merged(report.merged({}, national(1, 0.6)), national(10, 4.0))
    drawn = ElementTree.fromstring(report.written(measured)[report.PLOT])  # noqa: S314 (our own)
    circles = [e for e in drawn.iter() if e.tag.endswith("circle")]
    assert len(circles) == 4, "two steps, each at two sizes"
    heights = [float(c.attrib["cy"]) for c in circles[:2]]
    assert heights[0] > heights[1], "more seconds stand higher"
    assert report.PLOT not in report.written(report.merged({}, national(1, 0.6)))


def test_a_newer_measurement_takes_the_place_of_its_own_size_alone() -> None:
    measured = report.merged(report.merged({}, national(1, 0.6)), national(10, 4.0))
    kept = deepcopy(measured)
    newer = report.merged(measured, national(10, 3.0))
    assert (newer["national"]["1"]["build"]["seconds"], newer["national"]["10"]["build"]["seconds"]) == (0.6, 3.0)
    assert measured == kept


@pytest.mark.parametrize(("ours", "wins"), [(9.0, True), (2.0, False)])
def test_a_peer_that_wins_is_named_with_the_reason(ours: float, wins: bool) -> None:
    page = said(peers(ours, 3.0))
    most = "at most 9 against 3 ms: count by year, one regency, 1 of them"
    assert (f"- `polars`, in 1 of 1 at 1 ({most}): {WORDS['why']['polars']}" in page) is wins
    assert ("\nNowhere.\n" in page) is not wins
    assert "`pandas`: not installed" in page
    assert WORDS["busy"] in page


def test_a_busy_machine_is_compared_by_the_time_of_the_processor() -> None:
    assert "| count by year, one regency | 9 | 3 (3) |" in said(peers(9.0, 3.0))
    assert "| count by year, one regency | 18 | 6 (6) |" in said(peers(9.0, 3.0, load=2.5))


def test_another_answer_is_never_a_footnote() -> None:
    page = said(peers(1.0, 3.0, same=False))
    assert "**differs**" in page
    assert "**Answers otherwise than ours: polars.**" in page


def test_the_slowest_of_all_that_is_there_is_named() -> None:
    took = {"first": 10.0, "again": 2.0, "status": 200}
    pages = {"home": took, "order": took | {"first": 120.0}, "search_everywhere": took | {"first": 4000.0}}
    used = {"pages": pages, "regency": {"trace": took}, "country": {}, "people_10": {"megabytes": 590}}
    page = said(national(514, 1.0, used=used))
    assert (
        "| any page of one of its regencies, opened for the first time (slowest) | ≤ 100 ms | 120 ms | **no** |" in page
    )
    assert "| any route of the API about one of its regencies (slowest) | ≤ 100 ms | 10 ms | yes |" in page
    assert "| memory with ten people at work on it | ≤ 600 MB | 590 MB | yes |" in page
    assert page.index("`search_everywhere` | 4,000 | 2 |") < page.index("`order` | 120 | 2 |")


def test_every_reason_is_of_an_engine() -> None:
    assert set(WORDS["why"]) == set(PEERS)


def test_an_empty_record_makes_a_page_that_says_so() -> None:
    page = said()
    assert page.count("not measured") == len(TARGETS)
    assert page.count("Not measured yet.") == 3

"""What the program asks of itself on two cores and 24 GB, and where each figure stands in what was measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Measured = dict[str, Any]  # {national: {N: {...}}, pages: {...}, peers: {...}}, each with its date and machine
COUNTRY = 514
EVERYWHERE = "search_everywhere"


@dataclass(frozen=True)
class Target:
    """`bar` is a most, or with `least` a least; `figure` finds it, None where it was not measured. `what` may name {asked}: the
    most regencies that were asked side by side."""

    what: str
    bar: float
    unit: str
    figure: Callable[[Measured], float | None]
    least: bool = False

    def met(self, found: float) -> bool:
        return found >= self.bar if self.least else found <= self.bar


def at(measured: Measured, *path: str) -> Any:
    """What stands there; None where anything on the way is missing or is a word instead of figures."""
    for step in path:
        measured = measured.get(step) if isinstance(measured, dict) else None  # type: ignore[assignment]
    return measured


def largest(measured: Measured) -> str | None:
    """The largest number of regencies that was built."""
    return max(measured.get("national", {}), key=int, default=None)


def asked_side_by_side(measured: Measured) -> str | None:
    """The largest number of regencies that peers were asked about."""
    return max(at(measured, "peers", "sizes") or {}, key=int, default=None)


def _first_asked(measured: Measured) -> float | None:
    """The slowest of the first questions a server of the whole country answers over HTTP, in milliseconds."""
    asked = _national("serve", "first_asked_seconds")(measured)
    return max((1000 * s for s in asked.values()), default=None) if isinstance(asked, dict) else None


def _again(measured: Measured) -> float | None:
    """The slower of the whole commands after a newer list of one regency came and went, less the step that compares its pairs."""
    told = [_national("again", name)(measured) for name in ("newer", "taken_back")]
    return max((one["seconds"] - one["steps"]["057_pair"] for one in told if one), default=None)


def _national(*path: str) -> Callable[[Measured], Any]:
    return lambda m: at(m, "national", largest(m) or "", *path)


def _used(part: str) -> Callable[[Measured], float | None]:
    """The slowest of what was asked for the first time, but a search of all regencies, which is no regency's."""

    def slowest(m: Measured) -> float | None:
        asked = _national("used", part)(m) or {}
        return max((float(found["first"]) for name, found in asked.items() if name != EVERYWHERE), default=None)

    return slowest


def _pages(*path: str) -> Callable[[Measured], float | None]:
    """At the size of the country where that was measured, else of one regency."""
    return lambda m: at(m, "pages", "nation", *path) or at(m, "pages", "one_regency", *path)


def _asked(where: str) -> Callable[[Measured], float | None]:
    """The slowest question of the largest size that was asked side by side."""

    def slowest(m: Measured) -> float | None:
        asked = at(m, "peers", "sizes", asked_side_by_side(m) or "", "questions") or {}
        return max((q["mart"]["p50"] for name, q in asked.items() if where in name), default=None)

    return slowest


TARGETS = (
    Target("import of CSV", 100_000, "rows/s", _national("import_csv", "rows_per_second"), least=True),
    Target("import of Parquet", 300_000, "rows/s", _national("import_parquet", "rows_per_second"), least=True),
    Target("full build, links kept", 120, "s", _national("build", "seconds")),
    Target("memory of the build", 8_000, "MB", _national("build", "peak_mb")),
    Target("one regency again, without linking", 3, "s", _again),
    Target("linking every regency", 2_400, "s", _national("linking_seconds")),
    Target("cold start of the server", 5, "s", _national("serve", "cold_start_seconds")),
    Target("memory while serving", 600, "MB", _national("serve", "serving_mb")),
    Target("memory with ten people at work on it", 600, "MB", _national("used", "people_10", "megabytes")),
    Target("their reruns, p95", 100, "ms", _national("used", "people_10", "script", "p95")),
    Target("any page of one of its regencies, opened for the first time (slowest)", 100, "ms", _used("pages")),
    Target("any route of the API about one of its regencies (slowest)", 100, "ms", _used("regency")),
    Target("a first question about all that was built, over HTTP (slowest)", 100, "ms", _first_asked),
    Target("a first question about one of {asked} regencies (slowest)", 100, "ms", _asked("one regency")),
    Target("a first question about all {asked} regencies (slowest)", 100, "ms", _asked("all regencies")),
    Target("a rerun with ten people at work, p95", 100, "ms", _pages("people_10", "script", "p95")),
    Target("a rerun with fifty people at work, p95", 500, "ms", _pages("people_50", "script", "p95")),
    Target("a click until it is repainted, p95", 300, "ms", _pages("browser", "click", "repainted", "p95")),
    Target("numbers in an empty browser", 3_000, "ms", _pages("browser", "beranda", "cold", "numbers", "median")),
    Target("numbers in a warm browser", 2_000, "ms", _pages("browser", "beranda", "warm", "numbers", "median")),
    Target("bytes of the first page", 3_000_000, "bytes", _pages("browser", "beranda", "cold", "bytes")),
)

"""Tables of docs/performance.md from what was measured. Nothing is measured or rounded away here; what is missing is said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bench.report_targets import COUNTRY, TARGETS, Measured, asked_side_by_side, at, largest

ENGINES = ("mart_figures", "pandas", "polars", "duckdb", "pandas_wide", "polars_wide")
SHOWN = ("duckdb", "pandas", "polars", "splink", "streamlit")  # libraries whose versions matter here
STEPS = {  # what grows with regencies: words, and where the processor's seconds of all its processes stand
    "import (Parquet)": ("import_parquet",),
    "linking": ("build_with_linking", "build"),  # what a build takes more where nothing was linked before
    "build, links kept": ("build",),
}
USED = {"pages": "page, a regency chosen", "regency": "API, a regency", "country": "API, all regencies"}
LONGEST = 5  # of each that are told
PAGE = {
    "change_first": "a year nobody asked for, over a websocket",
    "processor_first": "the processor's part of it",
    "change_again": "a year that was asked for before",
    "processor_again": "the processor's part of it",
    "click": "a click until the finding is repainted (a year nobody asked for)",
    "cold_numbers": "numbers in an empty browser",
    "warm_numbers": "numbers in a warm browser",
    "cold_bytes": "bytes of the first visit",
    "bytes_arrival": "bytes of the page's own messages, on arrival",
    "bytes_first": "bytes of a change, first",
    "bytes_again": "bytes of a change, again",
    "memory": "memory of the server",
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Markdown; the first column is words, the others are numbers."""
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    return [*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)]


def said(value: float | None, unit: str = "") -> str:
    """A number as read: three figures are enough where it is small."""
    if value is None:
        return "–"
    words = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
    return f"{words} {unit}".strip()


def targets(measured: Measured) -> list[str]:
    size = largest(measured)
    rows = []
    for target in TARGETS:
        found = target.figure(measured)
        met = "not measured" if found is None else "yes" if target.met(found) else "**no**"
        bar = f"{'≥' if target.least else '≤'} {said(target.bar, target.unit)}"
        what = target.what.format(asked=asked_side_by_side(measured) or "N")
        rows.append((what, bar, said(found, target.unit), met))
    note = (
        [] if size == str(COUNTRY) or not size else ["", f"Figures of a national build are of {size} regencies so far."]
    )
    return [*table(("", "target", "measured", "met"), rows), *note]


def busy(measured: Measured) -> list[dict[str, Any]]:
    """When each part was measured, on how many cores, and how busy they were with other things: {name, on, cores, load, with}."""
    builds = sorted(measured.get("national", {}).items(), key=lambda item: int(item[0]))
    parts = [(f"national, {n} regencies", part) for n, part in builds]
    parts += [(name, measured[name]) for name in ("pages", "peers") if name in measured]
    rows = []
    for name, part in parts:
        libraries = at(part, "machine", "libraries") or {}
        made = ", ".join(f"{k} {libraries[k]}" for k in SHOWN if libraries.get(k))
        load = part.get("load_before", part.get("load"))
        cores = at(part, "machine", "cores")
        rows.append({"name": name, "on": part.get("date"), "cores": cores or 0, "load": load or 0.0, "with": made})
    return rows


def taken(measured: Measured) -> list[str]:
    rows = ((r["name"], r["on"] or "–", r["cores"] or "–", said(r["load"]), r["with"] or "–") for r in busy(measured))
    return table(("measured", "on", "cores", "load before", "with"), rows)


def growth(measured: Measured) -> list[str]:
    sizes = sorted(measured.get("national", {}), key=int)
    if not sizes:
        return ["Not measured yet."]
    rows = []
    for size in sizes:
        of = measured["national"][size]
        held = at(of, "held", "proposal_fact"), at(of, "held", "line_fact")
        seconds = [said(_processor(of, path), "s") for path in STEPS.values()]
        memory = said(at(of, "build", "peak_mb"), "MB"), said(at(of, "serve", "serving_mb"), "MB")
        rows.append((said(int(size)), *map(said, held), *seconds, *memory, said(at(of, "load"))))
    return table(("regencies", "proposals", "lines", *STEPS, "memory of the build", "while serving", "load"), rows)


def _processor(of: dict[str, Any], steps: tuple[str, ...]) -> float | None:
    """Processor seconds of the first step, less those of the others; None where one of them was not measured."""
    spent = [at(of, step, "processor_seconds") for step in steps]
    if any(s is None for s in spent):
        return None
    return round(float(spent[0]) - sum(map(float, spent[1:])), 1)


def longest(measured: Measured) -> list[str]:
    """What took longest of all that pages and the API have, on the largest size that was built: milliseconds."""
    used = at(measured, "national", largest(measured) or "", "used")
    if not isinstance(used, dict):
        return ["Not measured yet."]
    rows = []
    for part, words in USED.items():
        asked = sorted(used[part].items(), key=lambda item: -float(item[1]["first"]))
        rows += [(f"{words}: `{name}`", said(f["first"]), said(f["again"])) for name, f in asked[:LONGEST]]
    return table(("milliseconds", "first", "again"), rows)


def lines_of_growth(measured: Measured) -> dict[str, list[tuple[float, float]]]:
    """For the plot: {step: [(regencies, seconds)]}."""
    sizes = sorted(measured.get("national", {}), key=int)
    found = {
        name: [(int(s), _processor(measured["national"][s], path) or 0.0) for s in sizes]
        for name, path in STEPS.items()
    }
    return {name: points for name, points in found.items() if any(y for _, y in points)}


def basis(part: dict[str, Any], of: dict[str, Any]) -> str:
    """By which times a size is compared: on the clock, or of the processor where the machine had other things to do."""
    cores = at(part, "machine", "cores") or 0
    return "processor" if (of.get("load_before") or 0) > cores else "p50"


def over(found: dict[str, Any], by: str) -> float:
    """Ours over theirs, 0 where nothing could be told."""
    return float(found["processor_ours_over_this" if by == "processor" else "ours_over_this"] or 0)


def questions(of: dict[str, Any], by: str) -> list[str]:
    """One size: milliseconds (median) by one of the times, and ours over theirs in brackets."""
    names = [e for e in ENGINES if isinstance(of["engines"].get(e), dict)]
    rows = []
    for asked, found in of["questions"].items():
        rows.append((asked, said(found["mart"][by]), *(_beside(found[e], by) for e in names)))
    engines = of["engines"]
    for words, key, unit in (("to open or load", "load_seconds", "s"), ("memory", "peak_megabytes", "MB")):
        rows.append((f"*{words}*", *(said(engines[e][key], unit) for e in ("mart", *names))))
    times = "processor milliseconds" if by == "processor" else "milliseconds"
    return table((f"{times} (ours over it)", "`ask`", *(f"`{e}`" for e in names)), rows)


def _beside(found: dict[str, Any], by: str) -> str:
    differs = "" if found["same_answer"] else " **differs**"
    return f"{said(found[by])} ({said(over(found, by))}){differs}"


def absent(of: dict[str, Any]) -> list[str]:
    return [f"`{e}`: {told}" for e, told in of["engines"].items() if isinstance(told, str)]


def page(of: dict[str, Any]) -> list[str]:
    rows = [
        (words, said(of["ours_over_naive"][k]), said(of["ours_over_naive_cached"][k]))
        for k, words in PAGE.items()
        if k in of["ours_over_naive"]
    ]
    return table(("ours over it", "naive", "naive, tables kept in memory"), rows)


def linking(of: dict[str, Any]) -> list[str]:
    if isinstance(of["splink"], str):
        return [f"Splink: {of['splink']}."]
    names = {
        "average_precision": "average precision",
        "f1": "F1 at one half",
        "never_proposed": "true pairs never proposed",
    }
    names |= {"calibration_error": "calibration error", "cpu_seconds": "processor seconds"}
    rows = [(words, said(of["ours"][k]), said(of["splink"][k])) for k, words in names.items()]
    return table((f"{said(of['proposals'])} × {said(of['lines'])}", "ours", "Splink"), rows)

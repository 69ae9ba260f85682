"""What a figure rests on: the files with their fingerprints, and the budget's lines beside what its Perda publishes."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.vocabulary import terms

LISTED = 200  # documents named one by one, those with most rows first; all of them are counted and in the fingerprint
VERSIONS = 40  # budget versions (a regency and year each) named one by one
SOURCES = ("village_fund", "pnpm", "province", "other")  # money of another source is told beside the budget's
FOREVER = (0, 9999)


def documents(mart: Mart, q: Question, measure: Measure, regencies: list[str], years: list[int]) -> dict[str, Any]:
    """{n, fingerprint, listed}: files of the kinds the measure reads; too many rather than too few.

    Lists of the figure's years, and lines of its budget version and of other sources as far on as money can be late; of needs all
    years, of what is no ratio all versions."""
    needed = {"proposal", "reply"} if measure.fact != "line" else set()
    context = {"context"} if "context_fact" in str(measure.sql) or "envelopes" in measure.needs else set()
    late = mart.once("select value from threshold where name = 'late_years'")[0]["value"]
    first, last = (years[0], years[-1]) if years and measure.fact != "need" else FOREVER
    values = {
        "tables": sorted({"line", "perda", "dapil"} | needed | context),
        "regencies": regencies,
        "first": first,
        "last": last,
        "late": last + late,
        "versions": [q.version, *SOURCES] if measure.shape == "ratio" and measure.fact != "need" else [*terms.VERSIONS],
    }
    rows = mart.rows(template("certificate_documents"), values)
    hashes = "".join(f"{sha}\n" for sha in sorted({r["sha256"] for r in rows}))
    listed = sorted(rows, key=lambda r: (-r["accepted"], r["file"], r["sha256"]))[:LISTED]
    named = [{k: plain(v) for k, v in r.items()} for r in listed]
    return {"n": len(rows), "fingerprint": hashlib.sha256(hashes.encode()).hexdigest(), "listed": named}


def reconciled(mart: Mart, q: Question, measure: Measure, regencies: list[str], years: list[int]) -> dict[str, Any]:
    """{n, n_published, n_differ, difference, listed}: the version's lines beside the total its Perda publishes, by regency and
    year; nothing of measures that read no version."""
    rows = []
    if "version" in measure.needs:
        values = {"version": q.version, "regencies": regencies, "years": years}
        rows = mart.rows(template("certificate_versions"), values)
    known = [r["difference"] for r in rows if r["difference"] is not None]
    return {
        "n": len(rows),
        "n_published": len(known),
        "n_differ": sum(d != 0 for d in known),
        "difference": sum(known) if known else None,
        "listed": [{k: plain(v) for k, v in r.items()} for r in rows[:VERSIONS]],
    }


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, dt.date) else value

"""What the measures of needs and answers say of Kabupaten Rekaan, held against its truth: inside their bounds, or how far off.

The engine joins needs by their words, so their number differs from the true one; both are told, and shares are compared."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.demo.run import demo, years_of
from analytics.demo.world import make
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.survival import curve, median
from analytics.register.workspace import Workspace, open_workspace
from bench.needs import SEED, with_truth
from bench.timing import say, seconds, spread

MEASURES = ("waiting_time", "repeat_and_gave_up", "overlap", "rooted", "renja_match", "answered")
PAID = ("funded", "funded_size_unknown", "partial")
VERSIONS = ("apbd", "apbd_p", "realisation")
Told = dict[str, Any]


def measure(repeat: int) -> Told:
    """Every part of every measure beside its truth, and the seconds one question takes; small and full demonstration."""
    found: Told = {}
    for size in ("small", "full"):
        with tempfile.TemporaryDirectory() as folder:
            workspace = open_workspace(Path(folder) / "workspace", "bench")
            demo(workspace, "bench", size=size, seed=SEED)
            found[size] = of(workspace, size, repeat)
    return found


def of(workspace: Workspace, size: str, repeat: int) -> Told:
    """The comparison for one workspace that holds the demonstration of that size and nothing else."""
    proposals = with_truth(workspace, size)  # opens the mart its own way: before it is opened as pages do
    mart = open_mart(workspace)
    truth = workspace.path / "rekaan" / "truth" / "proposals.csv"
    rows = pd.read_csv(truth, dtype={"village": str}, keep_default_na=False)
    result: Told = {}
    for universe in ("all", "district"):
        mine = rows if universe == "all" else rows[rows["district_file"] != ""]
        needs = _needs(rows[rows["need"].isin(mine["need"])], int(rows["year"].max()))
        result[universe] = {
            "needs": {"true": len(needs), "told": _parts(mart, "waiting_time", universe)[""]["denominator"]},
            **_waiting(mart, universe, needs),
            **_shares(mart, universe, needs),
        }
    result["district"] |= _before(mart, proposals) | _answers(mart, size)
    result["outside"] = _outside(result)
    result["seconds"] = {
        m: spread([seconds(lambda m=m: ask(mart, Question(m))) for _ in range(repeat)]) for m in MEASURES
    }
    say(size, "outside their bounds:", result["outside"])
    return result


def _needs(rows: pd.DataFrame, newest: int) -> list[Told]:
    """Each true need as its lists show it: years asked for, routes, first year paid, whether another source paid."""
    found = []
    for _, each in rows.groupby("need"):
        paid = [int(r.year) for r in each.itertuples() if any(getattr(r, f"fate_{v}") in PAID for v in VERSIONS)]
        paid += [int(y) for y in each["late_year"] if y != ""]
        years = sorted({int(y) for y in each["year"]})
        facts = {"first": years[0], "years": len(years), "gone": years[-1] < newest, "paid": min(paid, default=None)}
        found.append(
            facts | {"routes": set(each["origin"]), "elsewhere": bool((each["elsewhere"].astype(int) > 0).any())}
        )
    return found


def _parts(mart: Mart, name: str, universe: str) -> dict[str, Told]:
    return {r.get("part", ""): r for r in ask(mart, Question(name, universe=universe)).totals}


def _waiting(mart: Mart, universe: str, needs: list[Told]) -> Told:
    """The true curve between the two told: at every year its share, and the year at which half no longer wait."""
    row = _parts(mart, "waiting_time", universe)[""]
    until = mart.rows("select max(year) as y from version_cover where version = 'apbd'")[0]["y"]
    true = curve(Counter(((n["paid"] or until) - n["first"], n["paid"] is not None) for n in needs))
    told = zip(true, row["curve_most"], row["curve"], strict=False)
    shares = {str(t["year"]): [round(x["waiting"], 4) for x in (low, t, high)] for t, low, high in told}
    outside = [year for year, (low, share, high) in shares.items() if not low <= share <= high]
    medians = {"low": row["low"], "true": median(true), "high": row["high"]}
    return {"waiting_time": {"median": medians, "low_true_high": shares, "years_outside": outside}}


def _shares(mart: Mart, universe: str, needs: list[Told]) -> Told:
    unpaid = [n for n in needs if n["paid"] is None and not n["elsewhere"]]
    true = {
        "repeated": sum(n["years"] >= 2 for n in unpaid),
        "repeated_3": sum(n["years"] >= 3 for n in unpaid),
        "not_asked_any_more": sum(n["gone"] for n in unpaid),
        "two_ways": sum(len(n["routes"]) > 1 for n in needs),
        "several_sources": sum(n["paid"] is not None and n["elsewhere"] for n in needs),
    }
    told = _parts(mart, "repeat_and_gave_up", universe) | _parts(mart, "overlap", universe)
    return {part: _beside(told[part], n, len(needs)) for part, n in true.items() if part in told}


def _before(mart: Mart, proposals: pd.DataFrame) -> Told:
    """Roots by the true need of every row (plans too), and how many of those found in a draft by words alone are right."""
    listed = {
        r["id"]: r
        for r in mart.rows("select printf('%016x', proposal_id) as id, * from proposal_fact where u_district")
    }
    plans: dict[int, list[int]] = defaultdict(list)
    for r in proposals[proposals["stage"].isin(["rpjmdes", "rkpdes"]) & proposals["need"].notna()].itertuples():
        plans[int(r.need)].append(int(r.fiscal_year))
    mine = proposals[proposals["proposal_id"].isin(listed)]
    planned = {r.proposal_id for r in mine.itertuples() if any(y <= r.fiscal_year for y in plans.get(int(r.need), ()))}
    told = _parts(mart, "rooted", "district").get("")
    if told is None:
        return {}
    right = sum(listed[p]["rooted"] for p in planned)
    return {"rooted": _beside(told, len(planned), len(mine)) | {"found_and_true": right}}


def _answers(mart: Mart, size: str) -> Told:
    """Dated answers of the invented offices against those told, in the years of which files of answers exist."""
    world = make(SEED, years_of("", size), size)
    years = [r["year"] for r in mart.rows("select distinct year from proposal_fact where replies_here")]
    listed = [w for y in years for w in world.listed(y)]
    in_time = sum(w.answered is not None and w.answered < dt.date(w.year, 1, 31) for w in listed)
    told = _parts(mart, "answered", "district")
    return {f"answered_{p}": _beside(told[p], in_time, len(listed)) for p in ("coded", "any") if p in told}


def _beside(told: Told, true: int, n: int) -> Told:
    """Counts, and shares: the true one lies between low and high, or `gap` says how far outside it is."""
    share = true / n if n else 0.0
    gap = max(told["low"] - share, share - told["high"], 0.0)
    counts = {"true": true, "of": n, "proven": told["numerator"], "most": told["most"], "told_of": told["denominator"]}
    return counts | {
        "low": round(told["low"], 4),
        "share": round(share, 4),
        "high": round(told["high"], 4),
        "gap": round(gap, 4),
    }


def _outside(result: Told) -> list[str]:
    said = [(u, name, r) for u in ("all", "district") for name, r in result[u].items()]
    return [f"{u}: {name}" for u, name, r in said if r.get("gap") or r.get("years_outside")]

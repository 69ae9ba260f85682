"""Order and fairness beside the truth of Kabupaten Rekaan: the same definitions over what truly became of every proposal.

What is asked and what is true differ by what is not yet known; a true share lies between what is proven and what is possible. The
lists, ranks and agencies are those written; only the fates are the true ones."""

from __future__ import annotations

import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.demo.run import demo
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.fates import fates
from analytics.register.workspace import open_workspace

FUNDED, GOT, WITHOUT = (
    ("funded", "funded_size_unknown"),
    ("funded", "funded_size_unknown", "partial"),
    ("unfunded", "late"),
)
SPOT = ["file", "sheet", "row"]
STORIES = {"kept": "Dinas Kesehatan", "none": "Dinas Perumahan dan Kawasan Permukiman"}


def measure(repeat: int) -> dict[str, Any]:
    """Small and full demonstration, each made once: nothing is timed."""
    found = {}
    for size in ("small", "full"):
        with tempfile.TemporaryDirectory() as folder:
            workspace = open_workspace(Path(folder) / "workspace", "bench")
            demo(workspace, "bench", size=size)
            found[size] = compare(open_mart(workspace), workspace.path / "rekaan" / "truth")
    return found


def compare(mart: Mart, truth: Path) -> dict[str, Any]:
    """{measure: {ask, most, truth, holds, ...}}; `holds`: the true share lies between what is proven and what is possible."""
    listed = joined(mart, truth)
    return {
        **{f"top_{k}": _share(mart, "top_k", listed[listed["rank"] <= k], part=str(k)) for k in (1, 3, 5, 10)},
        "rank_weighted": _share(mart, "rank_weighted", listed, weights=1_000_000 // listed["rank"]),
        "priority_inversion": {"all": order(mart, listed)} | {k: order(mart, listed, a) for k, a in STORIES.items()},
        "equity": _equity(mart, listed),
    }


def joined(mart: Mart, truth: Path) -> pd.DataFrame:
    """The ranked proposals of the district lists as the mart holds them, their true fate in the APBD beside the known one."""
    known = pd.DataFrame([vars(f) for f in fates(mart, Question("accommodation_count")) if f.rank is not None])
    true = pd.read_csv(truth / "proposals.csv", usecols=[f"district_{s}" for s in SPOT] + ["fate_apbd", "allocated"])
    true = true.dropna(subset=["district_file"]).rename(columns={f"district_{s}": s for s in SPOT})
    true = true.rename(columns={"fate_apbd": "true_fate", "allocated": "true_allocated"}).astype({"row": "int64"})
    return known.merge(true, on=SPOT, validate="one_to_one")


def pairs(listed: pd.DataFrame, fate: str) -> tuple[int, int]:
    """Pairs of one list of which exactly one received money, and those of them in which it was the lower rank."""
    whole = inverted = 0
    for _, mine in listed[listed[fate].isin((*GOT, *WITHOUT))].groupby(["year", "district", "agency"], dropna=False):
        rows = list(zip(mine["rank"], mine[fate].isin(GOT), strict=True))
        for (a, got_a), (b, got_b) in combinations(sorted(rows), 2):
            whole += a != b and got_a != got_b
            inverted += a != b and got_b and not got_a
    return inverted, whole


def order(mart: Mart, listed: pd.DataFrame, agency: str = "") -> dict[str, Any]:
    """`among`: the true pairs of the proposals whose fate is proven; `truth`: those of all."""
    where = (("agency", (agency,)),) if agency else ()
    asked = ask(mart, Question("priority_inversion", (), where)).total or {}
    mine = listed[listed["agency"] == agency] if agency else listed
    among, true = pairs(mine[mine["fate"] != "unknown"], "true_fate"), pairs(mine, "true_fate")
    share = true[0] / true[1] if true[1] else None
    return {
        "ask": [asked["numerator"], asked["denominator"]],
        "among": list(among),
        "truth": list(true),
        "low": asked["low"],
        "high": asked["high"],
        "holds": share is None or asked["low"] <= share <= asked["high"],
    }


def _share(mart: Mart, name: str, listed: pd.DataFrame, part: str = "", weights: Any = 1) -> dict[str, Any]:
    totals = ask(mart, Question(name)).totals
    row = next(t for t in totals if t.get("part", "") == part)
    true = int((listed["true_fate"].isin(FUNDED) * weights).sum())
    holds = row["numerator"] <= true <= row["most"]
    return {"ask": row["numerator"], "most": row["most"], "truth": true, "of": row["denominator"], "holds": holds}


def _equity(mart: Mart, listed: pd.DataFrame) -> dict[str, Any]:
    """Every district and year: whether the true rate lies between the bounds, and who stands apart in truth as in the answer."""
    rows = ask(mart, Question("equity", ("year", "district"))).rows
    true = listed.assign(paid=listed["true_fate"].isin(FUNDED)).groupby(["year", "district"])["paid"].sum()
    funded = {k: int(v) for k, v in true.items()}
    within = [r["numerator"] <= funded[r["year"], r["district"]] <= r["most"] for r in rows]
    return {
        "ask": sum(r["numerator"] for r in rows),
        "most": sum(r["most"] for r in rows),
        "truth": sum(funded.values()),
        "places": len(rows),
        "places_within": sum(within),
        "apart": sum(r["apart"] != "" for r in rows),
        "holds": all(within),
    }

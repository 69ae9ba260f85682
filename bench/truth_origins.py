"""Origin, musrenbang's share, realisation and revision beside the truth of Kabupaten Rekaan: between proven and at most?"""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from analytics.demo.run import demo
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.register.workspace import open_workspace
from bench.timing import say, seconds, spread

Spot = tuple[str, str, str]
WHOLE = 1_000_000
LINES = """
select i.file, p.sheet, p.row, p.year, p.version, p.amount, p.spending, p.contestable and p.located as counted
from line_fact as p join import as i using (import_id)
where not p.gone and p.version in ('apbd', 'apbd_p', 'realisation')"""
LISTED = """
select i.file, p.sheet, p.row, p.apbd_allocated as apbd, p.apbd_p_allocated as apbd_p, p.realisation_class is not null as told
from proposal_fact as p join import as i using (import_id)
where p.u_district and p.apbd_class is not null"""
ASKED = ("origin_share", "musrenbang_share", "realised", "revision", "envelope_compliance", "before_after")


def measure(repeat: int) -> dict[str, Any]:
    """Figures proven, true and at most of the full demonstration, and seconds of each question."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Path(folder) / "workspace", "bench")
        demo(workspace, "bench")
        mart = open_mart(workspace)
        found = compared(mart, workspace.path / "rekaan" / "truth")
        found["seconds"] = {
            m: spread([seconds(lambda m=m: ask(mart, Question(m))) for _ in range(repeat)], 4)  # type: ignore[misc]
            for m in ASKED
        }
    say(f"  outside its bounds: {[k for k, v in found.items() if k != 'seconds' and not v['inside']] or 'none'}")
    return found


def compared(mart: Mart, folder: Path) -> dict[str, Any]:
    """Each figure as {proven, true, at_most, inside}: shares rounded to four places."""
    origin, shares = _truth(folder)
    lines = {_spot(r): r for r in mart.rows(LINES)}
    listed = {_spot(r): r for r in mart.rows(LISTED)}
    return {
        **_origins(mart, origin, shares, lines),
        **_share_of_musrenbang(mart, origin, shares, lines),
        **_money(mart, shares, lines, listed),
    }


def _truth(folder: Path) -> tuple[dict[Spot, str], dict[Spot, list[tuple[Spot, int]]]]:
    """Origin of each proposal by the row it began with, and of each line the true shares of proposals in millionths."""
    with (folder / "proposals.csv").open(encoding="utf-8-sig", newline="") as file:
        origin = {(r["file"], r["sheet"], r["row"]): r["origin"] for r in csv.DictReader(file)}
    shares: dict[Spot, list[tuple[Spot, int]]] = defaultdict(list)
    with (folder / "links.csv").open(encoding="utf-8-sig", newline="") as file:
        for r in csv.DictReader(file):
            spot = (r["proposal_file"], r["proposal_sheet"], r["proposal_row"])
            if (
                int(r["weight_millionths"]) or r["kind"] == "both"
            ):  # asked two ways: the second takes no share of the line
                shares[r["line_file"], r["line_sheet"], r["line_row"]].append((spot, int(r["weight_millionths"])))
    return origin, shares


def _spot(row: dict[str, Any]) -> Spot:
    return (row["file"], row["sheet"], str(row["row"]))


def _figure(row: dict[str, Any] | None, true: int, whole: int) -> dict[str, Any]:
    told = row or {"value": 0.0, "low": 0.0, "high": 0.0}
    share = true / whole
    shown = {"proven": told["value"], "true": share, "at_most": told["high"]}
    inside = told["low"] - 1e-9 <= share <= told["high"] + 1e-9
    return {k: round(v, 4) for k, v in shown.items()} | {"inside": inside}


def _origins(mart: Mart, origin: Any, shares: Any, lines: Any) -> dict[str, Any]:
    true: dict[str, int] = defaultdict(int)
    for spot, line in lines.items():
        if line["version"] == "apbd" and line["counted"]:
            held = shares.get(spot, [])
            linked = sum(w for _, w in held) * line["amount"] // WHOLE
            true["+".join(sorted({origin[p] for p, _ in held})) or "none"] += linked
            true["none"] += line["amount"] - linked
    told = {r["origin"]: r for r in ask(mart, Question("origin_share")).totals}
    true |= {o: true[o] for o in told if o != "untraced"}
    whole = sum(true.values())
    found = {f"origin_share {o}": _figure(told.get(o), n, whole) for o, n in sorted(true.items()) if o != "none"}
    return found | {"origin_share untraced": _figure(told["untraced"], true["none"], whole)}


def _share_of_musrenbang(mart: Mart, origin: Any, shares: Any, lines: Any) -> dict[str, Any]:
    found = {}
    for row in ask(mart, Question("musrenbang_share")).totals:
        budget = {s: r for s, r in lines.items() if r["version"] == "apbd"}
        if row["part"] == "of_directable":
            budget = {s: r for s, r in budget.items() if r["spending"] in ("capital", "handed_over")}
        weights = {s: sum(w for p, w in shares.get(s, []) if origin[p] == "musrenbang") for s in budget}
        true = sum(w * budget[s]["amount"] // WHOLE for s, w in weights.items())
        found[f"musrenbang_share {row['part']}"] = _figure(row, true, row["denominator"])
    return found


def _money(mart: Mart, shares: Any, lines: Any, listed: Any) -> dict[str, Any]:
    """Of listed proposals whose money is proven in the APBD: what was truly realised and truly revised of that money."""
    paid: dict[Spot, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for spot, line in lines.items():
        for proposal, weight in shares.get(spot, []):
            paid[proposal][line["version"]] += weight * line["amount"] // WHOLE
    there = [s for s, held in listed.items() if held["apbd"] and held["told"]]
    realised = {r["part"]: r for r in ask(mart, Question("realised")).totals}
    revised = {r["part"]: r for r in ask(mart, Question("revision")).totals}
    both = [paid[s] for s, held in listed.items() if held["apbd"] or held["apbd_p"]]
    kinds = {
        "added": sum(not p["apbd"] and p["apbd_p"] > 0 for p in both),
        "removed": sum(p["apbd"] > 0 and not p["apbd_p"] for p in both),
        "raised": sum(0 < p["apbd"] < p["apbd_p"] for p in both),
        "lowered": sum(p["apbd"] > p["apbd_p"] > 0 for p in both),
    }
    return {
        "realised items": _figure(realised["items"], sum(paid[s]["realisation"] > 0 for s in there), len(there)),
        **{f"revision {k}": _figure(revised[k], n, len(both)) for k, n in kinds.items()},
    }

"""The measures once more, slowly: proposals, lines and links one by one, written from the definitions, never from the SQL.

Every function gives {key of the slice: (numerator, denominator, ...)}; a slice of nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

import pandas as pd

from analytics.query.database import Mart

Row = dict[str, Any]
Figures = dict[tuple[Any, ...], tuple[Any, ...]]
MONEY_ELSEWHERE = ("village_fund", "pnpm", "province", "other")
LATE_YEARS = 3
WITH, WITHOUT = ("funded", "funded_size_unknown", "partial"), ("unfunded", "late")  # money of the year, and proven none


class Register:
    """Proposals with their fates reckoned anew from links and lines; lines; needs."""

    def __init__(self, mart: Mart, universe: str, version: str) -> None:
        self.version = version
        lines = {r["line_id"]: r for r in mart.rows("select * from line_fact")}
        self.covered = {(r["regency_code"], r["year"], r["version"]) for r in mart.rows("select * from version_cover")}
        self.links: dict[int, list[tuple[int, Row]]] = {}
        for k in mart.rows("select proposal_id, line_id, weight from link_fact"):
            self.links.setdefault(k["proposal_id"], []).append((k["weight"], lines[k["line_id"]]))
        self.lines = [r for r in lines.values() if not r["gone"]]
        self.every = mart.rows("select * from proposal_fact")
        self.members = [p for p in self.every if p[f"u_{universe}"]]
        self.needs = [r for r in mart.rows("select * from need_fact") if r[f"u_{universe}"]]

    def money(self, p: Row, version: str, years: range) -> int:
        """Rupiah by confirmed links to lines of a version in some years: exact shares, each year's sum rounded down."""
        found: dict[int, int] = {}
        for weight, line in self.links.get(p["proposal_id"], []):
            if line["version"] == version and line["year"] in years:
                found[line["year"]] = found.get(line["year"], 0) + weight * line["amount"]
        return sum(part // 1_000_000 for part in found.values())

    def fate(self, p: Row, version: str = "") -> str | None:
        """The class of a proposal in a budget version of its year; None where that is not there."""
        version = version or self.version
        year = p["year"]
        if (p["regency"], year, version) not in self.covered or p["gone"]:
            return None
        now = self.money(p, version, range(year, year + 1))
        later = self.money(p, version, range(year + 1, year + LATE_YEARS + 1))
        others = [v for v in MONEY_ELSEWHERE if v != version]
        other = sum(self.money(p, v, range(year, year + LATE_YEARS + 1)) for v in others)
        cost = p["estimated_cost"] or 0
        if now:
            if not cost:
                return "funded_size_unknown"
            return "funded" if Fraction(now, cost) >= Fraction(4, 5) else "partial"
        if later:
            return "late"
        if other:
            return "elsewhere"
        said = p[f"{version}_class"]
        return said if said in ("unfunded", "unknown") else f"no money, yet {said}"


def funded(fate: str | None) -> bool:
    return fate in ("funded", "funded_size_unknown")


def grouped(rows: list[Row], by: tuple[str, ...], figure: Callable[[list[Row]], tuple[Any, ...] | None]) -> Figures:
    """The figure of every slice that has one."""
    slices: dict[tuple[Any, ...], list[Row]] = {}
    for r in rows:
        slices.setdefault(tuple(r[d] for d in by), []).append(r)
    found = {key: figure(mine) for key, mine in slices.items()}
    return {key: f for key, f in found.items() if f is not None}


def accommodation_count(reg: Register, by: tuple[str, ...]) -> Figures:
    def figure(mine: list[Row]) -> tuple[Any, ...]:
        fates = pd.Series([reg.fate(p) for p in mine])
        proven, unknown = int(fates.map(funded).sum()), int((fates == "unknown").sum())
        return proven, len(mine), proven + unknown, len(mine), unknown

    return grouped([p for p in reg.members if reg.fate(p)], by, figure)


def accommodation_value(reg: Register, by: tuple[str, ...]) -> Figures:
    rows = [p for p in reg.members if reg.fate(p) and (p["estimated_cost"] or 0) > 0]

    def figure(mine: list[Row]) -> tuple[Any, ...]:
        got = [min(reg.money(p, reg.version, range(p["year"], p["year"] + 1)), p["estimated_cost"]) for p in mine]
        unknown = [reg.fate(p) == "unknown" for p in mine]
        most = sum(p["estimated_cost"] if u else g for p, g, u in zip(mine, got, unknown, strict=True))
        return sum(got), sum(p["estimated_cost"] for p in mine), most, len(mine), sum(unknown)

    return grouped(rows, by, figure)


def top_k(reg: Register, by: tuple[str, ...], k: int) -> Figures:
    def figure(mine: list[Row]) -> tuple[Any, ...]:
        fates = [reg.fate(p) for p in mine]
        proven, unknown = sum(map(funded, fates)), fates.count("unknown")
        return proven, len(mine), proven + unknown, len(mine), unknown

    return grouped([p for p in reg.members if reg.fate(p) and p["rank"] is not None and p["rank"] <= k], by, figure)


def priority_inversion(reg: Register, by: tuple[str, ...]) -> Figures:
    """Every pair of every list, looked at one by one."""
    lists: dict[tuple[Any, ...], list[Row]] = {}
    for p in reg.members:
        if reg.fate(p) and p["rank"] is not None:
            at = tuple(p[d] for d in ("regency", "year", "district", "agency", "list_part"))
            lists.setdefault(at, []).append(p)
    pairs = []
    for mine in lists.values():
        place = {d: mine[0][d] for d in ("regency", "year", "district", "agency", "dapil")}
        for a, b in combinations(sorted(mine, key=lambda p: p["rank"]), 2):
            if a["rank"] != b["rank"]:
                pairs.append({**place, "above": reg.fate(a), "below": reg.fate(b)})

    def figure(mine: list[Row]) -> tuple[Any, ...]:
        turned = sum(r["above"] in WITHOUT and r["below"] in WITH for r in mine)
        kept = sum(r["above"] in WITH and r["below"] in WITHOUT for r in mine)
        return turned, turned + kept

    return grouped(pairs, by, figure)


def needs_part(reg: Register, by: tuple[str, ...], wanted: Callable[[Row], bool]) -> Figures:
    """Needs of a kind that are proven unfunded, of all needs that were asked for; and at most how many."""
    rows = [{**n, "year": n["last_asked"]} for n in reg.needs if n["n_years"] > 0]

    def figure(mine: list[Row]) -> tuple[Any, ...]:
        waiting = [n for n in mine if wanted(n) and n["funded_year"] is None and not n["elsewhere"]]
        return sum(n["open_year"] is None for n in waiting), len(mine), len(waiting)

    return grouped(rows, by, figure)


def origin_share(reg: Register, by: tuple[str, ...]) -> dict[tuple[Any, ...], int]:
    """Rupiah by slice and origin: what linked proposals answer goes to their origins, the rest to a confirmed mark or nobody."""
    found: dict[tuple[Any, ...], int] = {}
    for line in reg.lines:
        if line["version"] == reg.version and line["contestable"] and line["located"]:
            key = tuple(line[d] for d in by)
            traced = line["traced_amount"]
            for origin, amount in ((line["origin"], traced), (line["marked"] or "untraced", line["amount"] - traced)):
                if amount:
                    found[*key, origin] = found.get((*key, origin), 0) + amount
    return found


def musrenbang_share(reg: Register, by: tuple[str, ...], *, directable: bool) -> Figures:
    kinds = ("capital", "handed_over")
    rows = [x for x in reg.lines if x["version"] == reg.version and (not directable or x["spending"] in kinds)]
    return grouped(rows, by, lambda mine: (sum(x["musrenbang_amount"] for x in mine), sum(x["amount"] for x in mine)))


def revision(reg: Register, by: tuple[str, ...]) -> dict[str, Figures]:
    """Items of the approved and the revised budget, compared one by one; what is not proven on both sides is no change."""
    rows = [p for p in reg.members if reg.fate(p, "apbd") and reg.fate(p, "apbd_p")]
    pairs = {}
    for p in rows:
        this = range(p["year"], p["year"] + 1)
        pairs[p["proposal_id"]] = [reg.money(p, v, this) for v in ("apbd", "apbd_p")]

    def part(test: Callable[[Row, int, int], bool]) -> Figures:
        def figure(mine: list[Row]) -> tuple[Any, ...] | None:
            either = [p for p in mine if any(pairs[p["proposal_id"]])]
            return (sum(test(p, *pairs[p["proposal_id"]]) for p in either), len(either)) if either else None

        return grouped(rows, by, figure)

    return {
        "added": part(lambda p, a, b: a == 0 and reg.fate(p, "apbd") == "unfunded"),
        "removed": part(lambda p, a, b: b == 0 and reg.fate(p, "apbd_p") == "unfunded"),
        "raised": part(lambda _p, a, b: 0 < a < b),
        "lowered": part(lambda _p, a, b: a > b > 0),
        "unchanged": part(lambda _p, a, b: a == b > 0),
    }

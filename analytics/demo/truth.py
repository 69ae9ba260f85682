"""The truth beside the files: what every row stands for, what pays what, and what the evidence should prove."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analytics.demo import evidence, reckoning, stories
from analytics.demo.made import Key, Made
from analytics.demo.model import REGENCY, Line, Wish, World

Spot = tuple[str, str, int]  # file, sheet, row
CHAINED_FROM = evidence.IDS_FROM  # from this year on a wish's rows carry its id, so its village row is where it begins
VERSIONS = ("rkpd", "kua_ppas", "rapbd", "apbd", "apbd_p", "realisation")
MARK = "DATA REKAAN"
NO_SPOT = ("", "", "")


class Index:
    """Where everything stands in the written files."""

    def __init__(self, made: list[Made]) -> None:
        self.at: dict[Key, Spot] = {key: (m.path.name, *spot) for m in made for key, spot in m.rows.items()}

    def wish(self, w: Wish) -> Spot | None:
        """The row where the wish begins for whoever reads the files: later rows carry it forward."""
        roles = ["pokir"] if w.origin == "pokir" else ["village", "district"]
        if w.year < CHAINED_FROM:
            roles.reverse()
        return next((self.at[role, w.id] for role in roles if (role, w.id) in self.at), None)

    def line(self, line: Line, version: str) -> Spot | None:
        return self.at.get((version, line.id))


def write_truth(world: World, made: list[Made], folder: Path) -> None:
    """Writes every truth file into a folder made for them."""
    folder.mkdir(parents=True)
    index = Index(made)
    links = reckoning.true_links(world)
    _csv(folder / "links.csv", _links(world, index))
    _csv(folder / "proposals.csv", _proposals(world, index, links))
    _csv(folder / "needs.csv", _needs(world))
    _csv(folder / "figures.csv", figures(world))
    _csv(folder / "rekaan_canonical_proposals.csv", _canonical_proposals(world, index))
    _csv(folder / "rekaan_canonical_lines.csv", _canonical_lines(world))
    _csv(folder / "rekaan_canonical_truth.csv", _canonical_truth(world, index, links))
    (folder / "stories.md").write_text(stories.told(world), encoding="utf-8")


def _csv(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """The rows, each with its mark in the last column: a row copied out of its file still says that it is invented."""
    listed = [row | {"keterangan": MARK} for row in rows]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(listed[0]) if listed else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def _links(world: World, index: Index) -> Iterator[dict[str, Any]]:
    names = [f"{what}_{part}" for what in ("proposal", "line") for part in ("file", "sheet", "row")]
    for year in world.years:
        for line in world.lines[year]:
            for w, weight, kind in line.parts:
                start = index.wish(w)
                for version in line.amounts if start else ():
                    where = index.line(line, version)
                    if where:
                        row = dict(zip(names, (*(start or NO_SPOT), *where), strict=True))
                        by_id = int(bool(w.sipd) and line.names == str(w.sipd))
                        yield row | {"version": version, "weight_millionths": weight, "kind": kind, "by_id": by_id}


def _proposals(world: World, index: Index, links: reckoning.Links) -> Iterator[dict[str, Any]]:
    by_version = {v: reckoning.fates(world, links, v) for v in VERSIONS}
    held = {v: {y for y in world.years if any(v in x.amounts for x in world.lines[y])} for v in VERSIONS}
    for year in world.years:
        for w in world.wishes[year]:
            start = index.wish(w)
            if start is None:
                continue
            listed = index.at.get(("district", w.id), NO_SPOT)
            row: dict[str, Any] = dict(zip(("file", "sheet", "row"), start, strict=True))
            row |= dict(zip(("district_file", "district_sheet", "district_row"), listed, strict=True))
            row |= {"year": year, "origin": w.origin, "need": w.need.id, "rank": w.rank or "", "sipd": w.sipd or ""}
            row |= {
                "village": w.need.village.code,
                "agency": w.need.kind.agency,
                "estimate": w.cost if w.priced else "",
            }
            row |= {"cost": w.cost, "decision": w.decision, "reason": w.reason}
            for v in VERSIONS:
                row[f"fate_{v}"] = by_version[v][w].kind if year in held[v] else ""
            fate = by_version["apbd"][w]
            yield row | {"allocated": fate.allocated, "late_year": fate.late_year or "", "elsewhere": fate.elsewhere}


def _needs(world: World) -> Iterator[dict[str, Any]]:
    for n in world.needs:
        row = {
            "need": n.id,
            "village": n.village.code,
            "kind": n.kind.id,
            "at": n.at,
            "volume": n.volume,
            "unit": n.kind.unit,
        }
        row |= {"born": n.born, "asked": " ".join(map(str, n.asked)), "done": n.done or "", "done_by": n.done_by}
        yield row | {"gave_up": n.gave_up or ""}


def figures(world: World) -> list[dict[str, Any]]:
    """Per year and district: how many of the signed list each class holds under the evidence, and the rupiah."""
    found = reckoning.fates(world, evidence.links(world), "apbd", reckoning.said_absent(world))
    rows = []
    for year in world.years:
        for district in world.districts:
            mine = [w for w in world.listed(year) if w.need.village.district is district]
            kinds = [found[w].kind for w in mine]
            row: dict[str, Any] = {"year": year, "district": district.code, "n": len(mine)}
            row |= {kind: kinds.count(kind) for kind in reckoning.CLASSES}
            row["estimated"] = sum(w.cost for w in mine if w.priced)
            row["counted"] = sum(min(found[w].allocated, w.cost) for w in mine if w.priced)
            row["truly_funded"] = sum(w.need.done == year and w.need.done_by in {"apbd", "pokir"} for w in mine)
            rows.append(row)
    return rows


def _canonical_proposals(world: World, index: Index) -> Iterator[dict[str, Any]]:
    for year in world.years:
        for w in world.wishes[year]:
            if index.wish(w) is not None:
                village, asked = w.need.village, world.agencies[w.agency].name
                row: dict[str, Any] = {"regency_code": REGENCY, "proposal_id": f"U{w.id}", "fiscal_year": year}
                row |= {"district": village.district.name, "village": village.name, "title": w.listed or w.title}
                row |= {"location_text": w.listed_at or w.location, "volume": w.need.volume, "unit": w.need.kind.unit}
                yield row | {"estimated_cost": w.cost if w.priced else "", "agency": asked, "rank": w.rank or ""}


def _canonical_lines(world: World) -> Iterator[dict[str, Any]]:
    for year in world.years:
        for line in world.lines[year]:
            if "apbd" in line.amounts:
                row: dict[str, Any] = {"regency_code": REGENCY, "line_id": f"B{line.id}", "fiscal_year": year}
                row |= {"agency": world.agencies[line.agency].name, "program": line.codes[1], "activity": line.codes[3]}
                row |= {"sub_activity": line.codes[5], "description": line.text, "location_text": ""}
                yield row | {"account_code": line.account[0], "amount": line.amounts["apbd"], "fund_source": line.fund}


def _canonical_truth(world: World, index: Index, links: reckoning.Links) -> Iterator[dict[str, Any]]:
    for line in links:
        if "apbd" in line.amounts:
            for w, weight, kind in line.parts:
                if kind != "planning" and w.year in world.years and index.wish(w):
                    row = {
                        "proposal_id": f"U{w.id}",
                        "line_id": f"B{line.id}",
                        "weight_millionths": weight,
                        "kind": kind,
                    }
                    yield row

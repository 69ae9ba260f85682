"""Needs over the years, answers and what precedes the list: each measure against a plain count over the rows, one by one."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import defaultdict
from typing import Any

import pytest

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from tests.property.worlds import VILLAGES, World, make

YEARS = (2021, 2022, 2023, 2024)
LISTS = ("rpjmdes", "rkpdes", "musrenbang_village", "musrenbang_district", "musrenbang_district", "pokir")
TITLES = ("Drainase Dusun Mawar", "Drainase Dusun Mawar", "Posyandu Melati", "Talud Dusun Sawah")


def world(seed: int) -> World:
    """Lists of few wishes, so that needs have several members, plans and drafts; money, checks and replies for many of them."""
    rng = random.Random(seed)

    def day() -> dt.date:
        return dt.date(2020, 6, 1) + dt.timedelta(days=rng.randrange(1500))

    proposals = [
        {
            "year": rng.choice(YEARS),
            "stage": rng.choice((*LISTS, "agency_forum", "initial_draft")),
            "parent": rng.choice((None, None, rng.randrange(16))),
            "village_code": rng.choice((None, *VILLAGES[:2], *VILLAGES[:2])),
            "agency": rng.choice((None, "Dinas A", "DINAS  A", "Dinas B")),
            "rank": rng.choice((None, rng.randrange(1, 6))),
            "decision": rng.choice((None, "rejected", "withdrawn", "forwarded")),
            "reason": rng.choice((None, "land", "none")),
            "title": rng.choice(TITLES),
            "signed_on": rng.choice((None, day())),
            "submitted_on": rng.choice((None, day())),
            "old": False,
        }
        for _ in range(16)
    ]
    lines = [
        {
            "year": year,
            "version": version,
            "amount": rng.randrange(1, 1000),
            "pays": rng.choice((None, rng.randrange(16))),
            "names_village": False,
            "village_code": None,
            "old": False,
            "tail": "",
        }
        for year in YEARS[: rng.randrange(2, 5)]
        for version in ("apbd", "apbd", "apbd", rng.choice(("realisation", "village_fund", "village_fund", "pnpm")))
    ]
    words = [
        {"author": "ani", "proposal": i, "line": "apbd", "verdict": "absent", "weight": None}
        for i in range(16)
        if rng.random() < 0.85
    ]
    words += [
        {
            "author": "budi",
            "proposal": rng.randrange(16),
            "line": rng.randrange(len(lines)),
            "verdict": "match",
            "weight": None,
        }
        for _ in range(3)
    ]
    replies = [
        {
            "external_id": f"P{rng.randrange(18)}",
            "year": rng.choice((None, None, None, rng.choice(YEARS))),
            "replied_on": rng.choice((None, day(), day())),
            "reason": rng.choice((None, "land")),
        }
        for _ in range(8)
    ]
    return World(tuple(proposals), tuple(lines), tuple(words), reply=tuple(replies))


OF_APBD = ("apbd", "shift", "apbd_p", "realisation")
OTHERS = ("village_fund", "pnpm", "province", "other")
REFUSED = ("redirected", "postponed", "rejected", "returned", "withdrawn")
Rows = list[dict[str, Any]]


def needs_of(mart: Mart, universe: str) -> Rows:
    """Every need asked for in the universe, from its members, the links and the lines."""
    paid: dict[tuple[int, str, int], int] = defaultdict(int)
    links = "select k.proposal_id, l.version, l.year, k.weight, l.amount from link_fact as k join line_fact as l using (line_id)"
    for r in mart.rows(links):
        paid[r["proposal_id"], r["version"], r["year"]] += r["weight"] * r["amount"]
    until = mart.rows("select max(year) as y from version_cover where version = 'apbd'")[0]["y"]
    members: dict[int, Rows] = defaultdict(list)
    for r in mart.rows("select m.need_id, p.* from need_member as m join proposal_fact as p using (proposal_id)"):
        members[r["need_id"]].append(r)
    states = {r["need_id"]: r for r in mart.rows("select need_id, state, village, agency from need_fact")}
    found = []
    for need, each in members.items():
        asks = [m for m in each if m["origin"] in ("musrenbang", "pokir") and m["origin_stage"] != "rpjmdes"]
        if not any(m[f"u_{universe}"] for m in asks):
            continue
        money = [
            (version, year, amount // 1_000_000)
            for (p, version, year), amount in paid.items()
            for m in each
            if p == m["proposal_id"] and m["year"] <= year <= m["year"] + 3 and amount >= 1_000_000
        ]
        years = {m["year"] for m in asks}
        found.append(
            {
                **states[need],
                "first": min(years),
                "last": max(years),
                "n_years": len(years),
                "funded": min((y for v, y, _ in money if v in OF_APBD), default=None),
                "other": sum(a for v, _, a in money if v in OTHERS),
                "apbd": sum(a for v, _, a in money if v == "apbd"),
                "sources": {"apbd" if v in OF_APBD else v for v, _, _ in money if v in OF_APBD + OTHERS},
                "routes": {m["origin"] for m in asks},
                "open": min((m["year"] for m in asks if m["apbd_class"] in (None, "unknown")), default=None),
                "until": until,
            }
        )
    return found


def parts(mart: Mart, name: str, universe: str) -> dict[str, dict[str, Any]]:
    answer = ask(mart, Question(name, universe=universe))
    json.dumps(answer.json(), allow_nan=False)
    return {r.get("part", ""): r for r in answer.totals}


def told(row: dict[str, Any]) -> tuple[int, ...]:
    return tuple(row[k] for k in ("numerator", "denominator", "most", "n_unknown"))


def repeated(mart: Mart, universe: str) -> None:
    needs = needs_of(mart, universe)
    found = parts(mart, "repeat_and_gave_up", universe)
    tests = {
        "repeated": lambda n: n["n_years"] >= 2,
        "repeated_3": lambda n: n["n_years"] >= 3,
        "not_asked_any_more": lambda n: n["state"] == "not_asked_any_more",
    }
    for part, test in tests.items() if found else ():
        unpaid = [n for n in needs if test(n) and n["funded"] is None and not n["other"]]
        proven = [n for n in unpaid if n["open"] is None]
        assert told(found[part]) == (len(proven), len(needs), len(unpaid), len(unpaid) - len(proven)), part


def overlap(mart: Mart, universe: str) -> None:
    needs = needs_of(mart, universe)
    found = parts(mart, "overlap", universe)
    both = [n for n in needs if len(n["routes"]) == 2]
    several = [n for n in needs if len(n["sources"]) > 1]
    for part, mine in (("two_ways", both), ("several_sources", several)) if found else ():
        assert told(found[part])[:2] == (len(mine), len(needs))
        rupiah = [sum(n["apbd"] + n["other"] for n in group) for group in (mine, needs)]
        assert told(found[f"{part}_rupiah"])[:2] == tuple(rupiah)


def naive(subjects: list[tuple[int, bool]]) -> tuple[list[float], int | None]:
    """The share still waiting after each year, subject by subject, and the first year at which it is at most half."""
    share, curve = 1.0, []
    for year in range(max((t for t, _ in subjects), default=-1) + 1):
        risk = [s for s in subjects if s[0] >= year]
        share *= 1 - sum(s == (year, True) for s in subjects) / len(risk)
        curve.append(share)
    return curve, next((y for y, s in enumerate(curve) if s <= 0.5 + 1e-9), None)


def waiting(mart: Mart, universe: str) -> None:
    needs = [n for n in needs_of(mart, universe) if (n["funded"] or n["until"] or 0) >= n["first"]]
    row = parts(mart, "waiting_time", universe).get("")
    if row is None:
        return
    proven, most, unknown = [], [], 0
    for n in needs:
        end = n["funded"] or n["until"]
        still = n["open"] if n["open"] and n["open"] <= end else None
        proven.append((end - n["first"], n["funded"] is not None))
        most.append(((still or end) - n["first"], bool(still or n["funded"])))
        unknown += still is not None and n["funded"] is None
    assert (row["numerator"], row["denominator"], row["n_unknown"]) == (sum(e for _, e in proven), len(needs), unknown)
    for key, subjects in (("curve", proven), ("curve_most", most)):
        curve, half = naive(subjects)
        assert [round(r["waiting"], 9) for r in row[key]] == [round(s, 9) for s in curve]
        assert half == (row["value"] if key == "curve" else row["low"])
    assert row["high"] == row["value"]


def before(mart: Mart, universe: str) -> None:
    rows = mart.rows("select m.need_id, p.* from need_member as m join proposal_fact as p using (proposal_id)")
    by_id = {r["proposal_id"]: r for r in rows}
    stands: dict[int, dict[str, str]] = defaultdict(dict)
    for r in mart.rows("select * from stage_fact"):
        stands[r["proposal_id"]][r["stage"]] = r["decision"]
    there = mart.rows("select stage, year, village_code, agency from submission where not gone")
    counts = {name: [0, 0, 0, 0] for name in ("rooted", "found", "taken_up")}
    for p in rows:
        if not p[f"u_{universe}"]:
            continue
        family = [
            (by_id[q], s, d) for q in stands if by_id.get(q, p)["need_id"] == p["need_id"] for s, d in stands[q].items()
        ]
        rooted = any(s in ("rpjmdes", "rkpdes") for s in stands[p["proposal_id"]]) or any(
            s in ("rpjmdes", "rkpdes") and q["village"] == p["village"] is not None and q["year"] <= p["year"]
            for q, s, _ in family
        )
        planned = any(
            t["stage"] in ("rpjmdes", "rkpdes")
            and t["village_code"] == p["village"] is not None
            and p["year"] - 8 < t["year"] <= p["year"]
            for t in there
        )
        drafts = [d for q, s, d in family if s in ("initial_draft", "agency_forum") and q["year"] == p["year"]]
        name = (p["agency"] or "").lower().replace(" ", "")
        here = any(
            t["stage"] in ("initial_draft", "agency_forum")
            and t["year"] == p["year"]
            and name
            and (t["agency"] or "").lower().replace(" ", "") == name
            for t in there
        )
        for what, yes, unknown in (
            ("rooted", rooted, not rooted and not planned),
            ("found", bool(drafts), not drafts and not here),
            ("taken_up", any(d not in REFUSED for d in drafts), not drafts and not here),
        ):
            counts[what] = [a + b for a, b in zip(counts[what], (yes, 1, yes or unknown, unknown), strict=True)]
    for measure, names in (("rooted", {"": "rooted"}), ("renja_match", {"found": "found", "taken_up": "taken_up"})):
        found = parts(mart, measure, universe)
        for part, what in names.items() if found else ():
            assert list(told(found[part])) == counts[what], what


def answers(mart: Mart, universe: str) -> None:
    replies: dict[int, Rows] = defaultdict(list)
    for r in mart.rows("select * from reply_fact where proposal_id is not null"):
        replies[r["proposal_id"]].append(r)
    everyone = mart.rows("select * from proposal_fact")
    heard = {p["year"] for p in everyone if p["proposal_id"] in replies}
    asked = [p for p in everyone if p[f"u_{universe}"] and p["year"] in heard]
    villages = mart.rows("select * from submission where stage = 'musrenbang_village' and not gone")
    found = parts(mart, "answered", universe)
    for part in ("coded", "any") if found else ():
        n = {"numerator": 0, "n_unknown": 0}
        for p in asked:
            days = [
                min(d for d in (v["signed_on"], v["submitted_on"]) if d)
                for v in villages
                if v["year"] == p["year"] + 1
                and v["district_code"]
                and v["district_code"] == p["district"]
                and (v["signed_on"] or v["submitted_on"])
            ]
            own = [
                min(d for d in (v["signed_on"], v["submitted_on"]) if d)
                for v in villages
                if v["year"] == p["year"] + 1
                and v["village_code"]
                and v["village_code"] == p["village"]
                and (v["signed_on"] or v["submitted_on"])
            ]
            days, own = ([d for d in each if d >= dt.date(p["year"] - 1, 6, 1)] for each in (days, own))
            due = min(own or days or [dt.date(p["year"], 1, 31)])
            assert p["answer_due"] == due
            dated = [
                r["replied_on"] for r in replies[p["proposal_id"]] if r["replied_on"] and (part == "any" or r["reason"])
            ]
            n["numerator"] += bool(dated) and min(dated) < due
            n["n_unknown"] += not dated and p["answer_open"]
        assert (found[part]["numerator"], found[part]["n_unknown"]) == (n["numerator"], n["n_unknown"])
        assert found[part]["denominator"] == len(asked)


@pytest.mark.parametrize("seed", range(16))
def test_measures_are_what_a_plain_count_says(seed: int) -> None:
    mart = make(world(seed))
    for universe in ("all", "district", "village"):
        for check in (repeated, overlap, waiting, before, answers):
            check(mart, universe)

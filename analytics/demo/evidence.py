"""What somebody who only holds the files can know: SIPD ids on lines, and the word of two office accounts."""

from __future__ import annotations

import hashlib
from random import Random

from analytics.demo.model import WHOLE, Line, Verdict, Wish, World

IDS_FROM = 2023  # first budget year whose files carry SIPD ids
CHECKERS = ("periksa-1", "periksa-2")


def checked(year: int) -> float:
    """Share of a year's district lists that the accounts have gone through."""
    return 0.86 if year >= 2019 else 0.5 if year >= 2016 else 0.2


def number(world: World) -> None:
    """Gives SIPD ids to the wishes of the id years, each used once. The first four figures are the world's own, so that
    rows of another seed, size or span of years are other rows."""
    rng = Random(f"{world.seed}/numbers")
    at = prefix(world) * 1_000_000
    for year in sorted(world.wishes):
        for w in world.wishes[year]:
            at += rng.randint(1, 9)
            w.sipd = at if year >= IDS_FROM else 0


def prefix(world: World) -> int:
    """Four figures made of what the world was made from."""
    said = f"{world.seed}/{world.size}/{world.years[0]}-{world.years[-1]}"
    return 1_000 + int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest(), "big") % 9_000


def name(world: World) -> None:
    """Puts the id of one wish on nine of ten lines that pay one; on half of the village lines."""
    rng = Random(f"{world.seed}/ids")
    for year in sorted(world.lines):
        for line in world.lines[year]:
            able = [w for w, weight, kind in line.parts if w.sipd and (weight or kind == "both")]
            if able and year >= IDS_FROM and rng.random() < (0.5 if line.village else 0.9):
                line.names = str(rng.choice(able).sipd)


def judge(world: World) -> list[Verdict]:
    """The verdicts of two accounts on the district lists, with two disagreements a year."""
    rng = Random(f"{world.seed}/judging")
    found: list[Verdict] = []
    for year in world.years:
        mine: list[Verdict] = []
        for w in world.listed(year):
            who = CHECKERS[int(w.need.village.district.code[-2:]) % 2]
            if rng.random() < checked(year):
                mine += list(verdicts(who, w, world))
        found += mine + disagree(rng, mine)
    return found


def verdicts(who: str, w: Wish, world: World) -> list[Verdict]:
    """What one account says of one wish after looking it up everywhere."""
    found, in_budget = [], False
    for line, weight, _ in w.lines:
        if not weight or line.year not in world.years:
            continue
        in_budget |= line.year == w.year and "apbd" in line.amounts
        alone = sum(1 for _, part, kind in line.parts if part or kind == "both") == 1
        if line.names == str(w.sipd) and alone:
            continue  # the id says it already
        share = None if alone else weight
        for version in line.amounts:
            told = (
                version == "apbd" or version in {"village_fund", "pnpm"} or (version == "apbd_p" and line.year >= 2016)
            )
            if told:
                found.append(Verdict(who, w, line, version, "match", share))
    if not in_budget:
        found.append(Verdict(who, w, None, "apbd", "absent", None))
    return found


def disagree(rng: Random, said: list[Verdict]) -> list[Verdict]:
    """The other account contradicts one match and one absence."""
    found = []
    for verdict in ("match", "absent"):
        able = [v for v in said if v.verdict == verdict and v.version == "apbd" and v.weight is None]
        if able:
            v = rng.choice(able)
            other = CHECKERS[1 - CHECKERS.index(v.author)]
            found.append(Verdict(other, v.wish, v.line, v.version, "no", None))
    return found


def links(world: World) -> dict[Line, dict[Wish, int]]:
    """Line -> wish -> weight in millionths, as the evidence in the APBD and in village money proves it."""
    by_id = {str(w.sipd): w for year in world.years for w in world.wishes[year] if w.sipd}
    given: dict[Line, dict[Wish, int | None]] = {}
    for year in world.years:
        for line in world.lines[year]:
            w = by_id.get(line.names)
            if w and w.year <= line.year <= w.year + 3:
                given.setdefault(line, {})[w] = None
    refused = {(v.wish, v.line) for v in world.verdicts if v.verdict == "no" and v.line}
    for v in world.verdicts:
        if v.verdict == "match" and v.line and v.version != "apbd_p":
            pairs = given.setdefault(v.line, {})
            if (v.wish, v.line) in refused and v.wish not in pairs:
                continue
            if (v.wish, v.line) not in refused or str(v.wish.sipd) == v.line.names:
                pairs[v.wish] = v.weight
    return {line: shared(pairs) for line, pairs in given.items() if pairs}


def shared(pairs: dict[Wish, int | None]) -> dict[Wish, int]:
    """Weights on one line: what was given, the rest to the one wish without a given weight."""
    fixed = sum(weight for weight in pairs.values() if weight is not None)
    rest = [w for w, weight in pairs.items() if weight is None]
    found = {w: weight for w, weight in pairs.items() if weight is not None}
    return found | {w: (WHOLE - min(fixed, WHOLE)) // len(rest) for w in rest}

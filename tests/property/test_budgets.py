"""Two budgets compared, against the same matched and counted row by row with pandas, the slow and obvious way."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.query.budgets import BY, KINDS, Budgets, Slice, budgets
from analytics.query.budgets_match import PLACES, WORDS
from analytics.query.budgets_rows import LISTED, named
from tests.property.worlds import REGENCY, InMemory

TEXTS = (
    "external_id",
    "regency",
    "version",
    "district",
    "village",
    "dapil",
    "agency",
    "program",
    "activity",
    "sub_activity",
)
TEXTS += ("description", "location_text", "account_code", "origin", "marked", "import_id", "sheet")
SHAPE = pa.schema(
    [("line_id", pa.uint64()), ("year", pa.int32()), ("row", pa.int32()), ("amount", pa.int64()), ("gone", pa.bool_())]
    + [(name, pa.string()) for name in TEXTS]
)
NOBODY = st.none()
VILLAGES = ("73.02.01.2002", "73.02.01.2003", "73.02.02.1001")
line = st.fixed_dictionaries(
    {
        "side": st.sampled_from(("a", "b")),
        "external_id": st.one_of(NOBODY, st.sampled_from(("1", "2", "3"))),
        "agency": st.one_of(NOBODY, st.sampled_from(("Dinas A", "dinas a.", "Dinas B"))),
        "program": st.one_of(NOBODY, st.just("Program")),
        "sub_activity": st.one_of(NOBODY, st.sampled_from(("Sub 1", "SUB  1", "Sub 2"))),
        "description": st.one_of(NOBODY, st.sampled_from(("Jalan RT 1/2", "jalan rt 1 2", "Jalan RT 12", "Talud", ""))),
        "location_text": st.one_of(NOBODY, st.sampled_from(("Desa Ara", "Desa Buhung"))),
        "village": st.one_of(NOBODY, st.sampled_from(VILLAGES)),
        "account_code": st.one_of(NOBODY, st.just("5.2.1")),
        "origin": st.sampled_from((None, "untraced", "musrenbang", "pokir", "musrenbang+pokir")),
        "marked": st.one_of(NOBODY, st.just("pokir")),
        "amount": st.sampled_from((0, 100, 100, 250, 20_000_000_000_000)),
        "gone": st.sampled_from((False, False, False, True)),
        "ids": st.sampled_from(("sipd", "sipd", "other")),
    }
)


def made(rows: list[dict[str, Any]], against_year: int) -> InMemory:
    """A mart of nothing but lines and the imports they came with."""
    lines = [
        r
        | {
            "line_id": i + 1,
            "row": i,
            "regency": REGENCY,
            "sheet": "CSV",
            "import_id": r["ids"],
            "district": district(r),
        }
        | {"year": 2025 if r["side"] == "a" else against_year, "version": "apbd" if r["side"] == "a" else "apbd_p"}
        for i, r in enumerate(rows)
    ]
    db = duckdb.connect()
    db.register("given", pa.table({f.name: pa.array([r.get(f.name) for r in lines], f.type) for f in SHAPE}))
    db.execute("create table line_fact as from given")
    db.execute(
        "create table import as select ids as import_id, ids, 'f.csv' as file from (values ('sipd'), ('other')) as v(ids)"
    )
    return InMemory(db)


def district(row: dict[str, Any]) -> str | None:
    return row["village"][:8] if row["village"] else None


def plain(words: Any) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", str(words).lower()).split()) if words else ""


Pair = tuple[dict[str, Any] | None, dict[str, Any] | None]


def reference(rows: list[dict[str, Any]], against_year: int) -> list[Pair]:
    """Pairs and lines left alone, by the rules in their own order."""
    here = [r | {"i": i, "district": district(r)} for i, r in enumerate(rows) if not r["gone"]]
    sides = {s: [r for r in here if r["side"] == s] for s in ("a", "b")}
    # codes changed in 2021: those of 2020 and 2025 do not join
    coded = ("program", "activity", "sub_activity", "account_code") if against_year == 2020 else ()
    filled = pd.DataFrame(here).groupby("side").count()  # cells that hold anything, by side and column
    used = [c for c in (*WORDS, *PLACES) if c in filled and (filled[c] > 0).all() and c not in coded]
    for r in here:
        r["key"] = tuple(plain(r[c]) if c in WORDS else r[c] or "" for c in used)
        r["words"], r["office"] = plain(r["description"]), plain(r["agency"])
    found: list[tuple[dict[str, Any], dict[str, Any], str]] = []

    def left(side: str) -> list[dict[str, Any]]:
        taken = {p[0 if side == "a" else 1]["i"] for p in found}
        return [r for r in sides[side] if r["i"] not in taken]

    if against_year == 2025:
        maybe = [
            (a, b)
            for a in sides["a"]
            for b in sides["b"]
            if a["external_id"]
            and (a["external_id"], a["ids"]) == (b["external_id"], b["ids"])
            and (a["office"] == b["office"] or a["words"] == b["words"])
        ]
        n = Counter([p[0]["i"] for p in maybe] + [p[1]["i"] for p in maybe])
        found += [(a, b, "id") for a, b in maybe if n[a["i"]] == n[b["i"]] == 1]
    for a in left("a"):
        b = next((b for b in left("b") if (b["key"], b["amount"]) == (a["key"], a["amount"])), None)
        if b:
            found.append((a, b, "words"))
    for a in sorted(left("a"), key=lambda r: (-r["amount"], r["i"])):
        b = next((b for b in sorted(left("b"), key=lambda r: (-r["amount"], r["i"])) if b["key"] == a["key"]), None)
        if b:
            found.append((a, b, "words"))
    n_words = {s: Counter(r["words"] for r in sides[s]) for s in sides}
    for a in left("a"):
        b = next((b for b in left("b") if b["words"] == a["words"]), None)
        if b and a["words"] and n_words["a"][a["words"]] == n_words["b"][a["words"]] == 1:
            found.append((a, b, "once"))
    for a, b, how in found:
        a["how"] = b["how"] = how
    return [(a, b) for a, b, _ in found] + [(a, None) for a in left("a")] + [(None, b) for b in left("b")]


def kind(a: dict[str, Any] | None, b: dict[str, Any] | None) -> str:
    if a is None or b is None:
        return "gone" if b is None else "added"
    apart = [(a[c], b[c]) for c in ("office", "village", "district")]
    nowhere = a["how"] == "once" and not a["district"] and not b["district"]
    apart += [(plain(a["location_text"]), plain(b["location_text"]))] if nowhere else []
    if any(x and y and x != y for x, y in apart):
        return "moved"
    return "same" if a["amount"] == b["amount"] else "up" if b["amount"] > a["amount"] else "down"


def origin(*sides: dict[str, Any] | None) -> str | None:
    said = [r["marked"] if r["origin"] == "untraced" and r["marked"] else r["origin"] for r in sides if r]
    every = {one for s in said if s for one in s.split("+")}
    return "+".join(sorted(every - {"untraced"})) or ("untraced" if every else None)


def adds_up(s: Slice) -> None:
    """what was there, less what went, with what came and what changed, is what is there now"""
    c = {k: s.of(k) for k in KINDS}
    change = sum(c[k].change for k in ("same", "up", "down", "moved"))
    went, came = c["gone"].before + c["moved_out"].before, c["added"].after + c["moved_in"].after
    assert s.whole.before - went + came + change == s.whole.after
    assert c["same"].change == 0 and c["up"].change >= 0 >= c["down"].change
    assert s.n_after - s.n_before == c["added"].n + c["moved_in"].n - c["gone"].n - c["moved_out"].n
    assert s.less <= 0 <= s.more and s.less + s.more == s.whole.change


@settings(max_examples=30)
@given(st.lists(line, max_size=14), st.sampled_from((2025, 2025, 2026, 2020)))
def test_every_line_of_both_budgets_is_in_one_row_and_the_sums_are_the_budgets(
    rows: list[dict[str, Any]], against_year: int
) -> None:
    mart = made(rows, against_year)
    here = [r for r in rows if not r["gone"]]
    found = budgets(mart, REGENCY, 2025, "apbd", "apbd_p", against_year)
    if {r["side"] for r in here} != {"a", "b"}:
        assert found.missing and not found.whole.changes
        return
    pairs = reference(rows, against_year)
    wanted = Counter((kind(a, b), origin(a, b), a["amount"] if a else 0, b["amount"] if b else 0) for a, b in pairs)
    shown = [x for k in LISTED for x in named(mart, found, k, 100)]
    assert Counter((x.kind, x.origin, x.before or 0, x.after or 0) for x in shown) == wanted
    assert Counter(x.how for x in shown) == Counter((a or b or {}).get("how") if a and b else None for a, b in pairs)
    ids = [i for x in shown for i in (x.a_id, x.b_id) if i]
    assert len(ids) == len(set(ids)) == len(here)
    for side, total in (("a", found.whole.whole.before), ("b", found.whole.whole.after)):
        assert total == sum(r["amount"] for r in here if r["side"] == side)
    adds_up(found.whole)
    for by in BY:
        parts = budgets(mart, REGENCY, 2025, "apbd", "apbd_p", against_year, by)
        for s in parts.slices:
            adds_up(s)
            same_as_its_lines(s, by, here, parts)
        for name in ("before", "after"):
            assert sum(getattr(s.whole, name) for s in parts.slices) == getattr(found.whole.whole, name)


def same_as_its_lines(s: Slice, by: str, here: list[dict[str, Any]], parts: Budgets) -> None:
    """an agency's or district's sums are those of its own lines in each version"""
    if by == "origin":
        return
    column = {"agency": "agency", "district": "village", "dapil": "none"}[by]
    mine = [r for r in here if ((r.get(column) or None) and r[column][: 8 if by == "district" else None]) == s.key]
    assert s.whole.before == sum(r["amount"] for r in mine if r["side"] == "a")
    assert s.whole.after == sum(r["amount"] for r in mine if r["side"] == "b")
    assert parts.whole.whole.n == sum(x.whole.n for x in parts.slices) - sum(x.of("moved_in").n for x in parts.slices)

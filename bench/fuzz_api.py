"""Questions to the API without end: each is answered, or refused in one sentence, never anything else, and soon.

`python -m bench --only fuzz_api --minutes 10` goes on for that long; tests/api/test_any_query.py takes a few of its own.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import routes
from analytics.api.parameter import Parameter
from analytics.api.table import PREFIX, ROUTES
from bench import rekaan
from bench.timing import percentiles, say

PATIENCE = 5.0  # seconds
PIECES = (
    "", " ", "0", "-1", "1e309", "NaN", "null", "'", '"', ";", "--", "/*", "\\", "{", "}", "{version}", "$1", "?", "%", "%00",
    "\0", "\n", "\ud7ff", "é", "🙂", "١٢", "=", "==", "year=", "where=year", ",", ",,", "true", "2026", "99.01", "99.01.01", "*",
    "x" * 201, "../..", "p.u_all or true", "apbd'", "DROP TABLE proposal_fact", "mart", "0" * 12, "=1+1", "2026-02-30", "9" * 40,
)  # fmt: skip
ASKED = {
    "where": ("year=2026", "regency=99.01", "district=99.01.01", "rank_band=1", "decision=rejected"),
    "row": ("year=2026", "district=", "part=x"),
    "by": ("year", "district,village", "agency,year,origin", "stage"),
    "regency": ("99.01", "Rekaan"),
    "year": ("2026", "2025"),
    "district": ("99.01.01",),
    "id": ("R-1", "0000000000000001"),
    "q": ("jalan", "jalan tani 2026"),
    "share": ("0.1", "10%", "0,5"),
    "today": ("2026-10-01",),
}


def address(number: int) -> str:
    """The question of this number, always the same: a route with some of its parameters, right, wrong or not its own."""
    chance = random.Random(number)
    route = chance.choice(ROUTES)
    path, query = route.path, []
    for one in route.parameters:
        if one.place == "path":
            path = path.replace(f"{{{one.name}}}", quote(_value(one, chance), safe=""))
        elif chance.random() < (0.95 if one.required else 0.3):
            times = chance.choice((1, 1, 1, 2)) if one.repeated else 1
            query += [f"{one.name}={quote(_value(one, chance))}" for _ in range(times)]
    if chance.random() < 0.1:
        query.append(quote(chance.choice(PIECES) + "=" + chance.choice(PIECES), safe="=;%,"))
    chance.shuffle(query)
    return f"{PREFIX}/{path}?{'&'.join(query)}"


def _value(one: Parameter, chance: random.Random) -> str:
    if chance.random() < 0.2:
        return "".join(chance.choice(PIECES) for _ in range(chance.choice((1, 1, 2, 5))))
    if one.choices:
        return chance.choice(one.choices)
    if one.kind == "flag":
        return chance.choice(("true", "false"))
    return chance.choice(ASKED.get(one.name, ("1", "100", "1000000", "Dinas Pekerjaan Umum")))


def verdict(client: TestClient, asked: str, **headers: str) -> str:
    """The status and, of a refusal, its code. Raises AssertionError for what is neither an answer nor one sentence."""
    answer = client.get(asked, headers=headers)
    assert answer.status_code in {200, 304, 400, 404, 410}, f"{answer.status_code} {answer.text[:300]}"
    if answer.status_code in {200, 304}:
        if answer.headers.get("content-type") == "application/json":
            json.loads(answer.text, parse_constant=_no_json)
        return str(answer.status_code)
    told = answer.json()
    assert set(told) == {"error", "sentence"}
    assert told["sentence"].strip() and "\n" not in told["sentence"] and "Traceback" not in told["sentence"]
    return f"{answer.status_code} {told['error']}"


def _no_json(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


def measure(repeat: int, minutes: float = 1.0) -> dict[str, Any]:
    """Questions asked in so many minutes, what was said to them, and every one that was neither answered nor refused, or slow."""
    counts: Counter[str] = Counter()
    wrong: list[dict[str, Any]] = []
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        held = rekaan.workspace(Path(folder))
        with (
            mock.patch.dict("os.environ", AKOMODASI_WORKSPACE=str(held.path), AKOMODASI_AUTHOR="bench"),
            TestClient(Starlette(routes=routes()), base_url="http://localhost") as client,
        ):
            end, number = time.monotonic() + 60 * minutes, 0
            while time.monotonic() < end:
                asked, begun = address(number), time.perf_counter()
                try:
                    said = verdict(client, asked)
                except Exception as problem:
                    said = f"!{type(problem).__name__}: {problem}"[:300]
                took.append(1000 * (time.perf_counter() - begun))
                counts["wrong" if said.startswith("!") else said] += 1
                if said.startswith("!") or took[-1] > 1000 * PATIENCE:
                    wrong.append({"number": number, "asked": asked, "said": said, "milliseconds": round(took[-1])})
                    say(f"  {wrong[-1]}")
                number += 1
    return {"questions": number, "said": dict(counts.most_common()), "milliseconds": percentiles(took), "wrong": wrong}

"""Questions to `ask` itself without end, over a register somebody wrote with intent: each answered, or refused in one sentence.

What is answered holds what every answer holds: JSON, proven within what is possible, slices that add up to the whole where the
measure adds up; and the certificate of one of its rows, taken up again, has the same code.
`python -m bench --only fuzz_ask --minutes 10` goes on for that long; tests/property/test_any_question.py takes the first few.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from analytics.errors import AkomodasiError
from analytics.measures.definitions import measures
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.database import Mart
from analytics.vocabulary import terms
from bench.fuzz_api import PATIENCE, PIECES
from bench.timing import percentiles, say
from tests.hostile.register import AGENCIES, DAPIL, HERE, TEXTS, hostile

RIGHT = {
    "year": ("2026", "2025", "2024"),
    "regency": ("73.02", "99.01"),
    "district": ("73.02.03", *HERE.values()),
    "village": ("73.02.03.2006", *HERE.values()),
    "agency": AGENCIES,
    "dapil": (DAPIL,),
    "field": ("", "infrastruktur"),
    "origin": terms.ids("origin"),
    "fund_source": (TEXTS[2], "PAD"),
    "stage": terms.STAGES,
    "rank_band": ("1", "2-3", "4-5"),
}
SHARE, CERTIFIED = 0.8, 0.2  # of questions that are nearly right; of answers whose certificate is made


def question(number: int) -> Question:
    """The question of this number, always the same: right, nearly right, or not one at all."""
    chance = random.Random(number)
    names = tuple(measures())
    measure = chance.choice(names) if chance.random() < 0.97 else _piece(chance)
    known = measures()[measure].dimensions if measure in names else terms.DIMENSIONS

    def dimension() -> str:
        if chance.random() < SHARE:
            return chance.choice(known)
        return chance.choice(terms.DIMENSIONS) if chance.random() < SHARE else _piece(chance)

    def value(name: str) -> str:
        return chance.choice(RIGHT.get(name, PIECES)) if chance.random() < SHARE else _piece(chance)

    by = tuple(dimension() for _ in range(chance.choice((0, 0, 1, 1, 2, 3))))
    about = [dimension() for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    where = tuple((d, tuple(value(d) for _ in range(chance.choice((1, 1, 1, 2))))) for d in about)
    universe = chance.choice(terms.UNIVERSES) if chance.random() < 0.95 else _piece(chance)
    version = chance.choice(terms.VERSIONS) if chance.random() < 0.95 else _piece(chance)
    return Question(measure, by, where, universe, version)


def _piece(chance: random.Random) -> str:
    return "".join(chance.choice((*PIECES, *TEXTS)) for _ in range(chance.choice((1, 1, 2))))


def verdict(mart: Mart, number: int) -> str:
    """ "answered" or the code of the sentence that refuses it. Raises AssertionError for what no answer may be."""
    asked, chance = question(number), random.Random(-number - 1)
    try:
        answer = ask(mart, asked, chance.choice(terms.LANGUAGES))
    except AkomodasiError as refusal:
        assert refusal.sentence("id").strip() and "\n" not in refusal.sentence("id"), refusal.code
        return refusal.code
    json.dumps(answer.json(), allow_nan=False)
    for row in (*answer.rows, *answer.totals):
        _holds(row)
    _adds_up(answer)
    if answer.rows and chance.random() < CERTIFIED:
        _certified(mart, answer, chance)
    return "answered"


def _holds(row: dict[str, Any]) -> None:
    low, value, high = (row.get(k) for k in ("low", "value", "high"))
    if "pairs" not in row:  # there the unknown are pairs, and n are proposals
        assert row["n_unknown"] is None or row["n"] is None or 0 <= row["n_unknown"] <= row["n"], row
    assert low is None or high is None or low <= high, row
    assert value is None or high is None or value <= high or row.get("part"), row


def _adds_up(answer: Answer) -> None:
    """Of a plain ratio every proposal or line is in one slice."""
    if measures()[answer.question.measure].shape != "ratio" or not answer.totals:
        return
    for whole in answer.totals:
        mine = [r for r in answer.rows if r.get("part") == whole.get("part")]
        for name in ("numerator", "denominator", "n", "n_unknown"):
            assert sum(r[name] or 0 for r in mine) == (whole[name] or 0), (name, whole)


def _certified(mart: Mart, answer: Answer, chance: random.Random) -> None:
    row = chance.choice(answer.rows)
    key = {d: str(row[d]) for d in answer.question.by if row[d] is not None}
    try:
        once = certificate(mart, answer.question, key, row.get("part"))
    except AkomodasiError as refusal:
        assert refusal.sentence("en")
        return
    assert certificate(mart, answer.question, key, row.get("part")).code == once.code


def measure(repeat: int, minutes: float = 1.0) -> dict[str, Any]:
    """Questions asked in so many minutes, what was said to them, and every one that was neither answered nor refused, or slow."""
    counts: Counter[str] = Counter()
    wrong: list[dict[str, Any]] = []
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        mart = hostile(Path(folder)).mart()
        end, number = time.monotonic() + 60 * minutes, 0
        while time.monotonic() < end:
            begun = time.perf_counter()
            try:
                said = verdict(mart, number)
            except Exception as problem:
                said = f"!{type(problem).__name__}: {problem}"[:300]
            took.append(1000 * (time.perf_counter() - begun))
            counts["wrong" if said.startswith("!") else said] += 1
            if said.startswith("!") or took[-1] > 1000 * PATIENCE:
                wrong.append(
                    {"number": number, "asked": repr(question(number))[:300], "said": said, "ms": round(took[-1])}
                )
                say(f"  {wrong[-1]}")
            number += 1
    return {"questions": number, "said": dict(counts.most_common()), "milliseconds": percentiles(took), "wrong": wrong}

"""The sentences that belong beside a figure, with how many rows each speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analytics.measures.definitions import Measure, caveats
from analytics.query.about import CAVEAT, chosen
from analytics.query.answer import Caveat, Question
from analytics.vocabulary import regions, terms


def caveats_for(counts: dict[str, Any], question: Question, measure: Measure, lang: str) -> list[Caveat]:
    """Caveats that apply (`counts` of `about` above 0), in the order the measure names them."""
    applying = [(c, counts[CAVEAT + c]) for c in chosen(question, measure) if counts[CAVEAT + c]]
    said = [Caveat(c, n, _say(caveats()[c][lang], n, lang)) for c, n in applying]
    invented = notice(counts["regencies"], lang)
    return [Caveat("fictional", counts["n"], invented), *said] if invented else said


def notice(regencies: Iterable[str], lang: str = "id") -> str | None:
    """What stands beside everything of these regencies; None where all of them are real."""
    return terms.label("notice", "fictional", lang) if any(map(regions.fictional, regencies)) else None


def _say(words: str, n: int, lang: str) -> str:
    grouped = f"{n:,}"
    return words.format(n=grouped.replace(",", ".") if lang == "id" else grouped)

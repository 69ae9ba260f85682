"""The sentences that belong beside a figure, with how many rows each speaks of."""

from __future__ import annotations

from analytics.measures.definitions import Measure, caveats
from analytics.query.about import CAVEAT, chosen
from analytics.query.answer import Caveat, Question


def caveats_for(counts: dict[str, int], question: Question, measure: Measure, lang: str) -> list[Caveat]:
    """Caveats that apply (`counts` of `about` above 0), in the order the measure names them."""
    applying = [(c, counts[CAVEAT + c]) for c in chosen(question, measure) if counts[CAVEAT + c]]
    return [Caveat(c, n, _say(caveats()[c][lang], n, lang)) for c, n in applying]


def _say(words: str, n: int, lang: str) -> str:
    grouped = f"{n:,}"
    return words.format(n=grouped.replace(",", ".") if lang == "id" else grouped)

"""The sentences the dashboard says about one list and budget version: words, numbers and the questions behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from analytics.query.answer import Answer, Question
from analytics.query.caveats import notice
from analytics.query.database import Mart
from analytics.query.sentences_made import MADE
from analytics.query.sentences_scope import LeftOut, Scoped, Sentence, Where
from analytics.vocabulary import regions


@dataclass(frozen=True)
class Sentences:
    """Those that can be said, in the order people read them; `left`: id and reason of the others."""

    said: tuple[Sentence, ...]
    left: dict[str, str]
    notice: str | None

    def json(self) -> dict[str, Any]:
        """As outside programs read it."""
        return {"sentences": [asdict(s) for s in self.said], "left_out": self.left, "notice": self.notice}


def sentences(
    mart: Mart,
    regency: str,
    year: int,
    universe: str = "district",
    version: str = "apbd",
    narrow: Where = (),
    lang: str = "id",
    today: dt.date | None = None,
    only: Sequence[str] = tuple(MADE),
    most: int = len(MADE),
    answers: Callable[[Question], Answer] | None = None,
) -> Sentences:
    """Every sentence of sentences.toml for a scope; `narrow` filters it by district, village, agency or dapil.

    `only`: the sentences wanted, in their order; no more than `most` are made. `answers`: where answers already given are kept.
    Raises BadQuestion for a regency, universe, version or value there is not.
    """
    found = regions.find_regency(regency)
    scoped = Scoped(mart, found.code if found else regency, year, universe, version, narrow, lang, today, answers)
    scoped.ask(scoped.question("accommodation_count"))  # a scope that is none is refused here, before anything is said
    made: list[Sentence] = []
    left: dict[str, str] = {}
    for name in only:
        if len(made) == most:
            break
        try:
            made.append(MADE[name](scoped))
        except LeftOut as why:
            left[name] = str(why)
    return Sentences(tuple(made), left, notice([scoped.regency], lang))

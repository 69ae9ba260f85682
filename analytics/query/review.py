"""What is most worth a person's judgement: pairs that decide most first, and the next proposals of the random stratum."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from analytics.errors import BadQuestion
from analytics.query.database import Mart, template
from analytics.query.review_words import ABSENT, DISPUTED, PAID, Words
from analytics.vocabulary import terms

STEP = 100  # rows are asked for in steps of so many, so that the mart's answer is remembered
PAIRS_EACH = 25  # more pairs than a proposal has as a rule: those of one decided since are left out
Item = TypeVar("Item")


@dataclass(frozen=True)
class Slice:
    """What is judged: the proposals of one universe of a regency and year, in one budget version. Raises BadQuestion for a
    version or universe that is not there."""

    regency: str
    year: int
    version: str
    universe: str

    def __post_init__(self) -> None:
        if self.universe not in terms.UNIVERSES:
            raise BadQuestion("universe_no_such", universe=self.universe, universes=", ".join(terms.UNIVERSES))
        if self.version not in terms.VERSIONS:
            raise BadQuestion("version_no_such", version=self.version, versions=", ".join(terms.VERSIONS))

    def sql(self, name: str) -> str:
        return template(name).format(version=self.version, universe=self.universe)

    @property
    def place(self) -> dict[str, Any]:
        return {"regency": self.regency, "year": self.year}

    @property
    def values(self) -> dict[str, Any]:
        return {**self.place, "version": self.version}


@dataclass(frozen=True)
class Pair:
    """A proposal and a line that may pay for it; probability in millionths."""

    proposal_id: str
    line_id: str
    probability: int


@dataclass(frozen=True)
class Counts:
    """A slice in numbers: proposals, those whose fate is unknown, those anybody judged, the random stratum (proposals whose fate
    no id tells) and how many of it the mart counts as drawn."""

    n: int
    n_unknown: int
    n_judged: int
    n_pool: int
    n_drawn: int


@dataclass(frozen=True)
class Drawn:
    """The random stratum now: the next proposals nobody knows, those this person has not looked at first; `n_now` of it are known
    without a gap, what was judged since the mart included. `gaps`: the places (from 1) of those not known, near ones at least;
    `mart_gaps`: the same as the mart has it."""

    proposals: tuple[str, ...]
    n_now: int
    gaps: tuple[int, ...]
    mart_gaps: tuple[int, ...]

    def more(self, n: int) -> int:
        """How many are still to be judged until the first `n` are known."""
        return sum(g <= n for g in self.gaps)


def counts(mart: Mart, asked: Slice) -> Counts:
    return Counts(**mart.again(asked.sql("review_counts"), {**asked.values, "universe": asked.universe})[0])


def uncertain(mart: Mart, asked: Slice, author: str, words: Words, n: int) -> list[Pair]:
    """The `n` pairs most worth this person's verdict, best first. Left out: what anybody decided or this person judged, and
    pairs of proposals that somebody found or missed since the mart."""
    decided = {p for p, is_now in words.states(words.touched, asked.version).items() if is_now in (PAID, ABSENT)}
    said = {
        (s.proposal_id, s.about) for s in words.since.values() if s.verdict in ("match", "no") or s.author == author
    }
    wanted = n + len(said) + PAIRS_EACH * len(decided)
    values = {
        **asked.values,
        "author": author,
        "known": settings()["known"],
        "most": STEP * -(-wanted // STEP),
    }
    found = [Pair(**row) for row in mart.again(asked.sql("review_uncertain"), values)]
    return [p for p in found if p.proposal_id not in decided and (p.proposal_id, p.line_id) not in said][:n]


def drawn(mart: Mart, asked: Slice, author: str, words: Words, n: int) -> Drawn:
    """The next `n` proposals of the random stratum, and how far it has come. Each is to be judged as a whole."""
    wanted = STEP * -(-(n + len(words.touched) + STEP) // STEP)
    values = {**asked.values, "universe": asked.universe, "most": wanted}
    rows = mart.again(asked.sql("review_drawn"), values)
    is_now = words.states({r["proposal_id"] for r in rows} & words.touched, asked.version)
    known = [_known(r, is_now.get(r["proposal_id"])) for r in rows]
    before = counts(mart, asked).n_drawn
    gaps = tuple(i for i, is_known in enumerate(known, before + 1) if not is_known)
    mart_gaps = tuple(i for i, r in enumerate(rows, before + 1) if not r["known"])
    left = [r["proposal_id"] for r, is_known in zip(rows, known, strict=True) if not is_known]
    looked = {s.proposal_id for s in words.of(left) if s.author == author and s.verdict == "unsure" and not s.of_line}
    ordered = [p for p in left if p not in looked] + [p for p in left if p in looked]
    return Drawn(tuple(ordered[:n]), gaps[0] - 1 if gaps else before + len(rows), gaps, mart_gaps)


def _known(row: dict[str, Any], is_now: str | None) -> bool:
    return is_now in (PAID, ABSENT) or (bool(row["known"]) and is_now != DISPUTED)


def mine(items: Sequence[Item], author: str, window: int) -> Item | None:
    """The one of the first `window` that this person is given: people at work at once seldom get the same. None of none."""
    place = {i: hashlib.sha256(f"{author}|{i}".encode()).digest() for i in items[:window]}
    return min(place, key=lambda i: place[i], default=None)


@cache
def settings() -> dict[str, Any]:
    """The figures of review.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

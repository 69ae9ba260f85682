"""What pages remember of a mart: answers never change, because the mart never does. Readers of the same view share them; none of
it may be changed. A mart is named by its file, so that nothing here keeps one open."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from analytics.query import budgets_rows, origins, replies_on
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.bridge import Bridge
from analytics.query.bridge import bridge as build_bridge
from analytics.query.budgets_match import Pairing
from analytics.query.database import Mart, Named
from analytics.query.fates import Fate
from analytics.query.fates import fates as list_fates
from analytics.query.sentences import Sentences
from analytics.query.sentences import sentences as say
from analytics.query.whatif import whatif as reach
from analytics.query.whatif_answer import Money, WhatIf
from analytics.query.whatif_slider import Start
from analytics.query.whatif_slider import start as begin

Where = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=2048)
def answer(mart: Named, question: Question, lang: str) -> Answer:
    return ask(Mart(*mart), question, lang)


@lru_cache(maxsize=64)
def fates(mart: Named, question: Question) -> tuple[Fate, ...]:
    return tuple(list_fates(Mart(*mart), question))


@lru_cache(maxsize=256)
def bridge(mart: Named, question: Question, lang: str) -> Bridge:
    return build_bridge(Mart(*mart), question, lang, lambda asked: answer(mart, asked, lang))


@lru_cache(maxsize=32)
def turned(mart: Named, pairing: Pairing, where: Where, universe: str) -> tuple[budgets_rows.Turned, ...]:
    """Of two budgets of one year that are here."""
    return budgets_rows.turned_in(Mart(*mart), pairing, where, universe)


@lru_cache(maxsize=64)
def named(mart: Named, pairing: Pairing, where: Where, kind: str, most: int) -> tuple[budgets_rows.Named, ...]:
    """Of two budgets that are here; few of them."""
    return budgets_rows.named_in(Mart(*mart), pairing, where, kind, most)


@lru_cache(maxsize=64)
def untraced(mart: Named, question: Question, most: int) -> tuple[origins.Untraced, ...]:
    """A few of them."""
    return origins.untraced(Mart(*mart), question, most)


@lru_cache(maxsize=64)
def line_replies(mart: Named, ids: tuple[str | None, ...]) -> replies_on.Answered:
    """On the lines a page shows."""
    return replies_on.line_replies(Mart(*mart), ids)


@lru_cache(maxsize=32)
def proposal_replies(mart: Named, ids: tuple[str, ...]) -> replies_on.Answered:
    """On the proposals a page shows."""
    return replies_on.proposal_replies(Mart(*mart), ids)


@lru_cache(maxsize=64)
def start(mart: Named, regency: str, year: int) -> Start:
    return begin(Mart(*mart), regency, year)


@lru_cache(maxsize=64)
def whatif(mart: Named, regency: str, year: int, money: Money, rule: str, version: str, lang: str) -> WhatIf:
    """Its usual base of a share."""
    return reach(Mart(*mart), regency, year, money, rule, version=version, lang=lang)


@lru_cache(maxsize=512)
def sentences(
    mart: Named,
    question: Question,
    lang: str,
    wanted: tuple[str, ...],
    most: int,
    today: dt.date,
) -> Sentences:
    """At most `most` of the `wanted` about the question's regency and year, narrowed as it is."""
    where = dict(question.where)
    narrow: Where = tuple((k, v) for k, v in question.where if k not in ("regency", "year"))
    return say(
        Mart(*mart),
        where["regency"][0],
        int(where["year"][0]),
        question.universe,
        question.version,
        narrow,
        lang,
        today,
        wanted,
        most,
        lambda q: answer(mart, q, lang),
    )


def forget() -> None:
    """As a server that has not been asked anything yet: for what measures it."""
    for kept in (
        answer,
        fates,
        bridge,
        turned,
        named,
        untraced,
        line_replies,
        proposal_replies,
        start,
        whatif,
        sentences,
    ):
        kept.cache_clear()

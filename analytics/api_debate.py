"""The debate's answers over HTTP, read-only: /api/v1/whatif, warning, prices, sentences. Trusts nothing that arrives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from analytics.errors import BadQuestion
from analytics.query.answer import Question
from analytics.query.database import Mart
from analytics.query.prices import five_largest, prices, ratios
from analytics.query.sentences import sentences
from analytics.query.warning import warning
from analytics.query.warning_words import headline, records, time_left
from analytics.query.whatif import whatif
from analytics.query.whatif_answer import Money, share_of
from analytics.query.whatif_words import sentences as words_of
from analytics.vocabulary import regions

NARROW = ("dapil", "agency", "district", "village")


def _text(request: Request, name: str, default: str = "") -> str:
    return str(request.query_params.get(name, default))


def _lang(request: Request) -> str:
    return "en" if _text(request, "lang") == "en" else "id"


def _number(request: Request, name: str) -> int | None:
    words = _text(request, name)
    if words and not (words.isascii() and words.isdigit() and len(words) <= 18):
        raise BadQuestion("value_no_such", dimension=name, value=words)
    return int(words) if words else None


def _of(request: Request) -> tuple[str, int]:
    """The regency and year; both must be named."""
    words, year = _text(request, "regency"), _number(request, "year")
    found = regions.find_regency(words)
    if found is None:
        raise BadQuestion("value_no_such", dimension="regency", value=words)
    if year is None or not 1900 <= year <= 2200:
        raise BadQuestion("value_no_such", dimension="year", value=_text(request, "year"))
    return found.code, year


def _where(request: Request) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((d, (words,)) for d in NARROW if (words := _text(request, d)))


def _day(request: Request) -> dt.date | None:
    words = _text(request, "today")
    try:
        return dt.date.fromisoformat(words) if words else None
    except ValueError as problem:
        raise BadQuestion("value_no_such", dimension="today", value=words) from problem


def _whatif(mart: Mart, request: Request) -> dict[str, Any]:
    words = _text(request, "share")
    share = share_of(words) if words else None
    money = Money(share, _number(request, "rupiah"), _number(request, "each"), _text(request, "envelopes") == "true")
    rule, of, version = (_text(request, k, d) for k, d in (("rule", "rank"), ("of", "capital"), ("version", "apbd")))
    found = whatif(mart, *_of(request), money, rule, of, version, _lang(request))
    return {"mart": mart.id, **found.json(), "sentences": words_of(found, _lang(request))}


def _warning(mart: Mart, request: Request) -> dict[str, Any]:
    lang = _lang(request)
    found = warning(mart, *_of(request), _where(request), _text(request, "universe", "district"), _day(request), lang)
    words = {"headline": headline(found, lang), "time_left": time_left(found, lang)}
    return {"mart": mart.id, **found.json(), **words, "questions": records(found, lang)}


def _prices(mart: Mart, request: Request) -> dict[str, Any]:
    regency, year = _of(request)
    where = (("regency", (regency,)), ("year", (str(year),)), *_where(request))
    universe, version = _text(request, "universe", "district"), _text(request, "version", "apbd")
    question = Question("accommodation_value", (), where, universe, version)
    largest = five_largest(mart, question)
    return {
        "mart": mart.id,
        **asdict(prices(mart, regency, question, _number(request, "base"), _lang(request))),
        "five_largest": {k: asdict(v) | {"share": v.share} for k, v in largest.items()},
        "ratios": ratios(mart, question),
    }


def _sentences(mart: Mart, request: Request) -> dict[str, Any]:
    universe, version = _text(request, "universe", "district"), _text(request, "version", "apbd")
    found = sentences(mart, *_of(request), universe, version, _where(request), _lang(request), _day(request))
    return {"mart": mart.id, **found.json()}


TABLE: dict[str, Callable[[Mart, Request], dict[str, Any]]] = {
    "whatif": _whatif,
    "warning": _warning,
    "prices": _prices,
    "sentences": _sentences,
}

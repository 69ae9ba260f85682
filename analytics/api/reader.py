"""Who asks, and what they may see: the one place that decides it. What is not for them is not in what they are given."""

from __future__ import annotations

import hashlib

from starlette.requests import Request

from analytics.api.opening import opened, present
from analytics.api.route import Asked, Route
from analytics.errors import AkomodasiError, NotAllowed
from analytics.query.database import Mart
from analytics.query.publication import same
from analytics.query.sight import open_for, sees_all
from analytics.register.people import ANYWHERE
from analytics.register.publication import PUBLISHED, standings
from analytics.register.reader import Reader, reader_of

ROLE = "reviewer"
WHOLE = ("marts", "difference")  # routes that speak of marts whose figures nobody may have published


def of(request: Request) -> Reader:
    """The reader of a request."""
    return reader_of(request.headers)


def caches(who: Reader) -> str:
    """In whose caches an answer may lie: what somebody sees by their name belongs to nobody else's."""
    return "private" if who.name and not who.local else "public"


def require(who: Reader, route: Route, asked: Asked) -> None:
    """Raises NotAllowed where a route is not for this reader at all."""
    if route.path in WHOLE and not sees_all(asked.workspace, who):
        raise NotAllowed("not_allowed", author=who.name or "-", role=ROLE, regency=ANYWHERE)


def given(who: Reader, asked: Asked, named: str | None) -> Mart:
    """The mart a request is about, as this reader may see it."""
    if sees_all(asked.workspace, who):
        return opened(asked.workspace, named)
    return open_for(asked.workspace, who, named, asked.regency)


def sight(mart: Mart) -> str:
    """What tells answers of one mart apart by what may be seen of it."""
    return "" if mart.seen is None else hashlib.sha256(repr(sorted(mart.seen)).encode()).hexdigest()[:12]


def open_to_all(route: Route, asked: Asked, mart: str) -> bool:
    """Whether the pages of other sites may read the answer in a visitor's browser: only what is published.

    The browser of somebody who works on drafts reaches this server too; a page they visit must not read drafts through it. So a
    request has to name one regency and its years, and each must be published with the figures of this very mart."""
    if not route.of_data:
        return True
    regencies, years = _regencies(asked), _years(asked)
    if len(regencies) != 1 or not years:
        return False
    regency, stated = next(iter(regencies)), standings(asked.workspace)
    now = [stated.get((regency, year)) for year in years]
    try:
        held: Mart = present(asked.workspace, mart)
    except AkomodasiError:
        return False
    return all(s and s.state == PUBLISHED and same(asked.workspace, held, s, regency) for s in now)


def _regencies(asked: Asked) -> set[str]:
    """Codes of the regencies a request names, as far as it names them."""
    return {code for d, values in asked.where if d == "regency" for code in values}


def _years(asked: Asked) -> set[int]:
    return {int(y) for d, values in asked.where if d == "year" for y in values if y.isascii() and y.isdigit()}

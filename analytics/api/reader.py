"""Who asks, and what they may see: the one place that decides it. There is no sign-in: whoever reaches the server sees all of it.

A sign-in changes this file alone: `of` finds the person, `sees` asks their roles."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from analytics.api.opening import present
from analytics.api.route import Asked, Route
from analytics.errors import AkomodasiError, NotAllowed
from analytics.query.database import Mart
from analytics.query.publication import same
from analytics.register.people import ANYWHERE
from analytics.register.publication import PUBLISHED, standings

ROLE = "viewer"


@dataclass(frozen=True)
class Reader:
    """Whoever asks. `name` is "" as long as nobody signs in; `cached` says in whose caches an answer may lie."""

    name: str = ""
    cached: str = "public"

    def sees(self, _regency: str) -> bool:
        """Whether this reader may see what is said of a regency (ANYWHERE: of all of them)."""
        return True


def of(_request: Request) -> Reader:
    """The reader of a request."""
    return Reader()


def require(reader: Reader, route: Route, asked: Asked) -> None:
    """Raises NotAllowed where the reader may not see what is asked."""
    for regency in _regencies(asked) or {ANYWHERE} if route.of_data else ():
        if not reader.sees(regency):
            raise NotAllowed("not_allowed", author=reader.name, role=ROLE, regency=regency)


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

"""A reader's view where no browser is: what a command draws is what a page draws, with the same choices."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.errors import BadQuestion
from analytics.locale.words import t
from analytics.pages.doors import DOORS
from analytics.pages.view import View
from analytics.query.database import Mart
from analytics.query.facts import regencies
from analytics.register.publication import standings
from analytics.register.workspace import Workspace


@dataclass(frozen=True)
class Place:
    """What a picture needs of a page it leads to."""

    title: str
    url_path: str


def outside(
    workspace: Workspace,
    mart: Mart,
    lang: str,
    regency: str,
    year: int | None,
    version: str,
    where: tuple[tuple[str, str], ...],
) -> View:
    """The view of a regency and year. Raises BadQuestion for a regency the mart holds nothing of."""
    found = next((r for r in regencies(mart) if r.code == regency), None)
    if found is None:
        raise BadQuestion("deck_regency", regency=regency)
    links = {name: Place(t(f"app.{name}", lang), door.path) for name, door in DOORS.items()}
    return View(
        workspace, mart, lang, found, year, found.universe, version, where, links=links, standings=standings(workspace)
    )

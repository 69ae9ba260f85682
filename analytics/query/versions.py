"""Budget versions: their lines, and the figure the Perda publishes for them. Never evens a difference out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from analytics.query.database import Mart, template
from analytics.vocabulary import terms

# what a Perda passes: the budget, its revision, the account of a year; of others a figure may be brought all the same
PERDA = ("apbd", "apbd_p", "realisation")


@dataclass(frozen=True)
class VersionFact:
    """Rupiah of the lines and of the Perda; `difference` is lines less Perda, None where nobody brought the Perda's figure."""

    number: str | None
    signed_on: dt.date | None
    amount: int
    published: int | None
    difference: int | None
    n_lines: int
    contestable: int | None

    def less(self, published: int) -> int:
        """The lines' rupiah less a total that somebody read off the Perda, whether it was brought or not."""
        return self.amount - published


@dataclass(frozen=True)
class Held:
    """A budget version that is here, in its year; `passed` where a Perda passes it."""

    year: int
    version: str
    fact: VersionFact
    passed: bool


def versions_of(mart: Mart, regency: str) -> tuple[Held, ...]:
    """Every budget version of a regency that a file holds lines of, the newest year first, from plan to realisation."""
    rows = mart.again(template("versions"), {"regency": regency})
    held = [
        Held(r["year"], r["version"], VersionFact(*(r[f.name] for f in fields(VersionFact))), r["version"] in PERDA)
        for r in rows
    ]
    return tuple(sorted(held, key=lambda h: (-h.year, terms.VERSIONS.index(h.version))))


def version_of(mart: Mart, regency: str, year: int, version: str) -> VersionFact | None:
    """What is there of a budget version; None where no file holds lines of it."""
    found = mart.again(template("version"), {"regency": regency, "year": year, "version": version})
    return VersionFact(**found[0]) if found else None


@dataclass(frozen=True)
class Reconciled:
    """Versions a Perda passes that are here; of how many its total is too; of how many the lines make it to the rupiah."""

    n: int
    published: int
    agree: int
    differ: int


def reconciled(held: Sequence[Held]) -> Reconciled:
    """The versions counted by how they stand against their Perda."""
    mine = [h for h in held if h.passed or h.fact.published is not None]
    known = [h.fact.difference for h in mine if h.fact.difference is not None]
    return Reconciled(len(mine), len(known), known.count(0), len(known) - known.count(0))

"""One budget version of one year: its lines, and the figure the Perda publishes for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from analytics.query.database import Mart, template


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


def version_of(mart: Mart, regency: str, year: int, version: str) -> VersionFact | None:
    """What is there of a budget version; None where no file holds lines of it."""
    found = mart.again(template("version"), {"regency": regency, "year": year, "version": version})
    return VersionFact(**found[0]) if found else None

"""How lines of two budget versions are matched: by the words both versions' files hold. Says which; joins nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analytics.query.database import Mart, template
from analytics.vocabulary import terms

# what makes a line itself, in the order of a budget document; codes and names of codes change where the codes did
CODED = ("program", "activity", "sub_activity", "account_code")
WORDS = ("agency", *CODED, "description", "location_text")
PLACES = ("district", "village")


@dataclass(frozen=True)
class Pairing:
    """Two budget versions of one regency. `columns` are what lines without a shared id are told apart by."""

    regency: str
    year: int
    version: str
    against_year: int
    against: str
    columns: tuple[str, ...] = ()
    n: tuple[int, int] = (0, 0)

    @property
    def values(self) -> dict[str, Any]:
        names = ("regency", "year", "version", "against_year", "against")
        return {name: getattr(self, name) for name in names}

    def sql(self, name: str, **more: str) -> str:
        """A question about the pairs: budgets_pairs.sql, then the file of that name."""
        filled = [c for c in self.columns if c in WORDS]
        keys = [f"coalesce({_key(f'p.{c}')}, '')" for c in filled]
        keys += [f"coalesce(p.{c}, '')" for c in self.columns if c in PLACES]
        both = "list_concat(string_split(a.said, '+'), string_split(b.said, '+'))"
        known = f"list_filter(list_sort(list_distinct({both})), lambda x: x is not null and x <> 'untraced')"
        unknown = f"if(list_contains({both}, 'untraced'), ['untraced'], [])"
        pairs = template("budgets_pairs").format(
            key=", ".join(keys) or "''",
            agency=_key("p.agency"),
            description=_key("p.description"),
            same_year="true" if self.year == self.against_year else "false",
            a_location=_key("a.location_text"),
            b_location=_key("b.location_text"),
            origins=f"if(len({known}) > 0, {known}, {unknown})",
        )
        return pairs + template(name).format(**more)


def pairing(
    mart: Mart, regency: str, year: int, version: str, against: str, against_year: int | None = None
) -> Pairing:
    """The pairing of two versions by what both files hold; without codes where these changed between the years."""
    base = Pairing(regency, year, version, against_year or year, against)
    names = (*WORDS, *PLACES)
    counts = "".join(
        f"least(count({c}) filter (where first), count({c}) filter (where not first)) as {c}, " for c in names
    )
    found = mart.again(template("budgets_columns").format(counts=counts), base.values)[0]
    without = CODED if recoded(base.year, base.against_year) else ()
    columns = tuple(c for c in names if found[c] and c not in without)
    n = (found["n_first"], found["n_second"])
    return Pairing(regency, year, version, base.against_year, against, columns, n)


def recoded(one: int, other: int) -> bool:
    """Budget codes changed between two years: those before and after do not join."""
    known = terms.load("series_breaks")["break"].values()
    years = [b.get("budget_year", b["year"]) for b in known if b["codes_break"]]
    return any(min(one, other) < year <= max(one, other) for year in years)


def _key(column: str) -> str:
    """The words of a cell without case, accents and punctuation; "RT 1/2" is not "RT 12"."""
    return f"nullif(trim(regexp_replace(lower(strip_accents({column})), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')), '')"

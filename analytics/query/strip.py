"""The strip: the year's rate under every definition side by side, so that nobody can choose the one that suits."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from analytics.locale.words import t
from analytics.measures.definitions import measure
from analytics.query.database import Mart, template
from analytics.vocabulary import terms

MEASURES = ("accommodation_count", "accommodation_value")
VERSIONS = ("rkpd", "kua_ppas", "rapbd", "apbd", "apbd_p")  # from plan to revised budget
UNIVERSES = ("district", "village", "all", "eligible")


@dataclass(frozen=True)
class Cell:
    """One definition: whole numbers as `ask` gives them, and in a few words why it cannot be said ("" where it can)."""

    universe: str
    version: str
    measure: str
    numerator: int
    denominator: int
    high: int
    n: int
    n_unknown: int
    n_seen: int
    why: str

    @property
    def value(self) -> float | None:
        """Share proven."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def most(self) -> float | None:
        """Share at most: what is not yet known counted too."""
        return self.high / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Strip:
    """All cells of one regency and year (all years where `year` is None).

    `versions` are those it has lines of, `years` the years of each version's lines.
    """

    regency: str
    year: int | None
    versions: tuple[str, ...]
    cells: tuple[Cell, ...]
    years: tuple[tuple[int, ...], ...] = ()

    def cell(self, universe: str, measure: str, version: str) -> Cell:
        wanted = (universe, measure, version)
        return next(c for c in self.cells if (c.universe, c.measure, c.version) == wanted)

    def records(self) -> list[dict[str, Any]]:
        """Plain rows for a CSV; a cell that cannot be said has no share."""
        at = {"regency": self.regency, "year": self.year or ""}
        return [at | asdict(c) | {"value": c.value, "most": c.most} | _silent(c) for c in self.cells]


def _silent(cell: Cell) -> dict[str, None]:
    return dict.fromkeys(("numerator", "high", "value", "most")) if cell.why else {}


@lru_cache(maxsize=128)
def strip(mart: Mart, regency: str, year: int | None, lang: str = "id") -> Strip:
    """The rate by universe, by count and value, in every budget version the regency has that year: one query."""
    values = {"regency": regency, "year": year}
    have = {r["version"]: tuple(r["years"]) for r in mart.rows(template("covered"), values)}
    versions = tuple(v for v in VERSIONS if v in have)
    if not versions:
        return Strip(regency, year, (), ())
    cells = [(u, m, v) for u in UNIVERSES for m in MEASURES for v in versions]
    sql = template("strip").format(
        filters="p.regency = $regency and ($year is null or p.year = $year)",
        cells="union all\n".join(_sql(*c) for c in cells),
    )
    found = {(r["universe"], r["measure"], r["version"]): r for r in mart.rows(sql, values)}
    filled = tuple(Cell(**found[c], why=_why(found, c, lang)) for c in cells)
    return Strip(regency, year, versions, filled, tuple(have[v] for v in versions))


def _sql(universe: str, name: str, version: str) -> str:
    parts = {k: v.format(version=version) for k, v in measure(name).sql.items()}
    return template("strip_cell").format(universe=universe, version=version, measure=name, **parts)


def _why(found: dict[tuple[str, str, str], dict[str, Any]], key: tuple[str, str, str], lang: str) -> str:
    universe, _measure, version = key
    row, listed = found[key], found[universe, MEASURES[0], version]
    if not listed["n"]:
        return t("strip.no_list", lang)
    if not row["denominator"]:
        return t("strip.no_cost", lang)
    return "" if row["n_seen"] else t("strip.not_looked", lang)


if set(UNIVERSES) != set(terms.UNIVERSES):  # a universe the field gains must not be left out
    raise LookupError("strip.UNIVERSES and terms.UNIVERSES differ")

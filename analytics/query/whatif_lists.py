"""The ranked lists of one regency and year, made ready once so that a slider may ask many times. Counts what it leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.rules import Item, Line, by_cost
from analytics.query.database import Mart, template
from analytics.query.with_mart import with_mart
from analytics.vocabulary import terms

POOR, PEOPLE, ENVELOPES = "penduduk_miskin", "jumlah_penduduk", "pagu_indikatif_kecamatan"


@dataclass(frozen=True)
class Basis:
    """Figures of every district of the lists, all of one year: what envelopes follow."""

    indicator: str
    year: int
    of: dict[str, int]


@dataclass(frozen=True)
class Lists:
    """`rows` as in the mart; `items` those with a place, a rank and an estimate: only they can be reached.

    `lines` hold them all together, `of_place` the same by district; each by the rule's id (rank, cheapest).
    """

    rows: tuple[dict[str, Any], ...]
    items: tuple[Item, ...]
    lines: dict[str, Line]
    of_place: dict[str, dict[str, Line]]
    n_no_place: int
    n_unranked: int
    n_unpriced: int
    n_tied: int
    bases: dict[str, int | None]
    covered: bool
    weights: Basis | None
    envelopes: Basis | None

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(self.of_place)


@with_mart(32)
def lists(mart: Mart, regency: str, year: int, version: str) -> Lists:
    """Everything a what-if question rests on, read once per mart. Raises BadQuestion for a version there is not."""
    if version not in terms.VERSIONS:
        raise BadQuestion("version_no_such", version=version, versions=", ".join(terms.VERSIONS))
    rows = mart.rows(template("whatif").format(version=version), {"regency": regency, "year": year})
    placed = [r for r in rows if r["place"]]
    ranked = [r for r in placed if r["rank"] is not None]
    good = [r for r in ranked if r["cost"]]
    voters = _voters(good)
    items = tuple(_item(r, voters) for r in good)
    places = sorted({i.place for i in items})
    tied = Counter((i.place, i.rank) for i in items)
    cover = mart.rows(
        "select capital, contestable from version_cover where regency_code = ? and year = ? and version = ?",
        [regency, year, version],
    )
    context = mart.rows(template("whatif_context"), {"regency": regency})
    return Lists(
        rows=tuple(rows),
        items=items,
        lines=_lines(items),
        of_place={p: _lines([i for i in items if i.place == p]) for p in places},
        n_no_place=len(rows) - len(placed),
        n_unranked=len(placed) - len(ranked),
        n_unpriced=len(ranked) - len(good),
        n_tied=sum(n for n in tied.values() if n > 1),
        bases=dict(cover[0]) if cover else {"capital": None, "contestable": None},
        covered=bool(cover),
        weights=_basis(context, POOR, places, year) or _basis(context, PEOPLE, places, year),
        envelopes=_basis(context, ENVELOPES, places, year, only=True),
    )


def _lines(items: Any) -> dict[str, Line]:
    return {"rank": Line(items), "cheapest": Line(items, by_cost)}


def _voters(rows: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Villages of each district that stand in its list; a district none of whose proposals names a village speaks for itself."""
    found: dict[str, set[str]] = {}
    for r in rows:
        found.setdefault(r["place"], set()).update({r["village"]} - {None})
    return {place: tuple(sorted(villages)) or (place,) for place, villages in found.items()}


def _item(row: dict[str, Any], voters: dict[str, tuple[str, ...]]) -> Item:
    mine = (row["village"],) if row["village"] else voters[row["place"]]
    return Item(row["id"], row["place"], row["rank"], row["cost"], mine)


def _basis(
    context: list[dict[str, Any]], indicator: str, places: list[str], year: int, *, only: bool = False
) -> Basis | None:
    """The newest year up to `year` (that one only, where `only`) in which every district has the figure."""
    by_year: dict[int, dict[str, int]] = {}
    for r in context:
        if r["indicator"] == indicator and r["place"] in places:
            by_year.setdefault(r["year"], {})[r["place"]] = r["value"]
    whole = [at for at, values in by_year.items() if set(values) == set(places) and any(values.values())]
    best = max((y for y in whole if y == year or (y < year and not only)), default=None)
    return None if best is None else Basis(indicator, best, by_year[best])

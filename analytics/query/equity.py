"""Rates and rupiah per head by place (or dapil: its districts), each with the limits it may differ by from chance alone. Never a
ranking without them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analytics.measures.definitions import Measure
from analytics.measures.proportion import Z998, concentration, funnel, wilson
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.ratio import shaped
from analytics.query.scope import PLACES, Scope, dims, scope, value

PEOPLE = "jumlah_penduduk"
LEVELS = ("regency", "dapil", "district", "village")  # what can be compared as places, widest first
SUMMED = ("numerator", "denominator", "most")  # what a whole's rate is made of, at least and at most


@dataclass(frozen=True)
class Ground:
    """What is published of one place for one year: people, and the index that orders places; the year each is of."""

    people: int | None = None
    people_year: int | None = None
    index: float | None = None
    index_year: int | None = None


def placed(question: Question, measure: Measure) -> tuple[str, ...]:
    """The dimensions asked for, with the measure's own place where the question names none to compare."""
    place = measure.settings.get("place")
    return (*question.by, place) if place and not set(question.by) & set(LEVELS) else question.by


def equity(mart: Mart, question: Question, measure: Measure, where: Scope) -> tuple[list[Any], list[Any]]:
    """Rows by place and what else was asked by. Beside the contract's keys (ci_low and ci_high are Wilson's) each has rupiah,
    population, population_year, per_head, index, index_year, limits ({low95, high95, low998, high998}) and apart (above, below or
    ""), both against the whole of the same year, agency and whatever else was asked by. A place without proposals is a row where
    only places are asked by. The total has concentration and concentration_count, n_places, n_index (places that an index orders)
    and the indicator."""
    place = max(set(question.by) & set(LEVELS), key=LEVELS.index)
    of = "district" if place == "dapil" else place  # what figures are published of: a dapil is its districts
    found = _counted(mart, question, measure, where)
    by_place = found if question.by == (place,) else _counted(mart, replace(question, by=(place,)), measure, where)
    by_of = by_place if of == place else _counted(mart, replace(question, by=(of,)), measure, where)
    newest: dict[str, int] = {}
    for r in by_of:
        if r[of] is not None:
            newest[r[of][:5]] = max(newest.get(r[of][:5], 0), r["newest"])
    said = {*question.by, *(d for d, _ in question.where)}
    divided = _division(mart, newest.items()) if "dapil" in said else {}  # one query a regency: not where nobody asks
    within = _within(mart, question, measure, divided)
    grounds = _ground(mart, of, measure, [(y, regency) for regency, y in newest.items()])
    ground = {p: g for (_, p), g in grounds.items()}
    if place == "dapil":
        ground = _together(ground, divided, within)
    there = {r[place] for r in by_place}
    silent = sorted(p for p, g in ground.items() if g.people is not None and p not in there)
    silent = [p for p in silent if place == "dapil" or within(p)]
    by_place = by_place + [_nothing((place,), p, divided) for p in silent]

    if "year" in question.by:
        yearly = _yearly(mart, question, measure, where, (place, of, within))
        rows = [_row(r, question.by, yearly.get((r["year"], r[place]), Ground())) for r in found]
    else:
        # a place beside other dimensions than places has no row of its own; dapil of several regencies may share a name
        alone = question.by == ("dapil",) if place == "dapil" else set(question.by) <= {*PLACES, "dapil"}
        added = silent if alone else []
        found = found + [_nothing(question.by, p, divided) for p in added]
        rows = [_row(r, question.by, ground.get(r[place], Ground())) for r in found]
    rows.sort(key=lambda r: [(r[d] is None, r[d]) for d in question.by])
    besides = [d for d in question.by if d not in LEVELS]
    wholes: dict[tuple[Any, ...], Counter[str]] = {}
    for row in rows:
        wholes.setdefault(tuple(row[d] for d in besides), Counter()).update({k: row[k] for k in SUMMED})
    for row in rows:
        _apart(row, wholes[tuple(row[d] for d in besides)], named=row[place] is not None)
    return rows, [_whole(by_place, place, ground, measure)]


def _counted(mart: Mart, question: Question, measure: Measure, where: Scope) -> list[dict[str, Any]]:
    sql = {k: v.format(version=question.version) for k, v in measure.sql.items()}
    sql["where"] = f"{where.sql} and {sql['where']}"
    found = template("equity").format(dims=dims(measure, question), version=question.version, **sql)
    return [r for r in mart.rows(found, where.values) if r["n"]]


def _nothing(by: tuple[str, ...], place: str, divided: Mapping[str, str]) -> dict[str, Any]:
    """A place nobody asked anything for: it still has people, and no rupiah."""
    counts = dict.fromkeys(("numerator", "denominator", "high", "n", "n_unknown", "rupiah"), 0)
    named = place if by == ("dapil",) else divided.get(place[: PLACES["district"]])
    return {**{d: named if d == "dapil" else place[: PLACES[d]] for d in by}, **counts}


def _division(mart: Mart, years: Iterable[tuple[str, int]]) -> dict[str, str]:
    """The dapil of each district of these regencies, as divided in the year beside each."""
    asked = (mart.rows(template("dapils"), {"regency": regency, "year": year}) for regency, year in years)
    return {r["district"]: r["dapil"] for rows in asked for r in rows}


def _together(
    ground: Mapping[str, Ground], divided: Mapping[str, str], within: Callable[[str], bool]
) -> dict[str, Ground]:
    """People of each dapil: those of its districts, where all are known. No index is published of a dapil."""
    inside: dict[str, list[Ground]] = {}
    for district, name in divided.items():
        if within(district):
            inside.setdefault(name, []).append(ground.get(district, Ground()))
    found = {}
    for name, parts in inside.items():
        known = [g.people for g in parts if g.people is not None]
        years = {g.people_year for g in parts}
        whole = len(known) == len(parts)
        found[name] = Ground(sum(known) if whole else None, years.pop() if whole and len(years) == 1 else None)
    return found


def _yearly(
    mart: Mart, question: Question, measure: Measure, where: Scope, level: tuple[str, str, Callable[[str], bool]]
) -> dict[tuple[int, str], Ground]:
    """What is published of each place for each year there are rows of."""
    place, of, within = level
    counted = _counted(mart, replace(question, by=("year", of)), measure, where)
    pairs = {(r["year"], r[of][:5]) for r in counted if r[of] is not None}
    grounds = _ground(mart, of, measure, pairs)
    if place != "dapil":
        return grounds
    found: dict[tuple[int, str], Ground] = {}
    for year in {y for y, _ in pairs}:
        mine = {p: g for (y, p), g in grounds.items() if y == year}
        together = _together(mine, _division(mart, [(r, y) for y, r in pairs if y == year]), within)
        found |= {(year, name): g for name, g in together.items()}
    return found


def _ground(mart: Mart, place: str, measure: Measure, wanted: Collection[tuple[int, str]]) -> dict[Any, Ground]:
    """What is published of every place of these regencies, by (year, place), each regency for the year beside it."""
    values = {
        "index": measure.settings["index"][place]["indicator"],
        "length": PLACES[place],
        "years": [year for year, _ in wanted],
        "regencies": [regency for _, regency in wanted],
    }
    ground: dict[Any, Ground] = {}
    for r in mart.rows(template("equity_places"), values):
        key = r["newest"], r["place"]
        of = ground.get(key, Ground())
        if r["indicator"] == PEOPLE:
            ground[key] = replace(of, people=round(r["value"]), people_year=r["year"])
        else:
            ground[key] = replace(of, index=float(r["value"]), index_year=r["year"])
    return ground


def _within(mart: Mart, question: Question, measure: Measure, divided: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a place lies in those the question is narrowed to."""
    places = replace(question, where=tuple((d, v) for d, v in question.where if d in PLACES))
    codes: dict[int, set[str]] = {}
    for code in scope(mart, places, measure).values.values():
        codes.setdefault(len(code), set()).add(code)
    named = {str(value(mart, measure, "dapil", v)) for d, wanted in question.where if d == "dapil" for v in wanted}

    def inside(place: str) -> bool:
        here = all(place[:length] in wanted for length, wanted in codes.items())
        return here and (not named or divided.get(place[: PLACES["district"]]) in named)

    return inside


def _row(r: dict[str, Any], by: tuple[str, ...], ground: Ground) -> dict[str, Any]:
    limits = wilson(r["numerator"], r["denominator"]) if r["denominator"] else (None, None)
    return shaped(r, by) | {
        "ci_low": limits[0],
        "ci_high": limits[1],
        "rupiah": r["rupiah"],
        "population": ground.people,
        "population_year": ground.people_year,
        "per_head": r["rupiah"] / ground.people if ground.people else None,
        "index": ground.index,
        "index_year": ground.index_year,
    }


def _whole(by_place: list[dict[str, Any]], place: str, ground: dict[str, Ground], measure: Measure) -> dict[str, Any]:
    sums = {k: sum(r[k] for r in by_place) for k in ("numerator", "denominator", "high", "n", "n_unknown", "rupiah")}
    known = [ground.get(r[place], Ground()) for r in by_place if r[place] is not None]
    everybody = all(g.people is not None for g in known) and known
    people = sum(g.people or 0 for g in known) if everybody else None
    years = {g.people_year for g in known}
    row = _row(sums, (), Ground(people, years.pop() if everybody and len(years) == 1 else None))
    index = measure.settings["index"].get(place, {"indicator": None, "poorest": ""})
    sign = 1 if index["poorest"] == "lowest" else -1  # a higher share in poverty is poorer
    for key, amount in (("concentration", "rupiah"), ("concentration_count", "numerator")):
        ordered = [
            (sign * g.index, g.people, r[amount])
            for r in by_place
            if (g := ground.get(r[place], Ground())).index is not None and g.people
        ]
        row[key] = concentration(ordered) if len(ordered) >= measure.settings["least"] else None
        row["n_index"] = len(ordered)
    indexed = {g.index_year for g in known if g.index_year is not None}
    row |= {"n_places": len(known), "indicator": index["indicator"]}
    row["index_year"] = indexed.pop() if len(indexed) == 1 else None
    return row


def _apart(row: dict[str, Any], whole: Counter[str], named: bool) -> None:
    """Writes `limits` around the whole's proven rate, and `apart` where no way the unknown ones fall could undo it."""
    n, everything = row["denominator"], whole["denominator"]
    row |= {"limits": None, "apart": ""}
    if not n:
        return
    low, high = whole["numerator"] / everything, whole["most"] / everything
    inner, outer = funnel(low, n), funnel(low, n, Z998)
    row["limits"] = dict(zip(("low95", "high95", "low998", "high998"), (*inner, *outer), strict=True))
    if named and wilson(row["numerator"], n)[0] > high:
        row["apart"] = "above"
    elif named and wilson(row["most"], n)[1] < low:
        row["apart"] = "below"

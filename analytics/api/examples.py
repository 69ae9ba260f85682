"""Values that stand in examples: of the mart that serves, so that they can be asked, or of Kabupaten Rekaan on paper."""

from __future__ import annotations

from typing import Any

from analytics.api.parameter import Parameter
from analytics.api.route import Route
from analytics.query.database import Mart
from analytics.query.facts import Regency, agencies, regencies
from analytics.query.search import Wanted
from analytics.query.search import found as found_rows
from analytics.query.with_mart import with_mart

Values = dict[str, str]
ON_PAPER: Values = {
    "regency": "99.01",
    "year": "2026",
    "district": "99.01.01",
    "village": "99.01.01.2001",
    "agency": "Dinas Pekerjaan Umum",
    "measure": "accommodation_count",
    "id": "R-1",
    "code": "AKM-NZHT-0D2V-WDPG",
    "old": "abd76b0d8692",
    "new": "74c036ae0768",
    "by": "district",
    "q": "jalan",
    "share": "0.1",
}
GENERAL = ("measure", "by", "q", "share")  # those that fit any data
# what an example of a route says beside what the route needs
SHOWN: dict[str, Values] = {
    "ask": {"by": "", "where": "year"},
    "bridge": {"where": "year"},
    "before-after": {"where": "regency"},
    "strip": {"year": ""},
    "certificate": {"by": "", "where": "year", "row": "district"},
    "difference": {"where": "year"},
    "fates": {"district": ""},
    "order": {"regency": "", "year": ""},
    "order/pairs": {"regency": "", "year": ""},
    "queue": {"regency": ""},
    "search": {"q": "", "regency": ""},
    "whatif": {"share": ""},
}


@with_mart(1)
def of(mart: Mart) -> Values:
    """Of the first regency with most data, in its newest year with proposals; without one there are no such values."""
    listed = [r for r in regencies(mart) if r.n_rows or r.n_lines] or list(regencies(mart))
    return of_regency(mart, listed[0] if listed else None)


def of_regency(mart: Mart, one: Regency | None) -> Values:
    """The same of this regency."""
    found: Values = {k: ON_PAPER[k] for k in GENERAL} | {"old": mart.id, "new": mart.id}
    if one is None:
        return found
    found["regency"] = one.code
    years = one.proposal_years or one.line_years
    if years:
        found["year"] = str(max(years))
    if one.n_rows:
        rows = found_rows(mart, Wanted("", one.code, "proposal", max(one.proposal_years)), 200)
        places = [r for r in rows if r["district"]]
        found |= {"id": rows[0]["id"]} if rows else {}
        found |= {"district": places[0]["district"]} if places else {}
        found |= {"agency": names[0]} if (names := agencies(mart, one.code)) else {}
    return found


def example(parameter: Parameter, route: Route, values: Values) -> Any:
    """An example of a parameter; None where there is none to give."""
    shown = SHOWN.get(route.path, {})
    if parameter.name in ("where", "row"):
        about = shown.get(parameter.name)
        return f"{about}={values[about]}" if about in values else None
    wanted = parameter.required or parameter.name in shown
    return values.get(parameter.name) if wanted else None


def query(route: Route, values: Values) -> list[tuple[str, str]] | None:
    """The parameters of an example request, in the order of the route; None where one it needs cannot be given."""
    found: list[tuple[str, str]] = []
    for parameter in route.parameters:
        given = example(parameter, route, values)
        if given is not None:
            found.append((parameter.name, given))
        elif parameter.required:
            return None
    return found

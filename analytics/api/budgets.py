"""The route of two budgets compared: what the lines of one version became in another, and what of it touched proposals."""

from __future__ import annotations

from dataclasses import asdict

from analytics.api import parameters as p
from analytics.api.figures import MISSING
from analytics.api.route import Asked, Route, Told
from analytics.api.shapes import FILTERS, FLAG, TEXT, WHOLE, arr, mart, obj, of, opt, said, table
from analytics.query.budgets import BY, KINDS, budgets
from analytics.query.budgets_rows import LISTED, Named, Turned, named, turned
from analytics.query.database import Mart

CHANGE = obj(kind={"type": "string", "enum": list(KINDS)}, n=WHOLE, before=WHOLE, after=WHOLE, change=WHOLE)
SLICE = obj(
    **dict.fromkeys(("n_before", "before", "n_after", "after", "change"), WHOLE), key=opt(TEXT), kinds=arr(CHANGE)
)
SIDE = obj(version=TEXT, year=WHOLE, n=WHOLE, amount=WHOLE)
BUDGETS = mart(
    regency=TEXT,
    first=SIDE,
    second=SIDE,
    where=FILTERS,
    by=opt(TEXT),
    matched_by=arr(TEXT),
    how=table(WHOLE),
    total=SLICE,
    rows=arr(SLICE),
    missing=MISSING,
    lines=arr(of(Named)),
    proposals=arr(said(of(Turned), proven=FLAG)),
)
AGAINST = p.VERSION.called("against", "apbd_p")
AGAINST_YEAR = p.YEAR.called("against_year")
SPLIT = p.PART.called("split").among(BY)
LINES = p.PART.called("lines").among(LISTED)


def _budgets(mart: Mart, asked: Asked) -> Told:
    narrow = tuple((d, v) for d, v in asked.narrow if d != "village")
    found = budgets(
        mart,
        asked.regency,
        asked["year"],
        asked["version"],
        asked["against"],
        asked["against_year"],
        asked["split"],
        narrow,
        asked.lang,
    )
    lines = named(mart, found, asked["lines"], asked["most"]) if asked["lines"] else ()
    touched = [{**asdict(x), "proven": x.proven} for x in turned(mart, found, asked["universe"])]
    told = {"mart": mart.id, **found.json(), "lines": [asdict(x) for x in lines], "proposals": touched}
    return Told(told)


OWN = (p.REGENCY.needed(), p.YEAR.needed(), p.VERSION, AGAINST, AGAINST_YEAR, SPLIT, LINES, p.UNIVERSE, p.PAGE)
ROUTES = (Route("budgets", _budgets, (*OWN, p.DISTRICT, p.AGENCY, p.DAPIL), BUDGETS),)

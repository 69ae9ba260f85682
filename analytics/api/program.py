"""Routes about the program itself: that it answers, what its measures mean, the field's terms. They hold nobody's data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analytics import __version__
from analytics.api.route import Asked, Route, Told
from analytics.api.shapes import BOTH, TEXT, arr, obj, of, said, table
from analytics.measures.definitions import fingerprint, measures
from analytics.query.database import Mart
from analytics.query.health import OK, Health, health
from analytics.vocabulary import terms

PART = obj(id=TEXT, unit=TEXT, label=BOTH)
MEASURE = obj(
    **dict.fromkeys(("id", "unit", "format", "fact", "definition_version"), TEXT),
    label=BOTH,
    definition=BOTH,
    dimensions=arr(TEXT),
    parts=arr(PART),
    caveats=arr(TEXT),
)


def _health(_no_mart: Mart, asked: Asked) -> Told:
    found = asdict(health(asked.workspace))
    return Told({**found, "version": __version__}, status=200 if found["status"] == OK else 503)


def _measures(mart: Mart, _asked: Asked) -> Told:
    listed = [
        {
            **{k: getattr(m, k) for k in ("id", "unit", "format", "fact", "label", "definition")},
            "definition_version": fingerprint(m.id),
            "dimensions": list(m.dimensions),
            "parts": [{"id": one.id, "unit": one.unit, "label": one.label} for one in m.parts],
            "caveats": list(m.caveats),
        }
        for m in measures().values()
    ]
    return Told({"mart": mart.id, "measures": listed})


def _terms(_mart: Mart, _asked: Asked) -> Told:
    found: dict[str, Any] = {
        group: {term: {lang: terms.label(group, term, lang) for lang in terms.LANGUAGES} for term in terms.ids(group)}
        for group in terms.load("terms")
    }
    return Told({"terms": found})


HEALTH = said(of(Health), version=TEXT)
ROUTES = (
    Route("health", _health, (), HEALTH, of_data=False, serving=True, bare=True),
    Route("measures", _measures, (), obj(mart=TEXT, measures=arr(MEASURE)), of_data=False, serving=True),
    Route("terms", _terms, (), obj(terms=table(table(BOTH))), of_data=False, serving=True),
)

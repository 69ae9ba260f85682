"""CSV rows of the plain pages: rates of areas and years, and proposals as the dashboard gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analytics.query.fates import Fate
from analytics.reports.fate_list import records as fate_records
from analytics.reports.site_data import COUNT, VALUE, Area
from analytics.reports.site_text import office
from analytics.reports.site_words import Words
from analytics.reports.tables import records

KEYS = ("kind", "code", "name", "year", "universe", "version")
FIGURES = ("numerator", "denominator", "value", "low", "high", "n", "n_unknown")
RATES = (*KEYS, *FIGURES, "rupiah_numerator", "rupiah_denominator", "certificate")


def rate_rows(w: Words, areas: Iterable[Area], years: Iterable[int]) -> list[list[object]]:
    """CSV rows of the rates of areas and years in every list of the site."""
    d, span, found = w.data, list(years), [list[object](RATES)]
    for area in areas:
        for year in span:
            for universe in d.lists:
                r, v = d.row(area, year, universe), d.row(area, year, universe, VALUE)
                if r is None:
                    continue
                money = (v["numerator"], v["denominator"]) if v else (None, None)
                counted = (r[k] for k in FIGURES)
                asked = d.answers[COUNT, universe, area.kind].question
                key = d.regency.code if area.kind == "regency" else "" if area.kind in ("agency", "dapil") else area.key
                head = (area.kind, key, area.short, year, universe, asked.version)
                found.append([*head, *counted, *money, d.code(area, year, universe)])
    return found


def proposal_rows(w: Words, listed: Sequence[Fate]) -> list[list[object]]:
    """CSV rows of proposals, as the dashboard gives them; the list each stands in beside. Each is made once for all pages."""
    d = w.data
    new = [f for f in listed if f.id not in d.told]
    counted = d.answers[COUNT, d.first, "regency"]  # names version and mart, the same of all
    for f, row in zip(new, fate_records(w.lang, counted, [office(f) for f in new]), strict=True):
        d.told[f.id] = {**row, "universe": d.of[f.id]}
    return records([d.told[f.id] for f in listed])

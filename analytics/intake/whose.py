"""Whose rows these are: the regency and the budget year of each row, read from the file or as the person said."""

from __future__ import annotations

import datetime as dt

from analytics.errors import BadFile, BadQuestion
from analytics.intake.columns import Typed
from analytics.intake.forms import Form
from analytics.intake.tables import LIMITS
from analytics.vocabulary import regions


def regency_code(words: str) -> str:
    """The Kemendagri code for a code or an unmistakable name. Raises BadQuestion."""
    found = regions.find_regency(words)
    if found is None:
        raise BadQuestion("regency_unknown", code=words)
    return found.code


def check_year(file: str, year: int) -> None:
    high = dt.date.today().year + LIMITS["years_ahead"]
    if not LIMITS["year_low"] <= year <= high:
        raise BadFile("year_absurd", file=file, year=year, low=LIMITS["year_low"], high=high)


def regencies(file: str, form: Form, typed: Typed, said: str | None) -> list[str]:
    """The regency of each row. What the person said must agree with what the file says."""
    spec = form.spec["regency"]
    if spec["mode"] == "name":
        cells = {str(c or "").strip() for c in typed.raw.get(spec["column"], [])}
        after = spec.get("after", "")
        named = {c.removeprefix(after) for c in cells if c.startswith(after)} - {""}
        found = {r.code for r in map(regions.find_regency, sorted(named)) if r is not None}
        codes = [said or min(found, default="")] * len(typed.numbers)
        if not said and len(found) != 1:
            raise BadFile("regency_needed", file=file)
    else:
        cut = 5 if spec["mode"] == "prefix" else None
        codes = [c[:cut] for c in typed.fields[spec["field"]]]
        found = set(codes)
        for code in sorted(found):
            regency_code(code)
    if said and found - {said}:
        raise BadFile("regency_differs", file=file, found=", ".join(sorted(found)), regency=said)
    return codes


def years(file: str, form: Form, typed: Typed, said: int | None) -> list[int | None]:
    """The budget year of each row; None throughout for a form whose one file spans years."""
    n = len(typed.numbers)
    if form.spec.get("spans_years"):
        return [None] * n
    found = typed.fields.get("year")
    if found is None:
        if said is None:
            raise BadFile("year_needed", file=file)
        return [said] * n
    if said is not None and set(found) - {said}:
        raise BadFile("year_differs", file=file, found=", ".join(map(str, sorted(set(found)))), year=said)
    return list(found)

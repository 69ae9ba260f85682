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
    """Raises BadFile for a year this program cannot mean."""
    high = dt.date.today().year + LIMITS["years_ahead"]
    if not LIMITS["year_low"] <= year <= high:
        raise BadFile("year_absurd", file=file, year=year, low=LIMITS["year_low"], high=high)


def regencies(file: str, form: Form, typed: Typed, said: str | None) -> list[str]:
    """The regency of each row. What the person said must agree with what the file says."""
    spec = form.spec["regency"]
    if spec["mode"] == "name":
        found = _named(typed, spec.get("after", ""))
        codes = [said or min(found, default="")] * len(typed.numbers)
    else:
        codes = [code[:5] for code in typed.fields[spec["field"]]]
        found = set(codes)
    if said and found - {said}:
        raise BadFile("regency_differs", file=file, found=", ".join(sorted(found)), regency=said)
    if not found and not said:
        raise BadFile("regency_needed", file=file)
    if len(found) > 1 and spec["mode"] == "name":
        raise BadFile("regency_several", file=file, found=", ".join(sorted(found)))
    return codes


def _named(typed: Typed, after: str) -> set[str]:
    """Codes of the regencies a column names, each behind the words `after`."""
    cells = {str(c).strip() for c in typed.regency_cells if c is not None}
    found = (regions.find_regency(c.removeprefix(after)) for c in cells if c.startswith(after) and c != after)
    return {region.code for region in found if region is not None}


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

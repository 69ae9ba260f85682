"""Whose rows these are: regency, budget year and scope of each row, read from the file or as the person said."""

from __future__ import annotations

import datetime as dt

from analytics.errors import BadFile, BadQuestion
from analytics.intake.columns import Typed
from analytics.intake.forms import Form
from analytics.intake.tables import LIMITS
from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import gazetteer
from analytics.vocabulary.text import squeeze


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
    if spec["mode"] == "head":
        return _headed(file, typed, said)
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


def _headed(file: str, typed: Typed, said: str | None) -> list[str]:
    """The regency each sheet names above its headings, else the one that was said."""
    names = typed.fields.get("regency_text") or [None] * len(typed.numbers)
    known = {name: _titled(name) for name in set(names) if name}
    codes = [known.get(name) or said or "" for name in names]
    if said and set(codes) - {said}:
        raise BadFile("regency_differs", file=file, found=", ".join(sorted(set(codes))), regency=said)
    if "" in codes:
        raise BadFile("regency_needed", file=file)
    return codes


def _titled(name: str) -> str | None:
    """Behind the label "Kabupaten" a name often stands without that word."""
    found = regions.find_regency(name) or regions.find_regency(f"Kabupaten {name}")
    return found.code if found else None


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
    found = typed.fields.get("year") or [None] * n
    if None in found:
        if said is None:
            raise BadFile("year_needed", file=file)
        found = [said if year is None else year for year in found]
    if said is not None and set(found) - {said}:
        raise BadFile("year_differs", file=file, found=", ".join(map(str, sorted(set(found)))), year=said)
    return list(found)


def scopes(form: Form, typed: Typed, codes: list[str], said: str) -> list[str]:
    """The part of the regency each row's list covers, for a form of which every place has its own; else what was said."""
    part = form.spec.get("scope")
    n = len(typed.numbers)
    if part is None:
        return [said] * n
    blank = [None] * n
    district, village = (typed.fields.get(name, blank) for name in ("district_text", "village_text"))
    keys = list(zip(codes, district, village if part == "village_text" else blank, strict=True))
    memo = {key: " ".join(filter(None, (_place(*key), said))) for key in set(keys)}
    return [memo[key] for key in keys]


def _place(regency: str, district: str | None, village: str | None) -> str:
    """The code of a district or village, else its name as a key: an unknown place is still one place."""
    finder = gazetteer(regency)
    code = finder.district(district) if district else None
    if village is None:
        return code or squeeze(district or "")
    within = code or squeeze(district or "")
    return finder.village(village, code).village_code or f"{within}.{squeeze(village)}"

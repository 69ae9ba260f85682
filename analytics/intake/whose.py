"""Whose rows these are: regency, budget year and scope of each row, read from the file or as the person said."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

from analytics.errors import BadFile, BadQuestion
from analytics.intake.forms import Form
from analytics.intake.rejects import reject
from analytics.intake.tables import LIMITS
from analytics.intake.typed import Typed
from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import gazetteer
from analytics.vocabulary.text import squeeze

EVERYWHERE = "*"  # the regency of a dataset that speaks of them all
REGION = re.compile(r"(?i)(?:pemerintah\s+)?(?:kab|kota|prov)")


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
    """The regency of each row. What the person said must agree with what the file says. A table of more than one regency that is
    one publication (`national`) stays one dataset, of EVERYWHERE."""
    spec = form.spec["regency"]
    if form.spec.get("national"):
        return _national(file, form, typed, said)
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


def _national(file: str, form: Form, typed: Typed, said: str | None) -> list[str]:
    """The one regency a national table was cut down to, or EVERYWHERE."""
    if said and said not in {code[:5] for code in typed.fields.get("region_code", [])}:
        raise BadFile("regency_not_there", file=file, regency=said)
    found = {code[:5] for code in typed.fields.get("region_code", [])}
    only = found.pop() if len(found) == 1 else ""
    return [only if len(only) == 5 else EVERYWHERE] * len(typed.numbers)


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


def with_a_year(form: Form, typed: Typed, said: int | None) -> Typed:
    """Without the rows that bear no budget year in a column where others bear one: each becomes a reject."""
    column = next((c for c in form.columns if c.field == "year"), None)
    found = typed.fields.get("year", [])
    if said is not None or column is None or form.spec.get("spans_years") or None not in found or not any(found):
        return typed
    for i, year in enumerate(found):
        if year is None:
            typed.rejects.append(reject(*typed.where(i), "required_blank", column.heading, None, typed.cells[i]))
    typed.rejects.sort(key=lambda r: (typed.names.index(typed.home(r)), typed.order(r), r.row))
    return typed.only([i for i, year in enumerate(found) if year is not None])


def in_force(typed: Typed) -> Typed:
    """Without the rows the source system itself has switched off: they are no data, and a note says how many."""
    off = typed.fields.pop("inactive", [])
    if not any(off):
        return typed
    for i, gone in enumerate(off):
        typed.structure[typed.sheets[i]] += bool(gone)
    note = f"{sum(map(bool, off))} baris sudah dinonaktifkan di sistem asalnya, tidak dimuat (switched off in the source system)"
    typed.notes = [*typed.notes, note]
    return typed.only([i for i, gone in enumerate(off) if not gone])


def unknown_names(form: Form, typed: Typed) -> list[str]:
    """A note on the regencies a column names that do not exist: their rows go with the others."""
    spec = form.spec["regency"]
    after, blanks = spec.get("after", ""), {b.lower() for b in form.spec.get("blanks", [])}
    names = Counter(str(c).strip() for c in typed.regency_cells if c is not None)
    odd = {
        name: n
        for name, n in names.items()
        if name not in {"", after} and name.startswith(after) and name.lower() not in blanks
        if regions.find_regency(name.removeprefix(after)) is None
    }
    if not odd:
        return []
    # in a row whose cells have shifted it may be a person's name: only what is worded like a region is repeated
    shown = ", ".join(f"'{name}'" if REGION.match(name) else "..." for name in list(odd)[:3])
    return [
        f"PERHATIAN: kolom '{spec.get('column')}' menyebut daerah yang tidak dikenal ({shown}; {sum(odd.values())} baris); "
        "baris itu dicatat bersama yang lain (regency names not known)"
    ]


def unknown_district(form: Form, regency: str, fields: dict[str, list[Any]]) -> list[str]:
    """A note where a list stands under a district nobody knows."""
    if "scope" not in form.spec:
        return []
    names = {name for name in fields.get("district_text", []) if name}
    odd = sorted(name for name in names if gazetteer(regency).district(name) is None)
    where = regions.region(regency).name
    return [
        f"PERHATIAN: kecamatan '{name}' tidak dikenal di {where}; desa dalam daftarnya tidak dicari, periksa ejaannya "
        "(district not known; no village was looked up)"
        for name in odd
    ]


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
    within = code or squeeze(district or "")
    if village is None:
        return within
    if district and code is None:
        return f"{within}.{squeeze(village)}"  # a village of that name elsewhere is another one
    return finder.village(village, code).village_code or f"{within}.{squeeze(village)}"

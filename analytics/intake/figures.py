"""Tables of published figures: what their rows leave unsaid is filled from the form, and a wide row becomes several figures.
Never computes a figure."""

from __future__ import annotations

from typing import Any

from analytics.intake.forms import Form
from analytics.intake.rejects import reject
from analytics.intake.typed import Typed
from analytics.vocabulary import terms
from analytics.vocabulary.gazetteer import gazetteer

Fields = dict[str, list[Any]]


def within(form: Form, typed: Typed, regency: str | None) -> Typed:
    """Of a national table only the rows of the regency that was asked for; the others are told in a note, and no data here."""
    codes = typed.fields.get("region_code", [])
    if not form.spec.get("national") or regency is None:
        return typed
    mine = [i for i, code in enumerate(codes) if code[:5] == regency]
    for i in set(range(len(codes))) - set(mine):
        typed.structure[typed.sheets[i]] += 1
    n = len(codes) - len(mine)
    note = f"{n} baris tentang daerah lain tidak dimuat (rows about other regions were left out)"
    typed.notes = [*typed.notes, *([note] if n else [])]
    return typed.only(mine)


def placed(form: Form, typed: Typed, codes: list[str]) -> tuple[Typed, list[str]]:
    """Rows that name a district get its code. An unknown district, or a second figure of one, is refused: nothing may be added up
    or chosen here. Returns the rows that stay, and the regency of each."""
    column = next((c for c in form.columns if c.field == "district_text"), None)
    if form.table != "context" or column is None:
        return typed, codes
    years = typed.fields.get("year") or [None] * len(codes)
    good, found, seen = [], [], set()
    for i, (regency, words, year) in enumerate(zip(codes, typed.fields["district_text"], years, strict=True)):
        code = gazetteer(regency).district(words)
        reason = "district_unknown" if code is None else "figure_twice" if (code, year) in seen else None
        seen.add((code, year))
        if code is None or reason:
            where = typed.where(i)
            typed.rejects.append(reject(*where, reason or "", column.heading, words, typed.cells[i]))
        else:
            good.append(i)
            found.append(code)
    typed.rejects.sort(key=lambda r: (typed.names.index(r.sheet), r.row))
    typed = typed.only(good)
    typed.fields["region_code"] = found
    return typed, [codes[i] for i in good]


def figures(
    form: Form, regency: str, year: int | None, part: Typed, fields: Fields
) -> tuple[list[str], list[int], Fields]:
    """(sheets, rows, fields), one of each per figure: a row of a wide table stands there once per figure it holds.

    A row without a place speaks of the regency, a month ("03") belongs to its row's year, and a unit the file does not say is
    that of the indicator.
    """
    n = len(part.numbers)
    same = {name: [value] * n for name, value in form.spec.get("constant", {}).items()}
    full: Fields = {"region_code": [regency] * n, "year": [year] * n, **same, **fields}
    sheets, numbers = part.pages, part.numbers
    if wide := form.unpivot:
        at = [(i, name) for i in range(n) for name in wide if full[name][i] is not None]
        rows = [i for i, _ in at]
        values = [full[name][i] for i, name in at]
        sheets, numbers = [sheets[i] for i in rows], [numbers[i] for i in rows]
        full = {name: [column[i] for i in rows] for name, column in full.items() if name not in wide}
        notes = full.get("note") or [None] * len(at)
        full["note"] = [
            w if name == wide[0] else None for w, (_, name) in zip(notes, at, strict=True)
        ]  # speaks of the first
        full |= {"indicator": [name for _, name in at], "value": values}
    known = terms.load("indicators")["indicator"]
    units = full.get("unit") or [None] * len(numbers)
    full["unit"] = [u or known[i]["unit"] for u, i in zip(units, full["indicator"], strict=True)]
    if periods := full.get("period"):
        months = zip(periods, full["year"], strict=True)
        full["period"] = [f"{y}-{p}" if p and len(p) == 2 and p.isdigit() and y else p for p, y in months]
    return sheets, numbers, full

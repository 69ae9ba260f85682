"""Several sheets of one form become one table: offices keep a sheet per district. An id may stand in it only once."""

from __future__ import annotations

from collections import Counter

from analytics.intake.forms import Form
from analytics.intake.rejects import reject
from analytics.intake.typed import Typed


def join(form: Form, parts: list[Typed]) -> Typed:
    """The rows of all sheets in order; a second row with the id of an earlier one of its dataset becomes a reject."""
    whole = parts[0] if len(parts) == 1 else _stack(parts)
    for column in form.columns:
        if column.unique and column.field in whole.fields:
            whole = _refuse_twice(form, whole, column.field, column.heading)
    whole.rejects.sort(key=lambda r: (whole.names.index(whole.home(r)), whole.order(r), r.row))
    return whole


def _stack(parts: list[Typed]) -> Typed:
    whole = Typed(list(dict.fromkeys(name for p in parts for name in p.names)))
    names = dict.fromkeys(name for p in parts for name in p.fields)
    whole.fields = {n: [v for p in parts for v in p.fields.get(n, [None] * len(p.numbers))] for n in names}
    seen: set[str] = set()
    for p in parts:
        whole.sheets += p.sheets
        whole.pages += p.pages
        whole.numbers += p.numbers
        whole.at += p.at
        whole.sheet_of |= p.sheet_of
        whole.cells += p.cells
        whole.regency_cells += p.regency_cells or [None] * len(p.numbers)
        whole.rejects += p.rejects
        whole.blank += p.blank
        whole.structure += p.structure
        whole.notes += p.notes
        for name in p.names:  # of several lists on one sheet all must have a total, or none is that of the sheet
            if name not in seen or name in whole.totals:
                whole.totals |= {name: whole.totals.get(name, 0) + p.totals[name]} if name in p.totals else {}
            if name in seen and name not in p.totals:
                whole.totals.pop(name, None)
            seen.add(name)
        for name, counter in p.reconciled.items():
            whole.reconciled[name] = whole.reconciled.get(name, Counter()) + counter
    return whole


def _refuse_twice(form: Form, whole: Typed, name: str, heading: str) -> Typed:
    """Ids count inside a dataset: another regency or another year may use the same number."""
    empty = [None] * len(whole.numbers)
    scope = [whole.fields.get(f, empty) for f in (form.spec["regency"].get("field", ""), "year")]
    seen: set[tuple[object, ...]] = set()
    good = []
    for i, key in enumerate(zip(whole.fields[name], *scope, strict=True)):
        if key in seen:
            whole.rejects.append(reject(*whole.where(i), "id_twice", heading, key[0], whole.cells[i]))
        else:
            seen.add(key)
            good.append(i)
    return whole if len(good) == len(whole.numbers) else whole.only(good)

"""Several sheets of one form become one table: offices keep a sheet per district. An id may stand in it only once."""

from __future__ import annotations

from analytics.intake.forms import Form
from analytics.intake.rejects import reject
from analytics.intake.typed import Typed


def join(form: Form, parts: list[Typed]) -> Typed:
    """The rows of all sheets in order; a second row with the id of an earlier one of its dataset becomes a reject."""
    whole = parts[0] if len(parts) == 1 else _stack(parts)
    whole.lists = [k for k, part in enumerate(parts) for _ in part.numbers]
    whole.printed = {k: sum(part.totals.values()) for k, part in enumerate(parts) if part.totals}
    whole.proven = {k: part.sums for k, part in enumerate(parts)}
    for column in form.columns:
        if column.unique and column.field in whole.fields:
            whole = _refuse_twice(form, whole, column.field, column.heading)
    whole.rejects.sort(key=lambda r: (whole.names.index(whole.home(r)), whole.order(r), r.row))
    return whole


def _stack(parts: list[Typed]) -> Typed:
    whole = Typed(list(dict.fromkeys(name for p in parts for name in p.names)))
    names = dict.fromkeys(name for p in parts for name in p.fields)
    whole.fields = {n: [v for p in parts for v in p.fields.get(n, [None] * len(p.numbers))] for n in names}
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

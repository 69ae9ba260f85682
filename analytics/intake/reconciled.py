"""After the rows of a sheet are typed: accounts that add up others, totals, rows without money. Counts; never guesses."""

from __future__ import annotations

from analytics.intake.around import AMOUNTS, Edges
from analytics.intake.forms import Form
from analytics.intake.parents import parents
from analytics.intake.sums import of_heads, of_list
from analytics.intake.tables import RawTable
from analytics.intake.typed import Typed

WITHOUT = "sub kegiatan atau rekening tanpa rupiah (pagu kosong) tidak menjadi baris anggaran (without rupiah)"


def reconciled(table: RawTable, form: Form, below: Edges, out: Typed, factor: int = 1) -> Typed:
    """The same without accounts that add up others and (`moneyless`) rows without rupiah: both are structure. Every printed sum
    is compared with the rows it adds up; `factor` is the rupiah that one printed unit stands for."""
    if "sums" in form.spec:
        doubled, sums = parents(out.fields, out.notes)
        at = list(out.at)
        out.reconcile(table.sheet, sums, sums.notes(lambda i: table.where(at[i])))
        out = _without(table, out, doubled)
    if form.spec.get("moneyless") == "structure":
        empty = {i for i, amount in enumerate(out.fields.get("amount", [])) if amount is None}
        out = _without(table, out, empty)
        if empty:
            out.notes.append(f"{len(empty)} {WITHOUT}")
    if below.sums or below.heads:
        name = next((f for f in AMOUNTS if f in out.fields), "")
        amounts = {i: v or 0 for i, v in zip(out.at, out.fields.get(name, []), strict=False)}
        printed, heads = ([(i, n * factor) for i, n in sums] for sums in (below.sums, below.heads))
        found = of_list(printed, amounts)
        of_heads(heads, amounts, found)
        out.reconcile(table.sheet, found, found.notes(table.where))
    return out


def _without(table: RawTable, out: Typed, which: set[int]) -> Typed:
    out.structure[table.sheet] += len(which)
    return out.only([i for i in range(len(out.numbers)) if i not in which]) if which else out

"""What the register holds of a Perda's totals, and what the budget lines add up to beside them. Changes nothing."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.format import date, rupiah
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.published import agency_sums, published
from analytics.query.versions import version_of

NUMBERS = frozenset({1, 2, 3})


def held_figures(view: View, year: int, version: str) -> None:
    """The whole in a sentence with its row, agencies in a table; figures that another one replaces are named as such."""
    found = published(view.mart, view.regency.code, year, version)
    names = {"version": view.term("version", version), "year": year}
    if not found:
        show(html.hit(view.t("perda.none", **names)))
        return
    for f in (f for f in found if f.agency is None):
        told = [view.t("perda.held" if f.counts else "perda.held_other", amount=whole(view, f.amount), **names)]
        told += [f.number] if f.number else []
        told += [date(f.signed_on, view.lang)] if f.signed_on else []
        told += [f.source] if f.source else []
        where = view.t("trace.source", file=f.file, sheet=f.sheet, row=f.row)
        show(
            html.source(
                " · ".join(told), f"{where} · {view.t('places.who', author=f.author, date=date(f.at, view.lang))}"
            )
        )
    fact = version_of(view.mart, view.regency.code, year, version)
    if fact is not None and fact.difference is not None:
        words = view.t("perda.lines", n=view.n(fact.n_lines), amount=whole(view, fact.amount))
        show(html.hit(f"{words} {compared(view, fact.difference)}"))
    if any(f.agency is not None for f in found):
        _agencies(view, year, version)


def _agencies(view: View, year: int, version: str) -> None:
    rows = [
        (
            a.agency or view.t("perda.no_agency"),
            whole(view, a.published),
            whole(view, a.lines),
            whole(view, a.difference),
        )
        for a in agency_sums(view.mart, view.regency.code, year, version)
    ]
    headings = [
        view.t("column.agency").capitalize(),
        *(view.t(f"perda.col_{c}") for c in ("document", "lines", "difference")),
    ]
    with st.expander(view.t("perda.by_agency", n=view.n(len(rows)))):
        show(html.table(headings, rows, view.t("perda.by_agency", n=view.n(len(rows))), NUMBERS))


def whole(view: View, amount: int | None) -> str:
    """Rupiah to the last one."""
    return rupiah(amount, view.lang, short=False)


def compared(view: View, difference: int) -> str:
    """How much less or more than the document's total something is."""
    if not difference:
        return view.t("perda.same")
    return view.t("perda.less" if difference < 0 else "perda.more_than", amount=whole(view, abs(difference)))

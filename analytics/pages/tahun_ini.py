"""Tahun Ini: what is due this month and next, which file it is, who usually holds it, and what is already here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from analytics.charts import calendar as picture
from analytics.charts import html
from analytics.locale.format import month
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.calendar import LATER, NEXT, NOW, PAST, Due, calendar, cycle
from analytics.vocabulary import terms


def page(view: View, today: dt.date | None = None) -> None:
    """The finding, the months of this year, and the chain of the budget year the reader chose."""
    now = today or dt.date.today()
    due = calendar(view.mart, view.regency.code, now)
    groups = {
        NOW: [d for d in due if d.when == NOW and not d.here],
        PAST: [d for d in due if d.when == PAST and not d.here],
        NEXT: [d for d in due if d.when == NEXT and not d.here],
        LATER: [d for d in due if d.when == LATER and not d.here],
        "here": [d for d in due if d.here],
    }
    counts = {k: len(v) for k, v in groups.items()}
    words = view.t("year.title", month=month(now, view.lang), now=counts[NOW], past=counts[PAST], here=counts["here"])
    show(html.title(words, view.place, view.t("year.lead")))
    rows = [(view.t(f"year.{k}"), [_row(view, d) for d in found]) for k, found in groups.items() if found]
    months = [month(dt.date(now.year, m, 1), view.lang, short=True) for m in range(1, 13)]
    show(picture.months(months, rows, now, view.t("year.step"), view.t("year.file"), view.t("year.caption")))
    download_rows(view, [_record(view, d) for d in due], f"tahun-ini-{view.regency.code}")
    if view.year is not None:
        _cycle(view, cycle(view.mart, view.regency.code, view.year, now))
    show(html.notes([view.t("year.usual")]))


def _name(view: View, due: Due) -> str:
    return str(terms.load("sources")["source"][due.source][f"name_{view.lang}"])


def _months(view: View, due: Due) -> str:
    first, last = (month(d, view.lang) for d in (due.begins, due.ends))
    return first if first == last else f"{first} – {last}"


def _row(view: View, due: Due) -> picture.Step:
    source = terms.load("sources")["source"][due.source]
    return picture.Step(
        _name(view, due),
        f"{view.t('year.for', year=due.year)} · {_months(view, due)}",
        f"{source[f'what_{view.lang}']}",
        view.t("year.holder", holder=source[f"holder_{view.lang}"]),
        due.begins,
        due.ends,
        due.cell.state,
    )


def _cycle(view: View, due: Sequence[Due]) -> None:
    """One budget year from the village lists to the realisation."""
    here = sum(d.here for d in due)
    show(html.section(view.t("year.cycle", year=view.year), view.t("year.cycle_sub", here=here, all=len(due))))
    headings = [view.t(f"year.{k}") for k in ("step", "usually", "state")]
    rows = [
        (
            _name(view, d),
            _months(view, d),
            f"{html.SYMBOLS[d.cell.state]} {view.t(f'complete.{d.cell.state}')}"
            + (f" · {view.t('year.rows', n=view.n(d.cell.n))}" if d.here else ""),
        )
        for d in due
    ]
    show(html.table(headings, rows, view.t("year.cycle", year=view.year)))


def _record(view: View, due: Due) -> dict[str, object]:
    source = terms.load("sources")["source"][due.source]
    return {
        "source": due.source,
        "name": _name(view, due),
        "year": due.year,
        "from": due.begins.isoformat()[:7],
        "to": due.ends.isoformat()[:7],
        "when": due.when,
        "state": due.cell.state,
        "rows": due.cell.n,
        "what": source[f"what_{view.lang}"],
        "holder": source[f"holder_{view.lang}"],
    }

"""The picture of Sebelum Ketok Palu: the same list held against every draft, so that one sees where it grows thinner."""

from __future__ import annotations

from typing import Any

from analytics.charts import html
from analytics.charts.stacked import Stack, stacked
from analytics.pages.picture import Picture
from analytics.pages.sebelum_found import (
    answer_for,
    draft_words,
    found_for,
    keys,
    open_words,
    pieces,
    scope_words,
    told,
)
from analytics.pages.view import View
from analytics.query.warning import BUDGET, DRAFTS
from analytics.query.warning_answer import Tally, Warning
from analytics.query.warning_words import later, parts, short, time_left


def drafts_picture(view: View) -> Picture | None:
    """One whole bar per draft (and for the budget, where it is here); nothing where there is no draft to look in."""
    found = found_for(view)
    if found.draft is None or not found.items:
        return None
    rows = [_row(view, d, found.drafts.get(d), newest=d == found.draft) for d in DRAFTS]
    if found.budget:
        rows.append(_row(view, BUDGET, found.budget, newest=False))
    title = short(found, scope_words(view), view.lang)
    lines = [w for w in (parts(found, view.lang), later(found, view.lang), time_left(found, view.lang)) if w]
    return Picture(
        "warning.drafts",
        title,
        keys(view) + stacked(rows, view.t("before.open"), title) + html.lead(lines),
        "-".join(("sebelum", view.regency.code, str(found.year), *dict(view.where).values())),
        (answer_for(view, found),),
        sub=view.t("before.sub"),
        kicker=view.kicker,
        rows=lambda: _records(found),
        notes=(view.t("before.note"),),
        first=True,
    )


def _row(view: View, draft: str, tally: Tally | None, *, newest: bool) -> Stack:
    name = draft_words(view, draft)
    if tally is None:
        return Stack(name, "–", note=view.t("before.not_here"), why=view.t("before.no_draft"))
    figure, detail = open_words(view, tally)
    note = view.t("before.newest") if newest else view.t("before.outcome") if draft == BUDGET else ""
    return Stack(name, figure, detail, note, pieces(view, tally, tally.n), told(view, tally), strong=newest)


def _records(found: Warning) -> list[dict[str, Any]]:
    tallies = found.drafts | ({BUDGET: found.budget} if found.budget else {})
    return [{"year": found.year, "draft": name, **tally.json()} for name, tally in tallies.items()]

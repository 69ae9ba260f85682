"""Antrean: how long needs wait for the APBD, and how many are asked for again and again. Always over all years."""

from __future__ import annotations

from dataclasses import replace

from analytics.charts import curve as drawing
from analytics.charts import html
from analytics.charts.curve import Point
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.measures.definitions import measure
from analytics.pages.order_top import legend
from analytics.pages.order_words import of_place, slug
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.rates import Rate
from analytics.query.waiting import Step, steps, typical

AGAIN, OFTEN = "repeat_and_gave_up", "repeated_3"


def all_years(view: View) -> View:
    """A queue is of today: whatever year is chosen, and always against the APBD."""
    return replace(view, year=None, version="apbd")


def waiting_picture(view: View) -> Picture | None:
    """The share still waiting by years since first asked for, proven and at most, with the needs followed below."""
    view = all_years(view)
    answer = view.ask("waiting_time")
    found = steps(answer.rows[0]) if answer.rows and answer.rows[0]["n"] else []
    if not found:
        return None
    at = typical(found)
    least = share(at.least, view.lang)
    facts = {"year": view.n(at.year), "most": share(at.most, view.lang)}
    known = at.least == at.most
    title = view.t("waits.curve_title", **facts) if known else view.t("waits.curve_title_band", **facts, least=least)
    years = view.regency.proposal_years
    labels = [view.t(f"waits.curve_{k}") for k in ("year", "most", "least", "n")]
    words = (view.t(f"waits.curve_{k}") for k in ("legend", "unknown", "limits"))
    title = of_place(view, title)
    return Picture(
        "queue.waiting",
        title,
        drawing.legend(*words) + drawing.curve([_point(view, s) for s in found], labels, title),
        slug(view, "antrean-lama-menunggu"),
        (answer,),
        view.t("waits.curve_sub", first=min(years), last=max(years)),
    )


def _point(view: View, s: Step) -> Point:
    cells = (share(s.most, view.lang), share(s.least, view.lang), view.n(s.at_risk))
    return Point(str(s.year), s.most, s.least, s.low, s.high, cells)


def repeated_picture(view: View) -> Picture | None:
    """Needs asked for in two years, in three, and no more: of all needs, proven and at most."""
    view = all_years(view)
    answer = view.ask(AGAIN)
    found = {r["part"]: Rate.of(r) for r in answer.rows if r["n"]}
    if not found:
        return None
    often = found[OFTEN]
    bars = [_bar(view, p.label[view.lang], found[p.id]) for p in measure(AGAIN).parts]
    title = of_place(view, view.t("waits.again_title", n=view.n(often.proven), most=view.n(often.most)))
    return Picture(
        "queue.repeated",
        title,
        legend(view) + html.bars(bars, title),
        slug(view, "antrean-berulang"),
        (answer,),
        view.t("waits.again_sub", n=view.n(often.n)),
    )


def _bar(view: View, label: str, rate: Rate) -> Bar:
    detail = view.t("in_order.most_of", most=view.n(rate.most)) if rate.unknown else ""
    return Bar(f"{label[0].upper()}{label[1:]}", view.n(rate.proven), detail, "", rate.value, rate.high)

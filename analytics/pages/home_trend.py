"""Beranda over the years: the rate of every year as upright bars, with its breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.charts import html
from analytics.charts.trend import Column, trend
from analytics.locale.fate_words import fate_word
from analytics.locale.format import share
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.series import Fates, Year, breaks, earlier, fates, series


@dataclass(frozen=True)
class Years:
    """The series behind the sentence, the changes and the trend; `chosen` is None where all years are."""

    answer: Answer
    years: tuple[Year, ...]
    earlier: Year | None
    chosen: Year | None
    fates: Fates
    span: str


def years(view: View) -> Years:
    """Every year of the reader's universe."""
    answer = replace(view, year=None).ask("accommodation_count", ("year",))
    found = series(view.mart, view.regency.code, answer)
    chosen = next((y for y in found if y.year == view.year), None)
    span = (
        f"{found[0].year}–{found[-1].year}" if view.year is None and len(found) > 1 else str(view.year or found[0].year)
    )
    return Years(answer, found, earlier(found, view.year), chosen, fates(view.mart, answer.question), span)


def beside(view: View, y: Years) -> list[str]:
    """What to know before comparing the chosen year with the one before: breaks between them, years not finished."""
    if y.earlier is None or y.chosen is None:
        return []
    cuts = "; ".join(breaks([y.earlier.year, y.chosen.year], view.lang).values())
    waiting = ", ".join(str(x.year) for x in (y.earlier, y.chosen) if not x.finished)
    said = [view.t("home.between", breaks=cuts)] if cuts else []
    return [*said, view.t("home.waiting", years=waiting)] if waiting else said


def trend_picture(view: View) -> Picture | None:
    """The regency's rate of every year."""
    proven = fate_word("proven", view.version, view.lang)
    return trend_of(view, "home.trend", proven[0].upper() + proven[1:], f"tahun-{view.regency.code}")


def trend_of(view: View, name: str, what: str, file: str) -> Picture | None:
    """Upright bars, one a year, where there are at least two years; `what` begins the title."""
    y = years(view)
    if len(y.years) < 2:
        return None
    cuts = breaks([x.year for x in y.years], view.lang)
    span = {"first": y.years[0].year, "last": y.years[-1].year}
    title = view.t("home.trend_title", what=what, version=view.term("version", view.version), **span)
    labels = {
        "year": view.term("version", y.answer.question.version),
        "figure": view.t("home.legend_proven"),
        "n": view.t("home.trend_n"),
        "note": view.t("home.trend_note"),
    }
    drawn = trend([_column(view, x, cuts.get(x.year, "")) for x in y.years], labels, title)
    legend = html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
    unsure = ", ".join(str(x.year) for x in y.years if x.rate.mostly_unknown)
    notes = [view.t("home.trend_unsure", years=unsure)] if unsure else []
    below = html.hit(" ".join([view.t("home.trend_sub"), *notes]))
    return Picture(name, title, legend + drawn + below, file, (y.answer,))


def _column(view: View, x: Year, cut: str) -> Column:
    rate = x.rate
    return Column(
        str(x.year),
        share(rate.value, view.lang),
        view.t("home.trend_most", share=share(rate.high, view.lang)) if rate.unknown else "",
        f"{view.n(rate.proven)}/{view.n(rate.n)}",
        rate.value,
        rate.high,
        "" if x.finished else view.t("home.unfinished"),
        "" if rate.looked else view.t("strip.not_looked"),
        x.year == view.year,
        cut,
    )

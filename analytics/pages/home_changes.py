"""What changed since the year before, on Beranda: up to three sentences, each with both n."""

from __future__ import annotations

from dataclasses import replace

from analytics.charts import html
from analytics.locale.format import share
from analytics.pages.home_trend import Years, beside
from analytics.pages.parts import place_name, show
from analytics.pages.view import View
from analytics.query.rates import Rate
from analytics.query.series import largest


def show_changes(view: View, y: Years) -> None:
    """Up to three sentences on the chosen year and the one before, each with both n, and what to know before comparing."""
    if y.earlier is None or y.chosen is None:
        return
    then, now = y.earlier.year, y.chosen.year
    by_district = replace(view, year=None).ask(
        "accommodation_count", ("district", "year"), version=y.answer.question.version
    )
    change, grown = largest(by_district, then, now), y.fates.grew(then, now)
    lines = []
    if change:
        words = "home.changed_district" if change.sure else "home.changed_district_unsure"
        lines.append(view.t(words, district=place_name(view, change.key), **_pair(view, change.then, change.now)))
    lines.append(view.t("home.changed_unknown", **_pair(view, y.earlier.rate.of_unknown, y.chosen.rate.of_unknown)))
    if grown:
        name = view.term("class", grown.key)
        lines.append(view.t("home.changed_class", fate=name, **_pair(view, grown.then, grown.now)))
    caution = " ".join(beside(view, y))
    title = html.section(view.t("home.changed_title", then=then, now=now))
    show(title + html.lead(lines) + (html.hit(caution) if caution else ""))


def _pair(view: View, then: Rate, now: Rate) -> dict[str, str]:
    return {
        "a": view.n(then.proven),
        "n_a": view.n(then.n),
        "share_a": share(then.value, view.lang),
        "b": view.n(now.proven),
        "n_b": view.n(now.n),
        "share_b": share(now.value, view.lang),
    }

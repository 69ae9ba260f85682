"""What changed since the year before, on Beranda: up to three sentences, each with both n."""

from __future__ import annotations

from dataclasses import replace

from analytics.charts import html
from analytics.locale.format import share
from analytics.pages.home_trend import beside, years
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.rates import Rate
from analytics.query.series import largest


def changes_picture(view: View) -> Picture | None:
    """Up to three sentences on the chosen year and the one before, each with both n, and what to know before comparing."""
    y = years(view)
    if y.earlier is None or y.chosen is None:
        return None
    then, now = y.earlier.year, y.chosen.year
    by_district = replace(view, year=None).ask("accommodation_count", ("district", "year"))
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
    title = view.t("home.changed_title", then=then, now=now)
    body = html.lead(lines) + (html.hit(caution) if caution else "")
    return Picture("home.changes", title, body, f"perubahan-{view.regency.code}-{now}", (by_district,))


def _pair(view: View, then: Rate, now: Rate) -> dict[str, str]:
    return {
        "a": view.n(then.proven),
        "n_a": view.n(then.n),
        "share_a": share(then.value, view.lang),
        "b": view.n(now.proven),
        "n_b": view.n(now.n),
        "share_b": share(now.value, view.lang),
    }

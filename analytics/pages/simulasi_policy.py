"""Before and after a dated change of policy, in Simulasi Porsi: both rates, both denominators. Never says what caused what."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.answer import Answer, Question
from analytics.query.before_after import before_after, breaks, said
from analytics.query.database import Mart, Named
from analytics.vocabulary import terms

MEASURE = "accommodation_count"


def policies(view: View) -> tuple[str, ...]:
    """Changes with data on both sides, oldest first."""
    rows = _asked(view)[0]
    return tuple(b for b in breaks() if any(r["break"] == b and "one_side" not in r["warning"] for r in rows))


def name_of(view: View, policy: str) -> str:
    known = terms.load("series_breaks")["break"][policy]
    words = known[f"label_{view.lang}"]
    return words if str(known["year"]) in words else f"{known['year']}: {words}"


def policy_picture(view: View) -> Picture | None:
    """Two bars: the years before and the years since; below them the estimated change, or in plain words why there is none."""
    policy, (rows, answer) = dict(view.where).get("policy", ""), _asked(view)
    there = policies(view)
    row = next((r for r in rows if r["break"] == (policy or next(iter(there), ""))), None)
    if row is None:
        return None
    name = name_of(view, row["break"])
    facts = {"before": _range(view, row, "before_"), "after": _range(view, row, ""), "policy": name}
    title = view.t("simulation.policy_title_none" if row["change"] is None else "simulation.policy_title", **facts)
    legend = html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
    bars = [_bar(view, row, "before_", f"< {row['at']}"), _bar(view, row, "", f"≥ {row['at']}")]
    body = legend + html.bars(bars, title) + html.lead(_words(view, row))
    file = f"sebelum-sesudah-{row['break']}-{view.regency.code}-{view.universe}"
    notes = (view.t("simulation.policy_note"),)
    return Picture(
        "simulation.policy",
        title,
        body,
        file,
        (answer,),
        view.t("simulation.policy_sub", universe=view.term("universe", view.universe)),
        rows=lambda: [_record(r) for r in rows],
        notes=notes,
    )


def _bar(view: View, row: dict[str, Any], side: str, years: str) -> Bar:
    n, n_years = row[f"{side}denominator"], row["years_before" if side else "years_after"]
    most, (value, high) = row[f"{side}most"], _limits(row, side)
    figure = _range(view, row, side)
    detail = view.t("simulation.policy_of", proven=view.n(row[f"{side}numerator"]), most=view.n(most), n=view.n(n))
    label = view.t("simulation.policy_before" if side else "simulation.policy_after")
    return Bar(f"{label} ({years})", figure, detail, view.t("simulation.policy_years", n=n_years), value, high)


def _limits(row: dict[str, Any], side: str) -> tuple[float, float]:
    """Proven and at most, as shares."""
    n = row[f"{side}denominator"]
    return (row[f"{side}value"], row[f"{side}most"] / n) if n else (0.0, 0.0)


def _range(view: View, row: dict[str, Any], side: str) -> str:
    """4,8–86,5 %; one figure where nothing is left open."""
    low, high = (share(v, view.lang) for v in _limits(row, side))
    return low if low == high else f"{low.rstrip('% ')}–{high}"


def _words(view: View, row: dict[str, Any]) -> list[str]:
    """The change with its interval, or why there is none; and what else changed in those years."""
    lines = [said(row, view.lang)] if row["warning"] else []
    if row["change"] is not None:
        points = {k: _points(view, row[f"change{k}"]) for k in ("", "_low", "_high")}
        lines.append(view.t("simulation.policy_change", change=points[""], low=points["_low"], high=points["_high"]))
    others = "; ".join(name_of(view, b) for b in row["others"])
    return [*lines, *([view.t("simulation.policy_others", others=others)] if others else [])]


def _points(view: View, value: float) -> str:
    """Percentage points with their sign."""
    return ("+" if value > 0 else "") + share(value, view.lang)


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {k: " ".join(v) if isinstance(v, list) else v for k, v in row.items()}


def _asked(view: View) -> tuple[list[dict[str, Any]], Answer]:
    """All breaks at once, over all years of the reader's universe."""
    question = replace(view, year=None, where=()).question(MEASURE)
    return _remembered(view.mart.named, question, view.lang)


@lru_cache(maxsize=32)
def _remembered(mart: Named, question: Question, lang: str) -> tuple[list[dict[str, Any]], Answer]:
    return before_after(Mart(*mart), question, None, lang)

"""Published facts about a regency, as published: never recomputed, each with its source."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from analytics.charts import html, lines
from analytics.charts.html import Bar
from analytics.locale.format import count, rupiah
from analytics.locale.words import words
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.facts import context
from analytics.vocabulary import terms

FEWEST = 3  # a line needs at least this many years
# status of a village, as its publisher writes it
STATUSES = ("MANDIRI", "MAJU", "BERKEMBANG", "TERTINGGAL", "SANGAT TERTINGGAL")


def value(view: View, row: dict[str, Any]) -> str:
    """A published value with its unit; ≈ where its publisher rounded it."""
    about = "≈ " if row["precision"] == "dibulatkan" else ""
    if row["unit"] == "Rp":
        return about + rupiah(int(row["value"]), view.lang)
    return about + count(float(row["value"]), view.lang) + _unit(view, row["unit"])


def _unit(view: View, unit: str) -> str:
    if unit in ("indeks", "rasio"):
        return ""
    if unit == "persen":
        return " %" if view.lang == "id" else "%"
    return " " + (view.t(f"unit.{unit}") if unit in words(view.lang)["unit"] else unit)


def show_facts(view: View) -> None:
    """Series as small charts, single values as a table, village status as bars."""
    rows = context(view.mart, view.regency.code)
    if not rows:
        return
    indicators = terms.load("indicators")["indicator"]
    show(html.section(view.t("home.facts", regency=view.place), view.t("home.facts_sub")))
    series: dict[str, list[dict[str, Any]]] = {}
    for r in rows:
        if r["year"] is not None:
            series.setdefault(r["indicator"], []).append(r)
    wanted = terms.load("indicators")["show"]
    _cards(view, series, [k for k in wanted["cards"] if k in series], indicators)
    _charts(
        view, series, [k for k in wanted["series"] if len({r["year"] for r in series.get(k, [])}) >= FEWEST], indicators
    )
    _villages(view)
    _table(view, rows, indicators)


def _cards(view: View, series: dict[str, list[dict[str, Any]]], names: list[str], indicators: dict[str, Any]) -> None:
    latest = [max(series[n], key=lambda r: r["year"]) for n in names]
    show(
        html.cards(
            (value(view, r), f"{indicators[r['indicator']][f'label_{view.lang}']} {r['year']}", r["source"])
            for r in latest
        )
    )


def _charts(view: View, series: dict[str, list[dict[str, Any]]], names: list[str], indicators: dict[str, Any]) -> None:
    columns = st.columns(2) if names else []
    for i, name in enumerate(names):
        rows = sorted(series[name], key=lambda r: r["year"])
        first, last = rows[0], rows[-1]
        label = indicators[name][f"label_{view.lang}"]
        said = view.t(
            "home.changed",
            label=label,
            first_year=first["year"],
            last_year=last["year"],
            first=value(view, first),
            last=value(view, last),
        )
        with columns[i % 2]:
            show(html.section(said))
            figure = lines.series(
                [r["year"] for r in rows], [float(r["value"]) for r in rows], [value(view, r) for r in rows]
            )
            st.plotly_chart(figure, theme=None, config=lines.CONFIG, key=f"fact-{name}", alt=said)
            show(html.hit(view.t("home.source", source=last["source"])))


def _villages(view: View) -> None:
    rows = [r for r in context(view.mart, view.regency.code, villages=True) if r["indicator"] == "idm"]
    if not rows:
        return
    known = [s for r in rows if (s := " ".join(str(r["note"] or "").upper().split())) in STATUSES]
    if not known:
        return  # an index without its status says nothing here
    status = Counter(known)
    title = view.t("home.villages_idm", n=view.n(len(known)), year=rows[0]["year"])
    show(html.section(title, view.t("home.idm_sub")))
    most = max(status.values())
    show(html.bars([Bar(k.capitalize(), view.n(n), "", "", n / most, 0) for k, n in status.most_common()], title))
    show(html.hit(view.t("home.source", source=rows[0]["source"])))


def _table(view: View, rows: list[dict[str, Any]], indicators: dict[str, Any]) -> None:
    wanted = [r for r in rows if indicators[r["indicator"]]["group"] == "anggaran"]
    wanted.sort(key=lambda r: (-(r["year"] or 0), r["indicator"]))
    body = [
        (
            str(r["year"] or ""),
            indicators[r["indicator"]][f"label_{view.lang}"],
            value(view, r),
            " · ".join(
                [
                    r["source"],
                    *([r["note"]] if r["note"] else []),
                    *([view.t("home.also", said=r["also"])] if r["also"] else []),
                ]
            ),
        )
        for r in wanted
    ]
    headings = [view.t("column.year").capitalize(), "", "Rp", view.t("column.source").capitalize()]
    if body:
        with st.expander(view.t("home.facts", regency=view.place) + f" · {len(body)}"):
            show(html.table(headings, body, view.t("home.facts", regency=view.place), frozenset({2})))
    download_rows(view, rows, f"angka-terbitan-{view.regency.code}")

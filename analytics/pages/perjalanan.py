"""Perjalanan Usulan: how far the proposals came, stage by stage, with what is not yet known drawn beside what is."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages.choices import choose
from analytics.pages.parts import download, download_rows, lacking, place_name, show
from analytics.pages.picture import Picture, present
from analytics.pages.view import View
from analytics.query.answer import Answer, Question
from analytics.query.facts import proposals
from analytics.vocabulary import terms

BREAKDOWNS = ("district", "agency", "field", "fund_source", "village")
SHOWN = 200
MOST = 15


def page(view: View) -> None:
    """The funnel of the chosen universe, the channels side by side, a breakdown, and the proposals of a chosen row."""
    answer = view.ask("funnel")
    universe = view.term("universe", view.universe)
    if not answer.rows:
        words = view.t("journey.empty", universe=universe, regency=view.place, year=view.year or "")
        show(html.title(words, view.kicker, view.t("journey.empty_hint")))
        lacking(view, answer.missing)
        return
    present(view, stages_picture(view))
    _channels(view)
    _breakdown(view, answer)


def stages_picture(view: View) -> Picture | None:
    """Proposals found at every stage, with what is not yet known beside them."""
    answer = view.ask("funnel")
    if not answer.rows:
        return None
    universe = view.term("universe", view.universe)
    legend = html.legend(view.t("journey.legend_found"), view.t("journey.legend_unknown"))
    reaching = any(r["stage"] in terms.VERSIONS for r in view.later(answer))
    return Picture(
        "journey.stages",
        _finding(view, answer, universe),
        legend + html.bars(_bars(view, answer), universe) + (html.hit(view.t("journey.reaching")) if reaching else ""),
        f"perjalanan-{view.regency.code}-{view.year}-{view.universe}",
        (answer,),
        kicker=view.kicker,
        first=True,
        tag=view.t("journey.snapshot") if _snapshot(answer) else "",
    )


def _snapshot(answer: Answer) -> bool:
    return any(c.id == "snapshot" for c in answer.caveats)


def _finding(view: View, answer: Answer, universe: str) -> str:
    rows = view.later(answer)
    n = view.n(answer.rows[0]["denominator"])
    if not rows:
        return view.t("journey.title_one", n=n, universe=universe)
    first, last = rows[0], rows[-1]
    if first is last:
        words = {"reached": view.n(first["numerator"]), "stage": view.stage(first["stage"])}
        return view.t("home.headline_journey", n=n, universe=universe, **words)
    return view.t(
        "journey.title_two",
        n=n,
        universe=universe,
        first=view.n(first["numerator"]),
        first_stage=view.stage(first["stage"]),
        last=view.n(last["numerator"]),
        last_stage=view.stage(last["stage"]),
    )


def _bars(view: View, answer: Answer) -> list[Bar]:
    bars, before = [], None
    for r in answer.rows:
        note = ""
        begins = r not in view.later(answer)
        if begins:
            note = view.t("journey.origin_stage")
        elif r["n_unknown"]:
            note = view.t("journey.open", n=view.n(r["n_unknown"]))
        elif before is not None and before > r["numerator"]:
            note = view.t("journey.lost", n=view.n(before - r["numerator"]))
        if r["amount"] is not None:
            note = f"{note} · {view.t(_money(r['stage']), amount=view.rp(r['amount']))}".removeprefix(" · ")
        detail = view.t("journey.stage_of", share=share(r["value"], view.lang), n=view.n(r["denominator"]))
        high = r["value"] if begins else r["high"]
        bars.append(
            Bar(view.term("stage", r["stage"]), view.n(r["numerator"]), detail, note, r["value"], high, quiet=begins)
        )
        before = r["numerator"]
    return bars


def _money(stage: str) -> str:
    return "journey.allocated" if stage in terms.VERSIONS else "journey.rupiah"


def _channels(view: View) -> None:
    """Musrenbang, pokir and Renja side by side: different sources, never added up."""
    answer = view.ask("funnel", ("origin",), universe="all")
    origins = list(dict.fromkeys(r["origin"] for r in answer.rows))
    if len(origins) < 2:
        return
    show(html.section(view.t("journey.by_origin"), view.t("journey.by_origin_sub")))
    for origin, column in zip(origins, st.columns(len(origins)), strict=True):
        rows = [r for r in answer.rows if r["origin"] == origin and r["numerator"]]
        with column:
            show(html.section(_capital(f"{view.term('origin', origin)}: {view.n(rows[0]['denominator'])}")))
            show(
                html.bars(
                    [
                        Bar(
                            view.term("stage", r["stage"]),
                            view.n(r["numerator"]),
                            share(r["value"], view.lang),
                            "",
                            r["value"],
                            r["value"],
                        )
                        for r in rows
                    ],
                    view.term("origin", origin),
                )
            )
    download(view, answer, f"jalur-{view.regency.code}-{view.year}")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _breakdown(view: View, whole: Answer) -> None:
    """Every value of one dimension: its proposals and what was found of them at each later stage."""
    stages = [r["stage"] for r in view.later(whole)]
    if not stages:
        return
    labels = {d: view.term("dimension", d) for d in BREAKDOWNS}
    by = choose(
        "by",
        BREAKDOWNS,
        "district",
        lambda key: st.segmented_control(
            view.t("journey.by"), BREAKDOWNS, required=True, format_func=labels.__getitem__, key=key
        ),
    )
    answer = view.ask("funnel", (by,))
    rows = _pivot(answer, by)
    show(html.section(view.t("journey.by_title", label=labels[by], n=view.n(len(rows))), view.t("journey.by_sub")))
    everything = len(rows) <= MOST or st.toggle(
        view.t("home.show_all", n=view.n(len(rows))), key=f"all-{by}", bind="query-params"
    )
    headings = [labels[by], view.t("journey.col_n"), *(view.term("stage", s) for s in stages)]
    shown = rows if everything else rows[:MOST]
    show(html.grid(headings, [(_name(view, by, key), _cells(view, found, stages)) for key, found in shown], labels[by]))
    download(view, answer, f"rincian-{by}-{view.regency.code}-{view.year}")
    keys = [str(key) for key, _ in rows if key is not None]
    nothing = ""
    picked = choose(
        "in",
        [nothing, *keys],
        nothing,
        lambda key: st.selectbox(
            view.t("journey.pick", label=labels[by]),
            [nothing, *keys],
            format_func=lambda k: _name(view, by, k) if k else "–",
            key=key,
        ),
    )
    if picked:
        _list(view, by, picked)


def _pivot(answer: Answer, by: str) -> list[tuple[Any, dict[str, dict[str, Any]]]]:
    """Rows of a funnel by dimension, gathered per value: most proposals first."""
    table: dict[Any, dict[str, dict[str, Any]]] = {}
    for r in answer.rows:
        table.setdefault(r[by], {})[r["stage"]] = r
    return sorted(table.items(), key=lambda kv: (kv[0] is None, -next(iter(kv[1].values()))["n"], str(kv[0])))


def _cells(view: View, found: dict[str, dict[str, Any]], stages: list[str]) -> list[tuple[str, str, float] | None]:
    first = next(iter(found.values()))
    cells: list[tuple[str, str, float] | None] = [(view.n(first["n"]), "", 0.0)]
    for s in stages:
        r = found.get(s)
        cells.append((view.n(r["numerator"]), share(r["value"], view.lang), r["value"]) if r else None)
    return cells


def _name(view: View, by: str, value: Any) -> str:
    if by in ("district", "village"):
        return place_name(view, value)
    return str(value) if value is not None else view.t("app.no_value")


def _list(view: View, by: str, key: str) -> None:
    """The proposals of one row of the breakdown, with the file and row each came from."""
    filters: dict[str, tuple[str, ...]] = {"regency": (view.regency.code,)}
    if view.year:
        filters["year"] = (str(view.year),)
    filters[by] = (key,)
    found = proposals(view.mart, Question("funnel", (), tuple(filters.items()), view.universe), 100_000)
    show(html.section(view.t("journey.list_title", n=view.n(len(found)), value=_name(view, by, key))))
    if len(found) > SHOWN:
        show(html.hit(view.t("journey.list_most", n=SHOWN)))
    columns = (
        "external_id",
        "title",
        "location_text",
        "village",
        "district",
        "agency",
        "volume",
        "unit",
        "furthest_stage",
        "file",
        "row",
        "id",
    )
    frame = pd.DataFrame([{c: r[c] for c in columns} for r in found[:SHOWN]])
    frame["furthest_stage"] = [view.term("stage", s) for s in frame["furthest_stage"]]
    names = {c: view.t(f"column.{c}").capitalize() for c in columns if c not in ("file", "row", "id")}
    st.dataframe(frame.rename(columns=names), hide_index=True, key="list")
    download_rows(view, found, f"usulan-{by}-{view.regency.code}-{view.year}")

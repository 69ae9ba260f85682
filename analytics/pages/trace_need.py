"""The need of one proposal, on its story: when it was asked for, what happened, which money came, and why these proposals are
thought to be one. Shown where there is more than this one proposal."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.charts.timeline import timeline
from analytics.pages.parts import show
from analytics.pages.record_link import kept, label
from analytics.pages.view import View

PAYING = ("apbd", "shift", "apbd_p", "realisation", "village_fund", "pnpm", "province", "other")
BY_MONEY = ("funded", "funded_size_unknown", "partial", "late", "elsewhere")


def history(view: View, need: dict[str, Any] | None, shown: str) -> None:
    """The need's time line and its members; `shown` is the id of the proposal the page tells of."""
    if not need or (len(need["members"]) == 1 and not need["others"]):
        return
    show(html.section(view.t("need.title"), _lead(view, need)))
    years = list(range(need["first_year"], max([need["last_year"], *(x["year"] for x in _paying(need))]) + 1))
    show(timeline(years, _rows(view, need, years), view.t("need.caption")))
    with st.container(key="hits_need"):
        for m in need["members"]:
            _member(view, m, shown)
    show(html.notes(_notes(view, need)))


def _lead(view: View, need: dict[str, Any]) -> str:
    """How often it was asked for, and what became of it."""
    asked = [m["year"] for m in need["members"] if m["origin"] in ("musrenbang", "pokir") and m["stage"] != "rpjmdes"]
    words = view.t("need.asked", n=need["n_years"], since=min(asked)) if asked else view.t("need.never_asked")
    facts = {"year": need["funded_year"], "amount": view.rp(need["allocated"]), "elsewhere": view.rp(need["elsewhere"])}
    state = "funded_unsized" if need["state"] == "funded" and not need["allocated"] else need["state"]
    became = view.t(f"need.state_{state}", **facts)
    return f"{words} {became}"


def _paying(need: dict[str, Any]) -> list[dict[str, Any]]:
    return [x for x in need["lines"] if x["version"] in PAYING and x["allocated"] > 0]


def _rows(view: View, need: dict[str, Any], years: list[int]) -> list[tuple[str, list[list[str]]]]:
    asked: dict[int, list[str]] = {}
    became: dict[int, list[str]] = {}
    money: dict[int, list[str]] = {}
    for m in need["members"]:
        where = "need.rank_district" if m["in_district_list"] and m["stage"] != "musrenbang_district" else "need.rank"
        rank = [view.t(where, rank=view.n(m["rank"]))] if m["rank"] is not None else []
        cost = [_rupiah(view, m["estimated_cost"])] if m["estimated_cost"] is not None else []
        asked.setdefault(m["year"], []).append(" · ".join([view.term("stage", m["stage"]), *rank, *cost]))
        became.setdefault(m["year"], []).append(_fate(view, m))
    for x in _paying(need):
        money.setdefault(x["year"], []).append(f"{view.term('version', x['version'])}: {_rupiah(view, x['allocated'])}")
    for r in need["replies"]:
        if r["replied_on"]:
            became.setdefault(r["replied_on"].year, []).append(view.t("need.reply", office=r["office"] or "–"))
    names = (("need.row_asked", asked), ("need.row_became", became), ("need.row_money", money))
    return [(view.t(name), [list(dict.fromkeys(found.get(y, []))) for y in years]) for name, found in names]


def _rupiah(view: View, amount: int) -> str:
    """An amount that stays on one line of its narrow cell."""
    return view.rp(amount).replace(" ", "\u00a0")


def _fate(view: View, m: dict[str, Any]) -> str:
    if m["fate"] in BY_MONEY or m["fate"] == "unfunded":
        return view.t(f"fate.part_{m['fate']}")
    return view.t("fate.reached", stage=view.stage(m["furthest_stage"]))


def _member(view: View, m: dict[str, Any], shown: str) -> None:
    """One proposal: its words as a link to its own story, what it is to the one before, why, and its row."""
    relation = view.t(f"need.relation_{m['relation']}")
    head = f"{m['year']} · {view.term('stage', m['stage'])} · {relation}"
    if m["id"] == shown:
        this = view.t("need.this_one")
        show(html.hit(f"{m['title']} ({this})"))
    else:
        st.page_link(view.links["trace"], label=label(m["title"]), query_params={"id": m["id"], **kept(view)})
    why = [m["reasons"]] if m["reasons"] else []
    if m["probability"] is not None:
        why.append(view.t("need.chance", chance=view.n(m["probability"] // 10_000 / 100)))
    source = view.t("trace.source", file=m["file"], sheet=m["sheet"], row=view.n(m["row"]))
    show(html.hit(" · ".join([head, *why, source])))


def _notes(view: View, need: dict[str, Any]) -> list[str]:
    """What was put together with it or taken apart, and that words can mislead."""
    others = [view.t(f"need.other_{o['relation']}", year=o["year"], title=o["title"] or "–") for o in need["others"]]
    return [*dict.fromkeys(others), view.t("need.caveat")]

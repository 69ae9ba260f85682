"""The verb `order`: whether money kept to the order of the signed lists, list by list, and the named pairs with their reasons."""

from __future__ import annotations

import argparse
from typing import Any

from analytics.commands.telling import out
from analytics.locale.format import rupiah
from analytics.locale.words import t
from analytics.query import order as of
from analytics.query.answer import Question
from analytics.query.caveats import notice
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.vocabulary import terms


def order(o: argparse.Namespace) -> int:
    mart = open_mart(open_workspace(o.workspace, o.author), o.mart)
    asked = {"regency": o.regency, "year": o.year, "district": o.district, "agency": o.agency}
    where = tuple((d, (v,)) for d, v in asked.items() if v)
    question = Question(of.MEASURE, (), where, o.universe, o.version_kind)
    found = of.lists(mart, question)
    result: dict[str, Any] = {
        "mart": mart.id,
        "notice": notice((r["regency"] for r in found), o.lang),
        "universe": o.universe,
        "version": o.version_kind,
        "total": vars(of.told(found)),
        "lists": found,
    }
    lines = [result["notice"]] if result["notice"] else []
    lines += [_list(r, o.lang) for r in found if r["pairs"] or r["unknown_pairs"]]
    if o.pairs:
        result["pairs"] = of.pairs(mart, question, lang=o.lang)
        lines += [line for pair in result["pairs"] for line in _pair(pair, o.lang)]
    total = t("order.total", o.lang, lists=len(found), **vars(of.told(found)))
    out(o, result, [*lines, total])
    return 0


def _list(r: dict[str, Any], lang: str) -> str:
    counts = {k: r[k] for k in ("pairs", "inverted", "reasoned", "unknown_pairs", "no_rank", "equal_pairs")}
    return " · ".join([str(r["year"]), _place(r, lang), t("order.list", lang, **counts)])


def _pair(p: dict[str, Any], lang: str) -> list[str]:
    """Where, the higher one and why, the lower one."""
    said = (
        [] if p["standing"] == "answered" else [terms.label("decision", p["decision"], lang)]
    )  # a reply says it itself
    why = "; ".join([*said, p["reason_text"]])
    return [
        f"{p['year']} · {_place(p, lang)}",
        f"    {_side(p['higher'], lang)} · {why}",
        f"    {_side(p['lower'], lang)}",
    ]


def _place(r: dict[str, Any], lang: str) -> str:
    unknown = terms.label("agency", None, lang)
    return f"{r['district_name'] or unknown} · {r['agency'] or unknown}"


def _side(p: dict[str, Any], lang: str) -> str:
    money = rupiah(p["rupiah"], lang) if p["rupiah"] else rupiah(p["estimate"], lang)
    fate = terms.label("class", p["fate"], lang)
    rank = t("order.rank", lang, rank=p["rank"])
    return f"{rank} {p['title']} ({p['village_name'] or '-'}) · {fate} · {money}"

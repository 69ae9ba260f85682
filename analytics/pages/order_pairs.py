"""Urutan: pairs of a list counted by agency (by kecamatan where one agency is chosen), and the pairs that can be named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from analytics.charts import html
from analytics.charts import order as drawing
from analytics.charts.order import Counted, Named, Side
from analytics.locale.fate_words import fate_word
from analytics.pages.bars import more
from analytics.pages.links import story
from analytics.pages.order_words import answered, of_place, slug
from analytics.pages.parts import download_rows, place_name, show
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.answer import Question
from analytics.query.database import Mart
from analytics.query.order import MEASURE, Told, beside, longest, pairs, told
from analytics.reports import pair_list
from analytics.vocabulary import regions

FIRST, MOST, LOWER = 5, 200, 3  # higher ones drawn at once, pairs read for the screen, lower ones drawn beside each
EVERY = 1_000_000  # pairs one CSV may hold


def agencies_picture(view: View) -> Picture | None:
    """Pairs in order and not, and those not known; as long as there are pairs, never as good as somebody is."""
    by = "district" if "agency" in dict(view.where) else "agency"
    answer = view.ask(MEASURE, (by,))
    whole = told(answer.totals)
    rows = longest(answer.rows)
    if not whole.pairs and not whole.unknown_pairs:
        return None
    drawn = [_counted(view, r, by, parts) for r, parts in rows]
    headings = [
        view.term("dimension", by),
        *(view.t(f"in_order.pairs_{k}") for k in ("bar", "of", "reasoned", "unknown")),
    ]
    title = of_place(view, _finding(view, whole))
    total = answer.total or {}
    apart = {"ties": "equal_pairs", "no_rank": "no_rank", "elsewhere": "elsewhere", "unknown": "unknown_pairs"}
    below = view.t("in_order.pairs_apart", **{k: view.n(total[c]) for k, c in apart.items()})
    legend = drawing.legend(
        *(view.t(k) for k in ("in_order.legend_kept", "in_order.legend_not_kept", "journey.legend_unknown"))
    )
    sub = view.t("in_order.pairs_sub", version=view.term("version", view.version))
    return Picture(
        "order.agencies",
        title,
        legend + drawing.counted(drawn, headings, title) + html.hit(f"{view.t('in_order.pairs_order')} {below}"),
        slug(view, "urutan-pasangan"),
        (answer,),
        sub,
    )


def _finding(view: View, whole: Told) -> str:
    if not whole.pairs:
        return view.t("in_order.pairs_none", unknown=view.n(whole.unknown_pairs))
    facts = {k: view.n(getattr(whole, k)) for k in ("inverted", "pairs", "reasoned")}
    kept = view.t("in_order.pairs_kept", pairs=view.n(whole.pairs))
    words = view.t("in_order.pairs_title", **facts) if whole.inverted else kept
    open_ = whole.unknown_pairs
    return view.t("in_order.pairs_open", words=words, unknown=view.n(open_)) if open_ else words


def _counted(view: View, r: dict[str, Any], by: str, parts: tuple[float, float, float]) -> Counted:
    name = place_name(view, r[by]) if by == "district" else (r[by] or view.t("app.no_value"))
    of = view.t("in_order.of", proven=view.n(r["inverted"]), n=view.n(r["pairs"]))
    of = of if r["pairs"] else view.t("in_order.none")
    numbers = (r["pairs"] - r["inverted"], r["inverted"], r["unknown_pairs"])
    cells = (of, view.n(r["reasoned"]), view.n(r["unknown_pairs"]))
    return Counted(name, view.t("in_order.pairs_lists", n=view.n(r["lists"])), *parts, cells, numbers)


def show_named(view: View) -> None:
    """The named pairs, higher ones first in the order of their ranks, each with what was written about it."""
    whole = told(view.ask(MEASURE).totals)
    if not whole.named:
        return
    facts = {"named": view.n(whole.named), "inverted": view.n(whole.inverted)}
    title = view.t("in_order.named_title", **facts)
    show(html.section(title, view.t("in_order.named_sub")))
    question = view.question(MEASURE)
    found = beside(_pairs(view.mart, question, view.lang))
    everything = len(found) <= FIRST or more(view, len(found), "all-pairs")
    version = view.term("version", view.version)
    higher, lower = (view.t(f"in_order.named_{side}", version=version) for side in ("higher", "lower"))
    heads = (higher, lower, view.t("in_order.named_reason"))
    show(drawing.named((_named(view, p, lower) for p, lower in (found if everything else found[:FIRST])), heads, title))
    if whole.named > MOST:
        show(html.hit(view.t("in_order.named_most", shown=MOST, n=view.n(whole.named))))
    download_rows(
        view,
        lambda: pair_list.records(view.mart.id, question, pairs(view.mart, question, EVERY, view.lang)),
        slug(view, "urutan-pasangan-bernama"),
        view.t("in_order.named_csv"),
    )


@lru_cache(maxsize=64)
def _pairs(mart: Mart, question: Question, lang: str) -> tuple[dict[str, Any], ...]:
    return tuple(pairs(mart, question, MOST, lang))


def _named(view: View, p: dict[str, Any], lower: Sequence[dict[str, Any]]) -> Named:
    place = [
        regions.label(p["district"]) if p["district"] else p["district_name"],
        p["agency"],
        f"{view.term('version', view.version)} {p['year']}",
    ]
    left = len(lower) - LOWER
    return Named(
        " · ".join(w for w in place if w),
        _side(view, p["higher"]),
        p["reason_text"],
        p["reasoned"],
        [answered(view, r) for r in p["replies"] if r["on"]],
        [_side(view, x) for x in lower[:LOWER]],
        view.t("in_order.named_more", n=view.n(left)) if left > 0 else "",
    )


def _side(view: View, p: dict[str, Any]) -> Side:
    asked = view.rp(p["estimate"]) if p["estimate"] is not None else view.t("fate.cost_missing")
    return Side(
        view.n(p["rank"]),
        p["title"] or "–",
        story(p["id"]),
        regions.short_label(p["village"]) if p["village"] else (p["village_name"] or ""),
        p["fate"],
        fate_word(f"part_{p['fate']}", view.version, view.lang),
        f"{asked} → {view.rp(p['rupiah'])}" if p["rupiah"] else asked,
    )

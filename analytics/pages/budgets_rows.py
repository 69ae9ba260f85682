"""Dua Anggaran, the way down: proposals proven in one budget and not in the other, and the lines of one kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st

from analytics.charts import diverging as drawing
from analytics.charts import html
from analytics.pages import remembered
from analytics.pages.budgets_parts import Two, compared, names, signed
from analytics.pages.choices import choose
from analytics.pages.links import story
from analytics.pages.order_words import slug
from analytics.pages.parts import download_rows, place_name, show
from analytics.pages.view import View
from analytics.query.budgets_rows import LISTED, Named, Turned, named
from analytics.query.replies_on import Answered, line_replies
from analytics.reports import fate_said

SHOWN, MOST = 8, 10_000  # rows on the page, and in the file
KINDS = tuple(k for k in LISTED if k != "same")


def show_turned(view: View, two: Two) -> None:
    """Proposals by name, first those that the second budget no longer shows. Nothing between two years."""
    if two.back:
        return
    both = compared(view, two)
    found = () if both.missing else remembered.turned(view.mart.named, both.pairing, both.where, view.universe)
    if not found:
        show(html.section(view.t("budgets.turned_none", **names(view, two))))
        return
    lost, won = ([x for x in found if x.first is side] for side in (True, False))
    facts = {"lost": view.n(len(lost)), "won": view.n(len(won)), "proven": view.n(sum(x.proven for x in lost))}
    show(html.section(view.t("budgets.turned", **facts, **names(view, two)), view.t("budgets.turned_sub")))
    answered = remembered.proposal_replies(view.mart.named, tuple(x.id for x in found))
    for key, group in (("lost", lost), ("won", won)):
        if group:
            shown = {"n": view.n(len(group)), "shown": view.n(min(SHOWN, len(group)))}
            words = view.t(f"budgets.{key}", **shown, **names(view, two))
            show(html.hit(words))
            show(drawing.lines([_turned(view, x, answered) for x in group[:SHOWN]], words))
    rows = [
        {**asdict(x), "lines": "; ".join(x.lines), "proven": x.proven, "replies": _said(view, answered, x.id)}
        for x in found
    ]
    download_rows(view, rows, view.file_name(slug(view, "dua-anggaran-usulan")))


def _turned(view: View, x: Turned, answered: Answered) -> drawing.Line:
    """What is known of the other budget: somebody checked; its line is still there without the link; or it was not found."""
    if x.proven:
        said = view.t("budgets.checked")
    elif x.first:
        said = view.t("budgets.line_gone" if "gone" in x.lines else "budgets.line_there")
    else:
        said = view.t("budgets.line_new" if "added" in x.lines else "budgets.line_before")
    amount = x.before_amount if x.first else x.after_amount
    rank = view.t("order.rank", rank=x.rank) if x.rank else ""
    where = " · ".join(w for w in (place_name(view, x.village or x.district), x.agency or "", rank) if w)
    replies = [fate_said.reply(r, view.lang) for r in answered.get(x.id, ())]
    source = f"{x.file} · {x.sheet} · {x.row}"
    return drawing.Line(view.rp(amount), x.title, story(x.id), where, said, (source,), replies)


def show_lines(view: View, two: Two) -> None:
    """The lines of the kind the reader chooses, the largest change first; the file holds all of them."""
    found = compared(view, two)
    there = [k for k in KINDS if found.whole.of(k, *(("moved_in", "moved_out") if k == "moved" else ())).n]
    if not there:
        return
    words = {k: view.t(f"budgets.kind_{k}") for k in there}
    kind = choose(
        "kind",
        there,
        there[0],
        lambda key: st.segmented_control(
            view.t("budgets.kind"), there, required=True, format_func=words.__getitem__, key=key
        ),
    )
    rows = remembered.named(view.mart.named, found.pairing, found.where, kind, SHOWN)
    title = view.t("budgets.lines", n=view.n(len(rows)), kind=words[kind], **names(view, two))
    show(html.section(title, view.t("budgets.lines_sub")))
    answered = remembered.line_replies(view.mart.named, tuple(_ids(rows)))
    show(drawing.lines([_line(view, x, answered) for x in rows], title))
    every = partial(_every, view, partial(named, view.mart, found, kind, MOST))
    download_rows(view, every, view.file_name(slug(view, f"dua-anggaran-baris-{kind}")))


def _ids(rows: Sequence[Named]) -> list[str | None]:
    return [i for x in rows for i in (x.a_id, x.b_id)]


def _every(view: View, asked: Callable[[], Sequence[Named]]) -> list[dict[str, Any]]:
    """All rows of the file, each with what was answered on its line in either budget."""
    rows = asked()
    answered = line_replies(view.mart, _ids(rows))
    return [{**asdict(x), "replies": _said(view, answered, x.b_id, x.a_id)} for x in rows]


def _said(view: View, answered: Answered, *ids: str | None) -> str:
    return "; ".join(fate_said.reply(r, view.lang) for i in dict.fromkeys(ids) for r in answered.get(i or "", ()))


def _line(view: View, x: Named, answered: Answered) -> drawing.Line:
    sides = [(x.a_file, x.a_sheet, x.a_row), (x.b_file, x.b_sheet, x.b_row)]
    sources = [f"{file} · {sheet} · {row}" for file, sheet, row in sides if file]
    place = place_name(view, x.b_village or x.b_district or x.a_village or x.a_district)
    offices = [x.a_agency, x.b_agency] if x.kind == "moved" and x.a_agency != x.b_agency else [x.b_agency or x.a_agency]
    where = f"{place} · {' → '.join(o or view.t('app.no_value') for o in offices)}"
    both = x.before is not None and x.after is not None
    said = f"{view.rp(x.before)} → {view.rp(x.after)}" if both else ""
    replies = [
        fate_said.reply(r, view.lang) for i in dict.fromkeys((x.b_id, x.a_id)) for r in answered.get(i or "", ())
    ]
    return drawing.Line(
        signed(view, x.change), x.title or "–", story(x.b_id or x.a_id or ""), where, said, sources, replies
    )

"""Answers beside a list: those on the whole list, and the place where an answer to it or to one of its items is written down."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import html
from analytics.pages.parts import show
from analytics.pages.reply_form import reply_form
from analytics.pages.view import View
from analytics.query.fates import Fate
from analytics.query.list_replies import ListReply, list_replies
from analytics.register.replies import About
from analytics.reports import fate_said
from analytics.vocabulary import regions

MOST = 5


def of_list(view: View) -> list[ListReply]:
    """Answers on the whole lists a view of one year looks into, the newest first."""
    here = dict(view.where)
    if view.year is None:
        return []
    return list_replies(view.mart, view.regency.code, view.year, here.get("district", ""), here.get("agency", ""))


def list_answers(view: View) -> None:
    """What offices answered on the whole list, word for word."""
    found = of_list(view)
    if not found:
        return
    lines = []
    for r in found[:MOST]:
        where = fate_said.source(r.reply.file, r.reply.sheet, r.reply.row, view.lang)
        lines.append(f"{fate_said.list_reply(r, view.lang)} ({where})")
    left = len(found) - MOST
    show(html.section(view.t("reply.lists")))
    show(html.notes([*lines, *([view.t("sheet.more_replies", n=view.n(left))] if left > 0 else [])]))


def answer_here(view: View, listed: Sequence[Fate]) -> None:
    """The form for one item of the list, or for the whole of it."""
    here, code, year = dict(view.where), view.regency.code, view.year or 0
    offered: dict[str, About] = {}
    for f in listed:
        number = view.n(f.rank) if f.rank is not None else "–"
        offered[f"{number}. {f.title or '–'} · {f.id}"] = About(code, f.year, proposal=f.id, title=f.title or "")
    district, agency = here.get("district", ""), here.get("agency", "")
    lists = [(district, ""), ("", agency), (district, agency)] if district and agency else [(district, agency)]
    for d, a in lists:
        if d or a:
            name = " · ".join(w for w in (a, regions.label(d) if d else "") if w)
            offered[view.t("reply.whole", name=name)] = About(code, year, district=d, agency=a)
    reply_form(view, offered)

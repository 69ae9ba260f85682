"""Antrean: who waits longest, ten first, the rest on request; and who is asked for no more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import streamlit as st

from analytics.charts import fates as drawing
from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.fates import Item
from analytics.locale.fate_words import fate_word
from analytics.pages.bars import more
from analytics.pages.choices import choose
from analytics.pages.links import story
from analytics.pages.order_words import answered, kicker, slug
from analytics.pages.parts import show
from analytics.pages.picture import Draw, Picture, present
from analytics.pages.queue_files import excel, plain
from analytics.pages.queue_waiting import AGAIN, all_years
from analytics.pages.view import View
from analytics.query import queue as of
from analytics.query.answer import Question
from analytics.query.database import Mart
from analytics.query.queue import Waiting
from analytics.reports.queue_list import Listed
from analytics.vocabulary import regions

FIRST, MOST = 10, 200  # needs of a picture, and of the page on request; the files hold all


@dataclass(frozen=True)
class Group:
    """One queue: whether its needs are still asked for, and whether the APBD of each of their years is known."""

    gone: bool
    proven: bool | None

    @property
    def kind(self) -> str:
        return "gone" if self.gone else "still"


GROUPS = {"checked": Group(False, True), "unknown": Group(False, False), "gone": Group(True, None)}


def show_queue(view: View) -> None:
    """The queue chosen (in the address), its files, ten of it, and the rest on request."""
    view = all_years(view)
    totals = {name: _needs(view, name, FIRST)[1] for name in GROUPS}
    with st.container(horizontal=True, key="queue-do", gap="small", vertical_alignment="bottom"):
        words = {name: view.t(f"waits.group_{name}", n=view.n(n)) for name, n in totals.items()}
        name = choose(
            "queue",
            list(GROUPS),
            "checked" if totals["checked"] else "unknown",
            lambda key: st.pills(
                view.t("waits.group"), list(GROUPS), required=True, format_func=words.__getitem__, key=key, wrap=True
            ),
        )
        total = totals[name]
        if total:
            label = view.t("waits.excel", n=view.n(total))
            excel(view, GROUPS[name].kind, view.ask(AGAIN), partial(_all, view, name, total), label)
    present(view, queue_picture(view, name))
    if total > FIRST and more(view, total, f"all-{name}"):
        rest = _needs(view, name, MOST)[0][FIRST:]
        show(_items(view, rest))
        if total > MOST:
            show(html.hit(view.t("waits.most", shown=MOST, n=view.n(total))))


def queue_picture(view: View, name: str) -> Picture | None:
    """The first ten of one queue."""
    view = all_years(view)
    answer = view.ask(AGAIN)
    found, total = _needs(view, name, FIRST)
    if not answer.rows:
        return None
    facts = {"n": view.n(total)}
    if name == "gone":
        facts["checked"] = view.n(_needs(view, name, 1, proven=True)[1])
    elif found:
        facts["since"] = str(found[0].first_asked)
    title = view.t(f"waits.{name}_title", **facts) if total else view.t(f"waits.{name}_none")
    return Picture(
        f"queue.{name}",
        title,
        _items(view, found, total - len(found)),
        slug(view, f"antrean-{name}"),
        (answer,),
        _sub(view, name),
        kicker(view),
        rows=lambda: plain(view, GROUPS[name].kind, answer, _all(view, name, total)),
        first=True,
    )


def _sub(view: View, name: str) -> str:
    """How to read a queue; beside those checked, how many more there may be and since when."""
    words = view.t(f"waits.{name}_sub")
    others, n = _needs(view, "unknown", FIRST) if name == "checked" else ((), 0)
    if not others:
        return words
    return " ".join([view.t("waits.checked_others", unknown=view.n(n), since=others[0].first_asked), words])


def draws() -> dict[str, Draw]:
    """The pictures of the three queues by their ids."""
    return {f"queue.{name}": partial(queue_picture, name=name) for name in GROUPS}


def _needs(view: View, name: str, most: int, *, proven: bool | None = None) -> tuple[tuple[Waiting, ...], int]:
    group = GROUPS[name]
    return _asked(view.mart, view.question(AGAIN), group.gone, group.proven if proven is None else proven, most)


@lru_cache(maxsize=256)
def _asked(
    mart: Mart, question: Question, gone: bool, proven: bool | None, most: int
) -> tuple[tuple[Waiting, ...], int]:
    found, total = (of.not_asked_any_more if gone else of.queue)(mart, question, most, proven=proven)
    return tuple(found), total


def _all(view: View, name: str, total: int) -> Listed:
    return _needs(view, name, max(total, 1))[0]


def _items(view: View, listed: tuple[Waiting, ...], left: int = 0) -> Drawn:
    drawn = drawing.items((_item(view, w) for w in listed), view.t("waits.list"), left)
    return html.wrap(drawn, "ak-queue") if listed else Drawn("")


def _item(view: View, w: Waiting) -> Item:
    place = (
        regions.label(w.district) if w.district else w.district_name,
        regions.short_label(w.village) if w.village else w.village_name,
    )
    brief = [view.t("waits.asked", n=view.n(w.n_years), last=w.last_asked)]
    brief += [view.t("waits.best_rank", rank=view.n(w.best_rank))] if w.best_rank is not None else []
    brief += [] if w.open_year is None else [view.t("waits.not_checked", year=w.open_year)]
    brief += [view.t("fate.reason", reason=view.term("reason", w.reason))] if w.reason and not w.reply else []
    fate = "unfunded" if w.proven else "unknown"
    return Item(
        str(w.first_asked),
        w.title or "–",
        story(w.proposal_id),
        " · ".join(p for p in (*place, w.agency) if p),
        view.rp(w.estimated_cost) if w.estimated_cost is not None else view.t("fate.cost_missing"),
        fate,
        fate_word(f"verdict_{fate}", "apbd", view.lang, version="APBD"),
        " · ".join(brief),
        replies=[answered(view, w.reply)] if w.reply else (),
        next=view.t(f"queue.step_{w.step}"),
    )

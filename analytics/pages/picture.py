"""One finished picture: the same on its page, on a slide of Paparan, and in the files people take of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.figure import Take, figure
from analytics.pages.certificate_link import certificate_address
from analytics.pages.parts import caveats, download, download_rows, meaning, show
from analytics.pages.slides import add, slide_of
from analytics.pages.view import View
from analytics.query.answer import Answer


@dataclass(frozen=True)
class Picture:
    """`title` states the finding; `sub` says how to read it; `body` is finished HTML that knows
    what it was drawn of (so that a slide draws the same); `answers` are the figures in it.

    `id` names it in pictures.PICTURES; `file` names its files; `rows` are its figures as plain records where they are no
    answer's rows; `notes` stand below it;
    `first` is the finding of its page; `proof` is said in the place of a certificate where there is none ("": its parts have
    their own; None: that of its first answer).
    """

    id: str
    title: str
    body: Drawn
    file: str
    answers: tuple[Answer, ...] = ()
    sub: str = ""
    kicker: str = ""
    rows: Callable[[], list[dict[str, Any]]] | None = None
    notes: tuple[str, ...] = ()
    first: bool = False
    tag: str = ""
    proof: str | None = None


Draw = Callable[[View], "Picture | None"]


def present(view: View, pic: Picture | None) -> None:
    """The picture on its page: finding, drawing, what may be taken of it, what it means. Nothing where there is none."""
    if pic is not None:
        drawn(view, pic)
        about(view, pic)


def drawn(view: View, pic: Picture) -> None:
    """The finding and its drawing alone; `about` follows somewhere below."""
    head = html.title(pic.title, pic.kicker, pic.sub, pic.tag) if pic.first else html.section(pic.title, pic.sub)
    show(figure(head + pic.body, take(view, pic)))


def about(view: View, pic: Picture) -> None:
    """What must be known beside the picture, its rows as a file, the way to a slide, what its figures mean."""
    if pic.notes:
        show(html.notes(pic.notes))
    elif pic.first and pic.answers:
        caveats(pic.answers[0])
    with st.container(horizontal=True, key=f"take-{pic.file}", gap="small"):
        if pic.rows is not None:
            download_rows(view, pic.rows, view.file_name(pic.file))
        elif pic.answers and pic.answers[0].rows:
            download(view, pic.answers[0], view.file_name(pic.file))
        slide_button(view, pic.id, f"slide-{pic.file}")
    if pic.answers:
        meaning(view, *(a for a in pic.answers if a.rows))


def slide_button(view: View, picture: str, key: str) -> None:
    """The picture of this very view as one more slide of Paparan."""
    args = (slide_of(view, picture),)
    st.button(view.t("slides.add"), key=key, icon=":material/add_to_queue:", on_click=add, args=args)


def take(view: View, pic: Picture) -> Take:
    """What the picture's files say about it without the page around it."""
    words = {k: view.t(f"app.{k}") for k in ("png", "link", "link_done", "tools", "certificate")}
    foot = " · ".join((pic.title, view.kicker, view.t("app.mart", mart=view.mart.id), view.t("app.unofficial")))
    mark = view.t("app.fictional_short") if view.fictional else ""
    proof = certificate_address(view, pic.answers[0].question) if pic.answers and pic.proof is None else ""
    return Take(view.file_name(pic.file), foot, view.mart.id, mark, words, proof, pic.proof or "")

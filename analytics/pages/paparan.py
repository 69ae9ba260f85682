"""Paparan: pictures of any page as slides, in the reader's order, full screen; the address holds the whole set."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.charts.show import show as stage
from analytics.pages.deck import deck_of
from analytics.pages.parts import show
from analytics.pages.picture import Picture
from analytics.pages.pictures import PLENARY, draw, plenary
from analytics.pages.slide_words import about, foot
from analytics.pages.slides import Slide, keep, kept, read, written
from analytics.pages.view import View
from analytics.reports.carried import file_name
from analytics.reports.deck_data import ENDING
from analytics.vocabulary import regions

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SET, SHOWN = "s", "show"  # in the address: the slides, and whether they fill the screen


def page(view: View) -> None:
    """The set in its order; a click away from filling the screen."""
    _arrive()
    found = [(slide, draw(view, slide)) for slide in kept()]
    _address()
    if found and st.query_params.get(SHOWN):
        _full(view, found)
        return
    show(html.title(view.t("slides.title", n=view.n(len(found))), view.place, view.t("slides.lead")))
    with st.container(horizontal=True, key="slides-do", gap="small"):
        if found:
            st.button(
                view.t("slides.begin"), type="primary", icon=":material/slideshow:", on_click=_begin, key="begin-show"
            )
        st.button(view.t("slides.plenary"), key="plenary", on_click=lambda: keep((*kept(), *_new(view))))
        if any(pic for _, pic in found):
            _file(view, [s for s, _ in found])
        if found:
            st.button(view.t("slides.empty"), key="no-slides", on_click=lambda: keep(()))
    if not found:
        show(html.hit(view.t("slides.none")))
    for i, (slide, pic) in enumerate(found):
        _row(view, i, slide, pic, len(found))


def _file(view: View, slides: list[Slide]) -> None:
    """The set as a PowerPoint file; made when somebody asks for it."""
    invented = any(regions.fictional(s.regency) for s in slides)
    name = "plenary" if tuple(s.picture for s in slides) == PLENARY else "custom"
    st.download_button(
        view.t("slides.file"),
        lambda: deck_of(view, slides, name).file,
        f"{file_name(invented, 'paparan', name, view.regency.code, str(view.year or 'semua'))}{ENDING}",
        PPTX,
        icon=":material/download:",
        on_click="ignore",
        key="slides-file",
    )


def _arrive() -> None:
    """An address that names slides brings them along, once; after that the reader's own changes count."""
    text = st.query_params.get(SET, "")
    if text and st.session_state.get("slides-read") != text:
        keep(read(text))


def _address() -> None:
    text = written(kept()) if kept() else ""
    st.session_state["slides-read"] = text
    if text and st.query_params.get(SET) != text:
        st.query_params[SET] = text
    elif not text:
        st.query_params.pop(SET, None)


def _new(view: View) -> tuple[Slide, ...]:
    there = {replace(s, title="") for s in kept()}
    return tuple(s for s in plenary(view) if s not in there)


def _begin() -> None:
    st.query_params[SHOWN] = "1"


def _leave() -> None:
    st.query_params.pop(SHOWN, None)


def _full(view: View, found: list[tuple[Slide, Picture | None]]) -> None:
    slides = [(about(view, s), p.title, html.sub(p.sub) + p.body, foot(view, s)) for s, p in found if p]
    words = {k: view.t(f"slides.{k}") for k in ("next", "back", "full", "close")}
    st.button(view.t("slides.close"), key="leave-show", on_click=_leave)  # there before the slides, which lie over it
    show(stage(slides, words))


def _row(view: View, i: int, slide: Slide, pic: Picture | None, n: int) -> None:
    """One slide of the set: what it is, a title of one's own, and its place in the order."""
    with st.container(border=True, key=f"row-{i}"):
        show(html.hit(f"{i + 1} · {about(view, slide)}"))
        if pic is None:
            show(html.hit(view.t("slides.gone")))
        else:
            label, hint = view.t("slides.own"), _finding(view, slide)
            key = f"title-{i}-{slide.picture}"
            title = st.text_input(label, value=slide.title, placeholder=hint, key=key, max_chars=200)
            if (title or "") != slide.title:
                _put(i, replace(slide, title=title or ""))
                st.rerun()
        with st.container(horizontal=True, gap="small"):
            for name, to in (("up", i - 1), ("down", i + 1)):
                st.button(
                    view.t(f"slides.{name}"), key=f"{name}-{i}", disabled=not 0 <= to < n, on_click=_swap, args=(i, to)
                )
            st.button(view.t("slides.remove"), key=f"remove-{i}", on_click=_remove, args=(i,))


def _finding(view: View, slide: Slide) -> str:
    """The title the picture computes itself."""
    pic = draw(view, replace(slide, title=""))
    return pic.title if pic else ""


def _put(i: int, slide: Slide) -> None:
    slides = list(kept())
    slides[i] = slide
    keep(tuple(slides))


def _swap(i: int, to: int) -> None:
    slides = list(kept())
    slides[i], slides[to] = slides[to], slides[i]
    keep(tuple(slides))


def _remove(i: int) -> None:
    keep(tuple(s for at, s in enumerate(kept()) if at != i))

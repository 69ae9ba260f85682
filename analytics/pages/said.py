"""What else the data of one list say, as a few computed sentences; each leads to the page that proves it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.pages import remembered
from analytics.pages.bare import bare
from analytics.pages.certificate_link import certificate_address
from analytics.pages.links import way
from analytics.pages.picture import Picture, drawn, slide_button
from analytics.pages.view import View
from analytics.query.sentences_scope import Sentence
from analytics.vocabulary import regions

MOST = 5
# what may still be changed first; the sentences about the whole list stand in the heads of the pages already
WANTED = ("early", "first_ranks", "order", "repeated", "reasons", "not_asked_any_more", "stages")
# by sentence: the page that proves it (doors.py) and what it is narrowed to beside the reader's choices
PROOF: dict[str, tuple[str, dict[str, str]]] = {
    "early": ("before", {}),
    "first_ranks": ("order", {}),
    "order": ("order", {}),
    "repeated": ("order", {"half": "queue"}),
    "reasons": ("fate", {"fate": "unfunded"}),
    "not_asked_any_more": ("order", {"half": "queue", "queue": "gone"}),
    "stages": ("journey", {}),
}


def said_picture(view: View) -> Picture | None:
    """At most MOST sentences about the list of one year, as the view is narrowed; none where nothing can be said."""
    if view.year is None:
        return None
    question = view.question("accommodation_count")
    newest = view.year >= max(
        view.regency.line_years, default=0
    )  # a warning is about what is not decided yet, and dear to ask
    wanted = tuple(w for w in WANTED if newest or w != "early")
    found = remembered.sentences(view.mart.named, question, view.lang, wanted, MOST, dt.date.today()).said
    if not found:
        return None
    place = _place(view)
    title = view.t(
        "said.title", n=view.n(len(found)), place=place, version=view.term("version", view.version), year=view.year
    )
    behind = dict.fromkeys(a.question for s in found for a in s.questions)
    named = "-".join(v for _, v in view.where) or view.regency.code
    return Picture(
        "home.said",
        title,
        html.told([(s.text, *_proof(view, s), _certificate(view, s)) for s in found], view.t("app.certificate")),
        f"catatan-{named}-{view.year}-{view.version}",
        tuple(remembered.answer(view.mart.named, q, view.lang) for q in behind),
        rows=lambda: [row for s in found for row in _records(s)],
        proof="",
    )


def folded(view: View) -> None:
    """The same behind one line, where a list must stay in sight."""
    pic = said_picture(view)
    if pic:
        with st.expander(bare(pic.title)):
            drawn(view, pic)
            slide_button(view, pic.id, "slide-said")


def _place(view: View) -> str:
    """The narrowest place of the view, as people say it, and the agency where one is chosen."""
    here = dict(view.where)
    at = here.get("village") or here.get("district")
    name = regions.label(at) if at else here.get("dapil") or view.place
    return " · ".join(w for w in (name, here.get("agency")) if w)


def _proof(view: View, s: Sentence) -> tuple[str, str]:
    """The page's name and its address with the reader's choices."""
    name, more = PROOF[s.id]
    page = view.links[name]
    here = view if s.numbers.get("year") in (None, view.year) else replace(view, year=s.numbers["year"])
    return page.title, way(here, page.url_path, **more)


def _certificate(view: View, s: Sentence) -> str:
    """Of the question its numbers answer."""
    return certificate_address(view, s.questions[0].question)


def _records(s: Sentence) -> list[dict[str, Any]]:
    """One row per number of a sentence, with the measure it is of."""
    measures = ", ".join(dict.fromkeys(a.question.measure for a in s.questions))
    return [{"id": s.id, "text": s.text, "number": k, "value": v, "measure": measures} for k, v in s.numbers.items()]

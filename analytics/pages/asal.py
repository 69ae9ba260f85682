"""Asal Belanja: where the spending that can still be directed comes from, how much of it answers musrenbang, and
what became of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages.choices import choose
from analytics.pages.narrow import fits, narrow, version
from analytics.pages.origin_after import overlap_picture, realised_picture, revision_picture
from analytics.pages.origin_lines import untraced_list
from analytics.pages.origin_parts import agencies_picture, districts_picture, years_picture
from analytics.pages.origin_share import envelope_picture, share_picture
from analytics.pages.parts import lacking, show
from analytics.pages.picture import Draw, Picture, present
from analytics.pages.view import View

SPENDING = ("apbd", "apbd_p")  # plans and drafts spend nothing
SPLITS: dict[str, Draw] = {"district": districts_picture, "agency": agencies_picture}
BELOW: dict[str, Draw] = {
    "musrenbang_share": share_picture,
    "envelope_compliance": envelope_picture,
    "overlap": overlap_picture,
    "revision": revision_picture,
    "realised": realised_picture,
}


def page(view: View) -> None:
    """The origins by year first, then of the chosen year by place or agency, then what belongs beside them."""
    with st.container(horizontal=True, key="narrow", gap="small"):
        where = narrow(view, "dapil", "district", "agency")
        held = version(view, SPENDING)
    view = replace(view, where=tuple(where.items()), version=held)
    first = years_picture(view)
    if first is None:
        words = view.t("origin.nothing", version=view.term("version", held), year=view.year or "")
        show(html.title(" ".join(words.split()), view.kicker))
        lacking(view, view.ask("origin_share", ("origin",)).missing)
    else:
        present(view, first)
        present(view, _split(view))
        untraced_list(view)
    for name, draw in BELOW.items():
        if not fits(view, name):
            show(html.hit(view.t(f"origin.no_{name}")))
        elif pic := draw(view):
            present(view, pic)
        elif first is not None:
            show(html.section(view.t(f"origin.head_{name}")))
            lacking(view, view.ask(name).missing)


def _split(view: View) -> Picture | None:
    chosen = dict(view.where)
    if "district" in chosen or "agency" in chosen:
        return SPLITS["agency" if "district" in chosen else "district"](view)
    labels = {d: view.term("dimension", d) for d in SPLITS}
    by = choose(
        "split",
        tuple(SPLITS),
        "district",
        lambda key: st.segmented_control(
            view.t("origin.split"), tuple(SPLITS), required=True, format_func=labels.__getitem__, key=key
        ),
    )
    return SPLITS[by](view)

"""Narrowing a page to a dapil, district, village, agency or budget version: the same names in every page's address."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.measures.definitions import measure
from analytics.pages.choices import choose, imply
from analytics.pages.view import View
from analytics.query.facts import agencies, dapils
from analytics.query.versions import version_of
from analytics.vocabulary import regions

ALL = "all"
VERSIONS = ("apbd", "apbd_p", "rapbd", "kua_ppas", "rkpd")  # what a list is held against; the approved budget first


def narrow(view: View, *names: str) -> dict[str, str]:
    """The reader's choice of each of `names` (dapil, district, agency), drawn in the container at hand; "all" is left out.

    A dapil narrows the districts offered. Only what a page can say is offered: a regency without dapil has no such box.
    """
    where: dict[str, str] = {}
    divided = dapils(view.mart, view.regency.code, view.year)
    if "dapil" in names and divided:
        where["dapil"] = choice(view, "dapil", [ALL, *divided], str)
    if "district" in names:
        inside = divided.get(where.get("dapil", ""), ())
        codes = [d.code for d in regions.regency(view.regency.code).districts if not inside or d.code in inside]
        where["district"] = choice(view, "district", [ALL, *codes], regions.label)
    if "agency" in names:
        where["agency"] = choice(view, "agency", [ALL, *sorted(agencies(view.mart, view.regency.code))], str)
    return {k: v for k, v in where.items() if v != ALL}


def fits(view: View, name: str) -> bool:
    """The measure can be narrowed to what the reader narrowed the page to."""
    return all(d in measure(name).dimensions for d, _ in view.where)


def version(view: View, offered: Sequence[str] = VERSIONS) -> str:
    """The budget version the figures of the page are held against, of those `offered` that are here for the year."""
    year = view.year or max(view.regency.line_years, default=0)
    there = [v for v in offered if version_of(view.mart, view.regency.code, year, v)] or [offered[0]]
    return choice(view, "version", there, lambda v: view.term("version", v))


def village(view: View, options: Sequence[str]) -> str:
    """One village of `options`, found by typing its name; its district is implied. "" among them: none is chosen so far."""
    code = choice(view, "village", options, village_words)
    if code not in (ALL, ""):
        districts = [d.code for d in regions.regency(view.regency.code).districts]
        imply("district", regions.region(code).parent, districts[0])
    return code


def village_words(code: str) -> str:
    """Two villages of one name are told apart by their district."""
    return regions.label(code).replace(", Kec. ", " · ")


def choice(view: View, name: str, options: Sequence[str], words: Callable[[str], str]) -> str:
    """One box without a label above it: "all" says what it is about itself."""
    label = view.t(f"fate.{name}")
    empty = {ALL: view.t(f"fate.all_{name}"), "": view.t("village.pick")} if options[0] in (ALL, "") else {}
    return choose(
        name,
        options,
        options[0],
        lambda key: st.selectbox(
            label,
            options,
            format_func=lambda o: empty.get(o) or words(o),
            key=key,
            label_visibility="collapsed",
        ),
    )

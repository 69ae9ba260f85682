"""The frame around every page: style, the row of choices, and what happens when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from analytics.charts.html import STYLE, absent
from analytics.errors import AkomodasiError
from analytics.locale.words import t
from analytics.marts.build import current, stale
from analytics.pages import (
    beranda,
    choices,
    impor,
    kecamatan,
    kelengkapan,
    mutu,
    periksa,
    perjalanan,
    tahun_ini,
    telusur,
)
from analytics.pages.choices import choose
from analytics.pages.parts import foot, mark, show
from analytics.pages.view import View
from analytics.query.database import open_mart
from analytics.query.facts import regencies
from analytics.register.workspace import Workspace, default_author, open_workspace
from analytics.seed import seed
from analytics.vocabulary import regions, terms

PAGES: dict[str, tuple[str, Callable[[View], None]]] = {
    "home": ("", beranda.page),
    "fate": ("kecamatan", kecamatan.page),
    "journey": ("perjalanan", perjalanan.page),
    "trace": ("telusur", telusur.page),
    "this_year": ("tahun-ini", tahun_ini.page),
    "completeness": ("kelengkapan", kelengkapan.page),
    "review": ("periksa", periksa.page),
    "quality": ("mutu", mutu.page),
    "import": ("impor", impor.page),
}


@st.cache_resource(show_spinner="Menyiapkan ruang kerja … (preparing the workspace)")
def _workspace() -> Workspace:
    """The workspace this process serves, with the published facts that ship with the program."""
    workspace = open_workspace()
    seed(workspace, default_author())
    return workspace


def language() -> str:
    """The reader's language: Bahasa Indonesia unless the address says English."""
    return "en" if st.query_params.get("lang") == "en" else "id"


def arrive() -> None:
    """First of all: what the reader chose elsewhere goes along to the page asked for."""
    choices.arrive({name: path for name, (path, _page) in PAGES.items()})


def frame(lang: str) -> None:
    """Navigation, choices, then the page. The addresses of pages stay the same in both languages."""
    st.html(STYLE)
    links: dict[str, Any] = {}

    def runner(name: str) -> Callable[[], None]:
        def run() -> None:
            _run(name, links)

        run.__name__ = name  # Streamlit tells pages apart by the name of their function
        return run

    for name, (path, _page) in PAGES.items():
        links[name] = st.Page(runner(name), title=t(f"app.{name}", lang), url_path=path, default=name == "home")
    st.navigation(list(links.values()), position="top").run()
    # screen readers choose their voice by this; Streamlit says "en" whatever the words are
    st.html(f"<script>document.documentElement.lang = '{lang}'</script>", unsafe_allow_javascript=True)


def _run(name: str, links: dict[str, Any]) -> None:
    try:
        view = _choices(links)
        if view.fictional and name != "import":  # that page says of each of its parts what is invented
            mark(view)
        _older(view, name)
        above = st.container()
        PAGES[name][1](view)
        with above:
            _absent(view)
        if name != "review" and stale(view.workspace):  # that page says itself what is not in the figures
            st.warning(view.t("app.stale"))
        foot(view)
    except AkomodasiError as refusal:
        st.error(refusal.sentence(language()))
        if refusal.code == "mart_absent":
            _newest(links[name], language())
    except Exception:
        logging.getLogger("akomodasi").exception("page %s", name)
        st.error(t("app.unexpected", language()))
    finally:
        choices.here()


def _older(view: View, name: str) -> None:
    """A link may name an earlier mart: then the page says so, and leads to the newest."""
    newest = current(view.workspace)
    if newest is not None and newest != view.mart.id:
        st.info(view.t("app.older", mart=view.mart.id, newest=newest))
        _newest(view.links[name], view.lang)


def _newest(link: Any, lang: str) -> None:
    st.page_link(
        link, label=t("app.newest", lang), icon=":material/update:", query_params=choices.shared("mart") or None
    )


# choices with a word of their own in [app]
ABSENT = ("regency", "year", "universe", "lang", "district", "village", "agency", "version")


def _absent(view: View) -> None:
    """A link may name what is not here: one line says so, and what is shown instead."""
    lines = []
    for name, (asked, instead) in choices.absent().items():
        what = view.t(f"app.absent_{name if name in ABSENT else 'other'}")
        lines.append(view.t("app.absent", what=what, asked=asked[:40], shown=_shown(view, name, instead)))
    if lines:
        show(absent(" ".join(lines)))


def _shown(view: View, name: str, code: str) -> str:
    if name in ("universe", "version"):
        return view.term(name, code)
    if name in ("regency", "district", "village") and code[:1].isdigit():
        return regions.label(code)
    return code if name in ("year", "lang") else view.t("app.absent_usual")


def _choices(links: dict[str, Any]) -> View:
    """One row of choices for all pages, kept in the address."""
    workspace = _workspace()
    mart = open_mart(workspace, st.query_params.get("mart"))
    known = {r.code: r for r in regencies(mart)}
    with st.container(horizontal=True, key="choices", gap="small"):
        lang = language()
        regency = known[_select("regency", list(known), next(iter(known)), regions.label, 250, lang)]
        years = [str(y) for y in sorted({*regency.proposal_years, *regency.line_years}, reverse=True)]
        year = _select(
            "year",
            [*years, "all"],
            [*years, "all"][0],
            lambda y: t("app.all_years", lang) if y == "all" else y,
            165,
            lang,
        )
        universe = _select(
            "universe", terms.UNIVERSES, regency.universe, lambda u: terms.label("universe", u, lang), 395, lang
        )
        _language_switch(lang)
    return View(workspace, mart, lang, regency, None if year == "all" else int(year), universe, links)


def _select(name: str, options: Sequence[str], default: str, words: Callable[[str], str], width: int, lang: str) -> str:
    label = t(f"app.{name}", lang)
    return choose(
        name, options, default, lambda key: st.selectbox(label, options, format_func=words, key=key, width=width)
    )


def _language_switch(lang: str) -> None:
    """Both languages in sight; the words of the whole page follow in the same run after a change."""
    label = t("app.language", lang)
    chosen = choose(
        "lang",
        ("id", "en"),
        "id",
        lambda key: st.segmented_control(label, ("id", "en"), required=True, format_func=str.upper, key=key),
    )
    if chosen != lang:
        st.rerun()

"""The frame around every page: style, the row of choices, and what happens when something goes wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Literal

import streamlit as st

from analytics.charts.html import STYLES, absent
from analytics.errors import AkomodasiError
from analytics.events import tell, trouble
from analytics.locale.words import t
from analytics.marts.build import stale
from analytics.pages import choices
from analytics.pages.ahead import AHEAD
from analytics.pages.answers_asked import answers_asked
from analytics.pages.bare import bare
from analytics.pages.choices import choose
from analytics.pages.doors import DOORS
from analytics.pages.line import fill, line, no_line
from analytics.pages.older import newest, older, public
from analytics.pages.page_script import script
from analytics.pages.parts import foot, mark, show
from analytics.pages.person import reader, sign_in_button
from analytics.pages.view import View
from analytics.query.facts import regencies
from analytics.query.sight import open_for, public_regencies
from analytics.register.people import may
from analytics.register.publication import standings
from analytics.register.workspace import Workspace, default_author, open_workspace
from analytics.reports.village_address import typed
from analytics.seed import seed
from analytics.vocabulary import regions, terms


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
    choices.arrive({name: door.path for name, door in DOORS.items()})


def frame(lang: str) -> None:
    """Navigation, choices, then the page. The addresses of pages stay the same in both languages."""
    for style in STYLES:
        st.html(style)
    links: dict[str, Any] = {}

    def runner(name: str) -> Callable[[], None]:
        def run() -> None:
            with AHEAD.page():
                _run(name, links)

        run.__name__ = name  # Streamlit tells pages apart by the name of their function
        return run

    menu: dict[str, list[Any]] = {}
    me = reader()
    for name, door in DOORS.items():
        if door.role and not me.local and not _may(me.name, door.role):
            continue
        title = t(f"app.{name}", lang)
        seen: Literal["visible", "hidden"] = "visible" if door.listed else "hidden"
        first = name == "home"
        links[name] = st.Page(runner(name), title=title, url_path=door.path, default=first, visibility=seen)
        menu.setdefault(t(f"app.{door.group}", lang) if door.group else "", []).append(links[name])
    st.navigation(menu, position="top").run()
    # screen readers choose their voice by this; Streamlit says "en" whatever the words are
    st.html(f"<script>{script(lang)}</script>", unsafe_allow_javascript=True)


def _may(name: str, role: str) -> bool:
    """A ledger that cannot be read gives nobody a role; the page itself says what is wrong with it."""
    try:
        return may(_workspace(), name, role)
    except AkomodasiError:
        return False


def _run(name: str, links: dict[str, Any]) -> None:
    began, facts = time.perf_counter(), dict[str, Any](page=name)
    try:
        place = line(language())
        view = _choices(links)
        facts["mart"] = view.mart.id
        if view.fictional and name != "import":  # that page says of each of its parts what is invented
            mark(view)
        whole = view.mart.seen is None  # what was reckoned since is not for a reader who sees only what was published
        if whole:
            older(view, name)
        above = st.container()
        if DOORS[name].role and not view.workspace.ledger.writable:
            st.info(view.t("app.read_only"))
        DOORS[name].page(view)
        with above:
            _absent(view)
        if (
            name != "review" and view.mart.seen is None and stale(view.workspace)
        ):  # that page says itself what is not in the figures
            st.warning(view.t("app.stale"))
        public(view, name)
        foot(view)
        fill(place, view)
        AHEAD.ask(view)
    except AkomodasiError as refusal:
        facts["refused"] = refusal.code
        told = st.info if refusal.code == "nothing_public" else st.error  # that nothing is published yet is no fault
        told(bare(refusal.sentence(language())))
        if "mart" not in facts:
            no_line()
        if refusal.code == "nothing_public":
            sign_in_button(language())
            answers_asked(_workspace(), language())
        if refusal.code == "mart_absent":
            newest(links[name], language())
    except Exception:
        trouble("page", **facts)
        st.error(t("app.unexpected", language()))
    finally:
        choices.here()
        tell("page", **facts, ms=round((time.perf_counter() - began) * 1_000))


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
    me, asked = reader(), st.query_params.get("mart")
    mart = open_for(workspace, me, asked, st.query_params.get("regency", ""))
    known = {r.code: r for r in regencies(mart)}
    with st.container(horizontal=True, key="choices", gap="small"):
        lang = language()
        codes = sorted({*known, *([] if mart.seen is None else public_regencies(workspace, me))})
        code = _select(
            "regency", codes if mart.seen is not None else list(known), next(iter(known)), regions.label, 225, lang
        )
        if code not in known:  # published in another mart than the one at hand
            mart = open_for(workspace, me, None, code)
            known = {r.code: r for r in regencies(mart)}
        regency = known[code]
        years = [str(y) for y in sorted({*regency.proposal_years, *regency.line_years}, reverse=True)]
        year = _select(
            "year",
            [*years, "all"],
            [*years, "all"][0],
            lambda y: t("app.all_years", lang) if y == "all" else y,
            130,
            lang,
        )
        universe = _select(
            "universe", terms.UNIVERSES, regency.universe, lambda u: terms.label("universe", u, lang), 330, lang
        )
        _search_box(links, lang)
        _language_switch(lang)
        sign_in_button(lang)
    chosen = None if year == "all" else int(year)
    stated = standings(workspace)
    return View(workspace, mart, lang, regency, chosen, universe, links=links, standings=stated, asked_mart=asked)


def _select(name: str, options: Sequence[str], default: str, words: Callable[[str], str], width: int, lang: str) -> str:
    label = t(f"app.{name}", lang)
    return choose(
        name, options, default, lambda key: st.selectbox(label, options, format_func=words, key=key, width=width)
    )


def _search_box(links: dict[str, Any], lang: str) -> None:
    """Telusur from everywhere: what is typed leads there, with the reader's choices; the code of a sheet to its village."""

    def go() -> None:
        st.session_state["search-for"] = st.session_state.get("search-box", "").strip()
        st.session_state["search-box"] = ""

    label = t("app.search", lang)
    st.text_input(
        label,
        key="search-box",
        type="search",
        placeholder=t("app.search_hint", lang),
        on_change=go,
        max_chars=120,
        width=215,
    )
    wanted = st.session_state.pop("search-for", "")
    if wanted:
        if sheet := typed(wanted):
            st.switch_page(links["village"], query_params={**choices.shared("regency", "year", "universe"), **sheet})
        st.switch_page(links["trace"], query_params={**choices.shared(), "q": wanted})


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

"""Choices kept in the address by code, never by label: a link opens the same view in either language.

Streamlit's own binding writes the label a reader sees, which changes with the language; so choices are bound here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

SHARED = ("regency", "year", "universe", "lang", "mart")  # what goes along to every page, and into every link
ABSENT = "absent-choices"


def arrive(paths: Mapping[str, str]) -> None:
    """Before anything is drawn: the menu leads to a bare address, so the choices of the page before are put into it.

    All of them, in their order, and before the navigation is told: so moving is one step of the browser's history. A step back
    brings an address of its own. `paths`: addresses of the pages by name.
    """
    state, page = st.session_state, _page()
    state[ABSENT] = {}
    before = state.get("page-before")
    if not before or before == page or _stands_on(page, paths):
        return
    kept = state.get("carried", {})
    if kept and not any(n in st.query_params for n in kept):
        st.query_params.update(kept)


def here() -> None:
    """At the end of a run: which page it was and what its address chose, for the page that comes next."""
    state = st.session_state
    names = {*SHARED, *state.get("names", ())}
    state["page-before"] = _page()
    state["carried"] = {k: v for k, v in st.query_params.items() if k in names}


def shared(*without: str) -> dict[str, str]:
    """The choices of this address that go into a link."""
    here = st.query_params.to_dict()  # asked once: every look into the address costs Streamlit several locks
    return {k: here[k] for k in SHARED if k in here and k not in without}


def absent() -> dict[str, tuple[str, str]]:
    """What the address asked for and this page does not have: by name, what was asked and what is shown instead."""
    return dict(st.session_state.get(ABSENT, {}))


def choose(name: str, options: Sequence[str], default: str, widget: Callable[[str], str | None]) -> str:
    """One choice named `name` in the address. `widget(key)` draws it and returns the option chosen.

    The address speaks first when it is new (a link was opened, or a step back was taken); after that the reader's own choice.
    """
    state = st.session_state
    key, seen, standing = f"choice-{name}", f"address-{name}", f"default-{name}"
    asked = st.query_params.get(name)
    if asked != state.get(seen):
        wanted = default if asked is None else asked
        if asked is not None and asked not in options:
            state.setdefault(ABSENT, {})[name] = (asked, default)
    else:
        wanted = state.get(key, asked or default)
        if asked is None and wanted == state.get(standing, default):
            wanted = default  # nothing was chosen: a new default (of another regency) takes its place
    # always said anew: on another page Streamlit starts its widgets afresh, at their first option
    state[key] = wanted if wanted in options else default
    state[standing] = default
    value = widget(key) or default
    state[seen] = _written(name, value, default)
    state.setdefault("names", set()).add(name)
    return value


def imply(name: str, value: str, default: str) -> None:
    """A choice that another one makes for the reader: a village lies in its district. Nothing is drawn."""
    state = st.session_state
    state[f"choice-{name}"] = value
    state[f"address-{name}"] = _written(name, value, default)
    state.setdefault("names", set()).add(name)


def _written(name: str, value: str, default: str) -> str | None:
    """Puts a choice into the address where it does not say so yet, and tells what stands there; a default needs no words.

    What the address says rightly is left alone, a default too: every change is a step of the browser's history, and a link whose
    address is changed on arrival could never be left by a step back.
    """
    now = st.query_params.get(name)
    if now == value or (now is None and value == default):
        return now
    if value == default:
        st.query_params.pop(name, None)
        return None
    st.query_params[name] = value
    return value


def _page() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def _stands_on(page: str, paths: Mapping[str, str]) -> bool:
    """The browser already shows the address of the page asked for: a step back or forward, or a link."""
    context = get_script_run_ctx()
    url = context.context_info.url if context and context.context_info else ""
    path = next((p for p in paths.values() if calc_hash(p) == page), None)
    if not url or path is None:
        return False
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return last == path if path else last not in paths.values()

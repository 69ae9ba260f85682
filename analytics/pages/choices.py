"""Choices kept in the address by code, never by label: a link opens the same view in either language.

Streamlit's own binding writes the label a reader sees, which changes with the language; so choices are bound here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st


def choose(name: str, options: Sequence[str], default: str, widget: Callable[[str], str | None]) -> str:
    """One choice named `name` in the address. `widget(key)` draws it and returns the option chosen.

    The address speaks first when it is new (a link was opened); after that the reader's own choice does.
    """
    key, seen, kept = f"choice-{name}", f"address-{name}", f"kept-{name}"
    asked, before = st.query_params.get(name), st.session_state.get(kept, default)
    wanted = st.session_state.get(key, before)
    if asked != st.session_state.get(seen) and asked in options:
        wanted = asked
    # always said anew: on another page Streamlit starts its widgets afresh, at their first option
    st.session_state[key] = wanted if wanted in options else before if before in options else default
    value = widget(key) or default
    st.session_state[kept] = value
    if value == default:
        st.query_params.pop(name, None)
        st.session_state[seen] = None
    else:
        st.query_params[name] = value
        st.session_state[seen] = value
    return value

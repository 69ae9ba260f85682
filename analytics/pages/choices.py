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
    key, seen, standing = f"choice-{name}", f"address-{name}", f"default-{name}"
    asked = st.query_params.get(name)
    wanted = st.session_state.get(key, st.session_state.get(seen) or default)
    if wanted == st.session_state.get(standing, default):
        wanted = default  # nothing was chosen: a new default (of another regency) takes its place
    if asked != st.session_state.get(seen) and asked in options:
        wanted = asked
    # always said anew: on another page Streamlit starts its widgets afresh, at their first option
    st.session_state[key] = wanted if wanted in options else default
    st.session_state[standing] = default
    value = widget(key) or default
    if value == default:
        st.query_params.pop(name, None)
        st.session_state[seen] = None
    else:
        st.query_params[name] = value
        st.session_state[seen] = value
    return value

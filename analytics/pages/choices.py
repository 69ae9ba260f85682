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
    key, seen = f"choice-{name}", f"address-{name}"
    asked = st.query_params.get(name)
    if asked != st.session_state.get(seen) and asked in options:
        st.session_state[key] = asked
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    value = widget(key) or default
    if value == default:
        st.query_params.pop(name, None)
        st.session_state[seen] = None
    else:
        st.query_params[name] = value
        st.session_state[seen] = value
    return value

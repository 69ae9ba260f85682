"""Who reads and writes on a page: the machine's own author, somebody the proxy or the sign-in names, or anybody."""

from __future__ import annotations

import streamlit as st

from analytics.locale.words import t
from analytics.register.reader import ANYBODY, LOCAL, OIDC, Reader, reader_of, sign_in


def reader() -> Reader:
    """The reader of this visit."""
    way = sign_in()
    if way != OIDC:
        return reader_of({} if way == LOCAL else {k.lower(): v for k, v in st.context.headers.items()})
    if not st.user.is_logged_in or st.user.get("email_verified") is False:
        return ANYBODY
    return Reader(str(st.user.get("email") or "").strip().lower())


def who() -> str:
    """The name under which something is written; "" for anybody, who writes nothing."""
    return reader().name


def sign_in_button(lang: str) -> None:
    """The way in or out, where pages sign people in."""
    if sign_in() == OIDC:
        inside = st.user.is_logged_in
        words = t("app.sign_out" if inside else "app.sign_in", lang)
        st.button(words, key="sign", on_click=st.logout if inside else st.login)

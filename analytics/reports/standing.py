"""How official the figures in sight are, in a few words beside the kicker and in the foot of every page. Names offices only."""

from __future__ import annotations

import datetime as dt

from analytics.locale.format import day
from analytics.locale.words import t
from analytics.register.publication import DRAFT, PUBLISHED, RESPONSE, Standing


def standing_words(now: Standing, *, same: bool, lang: str, today: dt.date | None = None) -> str:
    """ "draf", "masa tanggapan sampai 12 Des 2026", "terbit 3 Des 2026 oleh Bappeda"; figures that were reckoned anew since then
    (`same` is False) are never said to be the published ones."""
    if now.state == DRAFT:
        return t("publication.tag_withdrawn" if now.at else "publication.tag_draft", lang, at=day(now.at, lang))
    if not same:
        return t(f"publication.tag_{now.state}_since", lang, at=day(now.at, lang))
    if now.state == PUBLISHED:
        return t("publication.tag_published", lang, at=day(now.at, lang), office=now.office)
    key = "over" if now.over(today or dt.date.today()) else "response"
    return t(f"publication.tag_{key}", lang, until=day(now.until, lang))


def respond_words(now: Standing, lang: str, today: dt.date | None = None) -> str:
    """How to answer: until when, to which office, what to name; "" outside a response period and after its last day."""
    if now.state != RESPONSE or now.over(today or dt.date.today()):
        return ""
    return t("publication.respond", lang, until=day(now.until, lang), office=now.office)

"""One proposal's fate ready for the screen, with the way to its whole story; the words are those of every file."""

from __future__ import annotations

from analytics.charts.fates import Item
from analytics.pages.links import story
from analytics.pages.view import View
from analytics.query.fates import Fate
from analytics.reports import fate_said


def item(view: View, f: Fate, version: str) -> Item:
    """A proposal ready for the screen."""
    lang = view.lang
    return Item(
        number=view.n(f.rank) if f.rank is not None else "–",
        title=f.title or "–",
        address=story(f.id),
        where=fate_said.where(f, lang, district="district" not in dict(view.where)),
        money=fate_said.money(f, lang),
        fate=f.fate or "none",
        verdict=fate_said.verdict(f, version, lang),
        brief=fate_said.brief(f, lang),
        evidence=[fate_said.link(k, lang) for k in f.links if f.fate in fate_said.BY_MONEY],
        replies=[fate_said.reply(r, lang) for r in f.replies],
    )

"""One proposal of a village's sheet in plain words: what was asked, what became of it, where that is written, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.locale.fate_words import SYMBOLS
from analytics.locale.format import count
from analytics.locale.words import t
from analytics.query.fates import Fate, Link, Reply
from analytics.query.sheet import Sheet, Source
from analytics.query.village import next_step, waited
from analytics.reports import fate_said
from analytics.reports.harmless_text import plain

LINES, REPLIES = 2, 3  # budget lines and responses told of one proposal; the rest is counted
LONG = {"title": 220, "where": 180, "line": 200, "reply": 420}  # letters; what is longer ends in dots


@dataclass(frozen=True)
class Entry:
    """One proposal: its number, what was asked, what became of it, where that is written, what may be done next."""

    number: str
    title: str
    where: str
    money: str
    fate: str
    symbol: str
    verdict: str
    brief: str
    evidence: tuple[str, ...]
    replies: tuple[str, ...]
    next: str


def entry(f: Fate, one: Sheet, lang: str) -> Entry:
    """A proposal of one village's list, ready to be set."""
    return Entry(
        number=count(f.rank, lang),
        title=plain(f.title or "–", LONG["title"]),
        where=plain(fate_said.where(f, lang, village=False, district=False), LONG["where"]),
        money=fate_said.money(f, lang),
        fate=f.fate or "none",
        symbol=SYMBOLS.get(f.fate or "", "–"),
        verdict=plain(fate_said.verdict(f, one.question.version, lang), LONG["where"]),
        brief=plain(_brief(f, one.reasons.get(f.id), lang), LONG["reply"]),
        evidence=_told(
            [_line(k, lang) for k in f.links if f.fate in fate_said.BY_MONEY], LINES, "sheet.more_lines", lang
        ),
        replies=_told([_reply(r, lang) for r in reversed(f.replies)], REPLIES, "sheet.more_replies", lang),
        next=t(f"village.next_{next_step(f)}", lang),
    )


def _brief(f: Fate, written: Source | None, lang: str) -> str:
    """Who looked; how often and how long it was asked for; the reason as written, and where."""
    years = waited(f)
    asked = fate_said.asked(f, lang)
    if asked and years:
        asked += ", " + t("sheet.years", lang, n=count(years, lang))
    reason = fate_said.reason(f, lang)
    if reason and written:
        reason += f" ({fate_said.source(written.file, written.sheet, written.row, lang)})"
    return " · ".join(w for w in (fate_said.looked(f, lang), asked, reason) if w)


def _line(k: Link, lang: str) -> str:
    return plain(fate_said.link(k, lang), LONG["line"])


def _reply(r: Reply, lang: str) -> str:
    return f"{plain(fate_said.reply(r, lang), LONG['reply'])} ({plain(fate_said.source(r.file, r.sheet, r.row, lang))})"


def _told(words: Sequence[str], most: int, more: str, lang: str) -> tuple[str, ...]:
    """At most `most` of them, and how many more there are."""
    left = len(words) - most
    return (*words[:most], t(more, lang, n=count(left, lang))) if left > 0 else tuple(words)

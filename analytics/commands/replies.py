"""The verb `reply`: writes down what an office answered, takes one back, or lists what was written down for a regency."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from analytics.commands.telling import build_after, out
from analytics.errors import BadQuestion
from analytics.intake.whose import regency_code
from analytics.locale.format import date
from analytics.locale.words import t
from analytics.query.database import Mart, open_mart
from analytics.register.replies import About, Held, Written, take_back, written
from analytics.register.workspace import look_at, open_workspace
from analytics.reports.own_reply import one_record, record, whole_list

WHAT = ("proposal", "line", "district", "agency")  # of which a reply names one, or the last two together


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verb(
        "reply", "what an office answered on a proposal, a budget line or a list; alone it lists what was written down"
    )
    p.add_argument("--regency", default="")
    for name, words in {
        "proposal": "id of the proposal, as shown or as its source gives it",
        "line": "id of the budget line",
        "district": "code of the kecamatan whose list is answered",
        "agency": "perangkat daerah whose list is answered",
        "office": "the office that replies; never a person",
        "date": "day of the reply, YYYY-MM-DD",
        "reason": "coded reason, where it is one",
        "text": "what it says, at most 1,000 characters",
        "number": "number of its letter",
    }.items():
        p.add_argument(f"--{name}", default="", help=words)
    p.add_argument("--year", type=int, help="budget year of a list")
    p.add_argument("--withdraw", default="", metavar="ID", help="takes a reply back; that it was there stays readable")


def reply(o: argparse.Namespace) -> int:
    asked = any(getattr(o, name) for name in (*WHAT, "office", "text"))
    if o.withdraw:
        if asked:
            raise BadQuestion("reply_about")
        take_back(open_workspace(o.workspace, o.author), o.author, o.withdraw)
        result: dict[str, Any] = {"withdrawn": o.withdraw}
        built = build_after(o, result)
        out(o, result, [t("reply.withdrawn", o.lang)])
        return 0 if built else 1
    code = regency_code(o.regency)
    if not asked:
        found = written(look_at(o.workspace), code)
        lines = [_line(h, o.lang) for h in found] or [t("reply.nothing_yet", o.lang)]
        out(o, {"regency": code, "replies": [_told(h) for h in found]}, lines)
        return 0
    workspace = open_workspace(o.workspace, o.author)
    about = _about(o, open_mart(workspace), code)
    receipt = record(workspace, o.author, Written(about, o.office, _day(o.date), o.text, o.reason, o.number))
    result = {"id": receipt["import_id"], "file": receipt["file"], "duplicate_of": receipt["duplicate_of"]}
    result["about"] = asdict(about)
    built = build_after(o, result)
    out(o, result, [f"{t('reply.saved', o.lang)} {receipt['import_id']}"])
    return 0 if built else 1


def _about(o: argparse.Namespace, mart: Mart, code: str) -> About:
    if (o.proposal != "") + (o.line != "") + bool(o.district or o.agency) != 1:
        raise BadQuestion("reply_about")
    if o.proposal:
        return one_record(mart, "proposal", o.proposal, code)
    if o.line:
        return one_record(mart, "line", o.line, code)
    if o.year is None:
        raise BadQuestion("value_no_such", dimension="year", value="")
    return whole_list(mart, code, o.year, o.district, o.agency)


def _day(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError as problem:
        raise BadQuestion("reply_date", date=words) from problem


def _told(h: Held) -> dict[str, Any]:
    ended = {"by": h.entry.ended.author, "at": h.entry.ended.at} if h.entry.ended else None
    kept = {"id": h.id, "state": h.entry.state, "at": h.entry.one.at, "author": h.entry.one.author, "withdrawn": ended}
    return kept | asdict(h.written)


def _line(h: Held, lang: str) -> str:
    w, state = h.written, t(f"impor.state_{h.entry.state}", lang)
    about = w.about.title or w.about.key
    return f"{h.id}  {date(w.on, lang)}  {w.office} · {w.about.year} · {about} · {state}: {w.text}"

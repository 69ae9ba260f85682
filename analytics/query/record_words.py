"""What an event of the ledger says, in words, and of what: the same key again: the words before it are no longer in force."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable

from analytics.locale.format import count, date, figure, share
from analytics.locale.said import said, sentences
from analytics.locale.words import t
from analytics.measures.definitions import measures
from analytics.register import aliases
from analytics.register.certificates import ISSUED
from analytics.register.event import Event
from analytics.register.imports import PUBLISHED
from analytics.register.judgements import MADE, WHOLE, word_of
from analytics.register.judgements import WITHDRAWN as TAKEN_BACK
from analytics.register.publication import RESPONSE, STATED
from analytics.register.recovery import RESTORED
from analytics.vocabulary import regions, terms

ROOM = "record"
LONGEST = 200  # letters of what this program has no words for
Said = tuple[Hashable, str]  # what is spoken of, and what is in force of it from now on ("": nothing)


def title(kind: str, lang: str) -> str:
    """What was done; the kind itself where this program has no word for it."""
    return said(ROOM, kind, lang) if kind in sentences(ROOM) else kind


def words(event: Event, lang: str) -> Said:
    """What an event says. One this program has no words for, or that lacks what it should say, is told as it was written."""
    try:
        return SAYING.get(event.kind, _raw)(event, lang)
    except (KeyError, TypeError, ValueError, AttributeError):
        return _raw(event, lang)


def _raw(e: Event, lang: str) -> Said:
    written = json.dumps(e.payload, ensure_ascii=False) if e.payload else ""
    return (e.kind, e.subject), written if len(written) <= LONGEST else written[:LONGEST] + "..."


def _role(e: Event, lang: str) -> Said:
    role, where = e.payload["role"], e.payload["regency"]
    place = "" if where == "*" else regions.label(where)
    told = said(ROOM, "somewhere" if place else "everywhere", lang, role=role, place=place)
    return ("role", e.subject, role, where), told if e.kind == "role.granted" else ""


def _file(e: Event, lang: str) -> Said:
    facts = e.payload
    rows, rejected = (count(facts[k], lang) for k in ("accepted", "rejected"))
    return ("import", facts["import_id"]), said(ROOM, "file", lang, file=facts["file"], rows=rows, rejected=rejected)


def _judgement(e: Event, lang: str) -> Said:
    word = word_of(e.payload)
    about = (MADE, e.author, e.subject)
    if word.verdict == TAKEN_BACK:
        return about, ""
    part = word.verdict == "match" and word.weight not in {None, WHOLE}
    facts = {"version": terms.label("version", word.line_id, lang), "share": share((word.weight or 0) / WHOLE, lang)}
    return about, said(ROOM, "match_part" if part else word.verdict, lang, None, **facts)


def _place(e: Event, lang: str) -> Said:
    code = e.payload.get("code")
    told = f"{code} {regions.short_label(code)}" if code else said(ROOM, "place_none", lang)
    return ("place", e.regency, e.subject), told if e.kind == aliases.SETTLED else ""


def _state(e: Event, lang: str) -> Said:
    p = e.payload
    told = [t(f"publication.{p['state']}", lang)]
    told += [t("publication.until", lang, until=date(p["until"], lang))] if p["state"] == RESPONSE else []
    told += [x for x in (p["office"], p["note"], f"mart {p['mart']}") if x]
    return (STATED, e.subject), " · ".join(told)


def _certificate(e: Event, lang: str) -> Said:
    measure, told = e.payload["question"]["measure"], e.payload["figure"]
    known = measures().get(measure)
    label, unit = (known.label[lang], known.unit) if known else (measure, "")
    top, whole = (figure(told[k], unit, lang) for k in ("numerator", "denominator"))
    return (ISSUED, e.subject), f"{label}: {top} / {whole}"


def _mart(e: Event, lang: str) -> Said:
    about = ("serving",) if e.kind == "mart.published" else ("built", e.subject)
    return about, said(ROOM, "mart", lang, mart=e.subject, position=e.payload["position"])


def _restored(e: Event, lang: str) -> Said:
    told = said(ROOM, "restored", lang, position=e.payload["position"], at=date(e.payload["at"], lang))
    return (RESTORED, e.seq), told


SAYING: dict[str, Callable[[Event, str], Said]] = {
    "role.granted": _role,
    "role.revoked": _role,
    PUBLISHED: _file,
    MADE: _judgement,
    aliases.SETTLED: _place,
    aliases.WITHDRAWN: _place,
    STATED: _state,
    ISSUED: _certificate,
    "mart.published": _mart,
    "mart.built": _mart,
    RESTORED: _restored,
}

"""A proposal as anybody may carry it away: no free text of it names a person, a number that leads to one, or who receives a
grant. Names of places that are in the official list stay as they are; so does the agency, which is a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import reduce
from typing import Any

from analytics.query.database import Mart
from analytics.query.facts import agencies
from analytics.query.fates import Fate, Link, Reply
from analytics.query.masked import hide_recipient, masked
from analytics.query.sheet import Sheet

Change = Callable[[str], str]


def nameless(f: Fate, change: Change = masked, place: Change = str) -> Fate:
    """The proposal with `change` done to all its free text, and `place` to the names of places that were recognised."""
    district, village = (place if code else change for code in (f.district, f.village))
    return replace(
        f,
        title=change(f.title),
        location_text=_of(f.location_text, change),
        village_name=_of(f.village_name, village),
        district_name=_of(f.district_name, district),
        external_id=_of(f.external_id, change),
        field=_of(f.field, change),
        unit=_of(f.unit, change),
        document=_of(f.document, change),
        file=change(f.file),
        sheet=change(f.sheet),
        replies=tuple(_reply(r, change) for r in f.replies),
        links=tuple(_link(k, change) for k in f.links),
    )


def office(f: Fate, change: Change = masked) -> Fate:
    """The same proposal with its agency as anybody may read it: for the last step before it is written."""
    return replace(f, agency=_of(f.agency, change))


def agencies_hidden(mart: Mart, regency: str) -> dict[str, str]:
    """Agencies of a regency whose own name names a person, with what stands in its place: for the last step before a file is
    written, because two of them may become alike."""
    return {name: hidden for name in agencies(mart, regency) if (hidden := masked(name)) != name}


def put_instead(value: Any, names: dict[str, str]) -> Any:
    """The same value (dataclasses, sequences, tables, words) with every name of `names` replaced in its words."""
    if not names or value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return reduce(lambda text, name: text.replace(name, names[name]), names, value)
    if isinstance(value, dict):
        return {put_instead(k, names): put_instead(v, names) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(put_instead(v, names) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: put_instead(getattr(value, f.name), names) for f in fields(value)})
    return value


def nameless_sheet(one: Sheet) -> Sheet:
    """A village's sheet whose proposals name nobody: it goes from hand to hand."""
    reasons = {k: replace(s, file=masked(s.file), sheet=masked(s.sheet)) for k, s in one.reasons.items()}
    return replace(one, listed=tuple(office(nameless(f)) for f in one.listed), reasons=reasons)


def _reply(r: Reply, change: Change) -> Reply:
    return replace(
        r, office=_of(r.office, change), text=_of(r.text, change), file=change(r.file), sheet=change(r.sheet)
    )


def _link(k: Link, change: Change) -> Link:
    told = hide_recipient(k.description, k.account_code, k.account_name) if k.description else k.description
    return replace(
        k,
        agency=_of(k.agency, change),
        description=_of(told, change),
        account_name=_of(k.account_name, change),
        file=change(k.file),
        sheet=change(k.sheet),
    )


def _of(text: str | None, change: Change) -> str | None:
    return change(text) if text else text

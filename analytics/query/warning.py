"""Priorities not found in the drafts of a coming budget, while there is time. Never calls what is not known absent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.caveats import notice
from analytics.query.database import Mart, template
from analytics.query.missing import STAGES_OF, source
from analytics.query.scope import check, scope
from analytics.query.series import RANKED
from analytics.query.warning_answer import ABSENT, FOUND, REFUSED, UNKNOWN, Group, Item, Step, Tally, Warning
from analytics.vocabulary import terms

DRAFTS = ("renja_draft", "kua_ppas", "rapbd")  # in the order they are written; the newest that is here counts
BUDGET = "apbd"  # what they are drafts of
ANSWERS = {FOUND: FOUND, ABSENT: "not_found", REFUSED: "not_found", UNKNOWN: UNKNOWN}
ENDED = ("rejected", "returned", "postponed", "redirected", "withdrawn")
IN_VERSION = ("funded", "funded_size_unknown", "partial")
TOP = 3  # items named of a group


def warning(
    mart: Mart,
    regency: str,
    year: int,
    where: Sequence[tuple[str, tuple[str, ...]]] = (),
    universe: str = "district",
    today: dt.date | None = None,
    lang: str = "id",
) -> Warning:
    """What the drafts of budget year `year` hold of a list; `where` narrows it (dapil, agency, district, village).

    Raises BadQuestion for a filter or value there is not.
    """
    about = measure("accommodation_count")
    question = Question(about.id, (), (("regency", (regency,)), ("year", (str(year),)), *where), universe, "rapbd")
    check(question, about)
    scoped = scope(mart, question, about)
    regency = next(iter(scoped.regencies), regency)
    here = {r["draft"] for r in mart.rows(template("warning_here"), {"regency": regency, "year": year})}
    held = [d for d in DRAFTS if d in here]
    draft, decided = held[-1] if held else None, BUDGET in here
    rows = mart.rows(template("warning").format(where=scoped.sql), scoped.values)
    items = tuple(_item(r, held, decided) for r in rows)
    now = today or dt.date.today()
    lacking = [source(s, lang) for s in STAGES_OF[universe]] if not items else []
    return Warning(
        regency=regency,
        year=year,
        universe=universe,
        today=now,
        ranked=universe == "district" and sum(i.rank is not None for i in items) >= RANKED * len(items) > 0,
        draft=draft,
        decided=decided,
        drafts={d: _tally(items, lambda i, d=d: i.states[d]) for d in held},  # type: ignore[misc]
        budget=_tally(items, lambda i: i.budget or UNKNOWN) if decided else None,
        tally=_tally(items, lambda i: i.state),
        groups={by: _groups(items, by) for by in ("dapil", "district", "agency")} if draft else {},
        step=_step(draft, year, now),
        items=items,
        missing=tuple(lacking + [source(d, lang) for d in DRAFTS if not held]),
        notice=notice([regency], lang),
    )


def _item(row: dict[str, Any], held: Sequence[str], decided: bool) -> Item:
    states = {d: _state(row, d) for d in held}
    state = states[held[-1]] if held else UNKNOWN
    told = {k: row[k] for k in Item.__dataclass_fields__ if k in row}
    budget, fate = (_state(row, BUDGET), row[f"{BUDGET}_class"]) if decided else (None, None)
    return Item(**told, states=states, state=state, budget=budget, fate=fate)


def _state(row: dict[str, Any], draft: str) -> str:
    """Money or a person's word first; a refusal at some stage comes after them and is told as what it is."""
    if draft == "renja_draft" and row["renja_decision"] and row["renja_decision"] not in ENDED:
        return FOUND
    fate = None if draft == "renja_draft" else row[f"{draft}_class"]
    if fate in IN_VERSION:
        return FOUND
    if fate == "unfunded":
        return ABSENT
    return REFUSED if row["decision"] in ENDED or row["renja_decision"] in ENDED else UNKNOWN


def _tally(items: Sequence[Item], state: Callable[[Item], str]) -> Tally:
    n = dict.fromkeys((FOUND, ABSENT, REFUSED, UNKNOWN), 0)
    rupiah = dict.fromkeys((FOUND, "not_found", UNKNOWN), 0)
    for item in items:
        n[state(item)] += 1
        rupiah[ANSWERS[state(item)]] += item.cost or 0
    unpriced = sum(not i.cost for i in items if state(i) != FOUND)
    return Tally(
        n=len(items),
        **n,
        rupiah_found=rupiah[FOUND],
        rupiah_not_found=rupiah["not_found"],
        rupiah_unknown=rupiah[UNKNOWN],
        n_unpriced=unpriced,
    )


def _groups(items: Sequence[Item], by: str) -> tuple[Group, ...]:
    """Those with most that is not found so far first, then by name."""
    parts: dict[str | None, list[Item]] = {}
    for item in items:
        parts.setdefault(getattr(item, by), []).append(item)
    found = [
        Group(key, _tally(mine, lambda i: i.state), tuple(i for i in mine if i.state != FOUND)[:TOP])
        for key, mine in parts.items()
    ]
    return tuple(sorted(found, key=lambda g: (-g.tally.open, g.key is None, g.key or "")))


def _step(draft: str | None, year: int, today: dt.date) -> Step:
    chain = (*DRAFTS, BUDGET)
    name = chain[chain.index(draft) + 1 if draft else 0]
    step = terms.load("calendar")["step"][name]
    (y0, m0), (y1, m1) = step["from"], step["to"]
    begins = dt.date(year + y0, m0, 1)
    ends = dt.date(year + y1 + m1 // 12, m1 % 12 + 1, 1) - dt.timedelta(days=1)
    return Step(name, begins, ends, (begins - today).days, (ends - today).days)


if terms.ids("class")[:3] != IN_VERSION:  # a class the field gains must be told apart here
    raise LookupError("warning.IN_VERSION and terms differ")

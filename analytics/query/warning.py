"""Priorities not found in the drafts of a coming budget, while there is time. Never calls what is not known absent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Missing, Question
from analytics.query.caveats import notice
from analytics.query.database import Mart, template
from analytics.query.missing import STAGES_OF, source
from analytics.query.scope import check, scope
from analytics.query.series import RANKED
from analytics.vocabulary import terms

DRAFTS = ("renja_draft", "kua_ppas", "rapbd")  # in the order they are written; the newest that is here counts
FOUND, ABSENT, REFUSED, UNKNOWN = "found", "absent", "refused", "unknown"
ANSWERS = {FOUND: FOUND, ABSENT: "not_found", REFUSED: "not_found", UNKNOWN: UNKNOWN}
ENDED = ("rejected", "returned", "postponed", "redirected", "withdrawn")
IN_VERSION = ("funded", "funded_size_unknown", "partial")
TOP = 3  # items named of a group


@dataclass(frozen=True)
class Item:
    """One proposal. `states`: what each draft that is here says (found, absent, refused, unknown); `state` the newest one."""

    id: str
    rank: int | None
    title: str
    village: str | None
    village_name: str | None
    district: str | None
    district_name: str | None
    dapil: str | None
    agency: str | None
    cost: int | None
    reason: str | None
    states: dict[str, str]
    state: str


@dataclass(frozen=True)
class Tally:
    """Proposals by answer, with the rupiah of their estimates; `not_found` = absent + refused. Some have no estimate."""

    n: int
    found: int
    absent: int
    refused: int
    unknown: int
    rupiah_found: int
    rupiah_not_found: int
    rupiah_unknown: int
    n_unpriced: int

    @property
    def not_found(self) -> int:
        return self.absent + self.refused

    @property
    def open(self) -> int:
        """Not found so far, for whatever reason."""
        return self.not_found + self.unknown

    @property
    def rupiah_open(self) -> int:
        return self.rupiah_not_found + self.rupiah_unknown

    def json(self) -> dict[str, int]:
        return asdict(self) | {"not_found": self.not_found, "open": self.open, "rupiah_open": self.rupiah_open}


@dataclass(frozen=True)
class Group:
    """One dapil, district or agency: how many, and the first of what is not found so far."""

    key: str | None
    tally: Tally
    top: tuple[Item, ...]


@dataclass(frozen=True)
class Step:
    """What is written next and when that usually is (first day, last day); days from `today`, below 0 where past."""

    source: str
    begins: dt.date
    ends: dt.date
    days_to_begin: int
    days_to_end: int


@dataclass(frozen=True)
class Warning:
    """The drafts that are here, the newest (`draft`, None where none is), and what each says; `items` all of the list."""

    regency: str
    year: int
    universe: str
    today: dt.date
    ranked: bool
    draft: str | None
    decided: bool
    drafts: dict[str, Tally]
    tally: Tally
    groups: dict[str, tuple[Group, ...]]
    step: Step
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]
    notice: str | None

    @property
    def open(self) -> tuple[Item, ...]:
        """Proposals not found so far in the newest draft, by rank; none where there is no draft to look in."""
        return tuple(i for i in self.items if self.draft and i.state != FOUND)

    def json(self) -> dict[str, Any]:
        """As outside programs read it: the items that are not found so far, not the whole list."""
        groups = {
            by: [{"key": g.key, **g.tally.json(), "top": [asdict(i) for i in g.top]} for g in found]
            for by, found in self.groups.items()
        }
        plain = {
            k: v for k, v in vars(self).items() if k not in {"items", "groups", "drafts", "tally", "step", "missing"}
        }
        return plain | {
            "drafts": {d: t.json() for d, t in self.drafts.items()},
            "tally": self.tally.json(),
            "groups": groups,
            "step": asdict(self.step),
            "open": [asdict(i) for i in self.open],
            "missing": [asdict(m) for m in self.missing],
        }


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
    items = tuple(_item(r, held) for r in mart.rows(template("warning").format(where=scoped.sql), scoped.values))
    now = today or dt.date.today()
    draft = held[-1] if held else None
    lacking = [source(s, lang) for s in STAGES_OF[universe]] if not items else []
    return Warning(
        regency=regency,
        year=year,
        universe=universe,
        today=now,
        ranked=universe == "district" and sum(i.rank is not None for i in items) >= RANKED * len(items) > 0,
        draft=draft,
        decided="apbd" in here,
        drafts={d: _tally(items, lambda i, d=d: i.states[d]) for d in held},  # type: ignore[misc]
        tally=_tally(items, lambda i: i.state),
        groups={by: _groups(items, by) for by in ("dapil", "district", "agency")} if draft else {},
        step=_step(draft, year, now),
        items=items,
        missing=tuple(lacking + [source(d, lang) for d in DRAFTS if not held]),
        notice=notice([regency], lang),
    )


def _item(row: dict[str, Any], held: Sequence[str]) -> Item:
    states = {d: _state(row, d) for d in held}
    state = states[held[-1]] if held else UNKNOWN
    return Item(**{k: row[k] for k in Item.__dataclass_fields__ if k in row}, states=states, state=state)


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
    chain = (*DRAFTS, "apbd")
    name = chain[chain.index(draft) + 1 if draft else 0]
    step = terms.load("calendar")["step"][name]
    (y0, m0), (y1, m1) = step["from"], step["to"]
    begins = dt.date(year + y0, m0, 1)
    ends = dt.date(year + y1 + m1 // 12, m1 % 12 + 1, 1) - dt.timedelta(days=1)
    return Step(name, begins, ends, (begins - today).days, (ends - today).days)


if terms.ids("class")[:3] != IN_VERSION:  # a class the field gains must be told apart here
    raise LookupError("warning.IN_VERSION and terms differ")

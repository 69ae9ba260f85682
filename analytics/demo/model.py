"""What the invented world is made of. Plain records; nothing is decided here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

REGENCY = "99.01"
REGENCY_NAME = "Kabupaten Rekaan"
WHOLE = 1_000_000  # a weight of 1, in millionths
BANNER = "DATA REKAAN - angka ciptaan untuk peragaan, bukan data kabupaten mana pun"
FIRST, LAST = 2011, 2026  # budget years of the story


@dataclass(frozen=True, slots=True, eq=False)
class District:
    code: str
    name: str
    dapil: tuple[tuple[int, str], ...]  # (from year, dapil)


@dataclass(frozen=True, slots=True, eq=False)
class Village:
    code: str
    name: str
    kind: str  # desa or kelurahan
    district: District
    hamlets: tuple[str, ...]
    people: int

    @property
    def full(self) -> str:
        return f"{'Desa' if self.kind == 'desa' else 'Kelurahan'} {self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of work people ask for (works.toml)."""

    id: str
    agency: str
    weight: float
    volume: tuple[int, int, int]
    unit: str
    cost: float
    place: str
    village: bool
    ask: tuple[str, ...]
    line: tuple[str, ...]
    problem: tuple[str, ...]
    new: tuple[str, ...]
    old: tuple[str, ...]
    account: tuple[str, ...]
    mend_ask: tuple[str, ...]  # mend_*: where the thing stands already and is to be repaired
    mend_line: tuple[str, ...]
    mend_problem: tuple[str, ...]
    mend_new: tuple[str, ...]
    mend_old: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Agency:
    id: str
    name: str
    code: str
    old: str
    field: str
    order: str  # kept, loose, none, or "" where nobody asks it for works
    pay: float


@dataclass(slots=True, eq=False)
class Need:
    """Something a place lacks. It is asked for, perhaps over years, until somebody pays or the village stops asking."""

    id: int
    village: Village
    kind: Kind
    hamlet: str
    at: str
    volume: int
    base: int  # rupiah at 2020 prices
    weight: float
    born: int
    small: bool
    mends: bool  # the thing is there and is to be repaired
    asked: list[int] = field(default_factory=list)
    words: str = ""
    rest: int = 0  # not asked again before this year
    done: int = 0
    done_by: str = ""
    gave_up: int = 0

    @property
    def asks(self) -> tuple[str, ...]:
        return self.kind.mend_ask if self.mends else self.kind.ask

    @property
    def budgeted(self) -> tuple[str, ...]:
        return self.kind.mend_line if self.mends else self.kind.line

    @property
    def problems(self) -> tuple[str, ...]:
        return self.kind.mend_problem if self.mends else self.kind.problem

    @property
    def new(self) -> tuple[str, ...]:
        return (self.kind.mend_new if self.mends else ()) or self.kind.new

    @property
    def old(self) -> tuple[str, ...]:
        return (self.kind.mend_old if self.mends else ()) or self.kind.old


@dataclass(slots=True, eq=False)
class Wish:
    """A need asked for in one budget year, by a village or through a councillor's recess."""

    id: int
    year: int
    need: Need
    origin: str  # musrenbang or pokir
    title: str
    location: str
    cost: int  # what it would take
    priced: bool  # whether the lists print that
    agency: str  # as asked; now and then the wrong one
    sipd: int = 0
    rank: int = 0  # in the signed district list; 0 where it is not in it
    listed: str = ""  # its words in the district list
    listed_at: str = ""
    decision: str = "no_answer"
    reason: str = ""
    answered: dt.date | None = None
    refused: bool = False
    copy_of: Wish | None = None  # the musrenbang wish a councillor asked for as well
    lines: list[tuple[Line, int, str]] = field(default_factory=list)  # (line, weight, kind of link)


@dataclass(slots=True, eq=False)
class Line:
    """One budget line of a year with its amount in each version that holds it."""

    id: int
    year: int
    agency: str
    codes: tuple[str, ...]  # programme, activity, sub activity: code and name each
    account: tuple[str, str]
    fund: str
    text: str
    amounts: dict[str, int]
    plan_text: str = ""
    place: str = ""
    target: str = ""
    names: str = ""  # SIPD id of the one wish the line names
    works: bool = False
    village: Village | None = None  # lines of a village's own money stand in that village's list
    parts: list[tuple[Wish, int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One office account's word: on a wish and a line, or that it is absent from the APBD (line None)."""

    author: str
    wish: Wish
    line: Line | None
    version: str
    verdict: str
    weight: int | None


@dataclass(slots=True)
class World:
    seed: int
    years: range
    size: str
    villages: tuple[Village, ...]
    agencies: dict[str, Agency]
    needs: list[Need] = field(default_factory=list)
    wishes: dict[int, list[Wish]] = field(default_factory=dict)
    lines: dict[int, list[Line]] = field(default_factory=dict)
    plans: list[tuple[int, Need, str]] = field(default_factory=list)  # (first year, need, words) of village plans
    verdicts: list[Verdict] = field(default_factory=list)
    envelopes: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def districts(self) -> list[District]:
        return list(dict.fromkeys(v.district for v in self.villages))

    def listed(self, year: int) -> list[Wish]:
        """The wishes of the signed district lists of a year."""
        return [w for w in self.wishes.get(year, ()) if w.rank]

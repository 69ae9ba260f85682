"""All that the plain pages of a regency say, asked in bulk: rates by place and year, and every proposal. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.certificate_codes import code_alone
from analytics.query.chains import Chain, chains
from analytics.query.database import Mart
from analytics.query.facts import Regency
from analytics.query.fates import Fate, fates
from analytics.query.rates import Rate
from analytics.reports.site_text import clean, shown, tidy
from analytics.vocabulary import regions

COUNT, VALUE = "accommodation_count", "accommodation_value"
KINDS = ("regency", "district", "village", "agency", "dapil")
LISTS = ("district", "village", "all")  # a proposal stands in the first of these lists that holds it
Key = tuple[str, int]  # of a place (a code or a name; "" of the whole regency) and a year


@dataclass(frozen=True)
class Area:
    """A place or agency with pages of its own. `key`: its code, or its name; "" of the regency. `parent`: its district."""

    kind: str
    key: str
    label: str
    short: str
    parent: str = ""


@dataclass
class Data:
    """`lists`: universes in the order a proposal is looked for in them, the one the headline speaks of first. `listed`: cleaned
    proposals of an area and year in their order; `of` says which list each stands in."""

    mart: Mart
    regency: Regency
    years: tuple[int, ...]
    version: str
    lang: str
    lists: tuple[str, ...]
    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], dict[Key, dict[str, Any]]] = field(default_factory=dict)
    listed: dict[str, dict[Key, list[Fate]]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    chains: dict[str, Chain] = field(default_factory=dict)
    needs: dict[str, list[Fate]] = field(default_factory=dict)
    told: dict[str, dict[str, object]] = field(default_factory=dict)  # CSV rows of proposals that were made already

    @property
    def first(self) -> str:
        """The list the headline speaks of."""
        return self.lists[0]

    @property
    def axis(self) -> tuple[int, ...]:
        """Every calendar year from the first to the last: a missing one is a gap, never skipped."""
        return tuple(range(self.years[0], self.years[-1] + 1))

    def row(self, area: Area, year: int, universe: str, measure: str = COUNT) -> dict[str, Any] | None:
        """The figure of an area's list in a year; None where the year has no such list or no such budget version."""
        return self.rows[measure, universe, area.kind].get((area.key, year))

    def rate(self, area: Area, year: int, universe: str) -> Rate | None:
        row = self.row(area, year, universe)
        return Rate.of(row) if row else None

    def proposals(self, area: Area, year: int, universe: str | None = None) -> list[Fate]:
        """Those of an area and year; of one list only where it is named (each stands in one)."""
        found = self.listed[area.kind].get((area.key, year), [])
        return found if universe is None else [f for f in found if self.of[f.id] == universe]

    def universe(self, area: Area, year: int) -> str:
        """The list an area's headline speaks of: the first that holds anything of it."""
        return next((u for u in self.lists if self.proposals(area, year, u)), self.first)

    def code(self, area: Area, year: int, universe: str) -> str:
        """The certificate code of a rate, "" where there is none: the very code the dashboard shows for that place and year."""
        row = self.row(area, year, universe)
        implied = {"district": area.parent} if area.kind == "village" else {}
        return code_alone(self.answers[COUNT, universe, area.kind], row, **implied) if row else ""


def gather(mart: Mart, regency: Regency, years: tuple[int, ...], version: str, lang: str) -> Data:
    """Everything, in a few dozen questions whatever the number of places. `years` are those that have proposals, in order."""
    lists = (regency.universe, *(u for u in LISTS if u != regency.universe))
    lists = lists[: lists.index("all") + 1]  # nothing is counted anywhere that is not among all
    data = Data(mart, regency, years, version, lang, lists)
    where = (("regency", (regency.code,)), ("year", tuple(map(str, years))))
    for universe in lists:
        for kind in KINDS:
            _ask(data, universe, kind, where)
    whole = fates(mart, Question(COUNT, (), where, "all", version))
    for universe in reversed(lists):  # the first list has the last word
        held = whole if universe == "all" else fates(mart, Question(COUNT, (), where, universe, version))
        data.of |= {f.id: universe for f in held}
    data.chains = chains(mart, Question(COUNT, (), where, "all", version))
    _sort(data, map(clean, whole))
    return data


def _ask(data: Data, universe: str, kind: str, where: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """Rates of one kind of place in the site's years, by count and by rupiah."""
    by = ("year",) if kind == "regency" else (kind, "year")
    for measure in (COUNT, VALUE):
        answer = ask(data.mart, Question(measure, by, where, universe, data.version), data.lang)
        data.answers[measure, universe, kind] = answer
        data.rows[measure, universe, kind] = {
            ("" if kind == "regency" else r[kind], r["year"]): r for r in answer.rows if kind == "regency" or r[kind]
        }


def _sort(data: Data, found: Iterable[Fate]) -> None:
    """Each proposal to every place it belongs to."""
    data.listed = {kind: {} for kind in KINDS}
    for f in found:
        places = {"regency": "", "district": f.district, "village": f.village, "agency": f.agency, "dapil": f.dapil}
        for kind, key in places.items():
            if key is not None:
                data.listed[kind].setdefault((key, f.year), []).append(f)
        need = data.chains[f.id].need
        if need:
            data.needs.setdefault(need, []).append(f)


def areas(data: Data) -> dict[str, tuple[Area, ...]]:
    """Every place of the regency, with proposals or without, by code; agencies and electoral districts by their names."""
    code = data.regency.code
    whole = regions.regency(code)
    there = {kind: {key for key, _ in data.listed[kind]} for kind in KINDS}
    villages = sorted({v.code for v in whole.villages} | there["village"])
    districts = sorted({d.code for d in whole.districts} | there["district"] | {v[:8] for v in villages})
    return {
        "regency": (Area("regency", "", regions.label(code), regions.label(code)),),
        "district": tuple(Area("district", c, regions.label(c), regions.label(c)) for c in districts),
        "village": tuple(Area("village", c, regions.label(c), regions.short_label(c), c[:8]) for c in villages),
        "agency": tuple(Area("agency", n, shown(n), shown(n)) for n in sorted(there["agency"])),
        "dapil": tuple(Area("dapil", n, f"{tidy(n)}, {regions.label(code)}", tidy(n)) for n in sorted(there["dapil"])),
    }

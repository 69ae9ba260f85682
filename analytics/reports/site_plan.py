"""Where everything stands on the plain pages: the name of each page, the page of each proposal, the way back to the front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from analytics.locale.format import date
from analytics.query.fates import Fate
from analytics.reports.site_data import Area, Data
from analytics.reports.site_frame import INDEX, Crumb, Site, link
from analytics.reports.site_item import Item
from analytics.reports.site_list import Group, Home, Part, entries
from analytics.reports.site_text import esc, slugs
from analytics.reports.site_words import Words

FOLDERS = {"district": "kecamatan", "village": "desa", "agency": "opd", "dapil": "dapil", "regency": "tahun"}
# proposals that name no place of a page's level have their entries beside that page
APART = {"district": "tanpa-desa", "regency": "tanpa-kecamatan"}


@dataclass
class Plan:
    """`full`: entries of the lists that stand in whole, by the path of their first page and cut into pages."""

    w: Words
    areas: dict[str, tuple[Area, ...]]
    stems: dict[tuple[str, str], str] = field(default_factory=dict)
    home: Home = field(default_factory=dict)
    full: dict[str, list[Part[Item]]] = field(default_factory=dict)

    @property
    def d(self) -> Data:
        return self.w.data

    @property
    def site(self) -> Site:
        return self.w.site

    @property
    def method(self) -> str:
        """The page that says what figures mean and how they are checked."""
        return f"{self.site.path('metode')}.html"

    def stem(self, area: Area, year: int | None = None) -> str:
        """Path of an area's page without its ending; the regency's is the front."""
        if area.kind == "regency":
            return INDEX.removesuffix(".html") if year is None else self.site.path(FOLDERS["regency"], str(year))
        name = self.stems.get((area.kind, area.key), area.key)
        return self.site.path(FOLDERS[area.kind], name if year is None else f"{name}-{year}")

    def page(self, area: Area, year: int | None = None) -> str:
        """The same with its ending: what a link names."""
        return f"{self.stem(area, year)}.html"

    def years(self, area: Area) -> list[int]:
        """Years in which anything was asked, in order."""
        return [y for y in self.d.years if self.d.proposals(area, y)]

    def entered(self, area: Area, year: int) -> str:
        """Path of the page where the area's own entries begin."""
        stem = self.stem(area, year)
        return f"{stem}-{APART[area.kind]}" if area.kind in APART else stem

    def area(self, kind: str, key: str) -> Area:
        return next(a for a in self.areas[kind] if a.key == key)


def plan(w: Words, areas: dict[str, tuple[Area, ...]]) -> Plan:
    """The names of all pages; a proposal's entry stands on its village's page, else beside its district's, else the regency's."""
    made = Plan(w, areas)
    for kind in ("agency", "dapil"):
        made.stems |= {(kind, key): name for key, name in slugs([a.key for a in areas[kind]]).items()}
    for kind in ("village", "district", "regency"):
        for area in areas[kind]:
            for year in made.years(area):
                mine = [f for f in w.data.proposals(area, year) if _lives(f, kind)]
                if mine:
                    _enter(made, area, year, mine)
    return made


def _lives(f: Fate, kind: str) -> bool:
    """The narrowest place of the proposal is of this kind."""
    return kind == ("village" if f.village else "district" if f.district else "regency")


def _enter(p: Plan, area: Area, year: int, listed: list[Fate]) -> None:
    stem = p.entered(area, year)
    p.full[stem] = entries(p.w, groups(p.w, area, listed))
    for i, part in enumerate(p.full[stem]):
        p.home |= {one.id: f"{numbered(stem, i)}.html" for _, items in part for one in items}


def groups(w: Words, area: Area, listed: list[Fate]) -> Iterator[Group]:
    """Proposals by the list they stand in, those of the headline's list first."""
    for i, universe in enumerate(w.data.lists):
        mine = [f for f in listed if w.data.of[f.id] == universe]
        if mine:
            key = f"group_{universe}" + ("_rest" if i and universe != "district" else "")
            note = _signed(w, mine) if universe == "district" and area.kind in ("village", "district") else ""
            yield Group(w.site.say(key, n=w.n(len(mine))), note, mine)


def _signed(w: Words, listed: list[Fate]) -> str:
    """When the list was signed, where all of them stand in one that says so."""
    told = {(f.signed_on, f.document) for f in listed}
    on, document = told.pop() if len(told) == 1 else (None, None)
    if on is None:
        return ""
    facts = {"date": date(on, w.lang)} | ({"document": document} if document else {})
    return w.site.say("signed" if document else "signed_day", **facts)


def numbered(stem: str, i: int) -> str:
    """The path of the i-th page of a list, from 0."""
    return stem if i == 0 else f"{stem}-{i + 1}"


def crumbs(p: Plan, area: Area, year: int | None = None) -> list[Crumb]:
    """The way from the front to a page: the front, a village's district, the area's page of all years."""
    found = [(p.site.place, INDEX)]
    if area.parent:
        district = p.area("district", area.parent)
        there = year is not None and bool(p.d.proposals(district, year))
        found.append((district.short, p.page(district, year if there else None)))
    if year is not None and area.kind != "regency":
        found.append((area.short, p.page(area)))
    return found


def year_ways(p: Plan, area: Area, page: str, now: int | None = None) -> str:
    """Links to the pages of all years of an area, the newest first."""
    ways = ""
    for year in reversed(p.years(area)):
        here = ' aria-current="page"' if year == now else ""
        ways += f"<li{here}>{link(page, p.page(area, year), str(year))}</li>"
    return f'<nav class="ways" aria-label="{esc(p.site.say("year_pages"))}"><ul>{ways}</ul></nav>\n' if ways else ""


def part_ways(p: Plan, stem: str, n: int, now: int) -> str:
    """Links to the other pages of a list that fills several."""
    if n == 1:
        return ""
    ways = ""
    for i in range(n):
        here = ' aria-current="page"' if i == now else ""
        ways += f"<li{here}>{link(f'{stem}.html', f'{numbered(stem, i)}.html', p.site.say('part', part=i + 1, parts=n))}</li>"
    return f'<nav class="ways" aria-label="{esc(p.site.say("parts"))}"><ul>{ways}</ul></nav>\n'

"""Lists of proposals cut into pages of a size a slow line can carry, and where each proposal stands. Nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analytics.locale.fate_words import SYMBOLS
from analytics.query.fates import Fate
from analytics.reports.site_frame import link, to
from analytics.reports.site_item import NEEDS, Item, anchor, item, money, place, verdict
from analytics.reports.site_text import esc, short, shown
from analytics.reports.site_words import Words

ROOM = 90_000  # bytes of a list on one page; the rest of a page stays below 60,000
LINK = 120  # bytes one link to the same need takes at most
T = TypeVar("T")


@dataclass(frozen=True)
class Group:
    """Proposals under one heading. `note` stands below it."""

    heading: str
    note: str
    listed: Sequence[Fate]


Home = dict[str, str]  # the page (with its ending) each proposal's entry stands on
Part = list[tuple[Group, list[T]]]


def entries(w: Words, groups: Iterable[Group]) -> list[Part[Item]]:
    """The whole entries of a list, by pages; at least one page, which may be empty."""
    made = ((g, item(w, f)) for g in groups for f in g.listed)
    return _cut((g, one, len(one.html.encode()) + LINK * len(one.needs)) for g, one in made)


def rows(w: Words, groups: Iterable[Group], page: str, home: Home, *, agency: bool) -> list[Part[str]]:
    """One table row per proposal, by pages, for districts and agencies: its name leads to its entry. `agency`: the page is an
    agency's own, so that each row names its district in place of the agency."""
    made = ((g, _row(w, f, page, home, agency)) for g in groups for f in g.listed)
    return _cut((g, html, len(html.encode())) for g, html in made)


def _cut(sized: Iterable[tuple[Group, T, int]]) -> list[Part[T]]:
    found: list[Part[T]] = [[]]
    room = ROOM
    for group, one, size in sized:
        if size > room and found[-1]:
            found.append([])
            room = ROOM
        if not found[-1] or found[-1][-1][0] is not group:
            found[-1].append((group, []))
        found[-1][-1][1].append(one)
        room -= size
    return found


def draw_entries(w: Words, part: Part[Item], page: str, home: Home, *, continued: bool) -> str:
    """The entries of one page under their headings."""
    html = ""
    for i, (group, listed) in enumerate(part):
        html += _heading(group, again=continued and i == 0)
        html += f'<ol class="items">\n{"".join(_whole(w, one, page, home) for one in listed)}</ol>\n'
    return html


def draw_rows(w: Words, part: Part[str], *, continued: bool) -> str:
    """The rows of one page as tables under their headings."""
    names, html = ("rank_col", "title_col", "village_col", "money_col", "fate_col"), ""
    heads = [(w.site.say(name), " class=r" if name in ("rank_col", "money_col") else "") for name in names]
    head = "".join(f'<th scope="col"{c}>{esc(words)}</th>' for words, c in heads)
    for i, (group, listed) in enumerate(part):
        html += _heading(group, again=continued and i == 0)
        html += f'<div class="wide" role="region" tabindex="0" aria-label="{esc(group.heading)}"><table class="list">'
        html += f'<caption class="vh">{esc(group.heading)}</caption><thead><tr>{head}</tr></thead><tbody>\n'
        html += f"{''.join(listed)}</tbody></table></div>\n"
    return html


def _heading(group: Group, *, again: bool) -> str:
    note = f'<p class="note">{esc(group.note)}</p>\n' if group.note and not again else ""
    return f"<h3>{esc(group.heading)}</h3>\n{note}"


def _whole(w: Words, one: Item, page: str, home: Home) -> str:
    """The entry with its links to the same need in other years."""
    ways = [link(page, home[id_], str(year), anchor(id_)) for year, id_ in one.needs if id_ in home]
    told = f"<p><b>{esc(w.site.say('needs'))}</b>: {' · '.join(ways)}</p>" if ways else ""
    return one.html.replace(NEEDS, told)


def _row(w: Words, f: Fate, page: str, home: Home, agency: bool) -> str:
    at = ", ".join(x for x in (place(f), f.district_name if agency else "") if x)
    name = f'<a href="{esc(to(page, home[f.id]))}#{anchor(f.id)}">{short(f.title, w.lang)}</a>'
    told = " · ".join(x for x in (f.location_text, "" if agency else shown(f.agency or "")) if x)
    return (
        f'<tr class="{esc(f.fate or "none")}"><td class="r">{w.n(f.rank) if f.rank is not None else "–"}</td>'
        f'<th scope="row">{name}{f"<small>{short(told, w.lang)}</small>" if told else ""}</th><td>{short(at, w.lang)}</td>'
        f'<td class="r">{esc(money(w, f))}</td><td>{SYMBOLS.get(f.fate or "", "–")} {esc(verdict(w, f))}</td></tr>\n'
    )

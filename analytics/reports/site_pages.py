"""The plain pages of an area: one for all its years, one (or more, where the list is long) for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analytics.query.facts import dapils
from analytics.query.fates import Fate
from analytics.reports.site_answers import list_answers
from analytics.reports.site_data import Area
from analytics.reports.site_frame import Page, link
from analytics.reports.site_list import draw_entries, draw_rows, rows
from analytics.reports.site_parts import beside, cells, facts, trend, year_table
from analytics.reports.site_plan import APART, Plan, crumbs, groups, numbered, part_ways, year_ways
from analytics.reports.site_rows import proposal_rows, rate_rows
from analytics.reports.site_svg import whole
from analytics.reports.site_text import esc

Row = tuple[str, str, bool]


def overview(p: Plan, area: Area) -> Page:
    """All years of an area: the newest finding, the rate of every year, what lies inside it."""
    w, page, years = p.w, p.page(area), p.years(area)
    if not years:
        title = w.site.say("never", place=area.label)
        return Page(p.stem(area), title, f"<h1>{esc(title)}</h1>\n", crumbs(p, area), lambda: rate_rows(w, [area], []))
    last = years[-1]
    universe = p.d.universe(area, last)
    n = w.n(len(p.d.proposals(area, last)))
    go = link(page, p.page(area, last), w.site.say("see_year", year=last, n=n))
    body = f'{finding(p, area, last, 1)}<p class="go">{go}</p>\n{year_ways(p, area, page)}'
    body += trend(w, area, universe)
    body += year_table(w, area, {y: p.page(area, y) for y in years}, page, universe)
    body += _inside(p, area, last, page)
    return Page(p.stem(area), area.label, body, crumbs(p, area), lambda: rate_rows(w, [area], p.d.years))


def finding(p: Plan, area: Area, year: int, level: int) -> str:
    """The kicker, the sentence, the bar of fates and what stands below it; `level` of the heading."""
    w, parts = p.w, p.w.parts(area, year)
    html = f'<p class="kicker">{esc(w.kicker(area, year))}</p>\n<h{level}>{esc(w.sentence(area, year))}</h{level}>\n'
    html += whole(parts, w.t("fate.whole")) if parts else ""
    return html + "".join(f'<p class="said">{esc(x)}</p>\n' for x in w.below(area, year))


def of_year(p: Plan, area: Area, year: int) -> Iterator[Page]:
    """The pages of an area and year: the finding, its facts, places beside it, and the list cut into pages."""
    w, d, stem, page = p.w, p.d, p.stem(area, year), p.page(area, year)
    listed, title = d.proposals(area, year), f"{area.label}, {year}"
    head = finding(p, area, year, 1) + year_ways(p, area, page, year) + facts(w, area, year, p.method, page)
    head += list_answers(w, area, year)
    places = _inside(p, area, year, page) + _apart(p, area, year, page)
    if area.kind in ("regency", "dapil"):
        inside = [area, *(a for kind in ("district", "agency", "dapil") for a in p.areas[kind])]
        inside = inside if area.kind == "regency" else [area, *_districts(p, area, year)]
        yield Page(stem, title, head + places, crumbs(p, area, year), lambda: rate_rows(w, inside, [year]), year)
        return
    if area.kind == "village":
        drawn = [draw_entries(w, x, page, p.home, continued=i > 0) for i, x in enumerate(p.full[p.entered(area, year)])]
    else:
        cut = rows(w, groups(w, area, listed), page, p.home, agency=area.kind == "agency")
        drawn = [draw_rows(w, x, continued=i > 0) for i, x in enumerate(cut)]
        head, places = f'{head}{places}<p class="note">{esc(w.site.say("details"))}</p>\n', ""
    yield from _pages(p, area, year, stem, title, head, places, drawn, listed)


def apart(p: Plan, area: Area, year: int) -> Iterator[Page]:
    """The entries of proposals that name no place of the area's next level; no page where there are none."""
    stem = p.entered(area, year)
    if area.kind in APART and stem in p.full:
        w = p.w
        key = "no_place" if area.kind == "district" else "no_place_district"
        title = f"{area.label}, {year}: {w.site.say(key)}"
        drawn = [draw_entries(w, x, f"{stem}.html", p.home, continued=i > 0) for i, x in enumerate(p.full[stem])]
        held = {one.id for part in p.full[stem] for _, items in part for one in items}
        listed = [f for f in p.d.proposals(area, year) if f.id in held]
        yield from _pages(p, area, year, stem, title, f"<h1>{esc(title)}</h1>\n", "", drawn, listed)


def _pages(
    p: Plan,
    area: Area,
    year: int,
    stem: str,
    title: str,
    head: str,
    places: str,
    drawn: Sequence[str],
    listed: Sequence[Fate],
) -> Iterator[Page]:
    """A list over its pages: what is said of the whole stands on the first, whose CSV has all rows."""
    w, n = p.w, len(drawn)
    name = w.site.say("list_of", place=area.label, year=year)
    for i, html in enumerate(drawn):
        ways = part_ways(p, stem, n, i)
        said = title if n == 1 else f"{title} · {w.site.say('part', part=i + 1, parts=n)}"
        top = head if i == 0 else f"<h1>{esc(said)}</h1>\n"
        body = f'{top}<h2 id="daftar">{esc(name)}</h2>\n{ways}{html}{ways}{places if i == 0 else ""}'
        told = (lambda: proposal_rows(w, listed)) if i == 0 else None
        yield Page(numbered(stem, i), said, body, crumbs(p, area, year), told, year)


def _districts(p: Plan, area: Area, year: int) -> list[Area]:
    """The districts of an electoral district, as divided in a year."""
    inside = dapils(p.d.mart, p.d.regency.code, year).get(area.key, ())
    return [a for a in p.areas["district"] if a.key in inside]


def _inside(p: Plan, area: Area, year: int, page: str) -> str:
    """Places beside each other: a village among those of its district, a district's villages, a dapil's districts."""
    w, facts_ = p.w, {"version": p.w.held(), "year": year}
    universe = p.d.universe(area, year)

    def told(kind: str, listed: list[Area], place: str, note: str) -> str:
        title = w.site.say(
            f"beside_{kind}", **facts_, **({"place": place} if kind in ("villages", "districts") else {})
        )
        first = w.site.say({"villages": "village_col", "districts": "district_col"}.get(kind, kind))
        rows_ = (_row(p, a, year, page, universe, here=a == area) for a in listed)
        return beside(w, title, w.site.say(note), rows_, first) if len(listed) > 1 else ""

    if area.kind in ("village", "district"):
        code = area.parent or area.key
        villages = [a for a in p.areas["village"] if a.parent == code]
        return told("villages", villages, p.area("district", code).short, "in_order")
    if area.kind == "dapil":
        return told("districts", _districts(p, area, year), area.short, "in_order")
    if area.kind == "agency":
        return ""
    html = told("districts", list(p.areas["district"]), area.short, "in_order")
    for kind, name in (("dapil", "dapils"), ("agency", "agencies")):
        html += told(name, [a for a in p.areas[kind] if p.d.proposals(a, year)], "", "in_alphabet")
    return html


def _row(p: Plan, area: Area, year: int, page: str, universe: str, *, here: bool) -> Row:
    """A place by its name, which leads to its page of the year where it has one."""
    there = year if p.d.proposals(area, year) else None
    return link(page, p.page(area, there), area.short), cells(p.w, area, year, universe), here


def _apart(p: Plan, area: Area, year: int, page: str) -> str:
    """The way to proposals without a place."""
    stem = p.entered(area, year)
    if area.kind not in APART or stem not in p.full:
        return ""
    n = sum(len(items) for part in p.full[stem] for _, items in part)
    words = p.site.say("no_place" if area.kind == "district" else "no_place_district")
    return f'<p class="go">{link(page, f"{stem}.html", f"{words}: {p.w.n(n)}")}</p>\n'

"""The front of the plain pages: the regency's finding, every village by district, and ways to everything else."""

from __future__ import annotations

from analytics.reports.site_data import Area
from analytics.reports.site_frame import Page, link
from analytics.reports.site_pages import finding
from analytics.reports.site_parts import trend, year_table
from analytics.reports.site_plan import Plan, year_ways
from analytics.reports.site_rows import rate_rows
from analytics.reports.site_text import esc


def front(p: Plan) -> Page:
    """The page people open first. Its list of villages needs no script; one only narrows it while somebody types."""
    w, d, say = p.w, p.d, p.w.site.say
    area = p.areas["regency"][0]
    page, years = p.page(area), p.years(area)
    last = years[-1]
    universe = d.universe(area, last)
    title = say("title", place=area.label)
    body = f'<h1 class="name">{esc(title)}</h1>\n<p class="lead">{esc(say("about"))}</p>\n'
    body += finding(p, area, last, 2) + year_ways(p, area, page) + _find(p) + _villages(p, page, last)
    body += trend(w, area, universe) + year_table(w, area, {y: p.page(area, y) for y in years}, page, universe)
    body += _named(p, "dapil", "dapils", page) + _named(p, "agency", "agencies", page)
    return Page(p.stem(area), title, body, (), lambda: rate_rows(w, [area], d.years), table=w.site.path("ringkas"))


def _find(p: Plan) -> str:
    """A box that a script brings to life; without one it is not there."""
    say = p.w.site.say
    none, found = esc(say("found_none")), esc(say("found", n="{n}"))
    return (
        f'<form class="find" role="search" hidden><label for="cari">{esc(say("find"))}</label>'
        f'<input id="cari" type="search" autocomplete="off" spellcheck="false" data-found="{found}" data-none="{none}">'
        '<p id="ada" role="status"></p></form>\n'
    )


def _villages(p: Plan, page: str, year: int) -> str:
    """Villages under their districts, both from A to Z."""
    say, html = p.w.site.say, ""
    for district in sorted(p.areas["district"], key=lambda a: (a.short.casefold(), a.key)):
        mine = [a for a in p.areas["village"] if a.parent == district.key]
        listed = "".join(_village(p, a, page, year) for a in sorted(mine, key=_name))
        html += f'<section class="district"><h3>{link(page, p.page(district), district.short)}</h3><ul>{listed}</ul></section>\n'
    known = p.d.rate(p.areas["regency"][0], year, p.d.universe(p.areas["regency"][0], year))
    note = f'<p class="note">{esc(say("villages_note" if known else "villages_note_n", year=year))}</p>'
    return f'<h2 id="desa">{esc(say("villages"))}</h2>\n{note}\n<div class="villages">\n{html}</div>\n'


def _name(area: Area) -> tuple[str, str]:
    """A village by its name without Desa or Kel. before it, so that both kinds stand in one alphabet."""
    return area.short.partition(" ")[2].casefold() or area.short.casefold(), area.key


def _village(p: Plan, area: Area, page: str, year: int) -> str:
    universe = p.d.universe(area, year)
    rate, n = p.d.rate(area, year, universe), len(p.d.proposals(area, year, universe))
    if rate is not None and rate.n:
        told = f"{p.w.n(rate.proven)}/{p.w.n(rate.n)}"
    else:
        told = p.w.n(n) if n else p.site.say("none_asked")
    return f"<li>{link(page, p.page(area), area.short)} <small>{esc(told)}</small></li>"


def _named(p: Plan, kind: str, key: str, page: str) -> str:
    listed = "".join(f"<li>{link(page, p.page(a), a.short)}</li>" for a in p.areas[kind])
    return f'<h2>{esc(p.site.say(key))}</h2>\n<ul class="names">{listed}</ul>\n' if listed else ""

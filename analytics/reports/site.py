"""The plain pages of a regency: a folder of HTML that any web server, a disk or a USB stick can publish. Needs no script.

One page for each district, village, agency and electoral district, one for each of their years; a front, a method, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.errors import BadQuestion
from analytics.query.database import Mart
from analytics.query.facts import regencies
from analytics.register.files import write_folder_whole
from analytics.register.publication import Standing, standings
from analytics.register.workspace import Workspace
from analytics.reports.carried import carried, standing_of
from analytics.reports.site_data import areas, gather
from analytics.reports.site_frame import SCRIPT, STYLE, Page, Site, csv, html
from analytics.reports.site_front import front
from analytics.reports.site_method import method, sources
from analytics.reports.site_pages import apart, of_year, overview
from analytics.reports.site_plan import Plan, plan
from analytics.reports.site_text import tidy
from analytics.reports.site_words import Words
from analytics.reports.standing import respond_words
from analytics.vocabulary import regions

MOST = 150_000  # bytes of a page: what a slow line carries in a few seconds


@dataclass(frozen=True)
class Publisher:
    """Who stands behind the pages: the name of an office; `government` where it is the regency's own."""

    name: str = ""
    government: bool = False


@dataclass(frozen=True)
class Made:
    """What was written. `largest`: bytes of the largest page; `over`: pages of more than MOST bytes, none as far as is known."""

    pages: int
    files: int
    bytes: int
    largest: int
    over: tuple[str, ...]
    mart: str
    years: tuple[int, ...]


def site(
    workspace: Workspace,
    mart: Mart,
    regency: str,
    out: Path,
    years: Sequence[int] = (),
    version: str = "apbd",
    publisher: Publisher | None = None,
    lang: str = "id",
) -> Made:
    """Writes all pages into the new folder `out`: whole, or not at all. `years`: those wanted, of those that have proposals; none
    for all. Raises BadQuestion where there is nothing to tell."""
    found = next((r for r in regencies(mart) if r.code == regency), None)
    there = found.proposal_years if found else ()
    wanted = tuple(y for y in sorted(there) if not years or y in years)
    if found is None or not wanted:
        raise BadQuestion("site_nothing", place=regions.label(regency), years=", ".join(map(str, there)) or "–")
    by = publisher or Publisher()
    stated = standings(workspace)
    stands = {y: standing_of(workspace, mart, stated, regency, y, lang) for y in wanted}
    about = carried(workspace, mart, regency, None, lang)
    asked = {y: respond_words(stated.get((regency, y), Standing()), lang) for y in wanted}
    frame = Site(
        about, regions.label(regency), tidy(by.name), by.government, stands, {y: w for y, w in asked.items() if w}
    )
    data = gather(mart, found, wanted, version, lang)
    made = pages(plan(Words(frame, data), areas(data)))
    told: list[Made] = []
    write_folder_whole(out, lambda folder: told.append(_write(frame, made, folder, mart.id, wanted)))
    return told[0]


def pages(p: Plan) -> Iterator[Page]:
    """Every page of a site, one after the other."""
    yield front(p)
    yield method(p)
    yield from sources(p)
    for kind, listed in p.areas.items():
        for area in listed:
            if kind != "regency":
                yield overview(p, area)
            for year in p.years(area):
                yield from of_year(p, area, year)
                yield from apart(p, area, year)


def _write(frame: Site, listed: Iterator[Page], folder: Path, mart: str, years: tuple[int, ...]) -> Made:
    n, files, size, largest, over = 0, 0, 0, 0, []
    here = Path(__file__).parent
    written = {name: (here / name).read_bytes() for name in (STYLE, SCRIPT)}
    for name, raw in written.items():
        (folder / name).write_bytes(raw)
        files, size = files + 1, size + len(raw)
    for page in listed:
        raw = html(frame, page).encode()
        target = folder / page.file
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(raw)
        n, largest = n + 1, max(largest, len(raw))
        over += [page.file] if len(raw) > MOST else []
        rows = csv(frame, page).encode() if page.rows else b""
        if rows:
            (folder / page.csv).write_bytes(rows)
        files, size = files + 1 + bool(rows), size + len(raw) + len(rows)
    return Made(n, files, size, largest, tuple(over), mart, years)

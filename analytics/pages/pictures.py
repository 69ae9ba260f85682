"""Every picture by its id: what Paparan can show large, and in which order a set for the plenary begins."""

from __future__ import annotations

from dataclasses import replace

from analytics.errors import AkomodasiError
from analytics.pages import (
    budgets_parts,
    desa,
    fair_area,
    fair_map,
    fair_rates,
    fate_headline,
    home_bridge,
    home_changes,
    home_matrix,
    home_rate,
    home_trend,
    home_years,
    order_pairs,
    order_top,
    origin_after,
    origin_parts,
    origin_share,
    perjalanan,
    queue_lists,
    queue_waiting,
    said,
    sebelum_drafts,
    sebelum_groups,
    simulasi_marks,
    simulasi_policy,
    simulasi_reach,
)
from analytics.pages.picture import Draw, Picture
from analytics.pages.slides import Slide, slide_of
from analytics.pages.view import View
from analytics.query.facts import regencies
from analytics.vocabulary import terms

PICTURES: dict[str, Draw] = {
    "home.strip": home_rate.strip_picture,
    "home.changes": home_changes.changes_picture,
    "home.said": said.said_picture,
    "home.matrix": home_matrix.by_agency,
    "home.years": home_years.by_year,
    "home.trend": home_trend.trend_picture,
    "home.bridge": home_bridge.bridge_picture,
    "journey.stages": perjalanan.stages_picture,
    "fate.head": fate_headline.head_picture,
    "warning.drafts": sebelum_drafts.drafts_picture,
    "warning.dapil": sebelum_groups.by_dapil,
    "warning.agency": sebelum_groups.by_agency,
    "warning.district": sebelum_groups.by_district,
    "simulation.reach": simulasi_reach.reach_picture,
    "simulation.marks": simulasi_marks.marks_picture,
    "simulation.policy": simulasi_policy.policy_picture,
    "village.years": desa.years_picture,
    "village.neighbours": desa.neighbours_picture,
    "order.top": order_top.top_picture,
    "order.ranks": order_top.ranks_picture,
    "order.agencies": order_pairs.agencies_picture,
    "queue.waiting": queue_waiting.waiting_picture,
    "queue.repeated": queue_waiting.repeated_picture,
    **queue_lists.draws(),
    "origin.years": origin_parts.years_picture,
    "origin.districts": origin_parts.districts_picture,
    "origin.agencies": origin_parts.agencies_picture,
    "origin.share": origin_share.share_picture,
    "origin.envelope": origin_share.envelope_picture,
    "origin.overlap": origin_after.overlap_picture,
    "origin.revision": origin_after.revision_picture,
    "origin.realised": origin_after.realised_picture,
    **budgets_parts.PICTURES,
    **fair_rates.PLACES,
    **fair_rates.FUNNELS,
    **fair_rates.PEOPLE,
    **fair_map.MAPS_OF,
    "fair.years": fair_map.years_picture,
    **fair_area.AREAS_OF,
    "fair.area_years": fair_area.area_years_picture,
}
# Sets of slides in their order: what happened, since when, where, at which step, why the official figure is another one, whether
# money kept to the order, who waits, how evenly it falls, where spending comes from. With a cover and an end twelve slides.
PLENARY = (
    "home.strip",
    "home.changes",
    "home.trend",
    "home.matrix",
    "journey.stages",
    "home.bridge",
    "order.top",
    "queue.repeated",
    "fair.places",
    "origin.years",
)
DAPIL = ("fate.head", "home.said", "home.trend", "home.matrix", "order.top", "order.agencies", "queue.checked")
DISTRICT = (
    "fate.head",
    "home.said",
    "home.trend",
    "journey.stages",
    "order.agencies",
    "queue.checked",
    "fair.map_village",
)
AGENCY = ("fate.head", "home.said", "home.trend", "journey.stages", "order.top", "order.agencies", "queue.checked")
SETS = {"plenary": PLENARY, "dapil": DAPIL, "district": DISTRICT, "agency": AGENCY}


def draw(view: View, slide: Slide) -> Picture | None:
    """The picture of a slide under its own choices; None where the data no longer carries it, or the slide asks for nonsense."""
    known = {r.code: r for r in regencies(view.mart)}
    there = slide.picture in PICTURES and slide.regency in known
    if not there or slide.universe not in terms.UNIVERSES or slide.version not in terms.VERSIONS:
        return None
    chosen = replace(
        view,
        regency=known[slide.regency],
        year=slide.year,
        universe=slide.universe,
        version=slide.version,
        where=slide.where,
    )
    try:
        found = PICTURES[slide.picture](chosen)
    except AkomodasiError:
        return None  # a district or agency of the address that is not there
    return replace(found, title=slide.title) if found and slide.title else found


def plenary(view: View) -> tuple[Slide, ...]:
    """The pictures that the reader's regency and year can carry, in the order of a plenary."""
    return tuple(s for s in set_of(view, "plenary") if draw(view, s))


def set_of(view: View, name: str) -> tuple[Slide, ...]:
    """Every slide of a set for the view's choices, whether the data can carry it or not."""
    return tuple(slide_of(view, picture) for picture in SETS[name])

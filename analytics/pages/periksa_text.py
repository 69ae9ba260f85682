"""A reviewer's pair in words: both sides row by row, a verdict, how likely the engine holds a pair."""

from __future__ import annotations

from analytics.charts.pair import Row
from analytics.locale.format import decimal, rupiah
from analytics.pages.view import View
from analytics.query.review_sides import Candidate, Side
from analytics.query.review_words import Said
from analytics.register.judgements import WHOLE
from analytics.vocabulary import regions, terms


def pair_rows(view: View, proposal: Side, line: Side | None) -> list[Row]:
    """What is compared, what is only told, and the row of the file on each side; a row that neither side fills is left out."""
    ratio = ""
    if line and line.amount is not None and proposal.amount:
        ratio = view.t("review.ratio", ratio=decimal(line.amount / proposal.amount, view.lang))
    context = " · ".join(x for x in (line.sub_activity, line.account_name) if x) if line else ""
    rows = [
        Row(view.t("review.row_what"), what(proposal), what(line), compared=True),
        Row(view.t("review.row_where"), where(proposal), where(line), compared=True),
        Row(view.t("review.row_amount"), whole(view, proposal), whole(view, line), note=ratio),
        Row(view.t("review.row_volume"), volume(view, proposal), volume(view, line)),
        Row(view.t("review.row_agency"), proposal.agency or "", (line.agency or "") if line else ""),
        Row(view.t("review.row_context"), "", context),
        Row(view.t("review.row_year"), str(proposal.year), str(line.year) if line else ""),
        Row(view.t("review.row_source"), source(view, proposal), source(view, line)),
    ]
    same_year = line is None or line.year == proposal.year
    return [r for r in rows if (r.left or r.right) and not (same_year and r.label == view.t("review.row_year"))]


def what(side: Side | None) -> str:
    return " · ".join(x for x in (side.title, side.description) if x) if side else ""


def where(side: Side | None) -> str:
    """The place in the file's own words, then the village and district they were found to be."""
    if side is None:
        return ""
    village = regions.short_label(side.village) if side.village else side.village_name
    district = regions.label(side.district) if side.district else side.district_name
    return " · ".join(x for x in (side.location_text, village, district) if x)


def volume(view: View, side: Side | None) -> str:
    return f"{view.n(side.volume)} {side.unit or ''}".strip() if side and side.volume is not None else ""


def whole(view: View, side: Side | None) -> str:
    return rupiah(side.amount, view.lang, short=False) if side and side.amount is not None else ""


def source(view: View, side: Side | None) -> str:
    if side is None:
        return ""
    told = view.t("trace.source", file=side.file, sheet=side.sheet, row=view.n(side.row))
    return f"{told} · ID {side.external_id}" if side.external_id else told


def chance(view: View, c: Candidate) -> str:
    return view.t("review.chance", p=decimal(c.probability / WHOLE, view.lang))


def about_word(view: View, verdict: str, about: str, weight: int | None) -> str:
    """A verdict; of a version its name, of a weighed match the share."""
    of_version = about in terms.VERSIONS
    words = view.t(f"review.word_{'there' if of_version and verdict in ('no', 'match') else verdict}")
    if of_version:
        return f"{words} ({view.term('version', about)})"
    return f"{words} ({decimal(weight / WHOLE * 100, view.lang)} %)" if weight is not None else words


def word_line(view: View, s: Said, sides: dict[str, Side]) -> str:
    """Who said what of which line: the line in its own words, with its budget version and year."""
    told = f"{s.author}: {about_word(view, s.verdict, s.about, s.weight)}"
    line = sides.get(s.about)
    return f"{told} · {view.term('version', line.version)} {line.year}: {line.title or '–'}" if line else told

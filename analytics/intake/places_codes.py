"""Codes of districts and villages in columns beside their names: Kemendagri codes, and codes of another list (BPS) that the file
itself explains by the names beside them. There is no table of such codes here, so none is assumed."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analytics.vocabulary.gazetteer import Gazetteer, Place

Cells = tuple[str | None, ...]  # district, village, number of the district, number of the village, as written
DISTRICT_FIGURES = (6, 7)  # Kemendagri, BPS
VILLAGE_FIGURES = 10  # in both


class Lists(NamedTuple):
    """What the numbers of a file mean: village and district numbers -> Kemendagri codes."""

    villages: dict[str, str]
    districts: dict[str, str]


def beside_codes(finder: Gazetteer, found: dict[Cells, Place]) -> dict[Cells, Place]:
    """The places of names weighed against the codes beside them: the name wins, a code decides what the name leaves open.

    A code of ten figures without dots is a Kemendagri code only where all of the file's are; else the file's names explain them:
    a number stands for the one village that all resolved names beside it are, its first seven figures for their one district.
    """
    if not any(cells[2] or cells[3] for cells in found):
        return found
    lists = _lists(finder, found)
    return {cells: _weigh(finder, cells, place, lists) for cells, place in found.items()}


def _figures(cell: str | None) -> str:
    return re.sub(r"\D", "", cell or "")


def _lists(finder: Gazetteer, found: dict[Cells, Place]) -> Lists:
    numbers = {_figures(c[3]): c[3] or "" for c in found if len(_figures(c[3])) == VILLAGE_FIGURES}
    plain = {n for n, cell in numbers.items() if "." not in cell}
    official = all(finder.official(n) for n in plain)
    villages = {n: code for n in numbers if (official or n not in plain) and (code := finder.official(n))}
    parents = {
        n: code for c in found if len(n := _figures(c[2])) == DISTRICT_FIGURES[0] and (code := finder.official(n))
    }
    taught: dict[str, Counter[str]] = {}
    for cells, place in found.items():
        village, district = _figures(cells[3]), _figures(cells[2])
        if place.village_code and place.evidence == "name" and village in plain and not official:
            taught.setdefault(village, Counter())[place.village_code] += 1
            taught.setdefault(village[:7], Counter())[place.village_code[:8]] += 1
        if place.district_code and cells[0] and len(district) == DISTRICT_FIGURES[1]:
            taught.setdefault(district, Counter())[place.district_code] += 1
    alone = {n: next(iter(codes)) for n, codes in taught.items() if len(codes) == 1}
    villages |= {n: code for n, code in alone.items() if len(n) == VILLAGE_FIGURES}
    parents |= {n: code for n, code in alone.items() if len(n) == DISTRICT_FIGURES[1]}
    return Lists(villages, parents)


def _weigh(finder: Gazetteer, cells: Cells, place: Place, lists: Lists) -> Place:
    """One row's names against its codes. Numbers that are neither list's (an office's) say nothing."""
    district_name, village_name = cells[0], cells[1]
    district, village = _figures(cells[2]), _figures(cells[3])
    parent = lists.districts.get(district) or lists.districts.get(village[:7])
    if place.district_code is None and parent:  # the district's name says nothing, or is not there
        place = finder.village(village_name, parent) if village_name else Place(parent, None, "district", False, "")
    elif parent and district_name and parent != place.district_code:
        place = place._replace(note="; ".join(filter(None, (place.note, f"code_differs: {parent}"))))
    if len(village) != VILLAGE_FIGURES:
        return place
    code, dotted = lists.villages.get(village), "." in (cells[3] or "")
    return finder.weigh(place, cells[3] or "", code) if code or dotted else place  # else a number that no name explains

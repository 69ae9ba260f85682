"""Proposals and budget lines of one regency as numbers: their readings, years, amounts. Sorted by id, so that no order of a
file's rows is left in anything that follows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.linkage import places, reading
from analytics.linkage.lexicon import lexicon
from analytics.linkage.places_close import MARKED
from analytics.linkage.reading import Reading
from analytics.linkage.tokens import Ints, tokenise

GLUE = "\x1f"


class Side(NamedTuple):
    """One side as arrays with a row each. `text` is the row of the reading; villages and kinds are padded with -1."""

    id: np.ndarray
    text: Ints
    year: Ints
    amount: Ints
    villages: Ints
    sure: Ints  # 2 marked or a column's, 1 bare, 0 only its agency is that village's
    district: Ints
    kinds: Ints
    context: Ints  # kinds that only the sub-activity or activity names
    groups: Ints  # of the kinds, else of the context
    agency: Ints
    rank: Ints
    volume: Ints  # hundredths


class Pairs(NamedTuple):
    """Both sides of one regency and the reading of all their texts."""

    reading: Reading
    proposals: Side
    lines: Side
    places: places.Map


def _coded(*columns: list[str]) -> tuple[Ints, list[tuple[str, ...]]]:
    """Each row's place among the distinct rows, and those, sorted."""
    glued = columns[0] if len(columns) == 1 else [GLUE.join(row) for row in zip(*columns, strict=True)]
    codes, distinct = pd.factorize(np.array(glued, dtype=object), sort=True)
    return codes.astype(np.int64), [tuple(each.split(GLUE, len(columns) - 1)) for each in distinct.tolist()]


def _groups(kinds: Ints) -> Ints:
    lex = lexicon()
    group = np.array([*(k.group for k in (*lex.works, *lex.objects)), -1], np.int64)
    return group[kinds]


def number(regency: str, proposals: pd.DataFrame, lines: pd.DataFrame) -> Pairs:
    """Reads both sides of one regency (columns of tables.py, sorted by id)."""
    map_, village, district = places.columns(regency, proposals["district"].tolist(), proposals["village"].tolist())
    p_text, p_said = _coded(proposals["title"].tolist(), proposals["location_text"].tolist())
    l_text, l_said = _coded(lines["description"].tolist(), lines["location_text"].tolist())
    said = [*p_said, *l_said]
    weight = np.bincount(p_text, minlength=len(p_said))
    read = reading.read(map_, [a for a, _ in said], [b for _, b in said], len(p_said), weight)
    l_text = l_text + len(p_said)
    return Pairs(read, _proposals(proposals, read, p_text, village, district), _lines(lines, read, l_text, map_), map_)


def _proposals(frame: pd.DataFrame, read: Reading, text: Ints, village: Ints, district: Ints) -> Side:
    """A column's village is sure; where there is none, the text's own counts, if it is one and in the column's district."""
    named = read.places.villages[text]
    one = (village < 0) & (read.places.named[text] == 1)
    villages = np.where((village >= 0)[:, None], np.column_stack([village, *[np.full(len(village), -1)] * 7]), named)
    villages[(village < 0) & ~one] = -1
    sure = np.where(village >= 0, MARKED, np.where(one, read.places.sure[text], 0))
    district = np.where(district >= 0, district, read.places.district[text])
    code, distinct = _coded(frame["agency"].tolist())
    agency = reading.agencies_of([name for (name,) in distinct])[code]
    volume = np.round(frame["volume"].to_numpy(float) * 100).astype(np.int64)
    kinds = read.kinds[text]
    context = np.full_like(kinds, -1)
    return Side(
        frame["proposal_id"].to_numpy(object),
        text,
        frame["fiscal_year"].to_numpy(np.int64),
        frame["estimated_cost"].to_numpy(np.int64),
        villages,
        sure,
        district,
        kinds,
        context,
        _groups(kinds),
        agency,
        frame["rank"].to_numpy(np.int64),
        volume,
    )


def _lines(frame: pd.DataFrame, read: Reading, text: Ints, map_: places.Map) -> Side:
    """A line without a place of its own lies where its agency does, where that is a kelurahan or a kecamatan."""
    villages, sure, district = (
        read.places.villages[text].copy(),
        read.places.sure[text].copy(),
        read.places.district[text].copy(),
    )
    code, coded = _coded(frame["agency"].tolist())
    distinct = [name for (name,) in coded]
    office = places.read(tokenise(distinct), map_, distinct)
    theirs = (villages[:, 0] < 0) & (district < 0)
    villages[theirs], sure[theirs] = office.villages[code][theirs], 0
    district[theirs] = office.district[code][theirs]
    kinds = read.kinds[text]
    c_code, c_distinct = _coded(frame["sub_activity"].tolist(), frame["activity"].tolist())
    context = reading.kinds_of([" | ".join(each) for each in c_distinct])[c_code]
    groups = np.where((kinds[:, 0] >= 0)[:, None], _groups(kinds), _groups(context))
    none = np.zeros(len(frame), np.int64)
    return Side(
        frame["line_id"].to_numpy(object),
        text,
        frame["fiscal_year"].to_numpy(np.int64),
        frame["amount"].to_numpy(np.int64),
        villages,
        sure,
        district,
        kinds,
        context,
        groups,
        reading.agencies_of(distinct)[code],
        none,
        none,
    )

"""The slides of Paparan as text: which picture of which view, in order, with a title of the reader's own. No file is written."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from analytics.pages.view import View

MOST = 40  # slides of one set
LARGEST = 64_000  # bytes an address may unfold to
KEPT = "slides"


@dataclass(frozen=True)
class Slide:
    """One picture as a reader saw it; `title` "" keeps the finding the picture computes."""

    picture: str
    regency: str
    year: int | None
    universe: str
    version: str
    where: tuple[tuple[str, str], ...] = ()
    title: str = ""


def slide_of(view: View, picture: str) -> Slide:
    return Slide(picture, view.regency.code, view.year, view.universe, view.version, view.where)


def kept() -> tuple[Slide, ...]:
    """The reader's slides, as long as the browser's visit lasts."""
    return tuple(st.session_state.get(KEPT, ()))


def keep(slides: tuple[Slide, ...]) -> None:
    st.session_state[KEPT] = slides[:MOST]


def add(slide: Slide) -> None:
    """One more at the end; the same picture of the same view is there once."""
    if all(replace(s, title="") != slide for s in kept()):
        keep((*kept(), slide))


def written(slides: tuple[Slide, ...]) -> str:
    """The slides as one piece of an address."""
    plain = json.dumps([list(asdict(s).values()) for s in slides], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(plain.encode(), 9)).decode().rstrip("=")


def read(text: str) -> tuple[Slide, ...]:
    """The slides of an address; what is no slide is left out, and nothing unfolds beyond LARGEST bytes."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        plain = zlib.decompressobj().decompress(packed, LARGEST)
        rows = json.loads(plain)
    except (ValueError, zlib.error, RecursionError):
        return ()
    found = [_slide(r) for r in rows[:MOST]] if isinstance(rows, list) else []
    return tuple(s for s in found if s is not None)


def _slide(row: Any) -> Slide | None:
    match row:
        case [str(picture), str(regency), (int() | None) as year, str(universe), str(version), list(where), str(title)]:
            pairs = tuple((str(w[0]), str(w[1])) for w in where if isinstance(w, list) and len(w) == 2)
            return Slide(picture, regency, year, universe, version, pairs, title[:200])
    return None

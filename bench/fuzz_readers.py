"""Small sound files that are read by a reader of their own, each with that reader: what columns mean, a published table,
judgements, the slides of an address, mended rows; and a map."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from analytics.intake.mapping import Mapping
from analytics.pages.slides import Slide, read, written
from analytics.query.database import Mart
from analytics.query.recap import recap_bytes
from analytics.reports.judgements import NEEDED, read_text
from bench import fuzz_mending

RING = [[120.2, -5.5], [120.3, -5.5], [120.3, -5.4], [120.2, -5.5]]
MAPPING = """name = "daftar"
table = "proposal"
year = 2026
stage = "musrenbang_village"

[columns]
"Judul" = "title"
"Desa" = "village_text"
"""
RECAP = "Kecamatan;Usulan;Didanai;Persen\nGantarang;120;30;25,0\nUjungloe;80;20;25,0\nJumlah;200;50;25,0\n"


class _Nothing:
    """A mart that holds no row."""

    def rows(self, sql: str, values: Any = None) -> list[dict[str, Any]]:
        return []


def _mapping(raw: bytes, path: Path) -> object:
    path.write_bytes(raw)
    return Mapping.read(path)


def _slides(raw: bytes, path: Path) -> object:
    return read(raw.decode("latin-1"))


def _judgements(raw: bytes, path: Path) -> object:
    return read_text(cast(Mart, _Nothing()), raw, path.name)


READERS: dict[str, Callable[[bytes, Path], object]] = {
    "mapping": _mapping,
    "recap": lambda raw, path: recap_bytes(path.name, raw),
    "judgements": _judgements,
    "slides": _slides,
    "mending": fuzz_mending.read,
    "mending_csv": fuzz_mending.read,
}


def seeds() -> dict[str, bytes]:
    """A sound file of each of these kinds, and a map, which is read as lists are."""
    shape = {"type": "Polygon", "coordinates": [RING]}
    places = [{"type": "Feature", "properties": {"KODE": f"73.02.01.100{i}"}, "geometry": shape} for i in (1, 2, 3)]
    rows = [(*NEEDED, "line_id", "weight"), ("0000000000000001", "match", "0000000000000002", "0.5")]
    slide = Slide("home.rate", "73.02", 2026, "district", "apbd", (("district", "73.02.01"),), "Judul")
    return {
        "geojson": json.dumps({"type": "FeatureCollection", "features": places}).encode(),
        "mapping": MAPPING.encode(),
        "recap": RECAP.encode(),
        "judgements": "\n".join(",".join(row) for row in rows).encode(),
        "slides": written((slide,)).encode(),
        **fuzz_mending.seeds(),
    }

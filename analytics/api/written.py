"""An answer as a document: JSON, or CSV with formulas made harmless and a name that says REKAAN of invented data."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from analytics.api.route import Told
from analytics.reports.carried import file_name
from analytics.reports.tables import csv_text

JSON, CSV = "application/json", "text/csv"
LONGEST = 120  # characters of a file's name


def as_json(content: dict[str, Any], status: int = 200) -> Response:
    """Raises TypeError or ValueError for what JSON cannot hold, rather than write something like it."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=_plain)
    return Response(body.encode("utf-8", "backslashreplace"), status, media_type=JSON)


def _plain(value: Any) -> Any:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__}: no JSON")


def as_csv(told: Told, mart: str) -> Response:
    """The table of an answer as a file to keep."""
    rows = told.rows() if told.rows else []
    name = file_name(bool(told.body.get("notice")), *told.names, mart)[:LONGEST].strip("-")
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    response = Response(csv_text(rows).encode("utf-8", "backslashreplace"), 200, headers)
    response.headers["content-type"] = f"{CSV}; charset=utf-8; header=present"
    return response


def wants_csv(accept: str) -> bool:
    """Whether an Accept header prefers CSV to JSON."""
    quality = {JSON: 0.0, CSV: 0.0}
    for one in accept.split(","):
        kind, *more = (part.strip().lower() for part in one.split(";"))
        q = next((m[2:] for m in more if m.startswith("q=")), "1")
        if kind in quality:
            quality[kind] = float(q) if q.replace(".", "", 1).isdigit() and q.isascii() else 0.0
    return quality[CSV] > quality[JSON]

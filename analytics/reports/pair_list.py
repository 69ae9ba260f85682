"""Named pairs of a list as plain rows: both proposals of a pair in one row, with what was written about the higher one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analytics.query.answer import Question

OWN = ("year", "regency", "district", "district_name", "agency")
ABOUT = ("standing", "decision", "reason", "reason_text")


def records(mart: str, question: Question, named: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One record per pair of query.order.pairs; each says by itself what it was held against."""
    asked = {"universe": question.universe, "version": question.version, "mart": mart}
    return [
        {
            **{k: p[k] for k in OWN},
            **{f"{side}_{k}": v for side in ("higher", "lower") for k, v in p[side].items()},
            **{k: p[k] for k in ABOUT},
            "replies": "; ".join(_said(r) for r in p["replies"]),
            **asked,
        }
        for p in named
    ]


def _said(reply: dict[str, Any]) -> str:
    head = " ".join(str(reply[k]) for k in ("on", "office") if reply[k])
    return f"{head}: {reply['text'] or reply['reason'] or ''}"

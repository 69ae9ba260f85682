"""The verb `before-after`: any measure by year before and after dated changes of policy."""

from __future__ import annotations

import argparse
from typing import Any

from analytics.commands.telling import out, question
from analytics.locale.format import figure
from analytics.query.before_after import before_after, said
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.vocabulary import terms


def compare(o: argparse.Namespace) -> int:
    workspace = open_workspace(o.workspace, o.author)
    asked = question(o)
    rows, answer = before_after(open_mart(workspace, o.mart), asked, o.policy, o.lang)
    told = answer.json()
    result = {k: told[k] for k in ("measure", "label", "mart", "notice", "universe", "version", "caveats", "missing")}
    result |= {"by": list(asked.by), "where": told["where"], "rows": [r | {"words": said(r, o.lang)} for r in rows]}
    lines = [f"{answer.label} · {answer.question.universe} · mart {answer.mart}"]
    lines += [line for r in rows for line in _lines(r, asked.by, o.lang)]
    lines += [f"  * {c.text}" for c in answer.caveats]
    lines += [f"  ? {m.name} ({m.holder}): {m.unlocks}" for m in answer.missing]
    out(o, result, lines)
    return 0


def _lines(row: dict[str, Any], by: tuple[str, ...], lang: str) -> list[str]:
    """One comparison as a person reads it: both sides with their denominators, then the change or why there is none."""
    name = terms.load("series_breaks")["break"][row["break"]][f"label_{lang}"]
    dims = "  ".join(str(row[d]) for d in (*by, "part") if d in row)
    lines = [f"  {row['at']} {name}{'  ' + dims if dims else ''}"]
    for at, side in ((f"< {row['at']}", "before_"), (f">= {row['at']}", "")):
        top, whole = (figure(row[side + k], row["unit"], lang) for k in ("numerator", "denominator"))
        lines.append(f"    {at:8} {_share(row[side + 'value'])}  {top} / {whole}")
    if row["change"] is not None:
        limits = f"{_share(row['change_low'])} .. {_share(row['change_high'])}"
        lines.append(f"    {'±':8} {_share(row['change'])}  ({limits}, df {row['df']})")
    return [*lines, *([f"    ! {said(row, lang)}"] if row["warning"] else [])]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"

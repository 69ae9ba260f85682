"""The verb `queue`: needs that wait or are asked for no more, or the list to carry into the next musrenbang. Decides nothing."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from analytics.commands.telling import out
from analytics.errors import BadFile, BadQuestion
from analytics.locale.format import rupiah
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from analytics.query.fates import Fate
from analytics.query.queue import LIST, NEEDS, Carried, Waiting, carry_over, not_asked_any_more
from analytics.query.queue import queue as still_asked
from analytics.register.files import write_whole
from analytics.register.workspace import open_workspace
from analytics.reports.queue_list import records, workbook
from analytics.reports.tables import csv_text
from analytics.vocabulary import regions

SUFFIXES = (".xlsx", ".csv")


def queue(o: argparse.Namespace) -> int:
    if (o.carry_over and o.gone) or (o.carry_over and not o.year):
        raise BadQuestion("queue_how")
    if o.out is not None and o.out.suffix.lower() not in SUFFIXES:
        raise BadFile("list_suffix", file=o.out.name)
    if o.out is not None and o.out.exists():
        raise BadFile("template_exists", file=o.out.name)
    mart = open_mart(open_workspace(o.workspace, o.author))
    said = {"regency": o.regency, "year": o.year, "district": o.district, "village": o.village}
    where = tuple((dimension, (str(value),)) for dimension, value in said.items() if value)
    kind = "carry_over" if o.carry_over else "gone" if o.gone else "still"
    asked = Question(LIST if o.carry_over else NEEDS, (), where, o.universe)
    answer = ask(mart, asked, o.lang)
    listed: list[Carried] | list[Waiting]
    if o.carry_over:
        listed = carry_over(mart, asked)
        total = len(listed)
    else:
        listed, total = (not_asked_any_more if o.gone else still_asked)(mart, asked, o.most)
    result: dict[str, Any] = {"list": kind, "mart": mart.id, "notice": answer.notice, "total": total}
    if o.out is None:
        result["rows"] = [asdict(x) for x in listed]
        lines = [answer.notice] if answer.notice else []
        out(o, result, [*lines, *(_line(x, o.lang) for x in listed), f"{len(listed)} / {total}"])
        return 0
    if o.out.suffix.lower() == ".csv":
        written = csv_text(records(o.lang, kind, answer, listed)).encode()
    else:
        place = " · ".join(regions.label(v) if regions.exists(v) else v for _, (v,) in where)
        written = workbook(o.lang, kind, answer, listed, place, total)
    write_whole(o.out, lambda temporary: temporary.write_bytes(written))
    out(o, result | {"file": str(o.out), "rows": len(listed)}, [f"{o.out}: {len(listed)} / {total}"])
    return 0


def _line(x: Carried | Waiting, lang: str) -> str:
    """What one row is printed as: since when, where, what, for how much, the next step; ? where it is not proven."""
    f = x.fate if isinstance(x, Carried) else x
    since, times = (f.asked_since, f.asked_years) if isinstance(f, Fate) else (f.first_asked, f.n_years)
    place = " ".join(name for name in (f.district_name, f.village_name) if name)
    mark = "" if x.proven else "?"
    return f"{f.id} {since} ({times}x) {place}: {f.title} · {rupiah(f.estimated_cost, lang)} · {x.step}{mark}"

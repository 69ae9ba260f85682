"""Lists to act on, as an Excel workbook and as plain rows: needs that wait, needs asked for no more, proposals to carry on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.locale.words import t
from analytics.query.answer import Answer
from analytics.query.queue import Carried, Waiting
from analytics.reports.tables import INVENTED
from analytics.reports.workbook import list_workbook
from analytics.vocabulary import regions, terms

Column = tuple[str, str]
WHERE: tuple[Column, ...] = (("district", "short"), ("village", "short"), ("agency", "text"))
WHAT: tuple[Column, ...] = (("title", "text"), ("location_text", "text"), ("estimated_cost", "rupiah"))
SAID: tuple[Column, ...] = (
    ("known", "text"),
    ("stage", "short"),
    ("decision", "short"),
    ("reason", "text"),
    ("replies", "text"),
)
SOURCE: tuple[Column, ...] = (
    ("step", "text"),
    ("file", "text"),
    ("sheet", "short"),
    ("row", "number"),
    ("id", "short"),
)
ASKED: tuple[Column, ...] = (
    ("first_asked", "short"),
    ("last_asked", "short"),
    ("n_years", "number"),
    ("best_rank", "number"),
)
AGAIN: tuple[Column, ...] = (
    ("rank", "number"),
    ("asked_since", "short"),
    ("asked_years", "number"),
    ("need_funded_year", "short"),
)
NEEDS = (*WHERE, *WHAT, *ASKED, *SAID, *SOURCE)
PROPOSALS = (*WHERE, *WHAT, *AGAIN, *SAID, *SOURCE)

Listed = Sequence[Waiting] | Sequence[Carried]


def workbook(lang: str, kind: str, answer: Answer, listed: Listed, place: str, total: int) -> bytes:
    """`kind`: still, gone or carry_over; `answer`: the measure whose universe and filters the list has; `total`: how many there
    are, of which the list may show the first only. What the words mean stands on the second sheet."""
    columns = PROPOSALS if kind == "carry_over" else NEEDS
    said = t(f"queue.title_{kind}", lang, n=total, shown=len(listed))
    universe = terms.label("universe", answer.question.universe, lang)
    title = [*([answer.notice] if answer.notice else []), said, f"{place} · {universe} · mart {answer.mart}"]
    about = [(t("app.notes", lang), answer.notice)] if answer.notice else []
    about += [
        (t("column.title", lang), t(f"queue.means_{kind}", lang)),
        (t("column.known", lang), t("queue.means_known", lang)),
        (t("column.step", lang), t("queue.means_step", lang)),
        (answer.label, answer.definition),
        *((t("app.notes", lang), c.text) for c in answer.caveats if c.id != "fictional"),
        ("Mart", answer.mart),
    ]
    headings = [(t(f"column.{name}", lang), shape) for name, shape in columns]
    rows = ([values[name] for name, _ in columns] for values in (_values(x, lang) for x in listed))
    names = (t("fate.sheet_list", lang), t("fate.sheet_about", lang))
    return list_workbook(title, headings, rows, about, names, answer.notice)


def records(lang: str, kind: str, answer: Answer, listed: Listed) -> list[list[Any]]:
    """Heading and rows for a CSV, by column ids; each row says by itself which list and mart it is of."""
    names = [name for name, _ in (PROPOSALS if kind == "carry_over" else NEEDS)]
    own = {"list": kind, "universe": answer.question.universe, "mart": answer.mart}
    own |= {"keterangan": INVENTED} if answer.notice else {}
    body = [[*(values[n] for n in names), *own.values()] for values in (_values(x, lang) for x in listed)]
    return [[*names, *own], *body]


def _values(x: Waiting | Carried, lang: str) -> dict[str, Any]:
    """What one row shows, by column."""
    f = x.fate if isinstance(x, Carried) else x
    values: dict[str, Any] = {name: getattr(f, name, None) for name, _ in (*NEEDS, *PROPOSALS)}
    for place in ("district", "village"):
        code = getattr(f, place)
        values[place] = regions.short_label(code) if code else getattr(f, f"{place}_name")
    values["known"] = t("queue.proven" if x.proven else "queue.unknown", lang)
    values["reason"] = x.reason or values["reason"]
    for name in ("stage", "decision", "reason"):
        values[name] = terms.label(name, values[name], lang) if values[name] else None
    values["step"] = t(f"queue.step_{x.step}", lang)
    if isinstance(x, Carried):
        values["need_funded_year"] = x.need_funded_year
        values["replies"] = "; ".join(_said(vars(r)) for r in x.fate.replies) or None
    else:
        values["replies"] = _said(x.reply) if x.reply else None
    return values


def _said(reply: dict[str, Any]) -> str:
    head = " ".join(str(reply[name]) for name in ("on", "office") if reply[name])
    return f"{head}: {reply['text']}" if reply["text"] else head

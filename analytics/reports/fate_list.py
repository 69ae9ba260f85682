"""A district's list with the fate of every proposal, as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.locale.words import t
from analytics.query.answer import Answer
from analytics.query.fates import Fate
from analytics.reports.workbook import list_workbook
from analytics.vocabulary import regions, terms

COLUMNS = (
    ("rank", "number"),
    ("title", "text"),
    ("location_text", "text"),
    ("village", "short"),
    ("agency", "text"),
    ("volume", "number"),
    ("unit", "short"),
    ("estimated_cost", "rupiah"),
    ("fate", "text"),
    ("allocated", "rupiah"),
    ("late", "rupiah"),
    ("elsewhere", "rupiah"),
    ("stage", "short"),
    ("reason", "text"),
    ("asked_years", "number"),
    ("lines", "text"),
    ("replies", "text"),
    ("file", "text"),
    ("sheet", "short"),
    ("row", "number"),
    ("id", "short"),
)


def workbook(lang: str, answer: Answer, listed: Sequence[Fate], place: str, sentence: str) -> bytes:
    """The list as the page shows it: the finding above it, the definition on a second sheet."""
    title = [sentence, place, f"mart {answer.mart}"]
    about = [
        (answer.label, answer.definition),
        (t("app.denominator", lang), terms.label("universe", answer.question.universe, lang)),
        (t("app.version", lang), terms.label("version", answer.question.version, lang)),
        *((t("app.notes", lang), c.text) for c in answer.caveats),
        *((terms.label("class", c, lang), t(f"fate.means_{c}", lang)) for c in terms.ids("class")),
        ("Mart", answer.mart),
    ]
    headings = [(t(f"column.{name}", lang), kind) for name, kind in COLUMNS]
    names = (t("fate.sheet_list", lang), t("fate.sheet_about", lang))
    return list_workbook(title, headings, (_row(f, lang) for f in listed), about, names)


def _row(f: Fate, lang: str) -> list[object]:
    values: dict[str, object] = {name: getattr(f, name, None) for name, _ in COLUMNS}
    values["village"] = regions.short_label(f.village) if f.village else f.village_name
    values["fate"] = terms.label("class", f.fate, lang) if f.fate else None
    values["stage"] = terms.label("stage", f.stage, lang) if f.stage else None
    values["reason"] = terms.label("reason", f.reason, lang) if f.reason else None
    lines = (f"{k.description} ({k.file}, {k.sheet}, {k.row})" for k in f.links)
    values["lines"] = "; ".join(lines) or None
    values["replies"] = "; ".join(f"{r.on} {r.office}: {r.text}" for r in f.replies) or None
    return [values[name] for name, _ in COLUMNS]


def records(listed: Sequence[Fate]) -> list[dict[str, object]]:
    """The list as plain rows for a CSV."""
    return [
        {
            **{k: v for k, v in vars(f).items() if k not in ("links", "replies")},
            "lines": "; ".join(f"{k.line_id} {k.file} {k.sheet} {k.row}" for k in f.links),
            "replies": "; ".join(f"{r.on} {r.office}: {r.text}" for r in f.replies),
        }
        for f in listed
    ]

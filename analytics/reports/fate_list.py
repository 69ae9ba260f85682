"""A district's list with the fate of every proposal, as an Excel workbook and as plain rows."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.locale.fate_words import fate_word
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


def workbook(lang: str, answers: tuple[Answer, Answer], listed: Sequence[Fate], place: str, sentence: str) -> bytes:
    """The list as the page shows it: the finding above it, definitions and denominators on a second sheet."""
    counted, q = answers[0], answers[0].question
    held = f"{terms.label('version', q.version, lang)} {dict(q.where)['year'][0]}"
    title = [sentence, f"{place} · {held} · mart {counted.mart}"]
    about = [(t("app.notes", lang), counted.notice)] if counted.notice else []
    for answer in answers:
        about.append((answer.label, answer.definition))
        if answer.total:
            n = answer.total["n"]
            universe = terms.label("universe", q.universe, lang)
            about.append((t("app.denominator", lang), t("app.denominator_of", lang, universe=universe, n=n)))
    about += [
        (t("app.version", lang), held),
        *((t("app.notes", lang), c.text) for c in counted.caveats if c.id != "fictional"),
        *((fate_word(f"part_{c}", q.version, lang), t(f"fate.means_{c}", lang)) for c in terms.CLASSES),
        ("Mart", counted.mart),
    ]
    headings = [(t(f"column.{name}", lang), kind) for name, kind in COLUMNS]
    names = (t("fate.sheet_list", lang), t("fate.sheet_about", lang))
    return list_workbook(title, headings, (_row(f, q.version, lang) for f in listed), about, names, counted.notice)


def _row(f: Fate, version: str, lang: str) -> list[object]:
    values: dict[str, object] = {name: getattr(f, name, None) for name, _ in COLUMNS}
    values["village"] = regions.short_label(f.village) if f.village else f.village_name
    values["fate"] = fate_word(f"part_{f.fate}", version, lang) if f.fate else None
    values["stage"] = terms.label("stage", f.stage, lang) if f.stage else None
    values["reason"] = terms.label("reason", f.reason, lang) if f.reason else None
    lines = (f"{k.description} ({k.file}, {k.sheet}, {k.row})" for k in f.links)
    values["lines"] = "; ".join(lines) or None
    values["replies"] = "; ".join(f"{r.on} {r.office}: {r.text}" for r in f.replies) or None
    return [values[name] for name, _ in COLUMNS]


def records(lang: str, counted: Answer, listed: Sequence[Fate]) -> list[dict[str, object]]:
    """The list as plain rows for a CSV; each row says by itself what it was held against."""
    q = counted.question
    asked = {"universe": q.universe, "version": q.version, "mart": counted.mart}
    return [
        {
            **{k: v for k, v in vars(f).items() if k not in ("links", "replies")},
            "fate_words": fate_word(f"part_{f.fate}", q.version, lang) if f.fate else None,
            "lines": "; ".join(f"{k.line_id} {k.file} {k.sheet} {k.row}" for k in f.links),
            "replies": "; ".join(f"{r.on} {r.office}: {r.text}" for r in f.replies),
            **asked,
        }
        for f in listed
    ]

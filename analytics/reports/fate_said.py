"""One proposal's fate in plain words, the same on the page and in every file: the verdict, who looked, where it is written,
what an office answered. No arithmetic."""

from __future__ import annotations

from analytics.locale.fate_words import fate_word
from analytics.locale.format import count, date, rupiah
from analytics.locale.words import t
from analytics.query.fates import Fate, Link, Reply
from analytics.query.list_replies import ListReply
from analytics.vocabulary import regions, terms

BY_MONEY = ("funded", "funded_size_unknown", "partial", "late", "elsewhere")


def where(f: Fate, lang: str, *, village: bool = True, district: bool = True) -> str:
    """Size, place and agency; the village unless the place already names it."""
    size = f"{count(f.volume, lang)} {f.unit or ''}".strip() if f.volume is not None else ""
    outside = regions.short_label(f.district) if district and f.district else ""
    return " · ".join(w for w in (size, f.location_text, _village(f) if village else "", outside, f.agency) if w)


def _village(f: Fate) -> str:
    name = regions.short_label(f.village) if f.village else (f.village_name or "")
    return "" if f.village_name and f.location_text and f.village_name.lower() in f.location_text.lower() else name


def money(f: Fate, lang: str) -> str:
    """Asked, and received where something was: "Rp 180 jt → Rp 150 jt"."""
    got = {"late": f.late, "elsewhere": f.elsewhere}.get(f.fate or "", f.allocated)
    asked = rupiah(f.estimated_cost, lang) if f.estimated_cost is not None else t("fate.cost_missing", lang)
    return f"{asked} → {rupiah(got, lang)}" if got else asked


def verdict(f: Fate, version: str, lang: str) -> str:
    """The fate as a few words; where no budget version is there, the stage the lists carry it to."""
    if f.fate is None:
        return t("fate.reached", lang, stage=terms.label("stage", f.stage, lang))
    other = terms.label("version", f.elsewhere_version, lang).upper() if f.elsewhere_version else ""
    source = other or t("fate.other_source", lang)
    held = terms.label("version", version, lang).upper()
    return fate_word(f"verdict_{f.fate}", version, lang, version=held, year=f.late_year or "", source=source)


def looked(f: Fate, lang: str) -> str:
    """Who looked, or how far the lists carried what nobody has looked at."""
    if f.disputed:
        return t("fate.disputed", lang)
    if f.fate == "unfunded":
        return t("fate.looked", lang, n=f.people)
    return t("fate.reached", lang, stage=stage(f.stage, lang)) if f.fate == "unknown" else ""


def asked(f: Fate, lang: str) -> str:
    """How often it was asked for, where more than once."""
    if not f.asked_years or f.asked_years < 2:
        return ""
    return t("fate.asked", lang, n=f.asked_years, since=f.asked_since)


def reason(f: Fate, lang: str) -> str:
    """The reason written beside it in a list; an office's own answer speaks in its place, money in place of both."""
    if f.fate in BY_MONEY or not f.reason or f.replies:
        return ""
    words = terms.label("reason", f.reason, lang)
    return words if f.reason == "none" else t("fate.reason", lang, reason=words)


def brief(f: Fate, lang: str) -> str:
    """Beside the verdict: who looked, how often it was asked, the reason written there."""
    return " · ".join(w for w in (looked(f, lang), asked(f, lang), reason(f, lang)) if w)


def link(k: Link, lang: str) -> str:
    """The budget line in its own words, and the row of the file it stands in."""
    at = source(k.file, k.sheet, k.row, lang)
    how = t("fate.by_id", lang) if k.method == "id" else t("fate.by_people", lang, n=k.people)
    return f"{terms.label('version', k.version, lang)} {k.year}: {k.description} · {at} · {how}"


def source(file: str, sheet: str, row: int, lang: str) -> str:
    """A row of a file, as it is named everywhere."""
    return t("trace.source", lang, file=file, sheet=sheet, row=count(row, lang))


def reply(r: Reply, lang: str) -> str:
    """An office's written answer, word for word, with its date."""
    head = t("fate.reply", lang, office=r.office or "–", date=date(r.on, lang))
    written = t("fate.reason", lang, reason=terms.label("reason", r.reason, lang)) if r.reason else "–"
    return f"{head}: {r.text or written}"


def stage(name: str | None, lang: str) -> str:
    """A stage inside a sentence: lower-case where it is not an abbreviation."""
    words = terms.label("stage", name, lang)
    return words if words[:2].isupper() else words[0].lower() + words[1:]


def list_reply(r: ListReply, lang: str) -> str:
    """A written answer about a whole list: whose list, then the answer word for word."""
    place = t("reply.of_district", lang, name=r.district_name) if r.district_name else ""
    of = t("reply.on_list", lang, name=" · ".join(w for w in (r.agency, place) if w))
    return f"{of} – {reply(r.reply, lang)}"

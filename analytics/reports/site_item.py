"""One proposal on its village's page: what was asked, what became of it, and every row it is written in. All text is escaped."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.locale.fate_words import SYMBOLS
from analytics.locale.format import date, rupiah
from analytics.query.chains import Step
from analytics.query.fates import Fate, Link, Reply
from analytics.reports.site_text import esc, short, shown
from analytics.reports.site_words import Words
from analytics.vocabulary import regions, terms

BY_MONEY = ("funded", "funded_size_unknown", "partial", "late", "elsewhere")
QUIET = ("running", "forwarded", "no_answer", None)  # decisions that a list of stages says already by going on
LINES, REPLIES = 6, 6  # of one proposal on a page; the CSV has all
NEEDS = "\x00"  # where links to proposals of the same need are put once it is known where those stand


@dataclass(frozen=True)
class Item:
    """`html` holds NEEDS once; `needs`: year and id of other proposals of the same need."""

    id: str
    html: str
    needs: tuple[tuple[int, str], ...]


def anchor(id_: str) -> str:
    """What a proposal is called on its page: the same in every site of the same data."""
    return f"p{id_}"


def item(w: Words, f: Fate) -> Item:
    """The proposal as one entry of a list."""
    number = f'<span class="rank">{w.n(f.rank)}</span> ' if f.rank is not None else ""
    brief = "".join(f" · {x}" for x in _brief(w, f))
    rows = [_stages(w, f), *(_link(w, k) for k in _paid(f)[:LINES]), *(_reply(w, r) for r in f.replies[:REPLIES])]
    rows += [_more(w, "lines_more", len(_paid(f)) - LINES), _more(w, "replies_more", len(f.replies) - REPLIES)]
    others = w.data.needs.get(w.data.chains[f.id].need or "", [])
    years = {x.year: x.id for x in reversed(others) if x.year != f.year}
    source = w.t("trace.source", file=f.file, sheet=f.sheet, row=w.n(f.row))
    html = (
        f'<li id="{anchor(f.id)}" class="{esc(f.fate or "none")}"><h4>{number}{short(f.title, w.lang)}</h4>'
        f'<p class="at">{_where(w, f)}</p><p class="got"><b>{SYMBOLS.get(f.fate or "", "–")} {esc(verdict(w, f))}</b>'
        f'{brief}</p><p class="rp">{esc(money(w, f))}</p>{"".join(rows)}{NEEDS}'
        f'<p class="src">{esc(w.site.say("source"))}: {short(source, w.lang)} · ID {f.id} · '
        f'<a href="#{anchor(f.id)}">{esc(w.site.say("link"))}</a></p></li>\n'
    )
    return Item(f.id, html, tuple(sorted(years.items())))


def money(w: Words, f: Fate) -> str:
    """Asked, and received where something was: "Rp 180 jt → Rp 150 jt"."""
    got = {"late": f.late, "elsewhere": f.elsewhere}.get(f.fate or "", f.allocated)
    asked = rupiah(f.estimated_cost, w.lang) if f.estimated_cost is not None else w.t("fate.cost_missing")
    return f"{asked} → {rupiah(got, w.lang)}" if got else asked


def verdict(w: Words, f: Fate) -> str:
    """The fate as a few words; where no budget version is there, the stage the lists carry it to."""
    if f.fate is None:
        return w.t("fate.reached", stage=terms.label("stage", f.stage, w.lang))
    other = (
        terms.label("version", f.elsewhere_version, w.lang).upper() if f.elsewhere_version else w.t("fate.other_source")
    )
    return w.fate(f"verdict_{f.fate}", version=w.held().upper(), year=f.late_year or "", source=other)


def place(f: Fate) -> str:
    """The village of a proposal as people say it; in the list's own words where it was not recognised."""
    return regions.short_label(f.village) if f.village else (f.village_name or "")


def _where(w: Words, f: Fate) -> str:
    size = f"{w.n(f.volume)} {f.unit or ''}".strip() if f.volume is not None else ""
    origin = w.data.chains[f.id].origin
    told = "" if origin in ("musrenbang", None) else f"{w.site.say('origin')}: {terms.label('origin', origin, w.lang)}"
    named = f.location_text if f.village else " · ".join(x for x in (f.location_text, f.village_name) if x)
    return " · ".join(short(x, w.lang) for x in (size, named, shown(f.agency or ""), told) if x)


def _brief(w: Words, f: Fate) -> list[str]:
    """Beside the verdict: who looked, how often it was asked, the reason written there."""
    found = []
    if f.disputed:
        found.append(w.t("fate.disputed"))
    elif f.fate == "unfunded":
        found.append(w.t("fate.looked", n=f.people))
    if f.asked_years and f.asked_years > 1:
        found.append(w.t("fate.asked", n=f.asked_years, since=f.asked_since))
    if f.fate not in BY_MONEY and f.reason and not f.replies:
        words = terms.label("reason", f.reason, w.lang)
        found.append(words if f.reason == "none" else w.t("fate.reason", reason=words))
    return [esc(x) for x in found]


def _paid(f: Fate) -> tuple[Link, ...]:
    """Budget lines that prove the fate; where it is not proven, none is told as if it did."""
    return f.links if f.fate in BY_MONEY else ()


def _stages(w: Words, f: Fate) -> str:
    steps = w.data.chains[f.id].steps
    return _row(w.site.say("stages"), esc(" → ".join(_step(w, s) for s in steps))) if steps else ""


def _step(w: Words, s: Step) -> str:
    name = terms.label("stage", s.stage, w.lang)
    said = [] if s.decision in QUIET else [terms.label("decision", s.decision, w.lang)]
    said += [] if s.reason in ("none", None) or not said else [terms.label("reason", s.reason, w.lang)]
    return f"{name} ({', '.join(said)})" if said else name


def _link(w: Words, k: Link) -> str:
    """The budget line in its own words, and the row of the file it stands in."""
    where = w.t("trace.source", file=k.file, sheet=k.sheet, row=w.n(k.row))
    how = w.t("fate.by_id") if k.method == "id" else w.t("fate.by_people", n=k.people)
    words = f"{terms.label('version', k.version, w.lang)} {k.year}, {rupiah(k.allocated, w.lang)}"
    told = f"{words}: {short(k.description or '–', w.lang)} · {short(where, w.lang)} · {esc(how)}"
    return _row(w.site.say("line"), told)


def _reply(w: Words, r: Reply) -> str:
    """An office's written answer, word for word, with its date."""
    head = w.t("fate.reply", office=r.office or "–", date=date(r.on, w.lang))
    words = r.text or (w.t("fate.reason", reason=terms.label("reason", r.reason, w.lang)) if r.reason else "–")
    where = w.t("trace.source", file=r.file, sheet=r.sheet, row=w.n(r.row))
    return f'<p class="reply"><b>{short(head, w.lang)}</b>: {short(words, w.lang)} <small>{short(where, w.lang)}</small></p>'


def _more(w: Words, key: str, n: int) -> str:
    return f"<p>{esc(w.site.say(key, n=w.n(n)))}</p>" if n > 0 else ""


def _row(label: str, told: str) -> str:
    return f"<p><b>{esc(label)}</b>: {told}</p>"

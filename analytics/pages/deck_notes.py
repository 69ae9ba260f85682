"""What the speaker has below a slide: what the figure means, its n, its files, the likely question with its answer, replies."""

from __future__ import annotations

from dataclasses import replace

from analytics.locale.said import said
from analytics.pages import remembered
from analytics.pages.deck_drawings import Drew
from analytics.pages.deck_proof import command
from analytics.pages.parts import terms_of
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.certificate import Certificate
from analytics.query.facts import documents
from analytics.query.rates import Rate
from analytics.reports.certificate_words import counted, value
from analytics.reports.deck_data import Chart
from analytics.reports.fate_said import reply

ROOM = "deck"  # the sentences of locale/deck.toml
PLAIN = ("accommodation_count", "top_k")  # rates of proposals: what is not known may still be found
FILES, REPLIES, FIGURES = 6, 3, 3  # as many as a speaker can look through; how many more is said
Notes = list[tuple[str, list[str]]]


def notes(view: View, pic: Picture, drew: Drew, shown: Certificate | None) -> Notes:
    """Headings with their lines, in the order a speaker needs them. `view` bears the slide's own choices."""
    there = [a for a in pic.answers if a.rows]
    told = dict.fromkeys(a.definition for a in there)
    first = {a.definition: a for a in reversed(there)}
    meaning = [
        f"{k}: {v}" for d in [*told][:FIGURES] for k, v in terms_of(view, first[d]) if k != view.t("app.estimate")
    ]
    caveats = [*pic.notes] or [c.text for c in (there[0].caveats if there else ())]
    lacking = dict.fromkeys(m.name for a in there for m in a.missing)
    return [
        (view.t("deck.note_finding"), [pic.title]),
        (view.t("deck.note_meaning"), meaning or [view.t("deck.note_simulated")]),
        (view.t("deck.note_question"), _questions(view, pic, there)),
        (view.t("deck.note_replies"), _replies(view, pic)),
        (view.t("deck.note_proof"), _proof(view, shown)),
        (view.t("deck.note_files"), _files(view)),
        (view.t("app.missing"), [*lacking]),
        (view.t("deck.note_more"), [*caveats, *drew.noted]),
        (view.t("deck.note_edit"), [view.t("deck.edit")] if any(isinstance(d, Chart) for d in drew.drawings) else []),
    ]


def _questions(view: View, pic: Picture, answers: list[Answer]) -> list[str]:
    """What is asked most often about such a picture, and what about this very figure is not known."""
    kind = pic.id.partition(".")[0]
    lines = [said(ROOM, f"ask_{kind}", view.lang), said(ROOM, f"reply_{kind}", view.lang)]
    row = next((a.total for a in answers if a.question.measure in PLAIN), None)
    rate = Rate.of(row) if row else Rate()
    if rate.unknown:
        facts = {"unknown": view.n(rate.unknown), "n": view.n(rate.n), "most": view.n(rate.most)}
        facts |= {"proven": view.n(rate.proven), "version": view.term("version", view.version)}
        lines += [said(ROOM, f"{part}_unknown", view.lang, **facts) for part in ("ask", "reply")]
    return lines


def _replies(view: View, pic: Picture) -> list[str]:
    """The newest written answers of offices about proposals of this list, word for word, and how many more there are."""
    if view.year is None or not pic.answers or pic.id.startswith(("origin.", "simulation.")):
        return []
    places = tuple(w for w in view.where if w[0] in ("dapil", "district", "village", "agency"))
    question = replace(view, where=places).question("accommodation_count")
    listed = remembered.fates(view.mart.named, question)
    found = sorted(((r.on, f.title, r) for f in listed for r in f.replies if r.on), key=lambda x: x[:2], reverse=True)
    lines = [f"{title} – {reply(r, view.lang)}" for _, title, r in found[:REPLIES]]
    left = len(found) - len(lines)
    return [*lines, *([view.t("deck.more_replies", n=view.n(left))] if left > 0 else [])]


def _proof(view: View, shown: Certificate | None) -> list[str]:
    if shown is None:
        return []
    words = f"{shown.code} · {shown.label[view.lang]}: {value(shown, view.lang)} = {counted(shown, view.lang)}"
    return [words, command(shown)]


def _files(view: View) -> list[str]:
    found = documents(view.mart, view.regency.code, view.year)
    lines = [view.t("deck.file", file=d["file"], n=view.n(d["accepted"]), sha=d["sha256"][:12]) for d in found[:FILES]]
    left = len(found) - len(lines)
    return [*lines, *([view.t("deck.more_files", n=view.n(left))] if left > 0 else [])]

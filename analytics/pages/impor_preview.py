"""What an import would do, or has done, dataset by dataset: rows, rupiah against the file's sums, changes, rejects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analytics.charts import html, receipt
from analytics.charts.receipt import Account, Part
from analytics.intake.forms import kinds
from analytics.intake.mapping import PREFIX
from analytics.intake.rejects import Reject, sentence
from analytics.intake.whose import EVERYWHERE
from analytics.locale.format import date, rupiah
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.register.imports import Import
from analytics.vocabulary import regions

SHOWN = 8  # rejected rows shown; all of them are in the file to download
PLACES = 3


def kind_words(view: View, kind: str) -> str:
    """What a kind of file is called."""
    if kind.startswith(PREFIX):
        return view.t("impor.mapped", name=kind.removeprefix(PREFIX))
    known = kinds().get(kind)
    return known.name[view.lang] if known else kind


def dataset_words(view: View, facts: dict[str, Any], *, here: bool = False) -> str:
    """A dataset as people name it: regency (unless it is the page's, and `here` says so), year, version, scope."""
    d = facts["dataset"]
    where = view.t("impor.everywhere") if d["regency"] == EVERYWHERE else regions.label(d["regency"])
    if here and d["regency"] == view.regency.code:
        where = ""
    scope = regions.label(d["scope"]) if d["scope"] and regions.exists(d["scope"]) else d["scope"]
    words = (where, str(d["year"] or ""), view.term("version", d["version"]) if d["version"] else "", scope)
    return " · ".join(filter(None, words))


def preview(view: View, facts: dict[str, Any], before: Import | None, assumed: str = "") -> None:
    """One dataset's account, from its receipt. `before` is the import it would replace."""
    n = max(facts["rows_read"], 1)
    kinds = ("accepted", "rejected", "structure", "blank")
    parts = [Part(k, view.t(f"impor.rows_{k}", n=view.n(facts[k])), facts[k] / n) for k in kinds]
    sub = view.t("impor.stands", file=facts["file"], sheet=facts["sheet"])
    whole = view.t("impor.rows_read", n=view.n(facts["rows_read"]))
    title = f"{kind_words(view, facts['kind'])} · {dataset_words(view, facts)}"
    show(receipt.account(Account(title, sub, parts, whole, list(_lines(view, facts, before, assumed)))))
    show(html.notes(facts["notes"]))


def _lines(view: View, facts: dict[str, Any], before: Import | None, assumed: str) -> Iterable[tuple[str, str, bool]]:
    if assumed:
        yield view.t("impor.regency"), view.t("impor.assumed", regency=regions.label(assumed)), False
    yield view.t("impor.replaces"), *_replaces(view, facts, before)
    if facts["accepted_amount"] is not None:
        yield view.t("impor.amount"), *_amount(view, facts)
    sums = facts["reconciled"]
    if sums["agree"] or sums["differ"]:
        words = view.t("impor.sums", agree=view.n(sums["agree"]), differ=view.n(sums["differ"]))
        yield view.t("impor.printed_sums"), words, not sums["differ"]
    places = facts["places"]
    if places:
        named = ", ".join(f"'{u['place']}'" for u in places.get("unknown", [])[:PLACES])
        more = f": {named}" if named else ""
        words = view.t("impor.places", known=view.n(places["resolved"]), open=view.n(places["unresolved"])) + more
        yield view.t("impor.place"), words, not places["unresolved"]


def _replaces(view: View, facts: dict[str, Any], before: Import | None) -> tuple[str, bool]:
    if facts["duplicate_of"]:
        return view.t("impor.duplicate"), True
    changes = {k: view.n(v) for k, v in facts["changes"].items()}
    if before is None:
        return view.t("impor.new_dataset", **changes), True
    when = {"file": before.facts["file"], "date": date(before.at, view.lang), "author": before.author}
    return view.t("impor.replaced", **when, **changes), not facts["changes"]["gone"]


def _amount(view: View, facts: dict[str, Any]) -> tuple[str, bool]:
    amount, printed = facts["accepted_amount"], facts["printed_total"]
    full = rupiah(amount, view.lang, short=False)
    if printed is None:
        return view.t("impor.amount_alone", amount=full), True
    if printed == amount:
        return view.t("impor.amount_same", amount=full), True
    facts_ = {"amount": full, "printed": rupiah(printed, view.lang, short=False)}
    return view.t("impor.amount_differs", **facts_, difference=rupiah(amount - printed, view.lang, short=False)), False


def rejected(view: View, rejects: Sequence[Reject], file: str, key: str) -> None:
    """The first rejected rows with their sentences, and all of them to take along."""
    if not rejects:
        return
    show(html.section(view.t("impor.rejected", n=view.n(len(rejects)))))
    show(html.notes(sentence(r, view.lang) for r in rejects[:SHOWN]))
    if len(rejects) > SHOWN:
        show(html.hit(view.t("impor.rejected_more", n=view.n(len(rejects) - SHOWN))))
    rows = [{"file": file, **{k: getattr(r, k) for k in ("sheet", "row", "column", "value", "cells")}} for r in rejects]
    told = [{**row, "sentence": sentence(r, view.lang)} for row, r in zip(rows, rejects, strict=True)]
    download_rows(view, told, f"ditolak-{key}", view.t("impor.rejected_csv"))

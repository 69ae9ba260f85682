"""A certificate as labelled sentences in one language: what the text and the printed page both say. No arithmetic."""

from __future__ import annotations

from typing import Any

from analytics.locale.format import count, date, decimal, figure, rupiah, share, spans
from analytics.locale.words import t
from analytics.query.certificate import Certificate
from analytics.vocabulary import regions, terms

PLACES = ("regency", "district", "village")
LISTED = 3  # Perda named one by one on a page
Line = tuple[str, str]  # a label and what is said


def value(c: Certificate, lang: str, name: str = "value") -> str:
    """A share or a number of years, as people write it; a dash where there is none."""
    number = c.figure.get(name)
    if number is None or isinstance(number, str):
        return number or "–"
    return share(number, lang) if c.format != "years" else t("certificate.years", lang, value=decimal(number, lang))


def counted(c: Certificate, lang: str) -> str:
    """Numerator of denominator: exactly, never shortened."""
    n, whole = (_whole(c, c.figure.get(k), lang) for k in ("numerator", "denominator"))
    return t("certificate.of", lang, n=n, whole=whole)


def scope(c: Certificate, lang: str) -> str:
    """Where and when: the filters of the question and the row of the answer, in one line."""
    asked: dict[str, list[str | None]] = {d: [str(v) for v in values] for d, values in c.question["where"].items()}
    asked |= {d: [v if v is None else str(v)] for d, v in c.row.items()}
    if not any(d in PLACES for d in asked):
        places = [regions.label(r) for r in c.regencies[:LISTED]]
        more = [f"+{count(len(c.regencies) - LISTED, lang)}"] if len(c.regencies) > LISTED else []
        everywhere: list[str | None] = [*places, *more]
        asked = {"": everywhere} | asked
    if "year" not in asked and c.years:
        asked["year"] = [spans(c.years)]
    return " · ".join(", ".join(named(d, v, lang) for v in values) for d, values in asked.items() if values)


def bounds(c: Certificate, lang: str) -> list[Line]:
    """Proven, at most, not yet known, the estimate and the interval: those the figure has."""
    f, told = c.figure, []
    if c.format == "years":
        told.append(("range", t("certificate.between", lang, low=value(c, lang, "low"), high=value(c, lang, "high"))))
    elif f.get("high") is not None:
        most = _whole(c, f.get("most"), lang)
        told.append(("at_most", f"{most} ({value(c, lang, 'high')})"))
    if f.get("n"):
        facts = {"n": count(f["n_unknown"], lang), "whole": count(f["n"], lang), "share": share(c.unknown_share, lang)}
        told.append(("unknown", t("certificate.unknown_of", lang, **facts)))
    if f.get("estimate") is not None:
        told.append(("estimate", value(c, lang, "estimate")))
    if f.get("ci_low") is not None:
        ends = {"low": value(c, lang, "ci_low"), "high": value(c, lang, "ci_high")}
        drawn = f.get("n_drawn")
        key = "interval_drawn" if drawn else "interval_of"
        told.append(("interval", t(f"certificate.{key}", lang, **ends, **({"n": count(drawn, lang)} if drawn else {}))))
    if f.get("attainable") is not None:
        told.append(("attainable", _whole(c, f["attainable"], lang)))
    return [(t(f"certificate.{name}", lang), words) for name, words in told]


def basis(c: Certificate, lang: str) -> list[Line]:
    """What was counted, in which version of which Perda, how it adds up to it, of which mart and program."""
    told = [("universe", terms.label("universe", c.question["universe"], lang))] if c.unit != "lines" else []
    if c.reconciliation["n"]:
        told += [("version", terms.label("version", c.question["version"], lang)), ("perda", _perda(c, lang))]
        told.append(("reconciliation", _reconciled(c, lang)))
    told.append(("made", t("certificate.made_of", lang, mart=c.mart, position=count(c.position, lang))))
    facts = {"program": c.program, "code": c.code_version, "definition": c.definition_version}
    told.append(("program", t("certificate.program_of", lang, **facts)))
    return [(t(f"certificate.{name}", lang), words) for name, words in told]


def notes(c: Certificate, lang: str) -> list[str]:
    """Every caveat, and every source that is not there yet; that the data is invented is said apart."""
    told = [x["text"][lang] for x in c.caveats if x["id"] != "fictional"]
    missing = [f"{t('certificate.missing', lang)}: {m['name'][lang]} ({m['holder'][lang]})" for m in c.missing]
    return told + missing or [t("certificate.no_notes", lang)]


def status(c: Certificate, lang: str) -> str:
    if c.issued is None:
        return t("certificate.not_issued", lang)
    facts = {"by": c.issued["by"], "at": date(c.issued["at"], lang), "position": count(c.issued["position"], lang)}
    return t("certificate.issued", lang, **facts)


def _whole(c: Certificate, number: Any, lang: str) -> str:
    return rupiah(number, lang, short=False) if c.unit == "rupiah" else figure(number, c.unit, lang)


def named(dimension: str, text: str | None, lang: str) -> str:
    """One value with the name of its dimension, where the value alone does not say what it is."""
    if not dimension:
        return str(text)
    name = terms.label("dimension", dimension, lang)
    if dimension in PLACES:
        return f"{regions.label(text)} ({text})" if text else f"{name}: {terms.label(dimension, text, lang)}"
    known = dimension in terms.load("terms")
    return f"{name}: {terms.label(dimension, text, lang) if known or text is None else text}"


def _perda(c: Certificate, lang: str) -> str:
    listed = c.reconciliation["listed"]
    if c.reconciliation["n"] > LISTED:
        years = spans(sorted({v["year"] for v in listed}))
        return t("certificate.perda_more", lang, n=count(c.reconciliation["n"], lang), years=years)
    return "; ".join(
        t("certificate.perda_of", lang, number=v["number"], date=date(v["signed_on"], lang))
        if v["number"]
        else t("certificate.perda_unknown", lang)
        for v in listed
    )


def _reconciled(c: Certificate, lang: str) -> str:
    r = c.reconciliation
    if not r["n_published"]:
        return t("certificate.unpublished", lang)
    difference = rupiah(r["difference"], lang, short=False)
    if r["n"] > 1:
        facts = {
            "n": count(r["n"], lang),
            "published": count(r["n_published"], lang),
            "differ": count(r["n_differ"], lang),
        }
        return t("certificate.sums", lang, difference=difference, **facts)
    if r["n_differ"]:
        return t("certificate.differs_from", lang, difference=difference)
    return t("certificate.agrees_with", lang, amount=rupiah(r["listed"][0]["published"], lang, short=False))

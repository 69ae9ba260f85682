"""A village's sheet as plain words: what the printed page, the picture and the text to send all say. Reckons nothing, and names
nobody who is not an office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.locale.fate_words import SYMBOLS, fate_word
from analytics.locale.format import count, date, share
from analytics.locale.words import t
from analytics.measures.definitions import measure
from analytics.query.database import Mart
from analytics.query.facts import regencies
from analytics.query.fates import looked, ranked, tally
from analytics.query.rates import Rate
from analytics.query.series import finished
from analytics.query.sheet import Sheet
from analytics.reports import fate_head
from analytics.reports.carried import Carried
from analytics.reports.harmless_text import plain
from analytics.reports.nameless import nameless_sheet
from analytics.reports.sheet_entry import Entry, entry
from analytics.reports.sheet_publisher import Publisher
from analytics.reports.village_address import address, sheet_code
from analytics.vocabulary import regions, terms

LONGEST = 160  # letters of a publisher's name


@dataclass(frozen=True)
class Part:
    """One class of the bar: its share of the whole, its number and words, and what they mean."""

    fate: str
    symbol: str
    share: float
    number: str
    words: str
    means: str


@dataclass(frozen=True)
class Paper:
    """One village's sheet. `more[k]`: what stands where the last k entries have no room; `foot`: what the figure means, who
    published it, of which data (these two are `last`); `way` leads to the page (`address` "" where
    the dashboard's is not known: then `code` is typed there)."""

    village: str
    year: int
    lang: str
    mark: str
    invented: str
    title: str
    place: str
    regency: str
    kicker: str
    finding: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    headings: tuple[str, str, str]
    entries: tuple[Entry, ...]
    more: tuple[str, ...]
    meaning: str
    foot: tuple[str, ...]
    last: tuple[str, str]
    way: str
    address: str
    way_short: str
    code: str
    letter: tuple[str, ...]
    signed: tuple[str, ...]


def papers(mart: Mart, about: Carried, found: Iterable[Sheet], by: Publisher, base: str = "") -> list[Paper]:
    """The sheets of one regency and year. `base`: the address of the dashboard, "" where paper cannot name one."""
    return [_paper(mart, about, nameless_sheet(one), by, base) for one in found]


def _paper(mart: Mart, about: Carried, one: Sheet, by: Publisher, base: str) -> Paper:
    lang, version, year = about.lang, one.question.version, about.year or 0
    code = sheet_code(one.village, year, version)
    dapil = next((f.dapil for f in one.listed if f.dapil), "")
    link = address(base, one.village, year, mart.id, version, _universe(mart, one), lang) if base else ""
    way = t("sheet.scan", lang, address=base, code=code) if base else t("sheet.typed", lang, code=code)
    return Paper(
        village=one.village,
        year=year,
        lang=lang,
        mark=about.mark,
        invented=t("app.fictional", lang) if about.fictional else "",
        title=t("sheet.title_government" if by.government else "sheet.title", lang),
        place=regions.label(one.village),
        regency=regions.label(about.regency),
        kicker=" · ".join(w for w in (fate_head.cycle(mart, about.regency, year, version, lang), plain(dapil)) if w),
        finding=_finding(one, year, lang),
        lines=_lines(mart, one, year, lang),
        parts=_parts(one, lang),
        headings=(t("sheet.number", lang), t("sheet.proposal", lang), t("sheet.became", lang)),
        entries=tuple(entry(f, one, lang) for f in one.listed),
        more=tuple(t("sheet.more", lang, n=count(k, lang)) for k in range(len(one.listed) + 1)),
        meaning=t("sheet.meaning", lang),
        foot=_foot(about, one, by, way),
        last=(_by(by, lang), _data(about)),
        way=way,
        address=link,
        way_short=t("sheet.type", lang),
        code=code,
        letter=_letter(by),
        signed=_signed(about, by),
    )


def _universe(mart: Mart, one: Sheet) -> str:
    """The list asked for, where it is not the one the page opens with; the page finds a village's own list by itself."""
    opens = next((r.universe for r in regencies(mart) if r.code == one.village[:5]), "")
    return "" if one.own_list or one.question.universe == opens else one.question.universe


def _finding(one: Sheet, year: int, lang: str) -> str:
    if not one.listed:
        return t("sheet.none", lang, year=year)
    rate = Rate.of(one.counted) if one.counted else None
    q = one.question
    words = fate_head.finding("", year, q.version, q.universe, one.listed, rate, lang, "message")
    return words.removeprefix(":").strip()


def _lines(mart: Mart, one: Sheet, year: int, lang: str) -> tuple[str, ...]:
    """The sentences below the finding, as below the bar of the page Desa."""
    version, regency = one.question.version, one.village[:5]
    if not one.listed:
        return (t("sheet.none_sub", lang),)
    own = t("sheet.own_list", lang) if one.own_list else ""
    if one.counted is None:
        return tuple(w for w in (t("fate.no_version_sub", lang, year=year), own) if w)
    if not looked(one.listed):
        words = t("fate.not_looked_sub", lang, version=terms.label("version", version, lang), year=year)
        return tuple(w for w in (words, own) if w)
    waits = "" if finished(mart, regency, year, version) else t("fate.unfinished", lang)
    numbers = t("fate.list_numbers", lang) if ranked(one.listed, one.question.universe) else ""
    told = (
        fate_head.bounds(Rate.of(one.counted), one.last, year, lang),
        " ".join(w for w in (numbers, waits) if w),
        fate_head.money(one.valued, one.counted["n"], lang),
        own,
    )
    return tuple(w for w in told if w)


def _parts(one: Sheet, lang: str) -> tuple[Part, ...]:
    whole, version = len(one.listed), one.question.version
    return tuple(
        Part(
            c,
            SYMBOLS[c],
            n / whole,
            count(n, lang),
            fate_word(f"part_{c}", version, lang),
            t(f"fate.means_{c}", lang),
        )
        for c, n in tally(one.listed).items()
    )


def _foot(about: Carried, one: Sheet, by: Publisher, way: str) -> tuple[str, ...]:
    lang = about.lang
    figure = ""
    if one.counted:
        rate = Rate.of(one.counted)
        figure = t(
            "sheet.figure",
            lang,
            definition=measure(one.question.measure).definition[lang],
            universe=terms.label("universe", one.question.universe, lang),
            n=count(rate.n, lang),
            unknown=count(rate.unknown, lang),
            share=share(rate.of_unknown.value, lang),
            code=one.code,
        )
    return tuple(w for w in (figure, about.respond, f"{way}.", f"{_by(by, lang)} · {_data(about)}") if w)


def _data(about: Carried) -> str:
    """Of which data it is made, how official they are, and when."""
    mart, made = (
        t("app.mart", about.lang, mart=about.mart),
        t("sheet.made", about.lang, date=date(about.made, about.lang)),
    )
    return " · ".join(w for w in (about.mark, about.standing, mart, made) if w)


def _by(by: Publisher, lang: str) -> str:
    """Who published it; whatever the government did not publish says so."""
    who = t("sheet.by", lang, publisher=plain(by.name, LONGEST)) if by.name else t("sheet.by_reader", lang)
    return who if by.government else f"{who} · {t('app.unofficial', lang)}"


def _letter(by: Publisher) -> tuple[str, ...]:
    """The letterhead of a government's sheet: its lines (its name where none are given) and its address."""
    if not by.government:
        return ()
    return tuple(plain(w) for w in (*(by.letter.lines or (by.name,)), by.letter.address) if w)


def _signed(about: Carried, by: Publisher) -> tuple[str, ...]:
    """Where the government's sheet is signed: place and day, the office, a line. Nobody is named."""
    if not by.government:
        return ()
    place = plain(by.letter.place) or "." * 24
    day = t("sheet.signed", about.lang, place=place, year=about.made.year)
    return (day, plain(by.letter.signer_title or by.name), t("sheet.blank", about.lang))

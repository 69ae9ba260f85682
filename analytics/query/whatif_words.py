"""A what-if answer in words: what is reached, what happened, what every first ranks cost, what was left out. Reckons nothing."""

from __future__ import annotations

from analytics.locale.format import count, rupiah, share
from analytics.locale.said import said
from analytics.query.whatif_answer import Reach, WhatIf
from analytics.vocabulary import regions, terms

ROOM = "whatif"


def sentences(found: WhatIf, lang: str = "id") -> list[str]:
    """The answer sentence by sentence, the finding first."""
    return list(told(found, lang).values())


def told(found: WhatIf, lang: str = "id") -> dict[str, str]:
    """The same by what each is about: reach, followed, lit, happened, top, half, left_out; what cannot be said is not there."""
    t, version = found.total, terms.label("version", found.version, lang)
    facts = {"version": version, "year": found.year, "counted": count(t.n_counted, lang)}
    lines = {
        "reach": said(
            ROOM,
            "reach",
            lang,
            t.n_funded,
            rupiah=rupiah(t.budget, lang),
            of_base=_of_base(found, found.share, lang),
            n=count(t.n_funded, lang),
            rule=said(ROOM, found.rule, lang),
            left=rupiah(t.left, lang),
            **facts,
        )
    }
    if found.followed:
        name = terms.load("indicators")["indicator"][found.followed][f"label_{lang}"].lower()
        lines["followed"] = said(ROOM, "followed", lang, indicator=name, year=found.followed_year)
    for key, happened in (("lit", found.lit_happened if found.lit else None), ("happened", t.happened)):
        if happened:
            counts = {"proven": count(happened.n_proven, lang), "most": count(happened.n_most, lang)}
            lines[key] = said(ROOM, key, lang, happened.n_proven, **counts, **facts)
    unpriced = said(ROOM, "top_unpriced", lang, n=count(found.top_unpriced, lang)) if found.top_unpriced else ""
    top = {"rank": found.top_rank, "n": count(found.top_n, lang), "rupiah": rupiah(found.top_price, lang)}
    lines["top"] = said(ROOM, "top", lang, unpriced=unpriced, of_base=_of_base(found, found.top_share, lang), **top)
    half = found.half
    if half.rupiah is not None:
        half_ = {"n": count(half.n, lang), "rupiah": rupiah(half.rupiah, lang)}
        lines["half"] = said(ROOM, "half", lang, of_base=_of_base(found, half.share, lang), **half_)
    lines["left_out"] = said(
        ROOM,
        "left_out",
        lang,
        no_place=count(found.n_no_place, lang),
        unranked=count(found.n_unranked, lang),
        unpriced=count(found.n_unpriced, lang),
        tied=count(found.n_tied, lang),
    )
    return lines


def place(reach: Reach, lang: str = "id") -> str:
    """One district in a line."""
    reached = "" if reach.reached is None else said(ROOM, "reached", lang, rank=reach.reached)
    facts = {
        "n": count(reach.n_funded, lang),
        "counted": count(reach.n_counted, lang),
        "used": rupiah(reach.used, lang),
    }
    return said(ROOM, "place", lang, place=regions.short_label(reach.place or ""), reached=reached, **facts)


def _of_base(found: WhatIf, part: float | None, lang: str) -> str:
    return "" if part is None else said(ROOM, "of_base", lang, share=share(part, lang), base=said(ROOM, found.of, lang))

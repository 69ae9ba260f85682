"""What a fate is called in a budget version: a plan or a draft holds a proposal, only a budget funds it."""

from __future__ import annotations

from analytics.locale.words import t, words

# a symbol and a word, never colour alone; the symbols differ in shape, so that a black-and-white print says the same
SYMBOLS = {
    "funded": "●",
    "funded_size_unknown": "●",
    "partial": "◐",
    "late": "◔",
    "elsewhere": "◇",
    "unfunded": "○",
    "unknown": "?",
}
PLANS = ("rkpd", "kua_ppas", "rapbd", "procurement")


def fate_word(key: str, kind: str, lang: str, /, **facts: object) -> str:
    """The words "fate.<key>" where `kind` is a budget; of a plan or draft "fate.plan_<key>" where the two differ."""
    plan = kind in PLANS and f"plan_{key}" in words(lang)["fate"]
    return t(f"fate.plan_{key}" if plan else f"fate.{key}", lang, **facts)

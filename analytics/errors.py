"""Every refusal is one sentence: what, where, and what to do. The sentences are data (errors.toml), in both languages."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONGEST = 300  # characters of one fact: a sentence stays a sentence


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def say(code: str, lang: str | None = None, /, **facts: object) -> str:
    """The sentence for `code` (errors.toml) with the facts filled in; `lang` defaults to $AKOMODASI_LANG or "id"."""
    words = _sentences()[code]
    return words[language(lang)].format(**{name: _one_line(fact) for name, fact in facts.items()})


def language(lang: str | None = None) -> str:
    """The language asked for, else $AKOMODASI_LANG where it is one of the two, else "id"."""
    wanted = lang or os.environ.get("AKOMODASI_LANG", "id")
    return wanted if wanted in {"id", "en"} else "id"


def _one_line(fact: object) -> str:
    """A file may be called anything and a cell may hold anything: no fact breaks the sentence it stands in."""
    words = _BREAKS.sub(" ", str(fact))
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "..."


class AkomodasiError(Exception):
    """Base of all refusals. `code` names the sentence, `facts` fill it; nothing was changed when it is raised."""

    def __init__(self, code: str, /, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)

    def sentence(self, lang: str | None = None) -> str:
        return say(self.code, lang, **self.facts)

    def __str__(self) -> str:
        return self.sentence()


class BadFile(AkomodasiError):
    """A file that could not be read or recognised; nothing of it was kept."""


class BadQuestion(AkomodasiError):
    """A question outside the measures, dimensions or values there are."""


class NotAllowed(AkomodasiError):
    """The author has no role that permits this change."""


class Damaged(AkomodasiError):
    """Something in the workspace is not what was written."""

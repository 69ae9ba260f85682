"""Codes of Indonesian plans and budgets: what level a code or heading stands for, by the shapes of outline.toml. No guesses."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from analytics.intake.tables import Cell
from analytics.intake.values import text

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("outline.toml").read_text(encoding="utf-8"))
CODED = re.compile(r"([\dX]{1,4}(?:\s*[.\-]\s*[\dX]{1,5})*)\s*[.:]?(?:\s+|\s*[-–]\s+|$)(.*)$", re.DOTALL)
SEPARATED = re.compile(r"\s*[.\-]\s*|\s+")


@dataclass(frozen=True)
class Level:
    """One kind of row: `family` agency, work, account, item or other; `rank` is how deep inside work and items."""

    id: str
    family: str
    rank: int = 0
    shape: re.Pattern[str] | None = None
    short: bool = False
    named: re.Pattern[str] | None = None
    begins: re.Pattern[str] | None = None
    labels: tuple[str, ...] = ()
    fills: dict[str, str] = field(default_factory=dict, hash=False)


def _level(said: dict[str, Any]) -> Level:
    given = {k: re.compile(v, re.IGNORECASE) if k in {"shape", "named", "begins"} else v for k, v in said.items()}
    return Level(**given | {"labels": tuple(said.get("labels", ()))})


LEVELS = tuple(_level(said) for said in WORDS["levels"])
PACKET, NOTE, ITEM = (Level(n, "item", i) for i, n in enumerate(("packet", "note", "item")))
OTHER = Level("other", "other")
AGENCY = next(level for level in LEVELS if level.id == "agency")
PROGRAM = re.compile(r"(?i)program\b")
CARRIED = re.compile(WORDS["totals"]["carried"], re.IGNORECASE)
HOLDS_WORK = re.compile(WORDS["holds_work"], re.IGNORECASE)
LABELS = {label: level for level in LEVELS for label in level.labels}
LABEL = re.compile(rf"(?i)({'|'.join(sorted(LABELS, key=len, reverse=True))})\s*:\s*(.*)$")
SAYS = {label: field for field, labels in WORDS["says"].items() for label in labels}
SAID = re.compile(rf"(?i)({'|'.join(sorted(SAYS, key=len, reverse=True))})\s*:\s*(.+)$")
LEADS = [
    re.compile(rf"(?:{level.shape.pattern})\.(?P<rest>.+)")
    for level in LEVELS
    if level.shape and level.id in {"agency", "sub_activity", "activity_old"}
]
# an agency's code behind that of its bidang, or with the rest of a program's, kegiatan's or sub kegiatan's code behind it
WITHIN = re.compile(
    r"(?P<field>[\dX]\.[\dX]{2})\.(?P<own>[\dX]\.[\dX]{2}\.)?(?P<agency>\d\.\d\d\.\d\.\d\d\.\d\d(?:\.\d{4})?)"
    r"(?P<rest>(?:\.\d\d(?:\.\d\.\d\d(?:\.\d{2,4})?)?)?)"
)


@lru_cache(8192)
def split(words: str) -> tuple[str, str]:
    """("1.03.02", "PROGRAM X") of "1.03.02 PROGRAM X"; the code is "" where the words begin with none."""
    if len(words) > 400:
        return "", words
    pieces = words.split()
    if len(pieces) > 1 and all(re.fullmatch(r"[\dX]{1,4}", p) for p in pieces):
        return ".".join(pieces), ""  # a split code put together with blanks
    found = CODED.match(words)
    if found is None:
        return "", words
    code = ".".join(part for part in SEPARATED.split(found[1]) if part)
    return code, found[2].strip()


@lru_cache(8192)
def level_of(code: str, name: str) -> tuple[Level, str]:
    """The level of a code, and the code at that level (the account of "1.03.02.2.01.0003.5.1.02"). A lone figure is only
    believed with its name; ITEM where it is just a number, OTHER where its shape is not known."""
    if found := WITHIN.fullmatch(code):
        if "." in found["rest"][1:] or (found["rest"] and PROGRAM.match(name)):
            return level_of(found["field"] + found["rest"], name)
        if found["own"] and not found["rest"]:
            return AGENCY, found["own"] + found["agency"]
    for level in LEVELS:
        believed = not level.short or (level.named and level.named.match(name))
        if believed and level.shape and level.shape.fullmatch(code):
            return (AGENCY if _of_agency(level, name) else level), code
    for lead in LEADS:
        if found := lead.fullmatch(code):
            level, rest = level_of(found["rest"], name)
            if level.family in {"work", "account"}:
                return level, rest
    return (OTHER if "." in code else ITEM), code


def _of_agency(level: Level, name: str) -> bool:
    """A bidang's or program's code in front of an agency's name: "1.03 DINAS ...", "1.03.01 Dinas ..."."""
    words = AGENCY.named if level.rank < 2 else AGENCY.begins
    return level.family == "work" and level.rank < 3 and words is not None and words.match(name) is not None


def named(cell: Cell) -> str | None:
    """The name of a cell "CODE name"; a name without a code is itself."""
    words = text(cell)
    coded, rest = split(words) if words else ("", "")
    return rest if rest and "." in coded else words


def code(cell: Cell) -> str | None:
    """The code of a cell "CODE name"; None where it holds none."""
    coded, _ = split(text(cell) or "")
    return coded if "." in coded else None


def inside(above: str, below: str) -> bool:
    """The code below continues the one above, part by part; X stands for any figure; no code is above every other."""
    high, low = above.split("."), below.split(".")
    if not above or not below:
        return True
    return len(high) < len(low) and all(a == b or "X" in a + b for a, b in zip(high, low, strict=False))

"""Who answers for a village's sheet: an office or a group that is named, the government with its letterhead, or a reader for
himself. Never a person."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analytics.errors import BadFile, BadQuestion

LINES, LONGEST = 4, 160  # lines of a letterhead; letters of each


@dataclass(frozen=True)
class Letterhead:
    """What the government's sheet bears: lines at its top, an address below them, the place and the office that signs."""

    lines: tuple[str, ...] = ()
    address: str = ""
    place: str = ""
    signer_title: str = ""


@dataclass(frozen=True)
class Publisher:
    """`name` "": a reader prints for himself. Only a `government` has a letterhead, a place to sign and the word jawaban."""

    name: str = ""
    government: bool = False
    letter: Letterhead = Letterhead()


def publisher(
    name: str, *, government: bool = False, letterhead: Path | None = None, address: str = "", signer_title: str = ""
) -> Publisher:
    """As the command's options name it. Raises BadQuestion without a name, and for a letterhead of anybody but the government;
    BadFile for a letterhead that cannot be read."""
    said = _short(name)
    if not said:
        raise BadQuestion("sheet_publisher")
    given = {"--letterhead": letterhead, "--address": address, "--signer-title": signer_title}
    if not government and any(given.values()):
        raise BadQuestion("sheet_government", options=", ".join(k for k, v in given.items() if v))
    letter = read(letterhead) if letterhead else Letterhead()
    address, signer_title = _short(address) or letter.address, _short(signer_title) or letter.signer_title
    return Publisher(said, government, replace(letter, address=address, signer_title=signer_title))


def read(path: Path) -> Letterhead:
    """A letterhead from its TOML: `lines` (a list of texts), `address`, `place`, `signer_title`; each may be left out."""
    try:
        said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        detail = problem.strerror if isinstance(problem, OSError) else problem
        raise BadFile("sheet_letterhead", file=path.name, detail=detail) from problem
    lines = said.pop("lines", [])
    texts = all(isinstance(v, str) for v in said.values())
    if not (set(said) <= {"address", "place", "signer_title"} and texts and isinstance(lines, list)):
        raise BadFile("sheet_letterhead", file=path.name, detail=", ".join(said) or "lines")
    if len(lines) > LINES or not all(isinstance(line, str) for line in lines):
        raise BadFile("sheet_letterhead", file=path.name, detail=f"lines: {LINES}")
    return Letterhead(tuple(_short(line) for line in lines), **{k: _short(v) for k, v in said.items()})


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST]

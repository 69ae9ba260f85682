"""What every file people carry away says of itself: its name, whether it is invented, how official it is, of which mart."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from analytics.errors import BadFile
from analytics.locale.words import t
from analytics.query.database import Mart
from analytics.query.masked import masked
from analytics.query.publication import same
from analytics.register.publication import Key, Standing, standings
from analytics.register.workspace import Workspace
from analytics.reports.standing import respond_words, standing_words
from analytics.vocabulary import regions


@dataclass(frozen=True)
class Carried:
    """A file of one regency. `year` is None where it speaks of several, `standing` is "" then: they stand differently. `respond`
    says how to answer, where a response period of the year runs."""

    mart: str
    regency: str
    year: int | None
    lang: str
    standing: str
    made: dt.date
    respond: str = ""

    @property
    def fictional(self) -> bool:
        return regions.fictional(self.regency)

    @property
    def mark(self) -> str:
        """DATA REKAAN where the data is invented, else nothing."""
        return t("app.fictional_short", self.lang) if self.fictional else ""

    @property
    def foot(self) -> str:
        """What stands at the foot of every page, slide and sheet of it."""
        words = (self.mark, self.standing, t("app.mart", self.lang, mart=self.mart), t("app.unofficial", self.lang))
        return " · ".join(w for w in words if w)

    def name(self, *parts: str, ending: str) -> str:
        """What the file is called where nobody says; of invented data it begins with REKAAN."""
        return file_name(self.fictional, *parts) + ending


def carried(workspace: Workspace, mart: Mart, regency: str, year: int | None, lang: str) -> Carried:
    """What a file made now of this mart says of itself."""
    known = standings(workspace)
    stated = standing_of(workspace, mart, known, regency, year, lang)
    respond = respond_words(known.get((regency, year or 0), Standing()), lang)
    return Carried(mart.id, regency, year, lang, stated, dt.date.today(), respond)


def standing_of(
    workspace: Workspace, mart: Mart, stated: dict[Key, Standing], regency: str, year: int | None, lang: str
) -> str:
    """How official the figures of a regency and year are, in a few words; "" for all years, which stand differently."""
    if year is None:
        return ""
    now = stated.get((regency, year), Standing())
    return standing_words(now, same=same(workspace, mart, now, regency), lang=lang)


def file_name(fictional: bool, *parts: str) -> str:
    """A name for a file people carry away, without its ending: letters, digits and hyphens only, and nobody's name."""
    words = ["REKAAN" if fictional else "akomodasi", *map(masked, parts)]
    return "-".join(re.sub(r"[^0-9A-Za-z]+", "-", w).strip("-") for w in words if w)


def refuse(path: Path, *endings: str) -> None:
    """Says before any work that a file cannot be written here: `endings` are those that are known (".pptx"); none for a folder.

    Raises BadFile; a file that is there is never overwritten."""
    if endings and path.suffix.lower() not in endings:
        raise BadFile("report_ending", file=path.name, endings=", ".join(endings))
    if path.exists() and (endings or not path.is_dir() or any(path.iterdir())):
        raise BadFile("template_exists", file=path.name)

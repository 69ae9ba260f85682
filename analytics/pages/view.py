"""What every page is given: the mart, the language, and the choices made once in the filter row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from analytics.locale.format import count, rupiah
from analytics.locale.words import t
from analytics.pages import remembered
from analytics.query.answer import Answer, Question
from analytics.query.database import Mart
from analytics.query.facts import Regency
from analytics.query.fates import Fate
from analytics.register.publication import Key, Standing
from analytics.register.workspace import Workspace
from analytics.reports.carried import file_name, standing_of
from analytics.reports.fate_said import stage as stage_words
from analytics.vocabulary import regions, terms

BEGINS = {
    "village": "musrenbang_village",
    "district": "musrenbang_district",
    "all": "initial_draft",
    "eligible": "agency_forum",
}


@dataclass(frozen=True)
class View:
    """One reader's choices. `year` is None for all years; `where` narrows every question asked (dapil, district, agency);
    `standings`: what was stated of the figures of a regency and year, where anything was; `asked_mart`: the mart the address
    names, None where it names none."""

    workspace: Workspace
    mart: Mart
    lang: str
    regency: Regency
    year: int | None
    universe: str
    version: str = "apbd"
    where: tuple[tuple[str, str], ...] = ()
    links: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)
    standings: dict[Key, Standing] = field(default_factory=dict, hash=False, compare=False)
    asked_mart: str | None = None

    def t(self, key: str, **facts: object) -> str:
        return t(key, self.lang, **facts)

    def n(self, value: int | float | None) -> str:
        return count(value, self.lang)

    def rp(self, value: int | None) -> str:
        return rupiah(value, self.lang)

    def term(self, group: str, term: str | None) -> str:
        return terms.label(group, term, self.lang)

    def stage(self, stage: str | None) -> str:
        """A stage inside a sentence: lower-case where it is not an abbreviation."""
        return stage_words(stage, self.lang)

    @property
    def place(self) -> str:
        return regions.label(self.regency.code)

    @property
    def fictional(self) -> bool:
        """True where the regency is invented: everything that leaves the page says so."""
        return regions.fictional(self.regency.code)

    def file_name(self, *parts: str) -> str:
        """A name for a file people carry away; of invented data it begins with REKAAN."""
        return file_name(self.fictional, *parts)

    @property
    def kicker(self) -> str:
        when = self.t("app.all_years") if self.year is None else f"{self.t('app.year')} {self.year}"
        return " · ".join(w for w in (self.place, when, self.standing) if w)

    @property
    def standing(self) -> str:
        """How official the figures of the chosen year are; "" for all years, which stand differently."""
        return self.standing_of(self.regency.code, self.year)

    def standing_of(self, regency: str, year: int | None) -> str:
        return standing_of(self.workspace, self.mart, self.standings, regency, year, self.lang)

    @staticmethod
    def later(answer: Answer) -> list[dict[str, Any]]:
        """Stages of a journey after those its proposals begin at."""
        begin = terms.STAGES.index(BEGINS[answer.question.universe])
        return [r for r in answer.rows if terms.STAGES.index(r["stage"]) > begin]

    def ask(
        self,
        measure: str,
        by: tuple[str, ...] = (),
        where: dict[str, str] | None = None,
        universe: str | None = None,
        version: str | None = None,
    ) -> Answer:
        """A question within the reader's choices: their regency, year, universe and version, and what `where` adds."""
        return self.answer(self.question(measure, by, where, universe, version))

    def answer(self, question: Question) -> Answer:
        """The answer to a question asked elsewhere, in the reader's language."""
        return remembered.answer(self.mart.named, question, self.lang)

    def question(
        self,
        measure: str,
        by: tuple[str, ...] = (),
        where: dict[str, str] | None = None,
        universe: str | None = None,
        version: str | None = None,
    ) -> Question:
        """What `ask` asks."""
        filters = {"regency": self.regency.code, **({"year": str(self.year)} if self.year else {})}
        filters |= dict(self.where) | (where or {})
        values = tuple((k, (v,)) for k, v in filters.items())
        return Question(measure, by, values, universe or self.universe, version or self.version)

    def fates(self, where: dict[str, str], version: str = "apbd") -> tuple[Fate, ...]:
        """Every proposal in the reader's choices with its fate in a budget version."""
        filters = {"regency": self.regency.code, "year": str(self.year), **where}
        question = Question(
            "accommodation_count", (), tuple((k, (v,)) for k, v in filters.items()), self.universe, version
        )
        return remembered.fates(self.mart.named, question)

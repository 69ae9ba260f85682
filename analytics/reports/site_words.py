"""What a plain page says of one area and year, in the words of the dashboard: the finding, its bounds, its money. No HTML."""

from __future__ import annotations

from analytics.locale.fate_words import fate_word
from analytics.locale.format import count, date, rupiah, share
from analytics.locale.words import t
from analytics.query.fates import looked, ranked, tally, top
from analytics.query.rates import Rate
from analytics.query.series import breaks, finished
from analytics.query.versions import version_of
from analytics.reports.site_data import VALUE, Area, Data
from analytics.reports.site_frame import Site
from analytics.reports.site_text import shown, tidy
from analytics.vocabulary import terms

TOP = 10  # ranks of a whole district list that are told together


class Words:
    """Sentences of one site; numbers come from `Data`, nothing is reckoned here but what a `Rate` says of itself."""

    def __init__(self, site: Site, data: Data) -> None:
        self.site, self.data, self.lang = site, data, site.lang

    def n(self, value: float | None) -> str:
        return count(value, self.lang)

    def t(self, key: str, **facts: object) -> str:
        return t(key, self.lang, **facts)

    def held(self) -> str:
        """The name of the budget version."""
        return terms.label("version", self.data.version, self.lang)

    def fate(self, key: str, **facts: object) -> str:
        return fate_word(key, self.data.version, self.lang, **facts)

    def proven(self) -> str:
        """ "Terbukti didanai", as a heading."""
        words = self.fate("proven")
        return words[0].upper() + words[1:]

    def of(self, n: int, rate: Rate) -> str:
        """ "14 dari 48 (29,2 %)"."""
        part = Rate(n, rate.n)
        return self.site.say("of_share", n=self.n(n), whole=self.n(rate.n), share=share(part.value, self.lang))

    def sentence(self, area: Area, year: int) -> str:
        """The finding; never more than was looked at."""
        d, universe = self.data, self.data.universe(area, year)
        listed = d.proposals(area, year, universe)
        facts: dict[str, object] = {"place": area.label, "year": year, "version": self.held()}
        if not listed:
            return self.t("fate.empty", **facts)
        thing = self.t("fate.priority" if ranked(listed, universe) else "fate.proposal")
        facts |= {"n": self.n(len(listed)), "thing": thing}
        rate = d.rate(area, year, universe)
        if rate is None:
            return self.t("fate.no_version", **facts)
        if not looked(listed):
            return self.t("fate.not_looked", **facts)
        return self.fate("headline", **facts, proven=self.n(rate.proven))

    def kicker(self, area: Area, year: int) -> str:
        """Which list against which budget: "Musrenbang 2025 → APBD 2026 (Perda 9/2025, 23 Desember 2025)"."""
        words = [self.t("fate.cycle", before=year - 1, version=self.held(), year=year) + self.perda(year, " ({})")]
        dapil = next((f.dapil for f in self.data.proposals(area, year) if f.dapil), None)
        words += [tidy(dapil)] if dapil and area.kind in ("village", "district") else []
        return " · ".join(w for w in (*words, self.site.stands.get(year, "")) if w)

    def perda(self, year: int, shape: str = "{}") -> str:
        """Number and date of the Perda, "" where nobody brought them."""
        fact = version_of(self.data.mart, self.data.regency.code, year, self.data.version)
        return shape.format(f"{shown(fact.number)}, {date(fact.signed_on, self.lang)}") if fact and fact.number else ""

    def below(self, area: Area, year: int) -> list[str]:
        """The sentences below the bar: what is open, the year before, the first ranks, the rupiah."""
        d, universe = self.data, self.data.universe(area, year)
        listed, rate = d.proposals(area, year, universe), d.rate(area, year, universe)
        if not listed:
            return []
        if rate is None:
            return [self.t("fate.no_version_sub", year=year)]
        if not looked(listed):
            return [self.t("fate.not_looked_sub", version=self.held(), year=year)]
        bounds = self.t("fate.bounds", unknown=self.n(rate.unknown), most=self.n(rate.most))
        words = [bounds if rate.unknown else self.t("fate.all_known"), *self._before(area, year, universe)]
        waits = "" if finished(d.mart, d.regency.code, year, d.version) else self.t("fate.unfinished")
        first = self._first(area, year, universe)
        return [w for w in (" ".join(words), " ".join(x for x in (first, waits) if x)) if w]

    def _before(self, area: Area, year: int, universe: str) -> list[str]:
        """The year before, and what changed in between; nothing of an electoral district, which may have been another then."""
        last = self.data.rate(area, year - 1, universe)
        if last is None or not last.looked or area.kind == "dapil":
            return []
        facts = {"proven": self.n(last.proven), "n": self.n(last.n), "most": self.n(last.most)}
        cuts = breaks([year - 1, year], self.lang).values()
        return [self.t("fate.last_year", **facts), *(self.t("fate.broken", names=names) for names in cuts)]

    def _first(self, area: Area, year: int, universe: str) -> str:
        listed = self.data.proposals(area, year, universe)
        if not ranked(listed, universe):
            return ""
        if area.kind in ("village", "agency"):
            return self.t("fate.list_numbers")
        if area.kind != "district":
            return ""
        rate = top(listed, TOP)
        return self.fate("top", k=TOP, proven=self.n(rate.proven), most=self.n(rate.most)) if rate else ""

    def money(self, area: Area, year: int, universe: str) -> str:
        """Rupiah proven of rupiah asked, and the list's part of what money still free to steer could have reached."""
        row, rate = self.data.row(area, year, universe, VALUE), self.data.rate(area, year, universe)
        if rate is None:
            return ""
        if row is None:
            return self.t("fate.no_cost")
        facts = {"proven": rupiah(row["numerator"], self.lang), "whole": rupiah(row["denominator"], self.lang)}
        words = self.t("fate.money", n=self.n(row["n"]), all=self.n(rate.n), **facts)
        reach = row.get("attainable")
        return words if reach is None else f"{words} · {self.t('fate.attainable', amount=rupiah(reach, self.lang))}"

    def parts(self, area: Area, year: int) -> list[tuple[str, int, str]]:
        """Fates of the list the headline speaks of: class, number, words."""
        listed = self.data.proposals(area, year, self.data.universe(area, year))
        return [(c, n, self.fate(f"part_{c}")) for c, n in tally(listed).items()]

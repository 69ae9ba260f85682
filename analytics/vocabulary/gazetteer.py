"""Districts and villages of one regency: by name from a column, and inside free text. Never guesses between two places.

A note is "id: detail", several joined by "; "; a screen translates the id. Ids: alias, similar (with the score), former (name of
before), unmarked, ambiguous, several, unknown, code_differs, code_unknown, district_differs."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from analytics.vocabulary import regions
from analytics.vocabulary.place_names import FUZZY, WORDS, Former, Names, tokens, words_of
from analytics.vocabulary.place_text import PART_OF_CODE, STOPS, Named, Reader, join_notes
from analytics.vocabulary.region_changes import Change, changes
from analytics.vocabulary.regions import Region
from analytics.vocabulary.text import squeeze

# The field's own count of texts that name a village rests on these four words: not a setting.
MENTION = re.compile(r"\b(?:desa|dusun|ds|dsn)\b", re.IGNORECASE)
# Most texts name no place: one search spares them the reading.
_HINT = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(sorted(WORDS['village'] | WORDS['district'] | WORDS['regency']))})(?![^\W_])"
    r"|\(\s*\d\d\.\d\d\s*\)|\d\d\.\d\d\.\d\d\.\d{4}",
    re.IGNORECASE,
)
# A code that a cell holds before or after a name: "73.02.03.2006 Ara", "7302032006 - Ara", "Ara (73.02.03.2006)".
_WRITTEN = r"\d\d\.\d\d\.\d\d(?:\.\d{4})?|\d{10}|\d{6}"
_BEFORE = re.compile(rf"\W*({_WRITTEN})(?![\d.]*\d)\W*(.*)", re.DOTALL)
_AFTER = re.compile(rf"(.*?)(?<![\d.])({_WRITTEN})\W*", re.DOTALL)


class Place(NamedTuple):
    """What was found. `evidence`: name, code, code+name, conflict, district or "". `mention`: the text says desa or dusun."""

    district_code: str | None
    village_code: str | None
    evidence: str
    mention: bool
    note: str


class Gazetteer:
    """Places of one regency, as written in a budget year; `gazetteer` keeps them. Answers are remembered."""

    def __init__(self, regency_code: str, told: tuple[Change, ...] = (), year: int | None = None) -> None:
        found = regions.regency(regency_code)
        aliases = regions.aliases(regency_code)
        self.code = regency_code
        self._regions = {row.code: row for row in (*found.districts, *found.villages)}
        self._known = {row.code: row.code for row in found.villages}
        self._known |= {c.code: c.now[0] for c in told if c.code and len(c.now) == 1}
        self._moved = {(c.key, c.district): c for c in told if c.what == "moved"}
        former = [each for c in told if c.what in {"renamed", "split"} for each in self._former(c, year)]
        districts = Names(
            found.districts,
            {name: code for name, code in aliases.items() if len(code) == 8},
            [each for each in former if len(each.code) == 8],
        )
        self._villages = Names(
            found.villages,
            {name: code for name, code in aliases.items() if len(code) > 8},
            [each for each in former if len(each.code) > 8],
        )
        self._reader = Reader(regency_code, regions.bare_name(found.region), districts, self._villages)
        self._scanned = lru_cache(maxsize=65536)(self._scan)

    def _former(self, change: Change, year: int | None) -> list[Former]:
        """The former name under today's codes; of a divided unit the one that kept the name stands for it."""
        kept = [code for code in change.now if squeeze(self._regions[code].name) == change.key]
        holds = not kept if year is None else year <= change.until
        return [Former(change.name, code, change.note, holds) for code in kept or change.now]

    def official(self, written: str) -> str | None:
        """Today's code for a Kemendagri code of the regency with or without dots, former ones too; None for any other."""
        figures = re.sub(r"\D", "", written)
        code = ".".join(filter(None, (figures[:2], figures[2:4], figures[4:6], figures[6:])))
        return self._known.get(code) or (code if len(code) == 8 and code in self._regions else None)

    def parted(self, cell: str) -> tuple[str, str]:
        """A cell's code as written and its name; "" for the one that is not there."""
        if found := _BEFORE.fullmatch(cell):
            return found[1], found[2]
        if found := _AFTER.fullmatch(cell):
            return found[2], found[1]
        return "", cell

    def district(self, name: str) -> str | None:
        """Code of a district: "Gunung Sari", "Kec. Gunungsari", "73.02.03 Bonto Bahari"; a close name only where no second one
        is near. A code counts where the name says nothing."""
        written, name = self.parted(name)
        code = self.official(written) if written else None
        return self._district(name) or (code[:8] if code else None)

    def _district(self, name: str) -> str | None:
        words = words_of(name)
        words = words[1:] if len(words) > 1 and words[0] in WORDS["district"] else words
        return self._reader.district(words, whole=True)

    def village(self, name: str, district_code: str | None = None) -> Place:
        """The village a column names. A known district decides between namesakes and admits close names; a name that only
        another district has is a conflict without a code. With no district: the name itself or an alias, and close names
        only after "Desa" or the like. A code beside the name is weighed against it (`weigh`)."""
        written, bare = self.parted(name)
        place = self._village(bare, district_code)
        return self.weigh(place, written, self.official(written)) if written else place

    def weigh(self, place: Place, written: str, code: str | None) -> Place:
        """The place a name gave against the code beside it: the name wins, the code decides where the name leaves it open.

        `written` is the code as the file has it, `code` what it means (None: nothing in this regency).
        """
        if code is None or len(code) == 8:
            same = code == place.district_code
            note = "" if same else f"code_differs: {code}" if code else f"code_unknown: {written}"
            return place._replace(note=join_notes(place.note, note))
        if place.village_code:
            if place.village_code == code:
                return place._replace(evidence="code+name")
            return place._replace(evidence="conflict", note=join_notes(place.note, f"code_differs: {code}"))
        name, _, codes = place.note.partition(": ")
        if name in {"ambiguous", "district_differs"} and code in codes.split():
            differs = f"district_differs: {place.district_code}" if name == "district_differs" else ""
            return Place(code[:8], code, "code+name", place.mention, differs)
        if name in {"ambiguous", "district_differs"} or place.district_code not in (None, code[:8]):
            return place._replace(evidence="conflict", note=join_notes(place.note, f"code_differs: {code}"))
        return Place(code[:8], code, "code", place.mention, place.note)

    def _village(self, name: str, district_code: str | None) -> Place:
        words, mention = words_of(name), bool(MENTION.search(name))
        marked = len(words) > 1 and words[0] in WORDS["village"]
        words = words[1:] if marked else words
        key, within, otherwise = "".join(words), district_code or "", "district" if district_code else ""
        codes, note = self._villages.find(key, within)
        if len(codes) == 1:
            return Place(codes[0][:8], codes[0], "name", mention, note)
        if codes:
            return Place(district_code, None, otherwise, mention, f"ambiguous: {' '.join(codes)}")
        if moved := self._moved.get((key, within)):
            return Place(moved.now[0][:8], moved.now[0], "name", mention, moved.note)
        if elsewhere := self._villages.find(key)[0]:
            return Place(district_code, None, "conflict", mention, f"district_differs: {' '.join(elsewhere)}")
        if within or marked:
            threshold = FUZZY["village_in_district" if within else "village_in_regency"]
            if close := self._villages.close(words, threshold, within, len(words)):
                return Place(close[0][:8], close[0], "name", mention, close[1])
        return Place(district_code, None, otherwise, mention, f"unknown: {key}" if key else "")

    def suggest(self, name: str, n: int = 3, district: str | None = None) -> list[tuple[Region, int]]:
        """The n districts and villages whose names look most like this one, best first, each with its likeness (0-100), for a
        person to choose from. With a district, what lies in it comes before what only looks a little more alike."""
        words = words_of(self.parted(name)[1])
        key = "".join(words[1:] if len(words) > 1 and words[0] in STOPS else words)
        names = {code: squeeze(row.name) for code, row in self._regions.items() if code != district}
        near = process.extract(key, names, scorer=fuzz.ratio, limit=None)
        inside = FUZZY["suggest_inside"] if district else 0
        ranked = sorted(near, key=lambda one: (-one[1] - inside * one[2].startswith(f"{district}."), one[2]))
        return [(self._regions[code], round(score)) for _, score, code in ranked[:n]]

    def villages(self, text: str) -> tuple[str, ...]:
        """Every village a text names beyond doubt, in order; `scan` settles only when there is one."""
        words = tokens(text)
        named = self._reader.villages(words, self._reader.districts(words))
        return tuple(dict.fromkeys(each.code for each in named if each.code))

    def scan(self, text: str) -> Place:
        """The one place a text names. Precision before recall:

        - A name counts after Desa, Ds., Kelurahan or Kel., and only there may it be a close one. The longest name wins; one
          followed by Barat, Baru, II ... that is not part of it is another village.
        - Without such a word it counts only right before "Kec." and its own district (six letters or more, no district's
          name, not soon after "Dusun" or "Kelompok"), or where it confirms the code in the same text. So "Lembar Kerja",
          "Jalan Kediri - Gerung" and "Puskesmas Sedau" are no places, and a hamlet's name never is.
        - "Kab. X, Kajang, Lembanna", as SIPD prints places, names the village of that district.
        - (12.13) is read as district.village and checked against the name: where they disagree the name wins and the note
          says both. Such codes were seen in one regency: with evidence "code" alone the place is a hint, not a fact.
        - Several villages in one text give none of them (see `villages`).
        """
        return self._scanned(text)

    def scan_tail(self, tail: str) -> Place | None:
        """`scan` of texts that `place_tails.tails` shortened to this; None where they must be read whole. Only a village's bare
        name before "Kec." is looked for backwards, and only where no name after "Desa" was found; any word may confirm a code."""
        if PART_OF_CODE.search(tail):
            return None
        words = tokens(tail)
        marked = self._reader.districts(words)
        named = self._reader.marked(words, marked)
        if marked and not any(each.code for each in named):
            return None
        return self._read(tail, words, marked, named) if _HINT.search(tail) else self._scan(tail)

    def _scan(self, text: str) -> Place:
        if not _HINT.search(text):
            return Place(None, None, "", bool(MENTION.search(text)), "")
        words = tokens(text)
        marked = self._reader.districts(words)
        return self._read(text, words, marked, self._reader.villages(words, marked))

    def _read(self, text: str, words: list[str], marked: dict[int, str], named: list[Named]) -> Place:
        within, listed = self._reader.listed(words)
        named, districts = named + listed, set(marked.values()) | within
        district = districts.pop() if len(districts) == 1 else None
        coded, note = self._reader.codes(text, self._known)
        code, evidence, why = self._weigh(words, named, district, coded)
        if code and district not in (None, code[:8]):
            why = join_notes(why, f"district_differs: {district}")
        if code is None and len(settled := {each.code[:8] for each in named if each.code}) == 1:
            district = settled.pop()
        place, mention = code[:8] if code else district, bool(MENTION.search(text))
        return Place(place, code, evidence or ("district" if place else ""), mention, join_notes(why, note))

    def _weigh(
        self, words: list[str], named: list[Named], district: str | None, coded: tuple[str, ...]
    ) -> tuple[str | None, str, str]:
        """Names against the code in the same text -> (village, evidence, note); no village where nothing settles it."""
        both = [(code, each.can_be[code]) for each in named for code in coded if code in each.can_be]
        if both:
            return both[0][0], "code+name", both[0][1]
        sure = list(dict.fromkeys(each.code for each in named if each.code))
        doubt = join_notes(*dict.fromkeys(each.note for each in named if not each.code))
        differs = f"code_differs: {' '.join(coded)}" if coded else ""
        if len(sure) == 1:
            note = next(each.note for each in named if each.code)
            return sure[0], "conflict" if coded else "name", join_notes(note, differs)
        if sure:
            return None, "conflict" if coded else "", join_notes(f"several: {' '.join(sure)}", differs)
        confirmed = [code for code in coded if self._reader.confirms(words, code)]
        if len(confirmed) == 1:
            return confirmed[0], "code+name", "unmarked"
        if len(coded) != 1:
            return None, "", join_notes(doubt, f"ambiguous: {' '.join(coded)}" if coded else "")
        if district not in (None, coded[0][:8]) or any(each.can_be for each in named):
            return None, "conflict", join_notes(doubt, differs)
        return coded[0], "code", doubt


def gazetteer(code: str, year: int | None = None) -> Gazetteer:
    """The gazetteer of one kabupaten or kota, made once for all years between two changes of its units (None: the year is not
    known). Raises regions.UnknownRegion."""
    told = changes(code)
    after = None if year is None else min((c.until for c in told if year <= c.until), default=9999)
    return _made(code, after if told else None)


@cache
def _made(code: str, year: int | None) -> Gazetteer:
    return Gazetteer(code, changes(code), year)

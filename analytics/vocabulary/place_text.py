"""Reads one text for places: its codes, its marked districts, the villages it names. Never weighs them against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from analytics.vocabulary.place_names import FUZZY, SETTINGS, WORDS, Names, goes_on

LONGEST: int = SETTINGS["scan"]["longest_name"]
REACH: int = SETTINGS["scan"]["reach"]
BARE: int = SETTINGS["scan"]["bare_length"]
STOPS = WORDS["village"] | WORDS["hamlet"] | WORDS["district"] | WORDS["regency"] | {",", "|"}

SHORT_CODE = re.compile(r"\(\s*(\d\d)\.(\d\d)\s*\)")  # district.village; two digits each, so "(1.5)" is none
FULL_CODE = re.compile(r"(?<![\d.])\d\d\.\d\d\.\d\d\.\d{4}(?!\.?\d)")
PART_OF_CODE = re.compile(r"\d\d\.\d\d")


class Named(NamedTuple):
    """One village named: the code it settles on if any, every code it can mean (with its note), and what to note."""

    code: str | None
    can_be: dict[str, str]
    note: str


class Reader:
    """Finds the names of one regency's districts and villages among the words of a text."""

    def __init__(self, regency: str, own_name: str, districts: Names, villages: Names) -> None:
        self._regency, self._own, self._districts, self._villages = regency, own_name, districts, villages
        # The same generic phrase ("Desa Tertinggal ...") comes back thousands of times: look for close names once.
        self._near = lru_cache(maxsize=65536)(villages.close)

    def codes(self, text: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
        """Village codes written in the text: "52.01.12.2013", or "(12.13)" = 12.2013 or the kelurahan 12.1013.

        `known` has today's code of each, former ones among them.
        """
        found: dict[str, None] = {}
        unknown = []
        written = [(code, [code]) for code in FULL_CODE.findall(text)]
        for district, village in SHORT_CODE.findall(text):
            stem = f"{self._regency}.{district}"
            written.append((f"{district}.{village}", [f"{stem}.{kind}0{village}" for kind in "213"]))
        for spelled, codes in written:
            real = [known[code] for code in codes if code in known]
            found.update(dict.fromkeys(real))
            if not real:
                unknown.append(f"code_unknown: {spelled}")
        return tuple(found), "; ".join(unknown)

    def districts(self, words: list[str]) -> dict[int, str]:
        """Position of each "Kec." -> code of the district named there."""
        found = {}
        for at, word in enumerate(words):
            if word in WORDS["district"]:
                code = self.district(self._phrase(words, at + 1))
                if code:
                    found[at] = code
        return found

    def district(self, phrase: list[str], whole: bool = False) -> str | None:
        """The district that the first words (or all of them) name."""
        for n in range(len(phrase), 0 if not whole else len(phrase) - 1, -1):
            codes, _ = self._districts.find("".join(phrase[:n]))
            if codes:
                return codes[0] if len(codes) == 1 and not goes_on(phrase, n) else None
        # "Kec. Bulukumba" is the regency's own name, not a slip for its district Bulukumpa.
        own = any("".join(phrase[:n]) == self._own for n in range(1, len(phrase) + 1))
        if not phrase or own or phrase[0] in WORDS["generic_after"]:
            return None
        close = self._districts.close(phrase, FUZZY["district"], least=len(phrase) if whole else 1)
        return close[0] if close else None

    def villages(self, words: list[str], districts: dict[int, str]) -> list[Named]:
        """Villages named after "Desa" and the like, in order; failing those, bare names right before "Kec."."""
        named = self.marked(words, districts)
        if not any(each.code for each in named):
            bare = (self._bare(words, at, code) for at, code in districts.items())
            named += [each for each in bare if each]
        return named

    def marked(self, words: list[str], districts: dict[int, str]) -> list[Named]:
        """Villages named after "Desa" and the like alone: of what stands before such a word only the last word counts."""
        return [
            each
            for at, word in enumerate(words)
            if word in WORDS["village"]
            for each in self._marked(words, at, districts)
        ]

    def listed(self, words: list[str]) -> tuple[set[str], list[Named]]:
        """Places as SIPD prints them, without "Kec." and "Desa": "Kab. Bulukumba, Kajang, Lembanna". The districts, and the
        villages; none of those where one part of the text means a whole district or all of them ("Semua Kel/Desa")."""
        districts: set[str] = set()
        found: list[Named | None] = []
        for at, word in enumerate(words):
            if word not in WORDS["regency"]:
                continue
            end = next((i for i in range(at + 2, at + 2 + LONGEST) if words[i : i + 1] == [","]), 0)
            if not end or "".join(words[at + 1 : end]) != self._own:
                continue
            phrase = self._phrase(words, end)
            codes, _ = self._districts.find("".join(phrase))
            end += 1 + len(phrase)
            inside = self._phrase(words, end) if words[end : end + 1] == [","] else []
            villages, note = self._villages.find("".join(inside), codes[0]) if len(codes) == 1 and inside else ((), "")
            districts.update(codes)
            found.append(Named(villages[0], {villages[0]: note}, note) if len(villages) == 1 else None)
        return districts, [each for each in found if each] if None not in found else []

    def confirms(self, words: list[str], code: str) -> bool:
        """Whether a text that carries this village's code also carries its name anywhere, as a village's."""
        keys = self._villages.spellings(code)
        for start in range(len(words)):
            if start and words[start - 1] in WORDS["district"] | WORDS["hamlet"]:
                continue
            for n in range(1, LONGEST + 1):
                if "".join(words[start : start + n]) in keys and not goes_on(words, start + n):
                    return True
        return False

    def _phrase(self, words: list[str], start: int) -> list[str]:
        """The words a name after a marker may have, up to what ends it; "Ds, Buwun Sejati" may have a comma first."""
        start += words[start : start + 1] == [","]
        phrase = words[start : start + LONGEST + 1]
        return phrase[: next((n for n, word in enumerate(phrase) if word in STOPS), len(phrase))]

    def _longest(self, phrase: list[str]) -> int:
        """How many of the first words are, run together, a village's name; 0 if none."""
        return next((n for n in range(len(phrase), 0, -1) if "".join(phrase[:n]) in self._villages), 0)

    def _marked(self, words: list[str], at: int, districts: dict[int, str]) -> list[Named]:
        phrase = self._phrase(words, at + 1)
        if not phrase:
            return []
        n = self._longest(phrase)
        end = at + 1 + (words[at + 1] == ",") + n
        within = self._district_of(words, at, end, districts)
        threshold = FUZZY["village_in_district" if within else "village_in_regency"]
        # "Borong Rapoa" is a slip for Borong Rappoa, not the village Borong.
        longer = n and n < len(phrase) and self._villages.begins_another("".join(phrase[:n]))
        if longer and (close := self._near(tuple(phrase), threshold, within, n + 1)):
            return [Named(close[0], {close[0]: close[1]}, close[1])]
        if n and not goes_on(phrase, n):
            return [self._settle("".join(phrase[:n]), within), *self._rest_of_list(words, end)]
        if phrase[0] in WORDS["generic_after"] or (at and words[at - 1] in WORDS["generic_before"]):
            return []
        close = self._near(tuple(phrase), threshold, within)
        if close:
            return [Named(close[0], {close[0]: close[1]}, close[1])]
        return [Named(None, {}, f"unknown: {' '.join(phrase[: max(n + 1, 2)])}")]

    def _settle(self, key: str, within: str) -> Named:
        can_be = self._villages.can_be(key)
        codes, note = self._villages.find(key, within) if within else ((), "")
        if not codes:
            codes, note = self._villages.find(key)
        if len(codes) == 1:
            return Named(codes[0], can_be, note)
        return Named(None, can_be, f"ambiguous: {' '.join(codes)}")

    def _district_of(self, words: list[str], at: int, end: int, districts: dict[int, str]) -> str:
        """The next "Kec." after the name, else a bare district right after it ("Desa Mekarsari Gunungsari"), else the
        only one in the text, else ""."""
        after = [code for position, code in districts.items() if position > at]
        if after:
            return after[0]
        phrase = self._phrase(words, end)
        for n in range(len(phrase), 0, -1):
            codes, _ = self._districts.find("".join(phrase[:n]))
            if len(codes) == 1 and not goes_on(phrase, n):
                return codes[0]
        only = set(districts.values())
        return only.pop() if len(only) == 1 else ""

    def _rest_of_list(self, words: list[str], end: int) -> list[Named]:
        """ "Desa Bengkel, Kuranji dan Merembu": more villages, as long as each name is a village's and no district's."""
        named = []
        while words[end : end + 1] == [","] or (end < len(words) and words[end] in WORDS["and"]):
            phrase = self._phrase(words, end + 1)
            n = self._longest(phrase)
            key = "".join(phrase[:n])
            if not n or goes_on(phrase, n) or self._districts.find(key)[0] or words[end + 1] == ",":
                break
            named.append(self._settle(key, ""))
            end += 1 + n
        return named

    def _bare(self, words: list[str], at: int, district: str) -> Named | None:
        """A village's name without "Desa", right before "Kec." and its own district."""
        end = at - (at > 0 and words[at - 1] == ",")
        for n in range(min(LONGEST, end), 0, -1):
            key = "".join(words[end - n : end])
            codes, note = self._villages.find(key, district)
            if len(codes) == 1 and len(key) >= BARE and not self._districts.find(key)[0]:
                before = words[max(0, end - n - REACH) : end - n]
                if not any(word in WORDS["hamlet"] | WORDS["group"] for word in before):
                    return Named(codes[0], {codes[0]: note}, "; ".join(filter(None, ("unmarked", note))))
                break
        return None


def join_notes(*notes: str) -> str:
    """Notes as one; empty ones say nothing."""
    return "; ".join(note for note in notes if note)

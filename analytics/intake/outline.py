"""The rows of a printed outline: what each is by its code and its words, and where it stands in the tree. Never reads money."""

from __future__ import annotations

import re

from analytics.intake.forms import Column
from analytics.intake.levels import (
    AGENCY,
    CARRIED,
    ITEM,
    LABEL,
    LABELS,
    LEVELS,
    NOTE,
    PACKET,
    SAID,
    SAYS,
    WORDS,
    level_of,
    split,
)
from analytics.intake.tables import Cell
from analytics.intake.tree import Node, Total, Tree
from analytics.intake.values import Unreadable, text
from analytics.vocabulary.text import squeeze

DASHES = {"-", "–", "—", "--"}
PACKETS = {"[#]": PACKET, "[-]": NOTE}
TOTAL = re.compile(rf"(?is)\s*(?:{WORDS['totals']['begins']})\b[\s:.]*(.*)$")
JUMLAH = re.compile(r"(?i)\s*(?:sub|jumlah)")
OF = re.compile(rf"(?ix)({WORDS['totals']['of']})\b")
WHOLE = set(WORDS["totals"]["whole"])
NIP = re.compile(r"(?i)^nip\b|\d{8}\s?\d{6}\s?\d\s?\d{3}")  # a civil servant's number is no amount
# an agency's own plan names it in a title; a Bappeda or a BKAD also prints those of all others
OWN = re.compile(
    r"(?i)((?:dinas|rumah sakit|rsud)\b[^:]{3,80}?)(?:\s+(?:pemerintah\s+)?(?:kabupaten|kota|kab\.)\s.*)?(?:\s+tahun\s.*)?"
)
UNFINISHED = re.compile(
    r"(?i)(?:\b(?:dan|atau|dan/atau|serta|untuk|pada|dalam|yang|bagi|dengan|di|ke|oleh|melalui)|[,/&-])$"
)
FIGURES = re.compile(r"[\d.,()\s%-]+")


class Rows:
    """Reads the rows of one sheet into a Tree. `columns`: where its code, its name and its amount stand."""

    def __init__(self, columns: list[tuple[Column, int]]) -> None:
        at = {c.field: i for c, i in reversed(columns)}
        self.tree = Tree()
        self.code, self.name = at.get("outline_code", -1), at["description"]
        self.amount = next(i for c, i in columns if c.field == "amount")
        self.place = at.get("location_text", -1)
        self._names: set[str] = set()
        self._labels: list[Node] = []
        self._wrap = -1  # the row that the next one may go on with

    def above(self, said: list[str]) -> None:
        """A label above the headings ("Program : 1.03.02 ...") holds for the whole table. `said`: the row's words."""
        filled = [w for w in said if w]
        if label := _label(filled):
            self._labels.append(_labelled(-1, label))
        elif len(filled) == 1 and (own := OWN.fullmatch(filled[0])):
            self._labels.append(Node(-1, AGENCY, "", own[1].strip(), -1))
        else:
            self._says(filled)

    def take(self, i: int, row: list[Cell], said: list[str]) -> None:
        """One row below the headings, neither blank nor one of the headings; `said`: the words of its cells."""
        cell = row[self.amount]
        money = bool(said[self.amount]) and said[self.amount] not in DASHES and not NIP.search(said[self.amount])
        others = [w for k, w in enumerate(said) if w and k != self.amount]
        if label := _label(others):
            node = _labelled(i, label)
            node.cell, node.money = cell, money
            self._labels.append(node)
            return
        if not money and self._says(others):
            return
        code, name = self._coded(said)
        level, code = level_of(code, name) if code else (ITEM, "")
        if level.family == "work" and (top := self.tree.top()) and (top.code, top.level) == (code, level):
            level = AGENCY if AGENCY.begins and AGENCY.begins.match(name) else level  # below its bidang, with its code
        if code and level is not ITEM:
            self._add(Node(i, level, code, name, -1, cell, money))
            return
        place = said[self.place] if self.place >= 0 else ""
        if money or not self._wrapped(i, name, others, place):
            self._uncoded(Node(i, ITEM, "", name, -1, cell, money), others, place)

    def _says(self, filled: list[str]) -> bool:
        """A label such as "Lokasi : ..." speaks of the row above it."""
        found = _match(SAID, filled)
        node = self._labels[-1] if self._labels else self.tree.top()
        if found is None or node is None:
            return False
        node.said.setdefault(SAYS[found[1].lower()], found[2].strip())
        return True

    def _wrapped(self, i: int, name: str, others: list[str], place: str) -> bool:
        """The rest of the name in the row above, whose cell was cut in two: nothing but a place stands beside it, and that name
        is not at its end, or this goes on with a small letter."""
        top = self.tree.top()
        if top is None or not name or set(others) - {place} != {name} or self._wrap != i - 1:
            return False
        if not UNFINISHED.search(top.name) and not name[:1].islower():
            return False
        top.name, self._wrap = f"{top.name} {name}", i
        top.places += [place] if place else []
        self._names.add(squeeze(top.name))
        return True

    def goes_on(self, said: list[str]) -> bool:
        """A row that is no signature: it has a code of several parts, or a label."""
        code, name = self._coded(said)
        coded = "." in code and level_of(code, name)[0].family != "other"
        return coded or _label([w for w in said if w]) is not None

    def _coded(self, said: list[str]) -> tuple[str, str]:
        code, rest = split(said[self.code]) if self.code >= 0 else ("", "")
        name = said[self.name] or rest
        if not code and name:
            inner, rest = split(name)
            if "." in inner and rest and level_of(inner, rest)[0].family in {"agency", "work", "account"}:
                return inner, rest
        return code, name

    def _uncoded(self, node: Node, others: list[str], place: str) -> None:
        """A row without a code: a total, a packet of an RKA, a heading that stands alone, an item with money, or more words."""
        tree = self.tree
        plain = [w for w in others if not FIGURES.fullmatch(w)]
        alone = plain[0] if len(plain) == 1 else ""
        if alone and (_is_rest(alone) or CARRIED.fullmatch(alone)):
            return
        if node.money and (of := self._total(plain)) is not None:
            self._flush()
            tree.totals.append(Total(node.row, of, not JUMLAH.match(plain[0]), list(tree.stack)))
            return
        level = PACKETS.get(node.name[:3])
        if level is not None:
            node.level, node.name = level, node.name[3:].strip(" -:")
            self._add(node)
            return
        loose = all(tree.nodes[k].level.family != "account" for k in tree.stack)
        if alone and (loose if node.money else len(others) == 1):
            level = next((v for v in LEVELS if v.begins and v.begins.match(alone)), None)
            if level is not None:
                node.level, node.name = level, alone
                self._add(node)
                return
        top = tree.top()
        if node.money:
            self._add(node)
        elif top is not None and place:
            top.places.append(place)

    def close(self) -> Tree:
        """The tree, after the last row."""
        self._flush()
        self.tree.close()
        return self.tree

    def _flush(self) -> None:
        """Labels that stand together hold together, in whatever order they are printed: the agency first."""
        labels, self._labels = self._labels, []
        for node in sorted(labels, key=lambda n: (n.level.family != "agency", n.level.rank)):
            self._add(node)

    def _add(self, node: Node) -> None:
        if self._labels:
            self._flush()
        self._wrap = node.row
        if self.tree.add(node):
            self._names.add(squeeze(node.name))

    def _total(self, plain: list[str]) -> str | None:
        """What a total adds up, by the words behind "Jumlah" (perhaps in the next cell); None where the words of the row begin
        otherwise, or name a thing."""
        found = TOTAL.match(plain[0]) if plain else None
        if found is None:
            return None
        of = found[1].strip(" :.()")
        if squeeze(of) in WHOLE:
            return " ".join([of, *plain[1:2]]).strip()
        return of if len(plain) == 1 and (OF.match(of) or squeeze(of) in self._names) else None


def words(cell: Cell) -> str:
    """The words of a cell as one line; what is too long for one is cut for comparing, never for keeping."""
    if cell is None:
        return ""
    try:
        return text(cell) or ""
    except Unreadable:
        return str(cell)[:400]


def _label(said: list[str]) -> re.Match[str] | None:
    """ "Program : X" in the first filled cell, or with its colon and its value in the next ones."""
    return _match(LABEL, said)


def _match(pattern: re.Pattern[str], said: list[str]) -> re.Match[str] | None:
    for n in (1, 2, 3) if any(":" in w for w in said[:3]) else ():
        found = pattern.match(" ".join(said[:n]))
        if found and found[2]:
            return found
    return None


def _is_rest(said: str) -> bool:
    return any(w in said.lower() for w in WORDS["totals"]["none"])


def _labelled(i: int, label: re.Match[str]) -> Node:
    level = LABELS[label[1].lower()]
    code, name = split(label[2].strip())
    if level.family == "work" and code:
        found = level_of(code, name)[0]
        level = found if found.family == "work" else level
    return Node(i, level, code, name, -1)

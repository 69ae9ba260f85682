"""Rows of a printed outline as a tree: which stands below which, which are leaves, what they inherit. Never reads money."""

from __future__ import annotations

from dataclasses import dataclass, field

from analytics.intake.levels import HOLDS_WORK, NOTE, PACKET, Level, inside
from analytics.intake.tables import Cell
from analytics.vocabulary.text import squeeze


@dataclass
class Node:
    """One row of the outline. `row` is its index in the table (-1 above the headings), `parent` a position or -1."""

    row: int
    level: Level
    code: str
    name: str
    parent: int
    cell: Cell = None  # its amount as printed
    money: bool = False  # the amount is filled
    covers: bool = False  # a row below has money: its own is a sum
    places: list[str] = field(default_factory=list)  # of lines below it that belong to it
    said: dict[str, str] = field(default_factory=dict)  # typed field -> what a label below it says

    def again(self, other: Node) -> bool:
        """The other is printed with the same code, words and amount, or without the amount."""
        same = self.code and (self.code, self.level.family) == (other.code, other.level.family)
        named = squeeze(self.name) == squeeze(other.name).removesuffix("lanjutan")
        return bool(same) and named and (not other.money or other.cell == self.cell)


@dataclass
class Total:
    """A row that adds up others: the words behind "Jumlah", whether it says TOTAL, the rows open above it (outermost first)."""

    row: int
    words: str
    grand: bool
    chain: list[int]


@dataclass
class Tree:
    """`add` takes the rows in order; `close` says then which rows are sums."""

    nodes: list[Node] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)  # positions of the open rows, outermost first
    paused: list[int] = field(default_factory=list)  # groups that may be headed again after the one that was

    def add(self, node: Node) -> bool:
        """False for the heading of an open group once more, as on the next page."""
        paused, self.paused = self.paused, []
        for depth, k in enumerate([*self.stack[:-1], *paused[:1]]):
            if self.nodes[k].again(node):
                if k in self.stack:
                    self.paused = self.stack[depth + 1 : -1]
                    del self.stack[depth + 1 :]
                else:
                    self.paused = paused[1:]
                    self.stack.append(k)
                return False
        self._open(node.level, node.code)
        node.parent = self.stack[-1] if self.stack else -1
        self.nodes.append(node)
        self.stack.append(len(self.nodes) - 1)
        return True

    def top(self) -> Node | None:
        """The innermost open row."""
        return self.nodes[self.stack[-1]] if self.stack else None

    def _open(self, level: Level, code: str) -> None:
        """Closes the rows a row of this level and code does not stand below."""
        family = level.family
        if family == "agency":
            first = next((d for d, k in enumerate(self.stack) if self.nodes[k].level.family == "agency"), None)
            if first is not None:
                unit = _is_unit(self.nodes[self.stack[first]].code, code)
                del self.stack[first + unit :]
        elif family == "work":
            peers = (d for d, k in enumerate(self.stack) if self._rank(k) >= level.rank)
            del self.stack[next(peers, len(self.stack)) :]
        while (top := self.top()) and self._closes(top, level, code):
            self.stack.pop()

    def _rank(self, k: int) -> int:
        level = self.nodes[k].level
        return level.rank if level.family == "work" else -1

    @staticmethod
    def _closes(top: Node, level: Level, code: str) -> bool:
        above, family = top.level.family, level.family
        if above == "item":
            return family != "item" or top.level.rank >= level.rank
        if family == "item":
            return False
        if above == "account":
            if family == "work" and HOLDS_WORK.match(top.name):
                return False
            return family != "account" or not inside(top.code, code)
        if above == "other":
            return family in {"agency", "work"} or (family == "other" and not inside(top.code, code))
        if family == "agency":
            return above == "work" and top.level.rank > 1
        return above == "work" and family in {"work", "other"} and not inside(top.code, code)

    def close(self) -> None:
        deepest = max((n.level.rank for n in self.nodes if n.level.family == "work" and n.money), default=0)
        for node in reversed(self.nodes):
            above = self.nodes[node.parent] if node.parent >= 0 else None
            if node.money and not node.covers and (_once_more(node, above) or _idle(node, deepest)):
                node.money = False
            if above and (node.money or node.covers):
                above.covers = True

    def leaves(self) -> list[int]:
        """Positions of the rows with money and without a row with money below."""
        return [k for k, node in enumerate(self.nodes) if node.money and not node.covers]

    def chain(self, k: int) -> list[Node]:
        """The row and those above it, innermost first."""
        found = []
        while k >= 0:
            found.append(self.nodes[k])
            k = self.nodes[k].parent
        return found

    def side(self, k: int) -> str:
        """The first figure of the account a row stands in (4 revenue, 5 spending, 6 financing); spending where it has none."""
        return next((n.code[0] for n in self.chain(k) if n.level.family == "account" and n.code), "5")

    def inherited(self, k: int) -> dict[str, str]:
        """Typed field -> value, from the row itself and the rows above it; of agencies the outermost counts."""
        found: dict[str, str] = {}
        packets = []
        for node in self.chain(k):
            for what, name in node.level.fills.items():
                value = node.name if what == "name" else node.code
                if value and (name not in found or node.level.family == "agency"):
                    found[name] = value
            found = node.said | found
            if node.level in (PACKET, NOTE):
                packets.append(node.name)
        if packets:
            found["location_text"] = "; ".join(reversed(packets))
        return found


def _once_more(node: Node, above: Node | None) -> bool:
    """Nothing stands below the row, and the one it stands in says the same: it was printed twice."""
    same = above and node.code and (above.code, squeeze(above.name), above.cell)
    return same == (node.code, squeeze(node.name), node.cell)


def _idle(node: Node, deepest: int) -> bool:
    """A program or kegiatan of 0 rupiah with none of the sub kegiatan that the list goes down to: a heading, no line."""
    return node.level.family == "work" and node.level.rank < deepest and not str(node.cell).strip(" Rp0.,-")


def _is_unit(agency: str, code: str) -> bool:
    """A part of the agency: the same code but for the last figures, which are nothing but zeros for the agency itself."""
    (*first, last), (*same, own) = agency.split("."), code.split(".")
    return len(first) == 7 and first == same and not last.strip("0") and last != own

"""The columns of a table put under one row of headings, and what its receipt says of them. Never a cell's own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from analytics.intake.forms import Column

CODE = "kode"  # what a heading over the parts of a code begins with


@dataclass
class Place:
    """One column of the levelled table: the columns it is read from, and how."""

    title: str | None
    columns: tuple[int, ...]
    column: Column | None = None
    split: bool = False
    numbers: frozenset[int] = frozenset()  # columns that only count the rows
    parted: bool = False  # its columns have headings of their own: a volume and its unit

    @property
    def name(self) -> str:
        return self.title or f"ke-{self.columns[0] + 1}"


@dataclass
class Seen:
    """What the receipt must say of it."""

    joined: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    once: Counter[str] = field(default_factory=Counter)
    outside: Counter[int] = field(default_factory=Counter)
    wordless: int = 0


def told(places: list[Place], seen: Seen) -> list[str]:
    """The notes of a receipt on a table that was put under one row of headings."""
    notes = [
        f"kolom '{p.name}': digabung dari {len(p.columns)} kolom menjadi satu kode (one code of several columns)"
        for p in places
        if p.split and len(p.columns) > 1
    ]
    notes += [
        f"kolom '{p.name}': nomor urut di depannya tidak dibaca (running numbers not read)" for p in places if p.numbers
    ]
    notes += [
        f"kolom '{p.name}' dibaca dari {len(p.columns)} kolom (read from several columns)" for p in places if p.parted
    ]
    notes += _each(seen.held, "{n} baris diisi dari sel yang digabung ke bawah (filled from merged cells)")
    notes += _each(seen.joined, "{n} baris berisi beberapa sel, dibaca berurutan dengan tanda | (several cells joined)")
    once = "{n} angka dalam sel yang digabung ke bawah dihitung sekali, pada baris pertamanya (merged amounts counted once)"
    notes += _each(seen.once, once)
    if seen.wordless:
        notes.append(
            f"{seen.wordless} baris hanya berisi nomor atau sel gabungan, tanpa isi (numbered rows without words)"
        )
    if seen.outside:
        span = f"{_letters(min(seen.outside))}-{_letters(max(seen.outside))}"
        notes.append(
            f"{sum(seen.outside.values())} sel di luar tabel (kolom {span}) tidak dibaca (cells outside the table not read)"
        )
    return notes


def _each(counted: Counter[str], words: str) -> list[str]:
    return [f"kolom '{name}': " + words.format(n=n) for name, n in counted.items() if n]


def _letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name

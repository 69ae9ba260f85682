"""What a deck is before it is a file: slides of finished words, charts as numbers, tables as cells. No library, no arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

ENDING = ".pptx"


@dataclass(frozen=True)
class Series:
    """One series of a chart: `kind` chooses its look (deck_style.LOOKS), None is a gap. `shown`: per point, whether its number
    stands on it; `kinds`: a look of its own for single points."""

    name: str
    kind: str
    values: Sequence[float | None]
    shown: Sequence[bool] = ()
    kinds: Sequence[str] = ()


@dataclass(frozen=True)
class Said:
    """Words at the end of a bar: a figure in bold, and what it is of."""

    figure: str
    detail: str = ""


@dataclass(frozen=True)
class Chart:
    """A native chart. `shape`: bars (lying, over each other), pairs (lying, below each other), stacked (lying, end to end),
    columns (upright, over each other), line.

    `top` is where the scale ends, `format` how a spreadsheet writes its numbers. `said` stands at the ends of the bars.
    `limits` are (low, high) of the last series; `mark` is a line across at a value; `cuts` are dotted lines before
    categories, each with its number; `ends` is how the number at the end of an upright bar is written.
    """

    shape: str
    categories: Sequence[str]
    series: Sequence[Series]
    top: float
    format: str
    after: Sequence[str] = ()  # what stands behind each category's name: figures that are never cut
    said: Sequence[Said] = ()
    ends: str = ""
    limits: Sequence[tuple[float, float]] = ()
    mark: float | None = None
    cuts: Sequence[tuple[int, str]] = ()
    key: Sequence[tuple[str, str]] | None = None  # (look, words); None: the series themselves
    points: float = 16  # size of its words
    hidden: int = 0  # rows that are not here at all
    alt: str = ""


@dataclass(frozen=True)
class Points:
    """One series of a scatter; `kind` spot: points, those with a name named in the drawing, each with how far up it may still go;
    any other: a line."""

    name: str
    kind: str
    xy: Sequence[tuple[float, float]]
    names: Sequence[str] = ()
    most: Sequence[float] = ()


@dataclass(frozen=True)
class Scatter:
    """A native scatter chart with lines of limits; both scales begin at 0."""

    series: Sequence[Points]
    x: str
    y: str
    top: tuple[float, float]
    alt: str = ""


@dataclass(frozen=True)
class Cell:
    """`small` follows the text in small letters; `tone` 0..4 is a shade of blue, -1 what is not yet known."""

    text: str
    small: str = ""
    strong: bool = False
    tone: int = 0
    framed: bool = False


@dataclass(frozen=True)
class Table:
    """A native table. `left`: how many columns hold words; `last`: the last row is a sum and stays where others are left out."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    left: int = 1
    last: bool = False
    alt: str = ""
    hidden: int = 0  # rows that are not here at all


@dataclass(frozen=True)
class Square:
    """One place of a schematic map at (column, row)."""

    at: tuple[int, int]
    name: str
    figure: str
    detail: str
    look: str


@dataclass(frozen=True)
class Squares:
    """Schematic maps side by side: (name, places); `key` says what the looks mean."""

    maps: Sequence[tuple[str, Sequence[Square]]]
    key: Sequence[tuple[str, str]]
    alt: str = ""


Drawing = Chart | Scatter | Table | Squares


@dataclass(frozen=True)
class Slide:
    """One slide: a finding, what draws it, sentences above and below (`told`: alone), what the speaker should know (`notes`),
    `mark` in large letters where its data is invented."""

    kicker: str
    title: str
    drawings: Sequence[Drawing] = ()
    sub: str = ""
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    told: Sequence[str] = ()
    foot: str = ""
    notes: Sequence[tuple[str, Sequence[str]]] = ()
    cover: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Deck:
    """A set of slides. `mark`: it holds invented data. `words`: more (rows left out, with {n}), moved
    (heading of sentences there was no room for), sheet and about (of the workbook in a chart), low and high (limits)."""

    title: str
    lang: str
    mark: str
    mart: str
    slides: Sequence[Slide]
    words: dict[str, str] = field(default_factory=dict)

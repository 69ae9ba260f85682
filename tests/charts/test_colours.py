"""Colours for people who see fewer of them: what is proven, not known and empty stay apart by lightness or pattern.

Colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes (2009) for the whole loss of one kind of cone,
on linear RGB. Words are held to WCAG AA.
"""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from analytics.charts.html import STYLES

Rgb = tuple[float, float, float]
CSS = "\n".join(f.read_text(encoding="utf-8") for f in STYLES)
SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "no colour": ((0.2126, 0.7152, 0.0722),) * 3,
}
HATCH = re.compile(r"repeating-linear-gradient\((?:45|135)deg, (\S+) 0 (\d+)px, (#\w+) \2px (\d+)px\)")
FAINT = "#DDB186"  # the same hatch where words stand upon it, as on the tiles of a map: their figure says what it means
APART = 20.0  # L*: two plain surfaces side by side
SEEN = 3.0  # contrast from which a stripe is a stripe (WCAG 1.4.11)
READ = 4.5  # contrast from which small words are read (WCAG 1.4.3)


def variables() -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9A-Fa-f]{6})", CSS.partition("}")[0]))


def colour(word: str) -> Rgb:
    """0..1 of red, green and blue, linear; `word` is a hex colour or one of our variables."""
    named = re.fullmatch(r"var\(--(\w+)\)", word)
    digits = (variables()[named[1]] if named else word).lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def seen(rgb: Rgb, sight: str) -> Rgb:
    red, green, blue = (min(max(sum(m * c for m, c in zip(row, rgb, strict=True)), 0), 1) for row in SIGHT[sight])
    return red, green, blue


def luminance(rgb: Rgb) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def lightness(rgb: Rgb) -> float:
    """L* of CIE Lab, 0 (black) to 100 (white)."""
    y = luminance(rgb)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def contrast(a: Rgb, b: Rgb) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


SURFACES: dict[str, tuple[str, ...]] = {  # one colour is plain, two are stripes on a ground
    "proven": ("var(--found)",),
    "not known": ("#B45309", "#FBEBD8"),
    "empty": ("var(--quiet)",),
    "not found": ("#C3CBD3",),
    "paper": ("#FFFFFF",),
}

PAIRS = [(a, b) for a, b in combinations(SURFACES, 2) if {a, b} & {"proven", "not known"}]


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_two_meanings_stay_apart(pair: tuple[str, str], sight: str) -> None:
    a, b = ([seen(colour(c), sight) for c in SURFACES[name]] for name in pair)
    striped = [s for s in (a, b) if len(s) == 2]
    by_pattern = len(a) != len(b) and all(contrast(*s) >= SEEN for s in striped)
    by_lightness = min(abs(lightness(x) - lightness(y)) for x in a for y in b) >= APART
    assert by_pattern or by_lightness
    if "proven" in pair:
        grounds = [s[-1] for s in (a, b)]
        assert abs(lightness(grounds[0]) - lightness(grounds[1])) >= APART, "what is proven is dark beside everything"


def test_not_known_is_the_same_hatch_everywhere() -> None:
    found = HATCH.findall(CSS)
    assert len(found) >= 6
    stripes = {(ink.replace("var(--unknown)", "#B45309"), ground) for ink, _, ground, _ in found}
    assert {ink for ink, _ in stripes} == {"#B45309", FAINT}
    assert all(contrast(colour(ink), colour(ground)) >= (1.5 if ink == FAINT else SEEN) for ink, ground in stripes)
    assert contrast(colour("var(--ink)"), colour(FAINT)) >= READ
    assert all(2 * int(stripe) < int(period) for _, stripe, _, period in found if int(stripe) < 4), (
        "more ground than ink"
    )


def test_fates_beside_each_other_in_one_bar_stay_apart_by_a_white_line_and_a_symbol() -> None:
    assert "border-right: 2px solid #fff" in rules()[".ak-whole i"]
    from analytics.locale.fate_words import SYMBOLS

    shapes = {k: s for k, s in SYMBOLS.items() if k != "funded_size_unknown"}  # the same money, its size not comparable
    assert all(shapes[a] != shapes[b] for a, b in combinations(shapes, 2))


def rules() -> dict[str, str]:
    """Selectors with what they say, media queries unfolded."""
    plain = re.sub(r"@[^{]+\{", "", re.sub(r"/\*.*?\*/", "", CSS, flags=re.S))
    found: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        for one in selectors.split(","):
            found[one.strip()] = found.get(one.strip(), "") + body
    return found


def said(body: str, name: str) -> str | None:
    found = re.findall(rf"(?:^|[;\s]){name}: (#[0-9A-Fa-f]{{3,6}}|var\(--\w+\))(?=[;\s}}]|$)", body)
    return found[-1] if found else None


WORDS = {s: said(b, "color") for s, b in rules().items() if said(b, "color")}


@pytest.mark.parametrize("selector", WORDS)
def test_words_are_legible_on_their_own_ground(selector: str) -> None:
    ink, ground = WORDS[selector], said(rules()[selector], "background") or "#FFFFFF"
    assert ink is not None
    if ink in ("#fff", "#FFFFFF") and ground == "#FFFFFF":
        pytest.fail(f"{selector}: white words must name their ground in the same rule")
    assert contrast(colour(ink), colour(ground)) >= READ


@pytest.mark.parametrize("ink", ["var(--ink)", "var(--soft)"])
def test_quiet_words_are_legible_on_every_light_ground(ink: str) -> None:
    """Words that inherit their colour stand on white, on the quiet grey, or on a colour that names no words of its own."""
    for selector, body in rules().items():
        ground = said(body, "background")
        if ground and not said(body, "color") and lightness(colour(ground)) > 85:
            assert contrast(colour(ink), colour(ground)) >= READ, selector


def test_the_charts_of_python_use_the_same_colours() -> None:
    code = "".join(f.read_text(encoding="utf-8") for f in STYLES[0].parent.glob("*.py"))
    ours = set(re.findall(r"#[0-9A-Fa-f]{6}", CSS.upper())) | {v.upper() for v in variables().values()}
    assert {c.upper() for c in re.findall(r'"(#[0-9A-Fa-f]{6})"', code)} <= ours
